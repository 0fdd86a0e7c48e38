from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luatsong.assistant.quantities import DATE, Quantity, find, quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3.000.000 đồng", "3000000", "đồng"),
        ("3 triệu đồng", "3000000", "đồng"),
        ("ba triệu đồng", "3000000", "đồng"),
        ("trong mười lăm ngày làm việc", "15", "ngày làm việc"),
        ("mười năm", "10", "năm"),
        ("năm năm", "5", "năm"),
        ("một trăm linh năm người", "105", "người"),
        ("3,5%", "3.5", "%"),
        ("ba phần trăm", "3", "%"),
        ("30 (ba mươi) ngày", "30", "ngày"),
        ("01/7/2025", "2025-07-01", DATE),
        ("ngày 01 tháng 7 năm 2025", "2025-07-01", DATE),
    ],
)
def test_one_quantity_is_read_however_it_is_written(text: str, value: str, unit: str) -> None:
    assert quantities(text) == {Quantity(value, unit)}


def test_the_first_number_of_a_range_has_the_unit_of_the_second() -> None:
    assert quantities("từ 1 đến 3 năm") == {Quantity("1", "năm"), Quantity("3", "năm")}


@pytest.mark.parametrize("text", ["một số người dân", "không phải nộp", "hai bên thỏa thuận", ""])
def test_words_that_only_look_like_numbers_are_none(text: str) -> None:
    assert quantities(text) == frozenset()


@given(st.text(alphabet="0123456789 .,/-năm mươi lăm ngày đồng%()\n", max_size=200))
def test_places_are_in_order_apart_and_inside_the_text(text: str) -> None:
    at = 0
    for found in find(text):
        assert at <= found.start < found.end <= len(text)
        at = found.end


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_and_plain_digits_are_one_amount(amount: int) -> None:
    grouped = f"{amount:,}".replace(",", ".")
    assert quantities(f"{grouped} đồng") == quantities(f"{amount} đồng")
