"""Leaflets, posters and cards: all of the item is on them, nothing runs off the page."""

from __future__ import annotations

import ctypes
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image
from tests.luatsong.renditions.sheets import LONG, make_sheet, pages_of, sizes_of

from luatsong.renditions import cards, leaflet, poster, press
from luatsong.renditions.making import CannotMakeError, Made
from luatsong.renditions.points import points_of, sentences
from luatsong.renditions.sheet import Line, Part, Picture

needs_pango = pytest.mark.skipif(bool(press.missing()), reason="pango is not installed")
A5, A4_LANDSCAPE = (148, 210), (297, 210)


def elements_of(page: pdfium.PdfPage) -> Iterator[Any]:
    """The elements of the tree of tags of a page."""
    raw = pdfium.raw
    tree = raw.FPDF_StructTree_GetForPage(page)
    found = [raw.FPDF_StructTree_GetChildAtIndex(tree, n)
             for n in range(raw.FPDF_StructTree_CountChildren(tree))]  # fmt: skip
    while found:
        element = found.pop(0)
        if element:
            yield element
            count = raw.FPDF_StructElement_CountChildren(element)
            found += [raw.FPDF_StructElement_GetChildAtIndex(element, n) for n in range(count)]
    raw.FPDF_StructTree_Close(tree)


def streams_of(content: bytes) -> Iterator[bytes]:
    """The streams of a PDF, unpacked."""
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            yield found[1]


def said_by(read: Any, element: Any) -> str:
    size = read(element, None, 0)
    held = ctypes.create_string_buffer(max(size, 2))
    read(element, held, size)
    return held.raw.decode("utf-16-le").rstrip("\0")


def tags_of(page: pdfium.PdfPage) -> list[str]:
    """The kinds of tags of a page: "H1", "P" …"""
    return [said_by(pdfium.raw.FPDF_StructElement_GetType, one) for one in elements_of(page)]


def descriptions_of(page: pdfium.PdfPage) -> list[str]:
    """What stands for pictures on a page."""
    told = [said_by(pdfium.raw.FPDF_StructElement_GetAltText, one) for one in elements_of(page)]
    return [one for one in told if one]


def by_variant(made: list[Made]) -> dict[str, Made]:
    return {one.variant: one for one in made}


@needs_pango
def test_a_leaflet_holds_the_item_its_law_and_where_to_find_it() -> None:
    made = by_variant(leaflet.of(make_sheet()))["a5"]
    pages = pages_of(made.content)
    assert sizes_of(made.content) == {A5}
    words = " ".join(pages)
    for expected in (
        "Trồng cây bên suối Mây",
        "Chọn giống cây",
        "Không đào bờ suối",
        "Trồng tre có được không?",
        "khoản 2 Điều 1 Thông tư số 12/2026/TT-BTL",
        "Ủy ban nhân dân xã Suối Mây",
        "Được dùng lại, ghi rõ nguồn",
    ):
        assert expected in words
    assert "Theo pháp luật đến ngày 01/09/2026" in pages[0]
    assert "luat.anha.example/kien-thuc/" in re.sub(r"\s", "", pages[-1])
    assert f"Trang 2 / {len(pages)}" in pages[1]


@needs_pango
def test_a_leaflet_is_tagged_for_screen_readers() -> None:
    content = by_variant(leaflet.of(make_sheet()))["a5"].content
    with pdfium.PdfDocument(content) as document:
        assert pdfium.raw.FPDFCatalog_IsTagged(document)


