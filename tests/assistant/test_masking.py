from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luatsong.assistant.masking import mask


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Tôi tên là Trần Văn Sông, bị thu hồi đất", "Trần Văn Sông"),
        ("CCCD 001 099 012 345 của tôi", "001 099 012 345"),
        ("CMND số 123456789 hết hạn", "123456789"),
        ("gọi 0912 345 678 giúp tôi", "0912 345 678"),
        ("thư về dan.song@vidu.example nhé", "dan.song@vidu.example"),
        ("số tài khoản 1234567890 bị khóa", "1234567890"),
        ("xe 29A-123.45 vượt đèn đỏ", "29A-123.45"),
        ("nhà số 5 đường Hoa Ban bị ngập", "5 đường Hoa Ban"),
    ],
)
def test_personal_data_is_taken_out(text: str, hidden: str) -> None:
    masked = mask(text)
    assert hidden not in masked.text
    assert len(masked.labels) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định 100/2019/NĐ-CP phạt 3.000.000 đồng",
        "ngày 01/07/2025 số tiền 100.000.000 đồng",
        "bà nội tôi cho đất",
        "Luật số 91/2015/QH13 và 766/QĐ-TTg",
        "anh em tranh chấp thừa kế",
    ],
)
def test_law_numbers_and_amounts_stay(text: str) -> None:
    assert mask(text).text == text


def test_the_blank_behind_a_number_stays() -> None:
    said = mask("Gọi 0912 345 678 giúp tôi, hoặc +84 912.345.678 nhé").text
    assert said == "Gọi [đã che: số điện thoại] giúp tôi, hoặc [đã che: số điện thoại] nhé"


@given(st.text(max_size=400))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask(text).text
    assert mask(once).text == once
