"""What was sought and not found, by week: masked words and counts, never who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from luatsong.follows.models import Sought
from luatsong.follows.tally import Tally

# Words asked by one person once may tell of that person; what is shown was asked more often.
FEWEST_SHOWN = 2
KEPT_WEEKS = 53
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Week:
    """The searches of a week; `once` counts the different words that are too rare to be shown."""

    start: date
    times: int
    empty: int
    once: int
    missed: tuple[Sought, ...]  # not found, the most sought first
    common: tuple[Sought, ...]


def monday(day: date) -> date:
    """The first day of the week of `day`."""
    return day - timedelta(days=day.weekday())


def note(words: str, found: int) -> None:
    """Count one search for `words` (already masked) that found `found` things."""
    plain = " ".join(words.lower().split())[:_LONGEST]
    if plain:
        _tally.add((monday(timezone.localdate()), plain, not found))


def flush() -> None:
    """Write what has been counted."""
    _tally.flush()


def forget() -> None:
    """Drop what has been counted and not written."""
    _tally.clear()


def weeks() -> list[date]:
    """Mondays of the weeks that have counts, the latest first. One query."""
    return list(Sought.objects.order_by("-week").values_list("week", flat=True).distinct())


def week(start: date, *, limit: int) -> Week:
    """What was sought in the week from `start`, at most `limit` words a list. Four queries."""
    rows = Sought.objects.filter(week=start)
    sums = rows.aggregate(times=Sum("times"), empty=Sum("empty"))
    often = rows.filter(times__gte=FEWEST_SHOWN)
    return Week(
        start=start,
        times=sums["times"] or 0,
        empty=sums["empty"] or 0,
        once=rows.filter(times__lt=FEWEST_SHOWN).count(),
        missed=tuple(often.filter(empty__gt=0).order_by("-empty", "words")[:limit]),
        common=tuple(often.order_by("-times", "words")[:limit]),
    )


def _write(counts: Mapping[tuple[date, str, bool], int]) -> None:
    times: Counter[tuple[date, str]] = Counter()
    empty: Counter[tuple[date, str]] = Counter()
    for (start, words, missed), count in counts.items():
        times[start, words] += count
        empty[start, words] += count if missed else 0
    with transaction.atomic():
        for start, words in sorted(times):
            row, _ = Sought.objects.get_or_create(week=start, words=words)
            Sought.objects.filter(pk=row.pk).update(
                times=F("times") + times[start, words], empty=F("empty") + empty[start, words]
            )
        oldest = monday(timezone.localdate()) - timedelta(weeks=KEPT_WEEKS)
        Sought.objects.filter(week__lt=oldest).delete()


_tally: Tally[tuple[date, str, bool]] = Tally(_write)
