"""Old counts are folded into months, and no figure changes."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from luatsong.responses import figures, folding
from luatsong.responses.counting import Row, add
from luatsong.responses.models import Page, Reach

TODAY = date(2026, 11, 22)


def counted(rows: dict[tuple[int, str, str, str], int]) -> None:
    """Counts by days ago, page, form and column."""
    pages = {
        name: Page.objects.get_or_create(address=f"/{name}", defaults={"title": name})[0].pk
        for name in "ab"
    }
    add(
        {
            Row(TODAY - timedelta(days=ago), pages[page], form, column): times
            for (ago, page, form, column), times in rows.items()
        }
    )


def by_month() -> Counter[tuple[str, int, str, str]]:
    found: Counter[tuple[str, int, str, str]] = Counter()
    for day, page, form, column, times in Reach.objects.values_list(
        "day", "page_id", "form", "column", "times"
    ):
        found[(f"{day:%Y-%m}", page, form, column)] += times
    return found


class Folding(TestCase):
    """Whatever was counted."""

    @given(
        st.dictionaries(
            st.tuples(
                st.integers(0, 900),
                st.sampled_from("ab"),
                st.sampled_from(["read", "offline"]),
                st.sampled_from(["", "so-y-te"]),
            ),
            st.integers(1, 9),
            max_size=30,
        )
    )
    def test_no_month_changes(self, rows: dict[tuple[int, str, str, str], int]) -> None:
        counted(rows)
        months = figures.months_until(TODAY, 36)
        shown = [one.cells() for one in figures.by_month(months)]
        before, stored = by_month(), Reach.objects.count()
        spared = folding.fold(TODAY)
        assert by_month() == before
        assert [one.cells() for one in figures.by_month(months)] == shown
        assert Reach.objects.count() == stored - spared
        assert folding.fold(TODAY) == 0  # nothing is left to fold


@pytest.mark.django_db
def test_an_old_month_keeps_one_row_and_a_young_one_its_days() -> None:
    counted({(ago, "a", "read", ""): 1 for ago in (0, 1, 2, 800, 801, 802)})
    assert folding.fold(TODAY) == 2
    old = Reach.objects.get(day__lt=TODAY - timedelta(days=400))
    assert (old.day.day, old.times) == (1, 3)
    assert Reach.objects.exclude(pk=old.pk).count() == 3


@pytest.mark.django_db
def test_days_that_the_open_data_tells_are_not_folded() -> None:
    first = figures.months_until(TODAY, 12)[0]
    ago = (TODAY - first).days
    counted({(days, "a", "read", ""): 1 for days in range(ago + 1)})
    folding.fold(TODAY)
    assert figures.daily(first).count() == ago + 1
