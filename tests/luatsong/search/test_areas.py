from __future__ import annotations

import pytest

from luatsong.search.areas import area_of


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Quy định chi tiết thi hành một số điều của Luật Đất đai", "Đất đai"),
        ("Về lệ phí trước bạ", "Thuế, phí, lệ phí"),
        ("Quy định giá tối đa dịch vụ khám bệnh, chữa bệnh", "Y tế, dược"),
        ("LUẬT TRẺ EM", "Dân số, gia đình, trẻ em"),
    ],
)
def test_the_title_tells_the_area_of_a_document(title: str, area: str) -> None:
    assert area_of(title) == area


def test_a_longer_word_hides_the_shorter_one_in_it() -> None:
    assert area_of("Luật Bảo hiểm xã hội") == area_of("Luật Bảo hiểm y tế") == "Bảo hiểm"


def test_marks_are_part_of_the_word() -> None:
    assert area_of("Về phi vụ của nhà ga") == ""


def test_the_area_named_first_stands_at_a_tie() -> None:
    assert area_of("Về thống kê và kế toán") == "Thống kê"


def test_no_title_and_no_words_of_law_tell_no_area() -> None:
    assert area_of("") == ""
    assert area_of("Về việc này") == ""