@needs_pango
@pytest.mark.parametrize("language", ["vi", "hmn"])
def test_a_leaflet_says_its_language_its_title_and_that_it_is_pdf_ua(language: str) -> None:
    """PDF/UA-1 (ISO 14289-1) 7.1, 7.2: what a screen reader asks first."""
    content = by_variant(leaflet.of(make_sheet(language=language)))["a5"].content
    with pdfium.PdfDocument(content) as document:
        assert document.get_metadata_dict()["Title"].startswith("Trồng cây bên suối Mây")
        size = pdfium.raw.FPDFCatalog_GetLanguage(document, None, 0)
        held = ctypes.create_string_buffer(size)
        pdfium.raw.FPDFCatalog_GetLanguage(
            document, ctypes.cast(held, ctypes.POINTER(pdfium.raw.FPDF_WCHAR)), size
        )
        assert held.raw.decode("utf-16-le").rstrip("\0") == language
        kinds = {kind for page in document for kind in tags_of(page)}
    assert {"H1", "P", "L", "LI"} <= kinds
    assert any(b'pdfuaid:part="1"' in part for part in streams_of(content))


@needs_pango
def test_a_picture_in_a_leaflet_has_its_description() -> None:
    target = io.BytesIO()
    Image.new("RGB", (80, 60), "green").save(target, "WEBP")
    picture = Picture(target.getvalue(), "image/webp", "Cây ven suối")
    made = leaflet.of(make_sheet(parts=(Part("picture", pictures=(picture,)),)))
    content = by_variant(made)["a5"].content
    with pdfium.PdfDocument(content) as document:
        told = [alt for page in document for alt in descriptions_of(page)]
        figures = [tag for page in document for tag in tags_of(page) if tag == "Figure"]
    assert "Cây ven suối" in told
    assert any(one.startswith("Mã QR: https://") for one in told)
    assert len(told) == len(figures)


@needs_pango
@pytest.mark.parametrize("parts", [(), make_sheet().parts[:1], make_sheet().parts * 6])
def test_a_leaflet_to_fold_has_pages_in_pairs(parts: tuple[Part, ...]) -> None:
    made = by_variant(leaflet.of(make_sheet(parts=parts)))
    sheets = pages_of(made["a4-gap-doi"].content)
    assert sizes_of(made["a4-gap-doi"].content) == {A4_LANDSCAPE}
    assert len(sheets) % 2 == 0
    # The outer side of the first leaf: the back at the left, the cover at the right.
    assert "Trồng cây bên suối Mây" in sheets[0]
    assert "Đọc, nghe và tải về" in sheets[0]


def test_pages_of_a_booklet_stand_where_folding_puts_them() -> None:
    assert press.booklet_order(4) == [3, 0, 1, 2]
    assert press.booklet_order(8) == [7, 0, 1, 6, 5, 2, 3, 4]


@needs_pango
def test_a_change_of_the_law_is_said_on_the_leaflet() -> None:
    pages = pages_of(by_variant(leaflet.of(make_sheet(affected=True)))["a5"].content)
    assert "đã thay đổi sau ngày này" in pages[-1]


@needs_pango
def test_markup_in_a_title_is_printed_as_letters() -> None:
    made = leaflet.of(make_sheet(title="<b>Cây</b> & <script>suối</script>"))
    assert "<b>Cây</b> & <script>suối</script>" in pages_of(made[0].content)[0]


@needs_pango
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": "Trồng cây " * 20, "summary": "Tóm tắt " * 75},
        {"parts": (), "summary": "", "grounds": (), "audiences": ()},
        {"parts": make_sheet().parts * 4},
    ],
    ids=["ordinary", "long", "empty", "much"],
)
def test_a_poster_is_one_page_of_its_paper(changes: dict[str, object]) -> None:
    made = by_variant(poster.of(make_sheet(**changes)))
    assert {size: sizes_of(one.content) for size, one in made.items()} == {
        "a3": {(297, 420)},
        "a4": {(210, 297)},
    }
    for one in made.values():
        (page,) = pages_of(one.content)
        assert "Quét mã" in page


@needs_pango
def test_cards_have_their_sizes_and_weigh_little() -> None:
    made = cards.of(make_sheet())
    sizes = {one.variant: Image.open(io.BytesIO(one.content)).size for one in made}
    assert {size for name, size in sizes.items() if name.startswith("vuong")} == {(1080, 1080)}
    assert {size for name, size in sizes.items() if name.startswith("doc")} == {(1080, 1350)}
    assert max(len(one.content) for one in made) <= 300_000
    assert all(one.alt for one in made)


