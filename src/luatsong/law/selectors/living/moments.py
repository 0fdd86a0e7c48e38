"""Rows as they held on a day and as they were known at a moment: the filters all reads share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol, TypeVar

from django.db.models import Q


class Dated(Protocol):
    """Anything with a half-open interval; None is open."""

    @property
    def valid_from(self) -> date | None: ...

    @property
    def valid_to(self) -> date | None: ...


T = TypeVar("T", bound=Dated)


def known(at: datetime | None) -> Q:
    """What the store held for true at a moment; None: now."""
    if at is None:
        return Q(recorded_to__isnull=True)
    return Q(recorded_from__lte=at) & (Q(recorded_to__isnull=True) | Q(recorded_to__gt=at))


def holds(row: Dated, day: date) -> bool:
    """Whether a day lies in the interval of a row."""
    return (row.valid_from is None or row.valid_from <= day) and (
        row.valid_to is None or day < row.valid_to
    )


def holding(rows: Iterable[T], day: date) -> list[T]:
    """The rows whose interval holds a day."""
    return [row for row in rows if holds(row, day)]
