"""The days a reader may choose from: those on which something changed, and today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from luatsong.portal.living import Living

# More days than this stand on the page of the document's life only.
_MOST = 8


@dataclass(frozen=True, slots=True)
class Moment:
    """One day to choose; `chosen` when the page shows the words of the time that starts then."""

    day: date
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Moments:
    """What the day picker shows."""

    today: date
    is_today: bool
    listed: list[Moment]
    more: int
    now: str  # the query of today
    compared: tuple[date, date] | None  # the two latest wordings before and on the day


def moments(whole: Living) -> Moments:
    """The days of one document, the oldest first; only the latest when there are many."""
    today = timezone.localdate()
    day = whole.day.on
    days = whole.days
    current = max((d for d in days if d <= day), default=None)
    listed = [Moment(d, whole.day.query_on(d), d == current) for d in days]
    past = [d for d in days if d <= day]
    compared = (past[-2], past[-1]) if len(past) > 1 else None
    more = max(0, len(listed) - _MOST)
    now = whole.day.query_on(None)
    return Moments(today, day == today, listed[-_MOST:], more, now, compared)