@needs_pango
def test_the_first_card_is_the_title_and_the_last_says_where_it_comes_from() -> None:
    made = [one for one in cards.of(make_sheet()) if one.variant.startswith("vuong")]
    assert made[0].alt.startswith("Hướng dẫn: Trồng cây bên suối Mây")
    assert "Theo pháp luật đến ngày 01/09/2026" in made[-1].alt
    assert "https://luat.anha.example/" in made[-1].alt


@needs_pango
def test_words_of_a_card_never_run_into_its_foot() -> None:
    sheet = make_sheet(
        title="Trồng cây bên suối Mây và những điều mọi người cần phải biết " * 3,
        summary="m" * 10 + " Ai trồng cây bên suối phải chọn giống." * 5,
        grounds=make_sheet().grounds * 5,
        parts=(
            Part("warning", "Không được chặt cây " * 4, f"<p>{LONG} {LONG}</p>"),
            Part("question_answer", lines=(Line(f"{LONG}?", f"<p>{LONG} {LONG}</p>"),)),
            Part("checklist", "Mang theo " * 5, lines=(Line("Cuốc, xẻng và cây giống " * 2),) * 9),
            Part("checklist", "", lines=(Line(LONG),)),
        ),
    )
    for one in cards.of(sheet):
        picture = Image.open(io.BytesIO(one.content)).convert("RGB")
        # Between the message and the foot there is a strip of nothing but background.
        top = picture.height - 160
        strip = picture.crop((0, top, 80, top + 20)).getcolors()
        words = picture.crop((84, top, picture.width - 84, top + 20)).getcolors()
        if "-01" not in one.variant:  # the title card has a drawing there
            assert strip is not None
            assert words is not None
            assert len(words) == len(strip) == 1, one.variant


def test_no_sentence_is_cut_to_fit_a_card() -> None:
    parts = (Part("facts", "", f"<p>{LONG} {LONG} Hết.</p>"),)
    points = points_of(make_sheet(parts=parts), 8)
    assert " ".join(point.text for point in points) == f"{LONG} {LONG} Hết."
    assert [point.kicker for point in points] == ["Sự việc", "Sự việc (tiếp)"]


def test_a_sentence_longer_than_a_card_is_left_to_the_page() -> None:
    parts = (Part("warning", "Điều cấm", f"<p>{LONG[:-1] * 3}.</p>"),)
    assert points_of(make_sheet(parts=parts), 8) == []


def test_warnings_and_steps_stay_when_there_are_too_many_messages() -> None:
    facts = tuple(Part("facts", f"Chuyện {n}", "<p>Có chuyện.</p>") for n in range(9))
    sheet = make_sheet(parts=(*facts, *make_sheet().parts))
    tones = [point.tone for point in points_of(sheet, 4)]
    assert tones == ["step", "step", "warn", "ask"]


def test_an_item_of_plain_paragraphs_gives_its_first_sentences() -> None:
    parts = (
        Part("heading", "Vì sao"),
        Part("text", html="<p>Cây giữ đất. Cây giữ nước.</p><p>Suối có cá.</p>"),
    )
    points = points_of(make_sheet(parts=parts), 8)
    assert [(point.heading, point.text) for point in points] == [
        ("Vì sao", "Cây giữ đất."),
        ("", "Suối có cá."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Một câu. Hai câu.", ["Một câu.", "Hai câu."]),
        ("Theo Điều 5. Trồng cây thì được.", ["Theo Điều 5. Trồng cây thì được."]),
        ("Ở TP. Suối Mây có suối.", ["Ở TP. Suối Mây có suối."]),
        ("Có được không? Được!", ["Có được không?", "Được!"]),
        ("", []),
    ],
)
def test_sentences_are_found_where_they_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_without_pango_staff_are_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "missing", lambda: press.MISSING)
    with pytest.raises(CannotMakeError, match="apt install libpango"):
        leaflet.of(replace(make_sheet()))
