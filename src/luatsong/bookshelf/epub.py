"""A book as EPUB 3.3: values in, bytes out; no library, no network.

Structure by EPUB 3.3 (W3C Recommendation, 2023): an OCF zip whose first entry is `mimetype`,
stored; a package with metadata of EPUB Accessibility 1.1; a navigation document; one XHTML file a
chapter, pictures as files beside them. The same book gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from luatsong.bookshelf.markup import words

_STAMP = (2020, 1, 1, 0, 0, 0)  # zip entries have no date of their own
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_CONTAINER = (
    f'{_XML}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/content.opf"'
    ' media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_STYLE = """\
body { font-family: serif; line-height: 1.6; margin: 0 4%; }
h1, h2, h3, h4 { line-height: 1.35; page-break-after: avoid; }
.cover { text-align: center; margin: 0; }
.cover svg { max-width: 100%; height: auto; }
.note { border-left: .25em solid #8f1d2c; padding-left: .8em; font-style: italic; }
.over { text-decoration: line-through; }
.c1 { margin-left: 1.2em; } .c2 { margin-left: 2.4em; } .c3 { margin-left: 3.6em; }
figure { margin: 1em 0; text-align: center; page-break-inside: avoid; }
figure img { max-width: 100%; height: auto; }
figcaption { font-size: .9em; }
table { border-collapse: collapse; } td, th { border: 1px solid #777; padding: .3em .5em; }
"""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: its title, and its content as well-formed XHTML without the title."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class BookFile:
    """What an EPUB says; `cover` is a standalone SVG, `modified` an aware moment."""

    identifier: str  # a URI that stays the same for all editions
    title: str
    language: str
    publisher: str
    description: str
    rights: str
    source: str  # the public address
    modified: datetime
    cover: str
    chapters: Sequence[Chapter]
    subjects: Sequence[str] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)  # JPEG files by address


def write(book: BookFile) -> bytes:
    """The EPUB of a book."""
    files = {
        "META-INF/container.xml": _CONTAINER,
        "OEBPS/content.opf": _package(book),
        "OEBPS/nav.xhtml": _navigation(book),
        "OEBPS/style.css": _STYLE,
        "OEBPS/cover.svg": book.cover,
        "OEBPS/cover.xhtml": _page(
            book,
            "Bìa",
            '<section class="cover" epub:type="cover"><img src="cover.svg"'
            f' alt="Bìa sách: {words(book.title)}"/></section>',
        ),
    }
    for number, chapter in enumerate(book.chapters, start=1):
        inside = (
            f'<section epub:type="chapter" role="doc-chapter" aria-labelledby="ten">'
            f'<h1 id="ten">{words(chapter.title)}</h1>\n{chapter.body}</section>'
        )
        files[f"OEBPS/{_name(number)}"] = _page(book, chapter.title, inside)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        _put(archive, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in files.items():
            _put(archive, name, text, zipfile.ZIP_DEFLATED)
        for name, content in sorted(book.pictures.items()):
            archive.writestr(zipfile.ZipInfo(f"OEBPS/{name}", _STAMP), content)
    return target.getvalue()


def _put(archive: zipfile.ZipFile, name: str, text: str, how: int) -> None:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = how
    archive.writestr(entry, text.encode())


def _name(number: int) -> str:
    return f"phan-{number:03d}.xhtml"


def _page(book: BookFile, title: str, inside: str) -> str:
    language = words(book.language)
    return (
        f'{_XML}<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"'
        f' xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" xml:lang="{language}">'
        f'<head><title>{words(title)}</title><link rel="stylesheet" href="style.css"/></head>'
        f"<body>{inside}</body></html>"
    )


def _navigation(book: BookFile) -> str:
    entries = "".join(
        f'<li><a href="{_name(number)}">{words(chapter.title)}</a></li>'
        for number, chapter in enumerate(book.chapters, start=1)
    )
    inside = (
        '<nav epub:type="toc" role="doc-toc" aria-labelledby="muc-luc">'
        f'<h1 id="muc-luc">Mục lục</h1><ol>{entries}</ol></nav>'
        '<nav epub:type="landmarks" hidden="hidden"><h2>Các chỗ chính</h2><ol>'
        '<li><a epub:type="cover" href="cover.xhtml">Bìa</a></li>'
        f'<li><a epub:type="bodymatter" href="{_name(1)}">Bắt đầu</a></li></ol></nav>'
    )
    return _page(book, "Mục lục", inside)


def _package(book: BookFile) -> str:
    meta = [
        f'<dc:identifier id="ma">{words(book.identifier)}</dc:identifier>',
        f"<dc:title>{words(book.title)}</dc:title>",
        f"<dc:language>{words(book.language)}</dc:language>",
        *_named("dc:publisher", book.publisher),
        *_named("dc:creator", book.publisher),
        *_named("dc:description", book.description),
        *_named("dc:rights", book.rights),
        *_named("dc:source", book.source),
        *(f"<dc:subject>{words(subject)}</dc:subject>" for subject in book.subjects),
        _property("dcterms:modified", f"{book.modified:%Y-%m-%dT%H:%M:%SZ}"),
        _property("schema:accessMode", "textual"),
        *([_property("schema:accessMode", "visual")] if book.pictures else []),
        _property("schema:accessModeSufficient", "textual"),
        *(
            _property("schema:accessibilityFeature", feature)
            for feature in (
                "structuralNavigation",
                "tableOfContents",
                "readingOrder",
                "alternativeText",
                "displayTransformability",
            )
        ),
        _property("schema:accessibilityHazard", "none"),
        _property(
            "schema:accessibilitySummary",
            "Sách gồm chữ có cấu trúc đề mục và mục lục; phóng chữ và đọc bằng máy được."
            + (" Hình có lời mô tả thay thế." if book.pictures else ""),
        ),
        _property("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"),
    ]
    manifest = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="css" href="style.css" media-type="text/css"/>',
        '<item id="anh-bia" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>',
        '<item id="bia" href="cover.xhtml" media-type="application/xhtml+xml"/>',
    ]
    spine = ['<itemref idref="bia"/>', '<itemref idref="nav"/>']
    for number in range(1, len(book.chapters) + 1):
        name = _name(number)
        manifest.append(f'<item id="p{number}" href="{name}" media-type="application/xhtml+xml"/>')
        spine.append(f'<itemref idref="p{number}"/>')
    manifest += [
        f'<item id="h{number}" href="{words(name)}" media-type="image/jpeg"/>'
        for number, name in enumerate(sorted(book.pictures), start=1)
    ]
    return (
        f'{_XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0"'
        f' unique-identifier="ma" xml:lang="{words(book.language)}">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{''.join(meta)}</metadata><manifest>{''.join(manifest)}</manifest>"
        f"<spine>{''.join(spine)}</spine></package>"
    )


def _property(name: str, value: str) -> str:
    return f'<meta property="{name}">{words(value)}</meta>'


def _named(tag: str, value: str) -> list[str]:
    return [f"<{tag}>{words(value)}</{tag}>"] if value else []
