"""EPUB 3: a sound container, well-formed pages, metadata of accessibility, the same bytes twice."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from tests.luatsong.bookshelf.epub_rules import faults_of

from luatsong.bookshelf import covers, epub
from luatsong.bookshelf.markup import words

NAMES = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
    "ocf": "urn:oasis:names:tc:opendocument:xmlns:container",
}


def _book(title: str = "Sách & <b>luật</b>", chapters: int = 2) -> epub.BookFile:
    return epub.BookFile(
        identifier="https://luat.example/tu-sach/a/",
        title=title,
        language="vi",
        publisher="Sở Tư pháp",
        description="Một quyển sách.",
        rights="CC BY 4.0",
        source="https://luat.example/tu-sach/a/",
        modified=datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC),
        cover=covers.cover(title, "Đất đai"),
        chapters=[epub.Chapter(f"Phần {n} & nữa", "<p>Lời.</p>") for n in range(chapters)],
        subjects=["Đất đai"],
    )


def _opened(book: epub.BookFile) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(epub.write(book)))


def _parsed(archive: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(archive.read(name))


def test_the_container_is_as_readers_want_it() -> None:
    archive = _opened(_book())
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert archive.read("mimetype") == b"application/epub+zip"
    assert not first.extra
    container = _parsed(archive, "META-INF/container.xml")
    (root,) = container.xpath("//ocf:rootfile/@full-path", namespaces=NAMES)
    assert root in archive.namelist()


def test_everything_named_is_there_and_everything_there_is_named() -> None:
    archive = _opened(_book(chapters=12))
    package = _parsed(archive, "OEBPS/content.opf")
    hrefs = package.xpath("//opf:manifest/opf:item/@href", namespaces=NAMES)
    ids = package.xpath("//opf:manifest/opf:item/@id", namespaces=NAMES)
    assert len(set(ids)) == len(ids)
    inside = {name.removeprefix("OEBPS/") for name in archive.namelist() if "OEBPS/" in name}
    assert set(hrefs) == inside - {"content.opf"}
    assert set(package.xpath("//opf:itemref/@idref", namespaces=NAMES)) <= set(ids)
    (nav,) = package.xpath("//opf:item[@properties='nav']/@href", namespaces=NAMES)
    page = _parsed(archive, f"OEBPS/{nav}")
    links = page.xpath("//x:nav[1]//x:a/@href", namespaces=NAMES)
    assert len(links) == 12
    assert set(links) <= set(hrefs)


def test_every_page_is_well_formed_with_its_language() -> None:
    archive = _opened(_book())
    pages = [name for name in archive.namelist() if name.endswith((".xhtml", ".svg", ".opf"))]
    for name in pages:
        root = _parsed(archive, name)
        if name.endswith(".xhtml"):
            assert root.get("lang") == "vi"
            assert root.findtext("x:head/x:title", namespaces=NAMES)


def test_the_metadata_says_who_can_read_it() -> None:
    package = _parsed(_opened(_book()), "OEBPS/content.opf")

    def told(name: str) -> list[str]:
        found: list[str] = package.xpath(
            "//opf:meta[@property=$name]/text()", name=name, namespaces=NAMES
        )
        return found

    assert told("schema:accessMode") == ["textual"]
    assert "tableOfContents" in told("schema:accessibilityFeature")
    assert told("schema:accessibilityHazard") == ["none"]
    assert told("schema:accessibilitySummary")
    assert told("dcterms:modified") == ["2026-11-22T03:04:05Z"]
    assert package.findtext(".//dc:title", namespaces=NAMES) == "Sách & <b>luật</b>"


def test_the_same_book_is_the_same_file() -> None:
    assert epub.write(_book()) == epub.write(_book())


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200))
def test_no_title_breaks_the_cover(title: str) -> None:
    root = etree.fromstring(covers.cover(title, "Đất đai", title, title[:20]).encode())
    assert root.get("viewBox") == "0 0 600 800"


@pytest.mark.parametrize(
    "title", ["Luật", "Những điều người lao động cần biết khi đi làm ăn xa nhà " * 3]
)
def test_a_title_of_any_length_stays_on_the_cover(title: str) -> None:
    svg = etree.fromstring(covers.cover(title).encode())
    places = [float(text.get("y")) for text in svg.iter("{*}text")]
    assert max(places) < 560


def test_a_book_without_and_with_pictures_keeps_every_rule() -> None:
    target = io.BytesIO()
    Image.new("RGB", (8, 6), "green").save(target, "JPEG")
    shown = '<figure><img src="hinh/a.jpg" alt="Cây"/></figure>'
    chapters = [epub.Chapter("Một", "<p>Lời.</p>"), epub.Chapter("Hai", shown)]
    pictured = replace(_book(), chapters=chapters, pictures={"hinh/a.jpg": target.getvalue()})
    assert faults_of(epub.write(_book())) == []
    assert faults_of(epub.write(pictured)) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<img src="hinh/mat.jpg" alt=""/>', "leads to hinh/mat.jpg"),
        ('<img src="cover.svg"/>', "without alt"),
        ('<a href="javascript:a()">x</a>', "leads to javascript"),
        ("<p>lời", "not well-formed"),
        ('<p id="ten">x</p>', "an id twice"),
        ('<a href="#mat">x</a>', "leads to #mat"),
    ],
)
def test_the_rules_see_what_breaks_them(body: str, fault: str) -> None:
    broken = replace(_book(), chapters=[epub.Chapter("Một", body)])
    assert any(fault in one for one in faults_of(epub.write(broken)))


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_words_break_a_rule(title: str, text: str) -> None:
    chapter = epub.Chapter(title or "Phần", f"<p>{words(text)}</p>")
    book = replace(_book(title or "Sách"), description=text, chapters=[chapter])
    assert not [one for one in faults_of(epub.write(book)) if "title" not in one]
