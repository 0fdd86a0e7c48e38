"""Arithmetic of half-open periods of days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from vnlaw.versions.model import Period


def _end(period: Period) -> date:
    return period.end or date.max


def without(period: Period, holes: Iterable[Period]) -> tuple[Period, ...]:
    """What is left of a period when others are cut out of it."""
    left: list[Period] = []
    start: date | None = period.start
    for hole in sorted(holes, key=lambda hole: hole.start):
        if start is None or hole.start >= _end(period):
            break
        if hole.end is not None and hole.end <= start:
            continue
        if hole.start > start:
            left.append(Period(start, hole.start))
        start = hole.end
    if start is not None and start < _end(period):
        left.append(Period(start, period.end))
    return tuple(left)


def holds(periods: Iterable[Period], day: date) -> bool:
    """Whether a day lies in one of the periods."""
    return any(period.holds(day) for period in periods)


def edges(periods: Iterable[Period]) -> set[date]:
    """All days on which one of the periods begins or has ended."""
    found: set[date] = set()
    for period in periods:
        found.add(period.start)
        if period.end is not None:
            found.add(period.end)
    return found


def stretches(days: Iterable[date]) -> Sequence[Period]:
    """Consecutive periods between days, the last one open."""
    ordered = sorted(set(days))
    return [
        Period(day, following) for day, following in zip(ordered, [*ordered[1:], None], strict=True)
    ]
