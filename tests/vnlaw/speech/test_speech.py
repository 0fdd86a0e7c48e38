"""Text as a person reads it aloud."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnlaw.speech import REGIONS, spoken
from vnlaw.speech.numerals import cardinal, region
from vnlaw.speech.shortenings import whole_words

PAIRS = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text(encoding="utf-8"))["pair"]

# What real texts are made of, and what breaks naive rules.
pieces = st.sampled_from(
    [
        *(pair["printed"] for pair in PAIRS),
        *("Điều", "khoản", "điểm", "ngày", "tháng", "năm", "số", "TP.", "UBND", "\n", " ", ". "),
        *("1.000", "0,5", "01/7/2025", "-", "–", "/", "%", "đồng", "(", ")", "½", "²", "٣", "①"),
        *("http://", "@", "\x00", "\ud800", "̣", "IV", "XX", "a)", "...", "7h30", "0912", "🙂"),
    ]
)
texts = st.lists(st.one_of(pieces, st.text(max_size=8)), max_size=12).map("".join)
WORDS = ["người", "dân", "nộp", "đơn", "ở", "xã", "để", "được", "cấp", "giấy", "khai", "sinh"]


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["printed"] for pair in PAIRS])
def test_it_is_said_as_a_person_says_it(pair: dict[str, str]):
    assert spoken(pair["printed"], pair.get("region", "north")) == pair["said"]


def test_the_table_is_long_enough():
    assert len(PAIRS) >= 250


def test_two_hundred_abbreviations_are_known_and_each_is_said_in_full():
    assert len(whole_words()) >= 200
    for short, full in whole_words().items():
        assert spoken(f"theo {short} của tỉnh").replace(",", "") == (
            f"theo {full} của tỉnh".replace(",", "")
        ), short


@given(texts, st.sampled_from(REGIONS))
def test_no_text_breaks_it_and_no_digit_is_left(text: str, where: str):
    said = spoken(text, where)

    assert not any(mark.isnumeric() and mark.isdigit() for mark in said)
    assert len(said) <= 40 * len(text) + 200
    assert said == said.strip()


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_plain_words_come_back_as_they_are(words: str):
    assert spoken(words) == words


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["printed"] for pair in PAIRS])
def test_what_is_said_is_said_the_same_when_read_again(pair: dict[str, str]):
    assert spoken(pair["said"], pair.get("region", "north")) == pair["said"]


@given(st.integers(min_value=0, max_value=10**17))
def test_every_number_has_words_of_its_own_and_no_doubled_blank(value: int):
    said = cardinal(value, region("north"))

    assert said
    assert "  " not in said
    assert said != cardinal(value + 1, region("north"))


def test_an_unknown_region_is_refused():
    with pytest.raises(KeyError):
        spoken("xã", "west")


def test_nothing_says_nothing():
    assert spoken("") == ""
    assert spoken(" \n… --- \n") == ""


def test_a_long_line_of_marks_takes_no_time():
    for mark in ("1.", "1,", "I", "a)", "(", "0 ", "/", "-", "A-", "x.", "7h", "điểm a, ", "@"):
        spoken(mark * 20_000)


@pytest.mark.slow
def test_a_megabyte_takes_about_a_second():
    text = "\n".join(pair["printed"] for pair in PAIRS) * 20 + "\n".join([" ".join(WORDS)] * 3000)
    began = time.process_time()
    spoken(text)

    assert time.process_time() - began < 4 * len(text.encode()) / 1e6
