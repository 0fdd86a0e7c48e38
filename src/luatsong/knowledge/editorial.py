"""The editorial calendar: what goes live, ends, takes place or was overtaken by law in a month."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Revision

from luatsong.knowledge.models import Item

# What happens, by code, in the order of a day.
KINDS = {
    "goes-live": "Sẽ công bố",
    "planned": "Dự kiến công bố",
    "went-live": "Đã công bố",
    "event": "Sự kiện",
    "expires": "Tự gỡ",
    "affected": "Luật thay đổi",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on one day; `code` is a key of `KINDS`."""

    at: datetime
    code: str
    item: Item

    @property
    def label(self) -> str:
        """What happens, in words."""
        return KINDS[self.code]


def weeks_of(year: int, month: int) -> list[list[date]]:
    """The weeks a month touches, Monday first, with the days of its neighbours."""
    return calendar.Calendar(firstweekday=0).monthdatescalendar(year, month)


def entries(first: date, last: date) -> list[Entry]:
    """What is on the days from `first` to `last`, both counted, in order. Six queries."""
    zone = timezone.get_current_timezone()
    start = datetime.combine(first, time.min, zone)
    end = datetime.combine(last + timedelta(days=1), time.min, zone)
    found = [*_scheduled(start, end), *_dated(start, end)]
    order = list(KINDS)
    return sorted(found, key=lambda entry: (entry.at, order.index(entry.code), entry.item.pk))


def by_day(found: list[Entry]) -> dict[date, list[Entry]]:
    """The entries of each day of the site's own time."""
    days: dict[date, list[Entry]] = {}
    for entry in found:
        days.setdefault(timezone.localtime(entry.at).date(), []).append(entry)
    return days


def _scheduled(start: datetime, end: datetime) -> Iterator[Entry]:
    waiting = Revision.objects.filter(
        base_content_type=Item.get_base_content_type(),
        approved_go_live_at__gte=start,
        approved_go_live_at__lt=end,
    ).values_list("object_id", "approved_go_live_at")
    rows = [(int(pk), at) for pk, at in waiting]
    items = Item.objects.in_bulk([pk for pk, _ in rows])
    for pk, at in rows:
        if pk in items:
            yield Entry(at, "goes-live", items[pk])


def _dated(start: datetime, end: datetime) -> Iterator[Entry]:
    limits: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("went-live", "first_published_at", {}),
        ("event", "event_start", {}),
        ("expires", "expire_at", {"live": True}),
        ("affected", "affected_since", {"basis_state": Item.BasisState.AFFECTED}),
        ("planned", "go_live_at", {"live": False, "first_published_at": None}),
    )
    for code, field, more in limits:
        found = Item.objects.filter(**{f"{field}__gte": start, f"{field}__lt": end}, **more)
        for item in found.defer("body", "plain", "search_text"):
            if code != "planned" or not item.approved_schedule:
                yield Entry(getattr(item, field), code, item)
