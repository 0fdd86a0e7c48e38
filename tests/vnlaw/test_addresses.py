"""Addresses of provisions: one form for what is printed in several."""

import pytest

from vnlaw.addresses import read_address, segment
from vnlaw.citations import find
from vnlaw.document import Level


@pytest.mark.parametrize(
    ("level", "printed", "expected"),
    [
        (Level.CHAPTER, "IV", "chuong-4"),
        (Level.CHAPTER, "4", "chuong-4"),
        (Level.CHAPTER, "IIa", "chuong-2a"),
        (Level.PART, "thứ hai", "phan-2"),
        (Level.PART, "thứ mười hai", "phan-12"),
        (Level.SECTION, "B", "muc-b"),
        (Level.POINT, "i", "diem-i"),
        (Level.POINT, "đ", "diem-dd"),
        (Level.SUBPOINT, "iv", "tiet-iv"),
    ],
)
def test_containers_are_counted_in_arabic_and_points_keep_their_letters(
    level: Level, printed: str, expected: str
) -> None:
    assert segment(level, printed) == expected


def test_a_cited_chapter_has_the_address_of_the_tree() -> None:
    (citation,) = find("theo Mục 2 Chương IV của Luật này")
    assert citation.provisions[0].address == "chuong-4/muc-2"
    assert citation.provisions[0].text == "Mục 2 Chương IV"


def test_an_address_is_read_back() -> None:
    assert read_address("phu-luc-1/dieu-5a/khoan-2dd/diem-dd~2") == (
        (Level.ARTICLE, "5a"),
        (Level.CLAUSE, "2đ"),
        (Level.POINT, "đ"),
    )
    assert read_address("") == ()
