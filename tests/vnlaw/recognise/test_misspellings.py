"""Mistyped words in fixed legal terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnlaw.lexicon import load
from vnlaw.parse import parse_text
from vnlaw.recognise.misspellings import misspellings
from vnlaw.structure import structure

TERMS = load("misspellings")["terms"]


def told(text: str) -> list[str]:
    return [finding.message for finding in misspellings(structure((f"Điều 1. {text}",)))]


@pytest.mark.parametrize(
    "printed",
    [
        "xử lý băn bản quy phạm pháp luật",
        "văn bản quy phạm phạm luật",
        "Cơ quan nhà nước có thấm quyền",
        "Luật này có hiệu lực thì hành",
        "CỘNG HOÀ XÃ HỌI CHỦ NGHĨA VIỆT NAM",
        "phổ biên, giáo dục pháp luật",
    ],
)
def test_one_wrong_letter_or_mark_is_found(printed: str) -> None:
    assert len(told(f"Theo {printed}.")) == 1


@pytest.mark.parametrize(
    "printed",
    [
        "văn bản quy phạm pháp luật",
        "các văn bản pháp luật",
        "Uỷ ban Thường vụ Quốc hội",
        "có hiệu lực và thi hành",
        "hướng dẫn thi hành",
        "không viết “băn bản quy phạm pháp luật”",
        "văn bản quy phạm",
    ],
)
def test_what_is_right_other_or_quoted_is_left_alone(printed: str) -> None:
    assert told(f"Theo {printed}.") == []


def test_a_term_broken_over_two_lines_is_not_joined() -> None:
    text = "Điều 1. Theo băn bản quy\nphạm pháp luật."
    assert parse_text(text).findings == parse_text(text.replace("băn", "văn")).findings


@given(st.lists(st.sampled_from([*TERMS, "“", "”", ",", "băn", "văn bản", "thi hành", "\n"])))
def test_terms_as_they_should_be_are_never_found(words: list[str]) -> None:
    for line in " ".join(words).split("\n"):
        for message in told(line):
            printed = message.split("”")[0].removeprefix("“")
            assert printed not in TERMS
