"""What EPUB 3.3 asks of a file, as far as a program without a validator can look. Used by tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from lxml import etree
from PIL import Image

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_TYPES = {".xhtml": "application/xhtml+xml", ".css": "text/css", ".svg": "image/svg+xml",
          ".jpg": "image/jpeg"}  # fmt: skip


def faults_of(content: bytes) -> list[str]:
    """Everything wrong with an EPUB; [] for a sound one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [*_container(archive), *_package(archive)]


def _container(archive: zipfile.ZipFile) -> Iterator[str]:
    first = archive.infolist()[0]
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.extra:
        yield "mimetype is not the first entry, stored and bare"
    if archive.read("mimetype") != b"application/epub+zip":
        yield "mimetype says something else"
    names = archive.namelist()
    if len(names) != len(set(names)):
        yield "an entry is there twice"
    if archive.testzip() is not None:
        yield "an entry is broken"


def _package(archive: zipfile.ZipFile) -> Iterator[str]:
    container = etree.fromstring(archive.read("META-INF/container.xml"))
    root = container.find(f".//{_CONTAINER}rootfile")
    if root is None or root.get("full-path") not in archive.namelist():
        yield "the container names no package"
        return
    path = str(root.get("full-path"))
    package = etree.fromstring(archive.read(path))
    yield from _metadata(package)
    items = {str(item.get("id")): item for item in package.iter(f"{_OPF}item")}
    inside = {join(dirname(path), unquote(str(i.get("href")))): i for i in items.values()}
    named = {"mimetype", "META-INF/container.xml", path, *inside}
    if lost := set(archive.namelist()) ^ named:
        yield f"in the manifest or in the archive alone: {sorted(lost)}"
    if sum("nav" in (item.get("properties") or "").split() for item in items.values()) != 1:
        yield "not one navigation document"
    for reference in package.iter(f"{_OPF}itemref"):
        if reference.get("idref") not in items:
            yield f"the spine names {reference.get('idref')}"
    for name, item in inside.items():
        if item.get("media-type") != _TYPES.get(name[name.rfind(".") :]):
            yield f"{name} is said to be {item.get('media-type')}"
        elif name.endswith(".xhtml"):
            yield from _page(archive, name, set(inside))
        elif name.endswith(".jpg"):
            with Image.open(io.BytesIO(archive.read(name))) as picture:
                if picture.format != "JPEG":
                    yield f"{name} is no JPEG"


def _metadata(package: etree._Element) -> Iterator[str]:
    unique = package.get("unique-identifier")
    if package.get("version") != "3.0":
        yield "not version 3.0"
    if [one.get("id") for one in package.iter(f"{_DC}identifier")] != [unique]:
        yield "the unique identifier is not there"
    for name in ("title", "language"):
        if not (package.findtext(f".//{_DC}{name}") or "").strip():
            yield f"no dc:{name}"
    modified = package.xpath("//*[@property='dcterms:modified']")
    if len(modified) != 1:
        yield "dcterms:modified is not there once"


def _page(archive: zipfile.ZipFile, name: str, known: set[str]) -> Iterator[str]:
    try:
        page = etree.fromstring(archive.read(name))
    except etree.XMLSyntaxError as error:
        yield f"{name} is not well-formed: {error}"
        return
    if page.tag != f"{_XHTML}html" or not page.get("lang"):
        yield f"{name} is no page with a language"
    if not (page.findtext(f"{_XHTML}head/{_XHTML}title") or "").strip():
        yield f"{name} has no title"
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    if len(ids) != len(set(ids)):
        yield f"{name} has an id twice"
    for picture in page.iter(f"{_XHTML}img"):
        if picture.get("alt") is None:
            yield f"{name} has a picture without alt"
    if list(page.iter(f"{_XHTML}script")):
        yield f"{name} has a script"
    for element in page.iter():
        for link in (element.get("href"), element.get("src")):
            if link is not None and not _leads(link, name, known, set(ids)):
                yield f"{name} leads to {link}"


def _leads(link: str, name: str, known: set[str], ids: set[str | None]) -> bool:
    """Whether a link leads into the book, or out of it by the web."""
    parts = urlsplit(link)
    if parts.scheme:
        return parts.scheme in ("http", "https", "mailto", "tel")
    if not parts.path:
        return parts.fragment in ids
    return normpath(join(dirname(name), unquote(parts.path))) in known
