"""Parsing: the document, and whether it is the one its carrier declares."""

from hypothesis import given
from hypothesis import strategies as st

from vnlaw.document import Document, Source
from vnlaw.parse import parse, parse_text

TEXT = """\
BỘ CÔNG THƯƠNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 05/2026/TT-BCT
Hà Nội, ngày 20 tháng 01 năm 2026
THÔNG TƯ
Quy định về kiểm định cân chợ phiên
Căn cứ Luật Đo lường số 04/2011/QH13;
Điều 1. Phạm vi điều chỉnh
Thông tư này quy định về kiểm định cân chợ phiên.
Điều 2. Hiệu lực thi hành
Thông tư này có hiệu lực thi hành từ ngày 10 tháng 3 năm 2026.
BỘ TRƯỞNG
Đỗ Thị Mẫu"""
RIGHT = "Thông tư số 05/2026/TT-BCT Quy định về kiểm định cân chợ phiên"


def page(text: str = TEXT, **declared: str) -> Document:
    return parse(Source(tuple(text.split("\n")), "text/html", declared=declared))


def codes(document: Document) -> list[str]:
    return [found.code for found in document.findings]


def test_a_document_that_is_what_the_page_says_has_no_findings() -> None:
    document = page(
        title=RIGHT, number="05/2026/TT-BCT", type="Thông tư", effective_date="2026-03-10"
    )
    assert codes(document) == []


def test_a_page_that_holds_another_document_is_stopped() -> None:
    document = page(title="Luật Trẻ em số 102/2016/QH13", number="102/2016/QH13", type="Luật")
    assert "heading-mismatch" in codes(document)
    assert all(found.severity == "error" for found in document.findings)


def test_a_slip_in_the_year_of_the_number_is_stopped_too() -> None:
    title = RIGHT.replace("05/2026", "05/2025")
    document = page(title=title, number="05/2025/TT-BCT", type="Thông tư")
    assert codes(document) == ["heading-mismatch"]
    assert "05/2025/TT-BCT" in document.findings[0].message


def test_a_slip_in_the_title_alone_is_stopped() -> None:
    document = page(title=RIGHT.replace("05/2026", "05/2025"), number="05/2026/TT-BCT")
    assert codes(document) == ["heading-mismatch"]


def test_a_page_that_took_another_number_of_its_own_title_is_right() -> None:
    text = TEXT.replace("Quy định về", "Sửa đổi Thông tư số 43/2019/TT-BCT về")
    document = page(
        text,
        title="Thông tư sửa đổi Thông tư số 43/2019/TT-BCT về kiểm định cân chợ phiên"
        " số 05/2026/TT-BCT",
        number="43/2019/TT-BCT",
    )
    assert codes(document) == []


def test_the_number_of_the_amended_law_at_the_end_of_a_title_is_not_its_own() -> None:
    text = TEXT.replace("cân chợ phiên\nCăn", "cân theo Luật số 04/2011/QH13\nCăn")
    document = page(
        text,
        title="Quy định về kiểm định cân theo Luật số 04/2011/QH13",
        number="05/2026/TT-BCT",
    )
    assert codes(document) == []


def test_cyrillic_letters_in_the_declared_number_are_no_difference() -> None:
    document = page(
        title=RIGHT.replace("TT-BCT", "TT-BСТ"), number="05/2026/TT-BСТ", type="Thông tư"
    )
    assert codes(document) == []


def test_a_number_field_cut_from_the_title_is_no_difference() -> None:
    assert codes(page(title=RIGHT, number="5/2026/TT-BC")) == []


def test_another_title_under_the_right_number_is_stopped() -> None:
    document = page(title="Thông tư số 05/2026/TT-BCT Về giá điện mặt trời mái nhà năm học mới")
    assert codes(document) == ["heading-mismatch"]


def test_a_shortened_title_is_accepted() -> None:
    assert codes(page(title="Thông tư 05/2026/TT-BCT quy định kiểm định cân chợ phiên")) == []


def test_another_date_of_effect_is_reported_and_the_text_wins() -> None:
    document = page(title=RIGHT, effective_date="2025-03-10")
    assert codes(document) == ["declared-date-differs"]
    assert str(document.metadata.effective_date) == "2026-03-10"


def test_a_missing_number_is_taken_from_a_page_that_agrees_otherwise() -> None:
    text = TEXT.replace("Số: 05/2026/TT-BCT\n", "")
    document = page(text, title=RIGHT, number="05/2026/TT-BCT", type="Thông tư")
    assert document.metadata.number is not None
    assert document.metadata.number.text == "05/2026/TT-BCT"
    assert codes(document) == ["number-declared"]


def test_a_missing_number_is_not_taken_from_a_page_that_disagrees() -> None:
    text = TEXT.replace("Số: 05/2026/TT-BCT\n", "")
    document = page(text, title="Luật Trẻ em số 102/2016/QH13", number="102/2016/QH13")
    assert document.metadata.number is None


def test_an_empty_text_is_reported() -> None:
    assert "text-missing" in codes(parse_text(""))


def test_the_source_keeps_its_footnotes_and_findings() -> None:
    assert parse_text(TEXT).structure.body.provisions[1].heading == "Hiệu lực thi hành"


words = st.sampled_from(
    [*TEXT.split("\n"), "| a | b |", "Số:", "“Điều 1. X", "DỰ THẢO", "KT. BỘ TRƯỞNG", "ngày tháng"]
)


@given(st.lists(st.one_of(words, st.text(max_size=40)), max_size=25))
def test_no_text_makes_parsing_fail(lines: list[str]) -> None:
    document = parse_text("\n".join(lines))
    assert document.structure.components


@given(st.dictionaries(st.sampled_from(["title", "number", "type", "effective_date"]), st.text()))
def test_nothing_that_a_carrier_declares_makes_parsing_fail(declared: dict[str, str]) -> None:
    parse(Source(tuple(TEXT.split("\n")), "text/html", declared=declared))
