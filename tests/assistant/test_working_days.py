"""Terms in working days: weekends and public holidays are left out, unknown years not computed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luatsong.assistant import working_days
from luatsong.assistant.asking import ask
from luatsong.assistant.extractive import ExtractiveWriter
from luatsong.assistant.library import sources
from luatsong.assistant.values import Draft
from luatsong.assistant.verification import verify
from luatsong.assistant.writing import Task
from luatsong.search.backend import Card, Passage

DAY = date(2026, 11, 22)
CARD = Card(
    1, "nd-12", "normative", "Nghị định", "12/2023/NĐ-CP", "Cây", ("Chính phủ",), 2023, None
)
TEXT = (
    "1. Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ, Ủy ban nhân dân xã trả kết quả."
)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 2), 5, date(2026, 11, 9)),  # Monday to Monday
        (date(2026, 11, 7), 1, date(2026, 11, 9)),  # from a Saturday
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # over Tết
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # Giỗ Tổ on a Sunday is made up for
        (date(2026, 8, 28), 1, date(2026, 9, 3)),  # Quốc khánh
        (date(2026, 8, 21), 1, date(2026, 8, 22)),  # a Saturday that is worked
    ],
)
def test_a_term_leaves_out_what_is_not_worked(start: date, count: int, end: date) -> None:
    assert working_days.after(start, count) == end


def test_no_term_is_computed_across_a_day_that_is_not_settled() -> None:
    assert working_days.after(date(2026, 11, 19), 2) == date(2026, 11, 23)
    with pytest.raises(working_days.UnknownYearError):
        working_days.after(date(2026, 11, 19), 3)


@given(st.dates(date(2024, 1, 1), date(2025, 12, 31)), st.integers(1, 200))
def test_a_term_has_exactly_its_working_days(start: date, count: int) -> None:
    end = working_days.after(start, count)
    days = (date.fromordinal(at) for at in range(start.toordinal() + 1, end.toordinal() + 1))
    assert sum(map(working_days.is_working_day, days)) == count
    assert working_days.is_working_day(end)


def test_a_year_without_its_holidays_is_not_computed() -> None:
    with pytest.raises(working_days.UnknownYearError):
        working_days.after(date(2031, 3, 3), 5)


@pytest.mark.parametrize("question_day", ["02/11/2026", "03/03/2031"])
def test_the_end_of_a_term_is_told_and_proved(question_day: str) -> None:
    asked = ask(f"Hồ sơ nộp ngày {question_day} thì bao giờ xã trả kết quả?", today=DAY)
    found = sources(
        [Passage(CARD, "dieu-2", "Điều 2.", "Trả kết quả", TEXT, 1, 1, None, None, 9.0)]
    )
    draft = Draft(tuple(ExtractiveWriter().write(Task(asked, found))))
    verdict = verify(draft, found, day=DAY, question=asked.text)
    assert not verdict.cuts
    told = [one.text for one in verdict.sentences if one.computations]
    assert told == (
        [
            "Tính từ ngày 02/11/2026, cộng 05 ngày làm việc (thứ Hai đến thứ Sáu, ngoài ngày nghỉ "
            "lễ) là ngày 09/11/2026."
        ]
        if question_day == "02/11/2026"
        else []
    )
