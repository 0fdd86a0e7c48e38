"""Damaged texts: what was lost or slipped in on the way must not end as certain law."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnlaw.consolidation import Amendment, Consolidated, consolidate_article
from vnlaw.numbers import parse_number
from vnlaw.parse import parse_text

_BASE = parse_number("10/2020/QH14")
_ARTICLE = """Điều 5. Hồ sơ đăng ký
1. Hồ sơ gồm:
a) Đơn đăng ký;
b) Giấy tờ tùy thân;
c) Ảnh chân dung.
2. Cơ quan đăng ký nhận hồ sơ trong giờ làm việc.
3. Thời hạn trả lời là 03 ngày."""
_AMENDING = """QUỐC HỘI
Luật số: 20/2022/QH15
Hà Nội, ngày 10 tháng 6 năm 2022
LUẬT
SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT ĐĂNG KÝ TÀU CÁ SỐ 10/2020/QH14
Điều 1. Sửa đổi, bổ sung một số điều của Luật Đăng ký tàu cá số 10/2020/QH14
1. Sửa đổi, bổ sung khoản 2 Điều 5 như sau:
“2. Cơ quan đăng ký nhận hồ sơ:
a) Trong giờ làm việc;
b) Qua mạng, suốt ngày đêm;
c) Qua bưu điện.”.
2. Sửa đổi, bổ sung Điều 7 như sau:
“Điều 7. Lệ phí
1. Người đăng ký nộp lệ phí.
2. Chính phủ quy định mức phí.”.
Điều 2. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2023."""
_FIRST, _LAST = 7, 10  # the lines of the new khoản 2
_FURNITURE = st.sampled_from(["36", "12 CÔNG BÁO/Số 12 + 13/Ngày 20-01-2025", "Trang 7/12"])


def _after(amending: str, base: str = _ARTICLE) -> Consolidated:
    return consolidate_article(base, "5", _BASE, [Amendment.of(parse_text(amending))])


_RIGHT = _after(_AMENDING).text


def test_the_undamaged_texts_give_a_certain_article() -> None:
    found = _after(_AMENDING)
    assert found.certain
    assert found.text == _ARTICLE.replace(
        "hồ sơ trong giờ làm việc.",
        "hồ sơ:\na) Trong giờ làm việc;\nb) Qua mạng, suốt ngày đêm;\nc) Qua bưu điện.",
    )


@pytest.mark.parametrize("mark", ["“2", "“Điều 7", "điện.”", "phí.”"])
def test_a_lost_quotation_mark_leaves_nothing_certain(mark: str) -> None:
    bare = mark.replace("“", "").replace("”", "")
    assert not _after(_AMENDING.replace(mark, bare, 1)).certain


@given(st.integers(_FIRST, _LAST - 1))
def test_a_lost_line_of_new_text_is_noticed(place: int) -> None:
    lines = _AMENDING.split("\n")
    del lines[place]
    assert not _after("\n".join(lines)).certain


@given(st.integers(_FIRST, _LAST - 1), _FURNITURE)
def test_page_furniture_in_new_text_is_never_certain_law(place: int, furniture: str) -> None:
    lines = _AMENDING.split("\n")
    lines.insert(place + 1, furniture)
    found = _after("\n".join(lines))
    assert found.text == _RIGHT or not found.certain


@given(st.integers(1, 6), _FURNITURE)
def test_page_furniture_in_the_text_amended_is_never_certain_law(
    place: int, furniture: str
) -> None:
    lines = _ARTICLE.split("\n")
    lines.insert(place, furniture)
    found = _after(_AMENDING, "\n".join(lines))
    assert found.text == _RIGHT or not found.certain


@given(st.integers(1, 5))
def test_a_lost_line_of_the_text_amended_is_noticed(place: int) -> None:
    lines = _ARTICLE.split("\n")
    del lines[place]
    found = _after(_AMENDING, "\n".join(lines))
    assert found.text == _RIGHT or not found.certain


@given(st.integers(_FIRST, _LAST))
def test_a_line_broken_in_two_is_mended_or_noticed(place: int) -> None:
    lines = _AMENDING.split("\n")
    words = lines[place].split(" ")
    middle = len(words) // 2 + 1
    lines[place : place + 1] = [" ".join(words[:middle]), " ".join(words[middle:])]
    found = _after("\n".join(filter(None, lines)))
    assert found.text == _RIGHT or not found.certain


@pytest.mark.parametrize("label", ["1. ", "2. ", "a) ", "b) "])
def test_a_lost_number_is_noticed(label: str) -> None:
    assert not _after(_AMENDING, _ARTICLE.replace(f"\n{label}", "\n", 1)).certain


def test_a_number_out_of_order_is_noticed() -> None:
    found = _after(_AMENDING.replace("b) Qua mạng", "d) Qua mạng"))
    assert not found.certain


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_written_comes_back_and_never_as_certain(base: str, amending: str) -> None:
    found = _after(amending, base)
    assert not found.certain


def test_hundreds_of_instructions_on_one_article_take_seconds_only() -> None:
    clauses = "\n".join(f"{n}. Khoản {n} của điều." for n in range(1, 900))
    body = "\n".join(
        f"{n}. Sửa đổi, bổ sung khoản {n} Điều 5 như sau:\n“{n}. Khoản {n} mới của điều.”."
        for n in range(1, 600)
    )
    head, tail = _AMENDING.split("\n1. Sửa đổi", 1)[0], _AMENDING.rsplit("\nĐiều 2.", 1)[1]
    started = time.process_time()
    found = _after(f"{head}\n{body}\nĐiều 2.{tail}", f"Điều 5. Hồ sơ\n{clauses}")
    assert "599. Khoản 599 mới của điều.\n600. Khoản 600 của điều." in found.text
    assert time.process_time() - started < 10
