"""Text PDFs: what the page adds is taken off, what it breaks is joined again."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.vnlaw.reading.builders import Pdf

from vnlaw.document import Source
from vnlaw.reading import Unreadable, read_bytes

# Every glyph of the test font is half its size wide, and so is a blank.
FULL = 70


def read(pdf: Pdf) -> Source:
    return read_bytes(pdf.data(), "a.pdf")


def filled(text: str, width: int = FULL) -> str:
    """`text` followed by words until the row is full."""
    words = ("quy", "định", "của", "pháp", "luật", "về", "đất", "đai", "theo", "thẩm", "quyền")
    row, index = text, 0
    while len(row) < width:
        row += f" {words[index % len(words)]}"
        index += 1
    return row[:width].rstrip().ljust(width, "a")


def prose(pdf: Pdf, top: float, paragraphs: list[list[str]]) -> float:
    """Set paragraphs as Vietnamese documents do: first rows indented by 28 points."""
    for rows in paragraphs:
        for index, row in enumerate(rows):
            pdf.text(113 if index == 0 else 85, top, row)
            top += 16
        top += 4
    return top


BODY = [
    [filled("Điều 1. Phạm vi", 65), "điều chỉnh của văn bản này."],
    [filled("1. Cơ quan", 65), filled("nhà nước"), "tổ chức, cá nhân có liên quan."],
    [filled("2. Hồ sơ", 65), filled("gồm"), "và lệ phí."],
]


def test_rows_are_joined_to_paragraphs():
    pdf = Pdf().page()
    prose(pdf, 100, BODY)
    assert read(pdf).lines == tuple(" ".join(rows) for rows in BODY)


def test_a_paragraph_goes_on_over_a_page_break():
    pdf = Pdf().page()
    prose(pdf, 100, BODY)
    prose(pdf, 700, [[filled("3. Tổ chức", 65), filled("kê khai")]])
    pdf.page().text(85, 80, "và nộp lệ phí.")
    prose(pdf, 96, BODY)
    source = read(pdf)
    assert source.lines[3].endswith("và nộp lệ phí.")
    assert source.pages == (1, 1, 1, 1, 2, 2, 2)


def test_running_heads_and_page_numbers_are_taken_off():
    pdf = Pdf()
    for number in range(2, 7):
        pdf.page().text(64, 50, f"{number}")
        pdf.text(180, 50, "CÔNG BÁO/Số 12 + 13/Ngày 29-11-2023")
        pdf.text(200, 70, f"Sở Tư pháp tỉnh Sông Lam, bản {number}")
        prose(pdf, 140, BODY)
        pdf.text(290, 810, f"- {number} -")
    source = read(pdf)
    assert source.lines == tuple(" ".join(rows) for rows in BODY) * 5
    assert [found.code for found in source.findings] == ["page-furniture"]


def test_a_heading_in_two_columns_is_read_left_before_right():
    pdf = Pdf().page()
    pdf.text(70, 80, "ỦY BAN NHÂN DÂN", bold=True)
    pdf.text(80, 96, "TỈNH SÔNG LAM", bold=True)
    pdf.text(260, 80, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True)
    pdf.text(280, 96, "Độc lập - Tự do - Hạnh phúc", bold=True)
    pdf.text(75, 130, "Số: 5/2025/QĐ-UBND").text(270, 130, "Sông Lam, ngày 5 tháng 8 năm 2025")
    pdf.text(260, 170, "QUYẾT ĐỊNH", bold=True)
    prose(pdf, 200, BODY)
    assert read(pdf).lines[:6] == (
        "ỦY BAN NHÂN DÂN TỈNH SÔNG LAM",
        "Số: 5/2025/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sông Lam, ngày 5 tháng 8 năm 2025",
        "QUYẾT ĐỊNH",
    )


def test_a_page_of_two_columns_is_read_column_by_column():
    pdf = Pdf().page()
    left = [filled(f"{n}. Trái", 34) for n in range(12)]
    right = [filled(f"{n}. Phải", 34) for n in range(12)]
    for index, (one, other) in enumerate(zip(left, right, strict=True)):
        pdf.text(60, 100 + 16 * index, one).text(310, 100 + 16 * index, other)
    text = " ".join(read(pdf).lines)
    assert text.index("11. Trái") < text.index("0. Phải")


def test_a_signature_block_is_read_recipients_first():
    pdf = Pdf().page()
    prose(pdf, 100, BODY)
    pdf.text(85, 330, "Nơi nhận:", bold=True).text(330, 330, "TM. ỦY BAN NHÂN DÂN", bold=True)
    pdf.text(85, 346, "- Như Điều 3;").text(360, 346, "CHỦ TỊCH", bold=True)
    pdf.text(85, 362, "- Lưu: VT.")
    pdf.text(350, 430, "Trần Văn Lam", bold=True)
    assert read(pdf).lines[3:] == (
        "Nơi nhận:",
        "- Như Điều 3;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Trần Văn Lam",
    )


def grid(pdf: Pdf, top: float, rows: int) -> None:
    for y in range(rows + 1):
        pdf.line(85, top + 24 * y, 505, top + 24 * y)
    for x in (85, 125, 305, 505):
        pdf.line(x, top, x, top + 24 * rows)


def test_a_ruled_table_becomes_rows():
    pdf = Pdf().page()
    prose(pdf, 100, BODY)
    grid(pdf, 300, 2)
    for x, text in ((90, "TT"), (130, "Loại hồ sơ"), (310, "Mức thu")):
        pdf.text(x, 316, text)
    pdf.text(90, 340, "1").text(130, 335, "Hồ sơ cấp").text(130, 346, "lần đầu")
    pdf.text(310, 340, "10.000 đồng")
    prose(pdf, 380, BODY)
    assert read(pdf).lines[3:5] == (
        "| TT | Loại hồ sơ | Mức thu |",
        "| 1 | Hồ sơ cấp lần đầu | 10.000 đồng |",
    )


def test_a_table_over_two_pages_has_its_head_once():
    pdf = Pdf()
    for page in range(2):
        pdf.page()
        grid(pdf, 100, 2)
        for x, text in ((90, "TT"), (130, "Loại"), (310, "Mức")):
            pdf.text(x, 116, text)
        for x, text in ((90, str(page + 1)), (130, "Hộ"), (310, "5")):
            pdf.text(x, 140, text)
    assert read(pdf).lines == ("| TT | Loại | Mức |", "| 1 | Hộ | 5 |", "| 2 | Hộ | 5 |")


def test_footnotes_leave_the_page_and_may_go_on_over_the_next():
    pdf = Pdf().page()
    prose(pdf, 100, BODY)
    pdf.text(113, 260, "Điều 2. Hồ sơ").text(191, 255, "3", 7)
    pdf.line(85, 700, 229, 700)
    pdf.text(85, 712, "3", 6).text(90, 716, "Điều này được sửa đổi theo quy định tại", 9)
    pdf.page()
    prose(pdf, 100, BODY)
    pdf.line(85, 700, 505, 700)
    pdf.text(85, 716, "khoản 1 Điều 1 của Luật số 1/2024/QH15.", 9)
    source = read(pdf)
    assert source.lines[3] == "Điều 2. Hồ sơ[3]"
    assert len(source.lines) == 7
    (note,) = source.footnotes
    assert note.marker == "3"
    assert note.text.endswith("quy định tại khoản 1 Điều 1 của Luật số 1/2024/QH15.")


def test_small_raised_numbers_after_units_are_exponents():
    pdf = Pdf().page()
    prose(pdf, 100, BODY)
    pdf.text(85, 300, "Diện tích 120 m").text(175, 296, "2", 7).text(179, 300, ".")
    assert read(pdf).lines[3] == "Diện tích 120 m²."


def test_signature_boxes_are_taken_off_and_reported():
    pdf = Pdf().page()
    pdf.text(60, 20, "Người ký: CỔNG THÔNG TIN TỈNH", 7)
    pdf.text(60, 29, "Thời gian ký: 05.08.2025 10:00:00 +07:00", 7)
    prose(pdf, 100, BODY)
    source = read(pdf)
    assert source.lines == tuple(" ".join(rows) for rows in BODY)
    (found,) = source.findings
    assert found.code == "signature-lines"
    assert "Thời gian ký: 05.08.2025" in found.message


def test_a_part_of_a_document_in_the_gazette_is_called_so():
    pdf = Pdf().page()
    prose(pdf, 100, BODY)
    pdf.text(300, 320, "(Xem tiếp Công báo số 331 + 332)")
    pdf.page().text(200, 500, "VĂN PHÒNG CHÍNH PHỦ XUẤT BẢN").text(100, 516, "Địa chỉ: số 1")
    source = read(pdf)
    assert source.lines == tuple(" ".join(rows) for rows in BODY)
    found = next(found for found in source.findings if found.code == "partial")
    assert (found.severity, "331 + 332" in found.message) == ("error", True)


def test_the_rubric_of_a_section_of_the_gazette_is_left_out():
    pdf = Pdf().page()
    pdf.text(180, 80, "VĂN BẢN QUY PHẠM PHÁP LUẬT")
    pdf.text(230, 110, "CHÍNH PHỦ").text(230, 150, "CHÍNH PHỦ")
    prose(pdf, 200, BODY)
    assert read(pdf).lines[:2] == ("CHÍNH PHỦ", " ".join(BODY[0]))


def test_symbols_broken_over_rows_are_closed():
    pdf = Pdf().page()
    rows = [filled("Căn cứ", 65), f"{filled('Luật', 60)} 12/2025/", "NĐ-CP của Chính phủ;"]
    prose(pdf, 100, [*BODY, rows])
    assert read(pdf).lines[3].endswith("12/2025/NĐ-CP của Chính phủ;")


def test_an_encrypted_file_is_refused():
    with pytest.raises(Unreadable) as caught:
        read_bytes(Pdf().page().text(85, 100, "mật").data(encrypted=True), "a.pdf")
    assert caught.value.code == "encrypted"


def test_a_file_without_text_and_pictures_is_refused():
    with pytest.raises(Unreadable) as caught:
        read_bytes(Pdf().page().data(), "a.pdf")
    assert caught.value.code == "no-text"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 5000), min_size=1, max_size=30), st.integers(0, 255))
def test_damage_never_gets_out_as_another_error(places: list[int], value: int):
    pdf = Pdf().page()
    prose(pdf, 100, BODY)
    data = bytearray(pdf.data())
    for place in places:
        data[place % len(data)] = value
    with suppress(Unreadable):
        read_bytes(bytes(data), "a.pdf")
