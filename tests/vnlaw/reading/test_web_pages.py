"""Saved web pages and pieces of them."""

from __future__ import annotations

import pytest

from vnlaw.reading import read_bytes, read_page

HEADING = """
<table border="1"><tr>
<td><p><b>ỦY BAN NHÂN DÂN<br/>TỈNH SÔNG LAM</b></p><p>Số: 12/2025/QĐ-UBND</p></td>
<td><p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br/>Độc lập - Tự do - Hạnh phúc</b></p>
<p><i>Sông Lam, ngày 05 tháng 8 năm 2025</i></p></td></tr></table>
"""


def test_a_heading_set_in_two_columns_is_read_left_before_right():
    assert read_page(HEADING).lines == (
        "ỦY BAN NHÂN DÂN",
        "TỈNH SÔNG LAM",
        "Số: 12/2025/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sông Lam, ngày 05 tháng 8 năm 2025",
    )


def test_a_table_of_data_stays_a_table_and_merged_cells_keep_their_columns():
    html = """<table><tr><th>TT</th><th colspan="2">Mức thu</th></tr>
    <tr><td rowspan="2">1</td><td>Hộ</td><td>10.000</td></tr>
    <tr><td>Tổ chức<p>có trụ sở</p></td><td>20.000</td></tr></table><p>Ghi chú</p>"""
    assert read_page(html).lines == (
        "| TT | Mức thu | |",
        "| 1 | Hộ | 10.000 |",
        "| | Tổ chức ⏎ có trụ sở | 20.000 |",
        "Ghi chú",
    )


def test_what_runs_or_is_hidden_is_dropped_and_reported():
    html = """<div><p>Điều 1. Phạm vi<script>steal()</script></p><style>p{color:red}</style>
    <iframe src="https://example.org">khung</iframe><p style="display: none">ẩn</p>
    <noscript>bật mã</noscript><p hidden>ẩn nữa</p><p onclick="x()">Điều 2. Đối tượng</p></div>"""
    source = read_page(html)
    assert source.lines == ("Điều 1. Phạm vi", "Điều 2. Đối tượng")
    assert {found.code for found in source.findings} == {"active-content", "hidden-text"}


def test_numbers_that_the_browser_makes_are_written_out():
    html = """<ol start="3"><li>Hồ sơ</li><li><p>Thời hạn</p></li></ol>
    <ol type="a"><li>bản sao</li></ol><ul><li>lệ phí</li></ul>"""
    assert read_page(html).lines == ("3. Hồ sơ", "4. Thời hạn", "a) bản sao", "- lệ phí")


def test_exponents_keep_their_meaning_and_raised_numbers_after_words_call_notes():
    html = "<p>120 m<sup>2</sup>, 10<sup>-3</sup>, Điều 5<sup>1</sup>, dự án<sup>[2]</sup></p>"
    assert read_page(html).lines == ("120 m², 10⁻³, Điều 5[1], dự án[2]",)


def test_footnotes_leave_the_text_and_their_calls_stay():
    html = """<p>Điều 3. Hồ sơ<a href="#_ftn1">[1]</a></p><hr/>
    <div id="ftn1"><p><a href="#_ftnref1">[1]</a> Sửa đổi theo Luật số 1/2024/QH15.</p>
    <p>Có hiệu lực từ 2025.</p></div><p>Điều 4. Lệ phí</p>"""
    source = read_page(html)
    assert source.lines == ("Điều 3. Hồ sơ[1]", "Điều 4. Lệ phí")
    (note,) = source.footnotes
    assert (note.marker, note.text) == (
        "1",
        "Sửa đổi theo Luật số 1/2024/QH15. Có hiệu lực từ 2025.",
    )


WHOLE = """<!doctype html><html><head><title>Cổng văn bản</title>
<meta property="og:title" content="Quyết định 12/2025/QĐ-UBND về lệ phí">
<link rel="canonical" href="https://vanban.example/12"></head><body>
<nav><a>Trang chủ</a></nav><table><tr><td>Số ký hiệu:</td><td>12/2025/QĐ-UBND</td></tr>
<tr><td>Ngày có hiệu lực</td><td>15/08/2025</td></tr></table>
<div data-vbpl-content-root="true"><p>QUYẾT ĐỊNH</p><p>Điều 1. Mức thu lệ phí là 10.000 đồng
đối với mỗi hồ sơ; tổ chức, cá nhân nộp lệ phí khi nhận kết quả.</p></div>
<footer>Bản quyền</footer></body></html>"""


def test_of_a_whole_page_only_the_document_is_kept_with_what_the_page_says_of_it():
    source = read_bytes(WHOLE.encode(), "trang.html")
    assert source.lines[0] == "QUYẾT ĐỊNH"
    assert len(source.lines) == 2
    assert source.declared == {
        "title": "Quyết định 12/2025/QĐ-UBND về lệ phí",
        "url": "https://vanban.example/12",
        "number": "12/2025/QĐ-UBND",
        "effective_date": "2025-08-15",
    }


def test_the_carrier_is_believed_before_the_page():
    source = read_page(WHOLE, {"number": "13/2025/QĐ-UBND", "title": ""})
    assert source.declared["number"] == "13/2025/QĐ-UBND"
    assert source.declared["title"] == "Quyết định 12/2025/QĐ-UBND về lệ phí"


def test_a_page_without_a_known_root_loses_only_its_navigation():
    html = "<html><body><nav>Menu</nav><p>Điều 1. Phạm vi</p><footer>Chân</footer></body></html>"
    assert read_page(html).lines == ("Điều 1. Phạm vi",)


@pytest.mark.parametrize("depth", [300, 900])
def test_tags_that_are_never_closed_lose_nothing(depth: int):
    html = "<div><b>" * depth + "<p>Điều 1</p><script>x</script><p>Điều 2</p>"
    assert read_page(html).lines == ("Điều 1", "Điều 2")


def test_a_web_archive_is_read():
    data = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"PGh0bWw+PHA+xJBp4buBdSAxPC9wPjwvaHRtbD4=\r\n--x--\r\n"
    )
    assert read_bytes(data, "trang.mht").lines == ("Điều 1",)


def test_huge_spans_do_no_harm():
    html = "<table><tr><td colspan=99999999>a<td>b" + "<tr><td rowspan=999999999>c<td>d" * 50
    assert len(read_page(html + "</table>").lines) == 51
