"""The order of changes that other stores follow: who has read up to a position has missed nothing.

The rows are brought up to date when somebody asks, from the state of the items themselves, so that
no way of publishing, withdrawing or marking can be forgotten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from luatsong.knowledge.exchange import schema
from luatsong.knowledge.models import Item, SharedEntry

_TOLD = (
    "pk",
    "uid",
    "live",
    "live_revision_id",
    "last_published_at",
    "basis_state",
    "affected_since",
    "licence",
    "agency__name",
)


@dataclass(frozen=True, slots=True)
class Head:
    """The newest position and when it was given; 0 and None for an empty store."""

    position: int
    changed_at: datetime | None


def bring_up_to_date(made: Mapping[int, str] | None = None) -> Head:
    """Give every item of which something else is told now the next position.

    `made` says for each item which files there are of it, as text that changes with them. Where
    another process does the same at this moment, its rows stand. Two queries when nothing changed.
    """
    known = {row.uid: row for row in SharedEntry.objects.all()}
    new, changed = _differences(known, made or {})
    if not new and not changed:
        return _head(known.values())
    try:
        with transaction.atomic():
            _give_positions(new, changed)
    except IntegrityError:
        pass
    return _head(SharedEntry.objects.all())


def present_head() -> Head:
    """The newest position that has been given, without looking for changes. One query."""
    return _head(SharedEntry.objects.order_by("-position")[:1])


def entries_after(position: int = 0, since: datetime | None = None) -> QuerySet[SharedEntry]:
    """Changes behind a position, those at or after a moment, in order."""
    found = SharedEntry.objects.filter(position__gt=position).order_by("position")
    return found.filter(changed_at__gte=since) if since else found


def _head(rows: Iterable[SharedEntry]) -> Head:
    last = max(rows, key=lambda row: row.position, default=None)
    return Head(last.position, last.changed_at) if last else Head(0, None)


def _differences(
    known: Mapping[UUID, SharedEntry], made: Mapping[int, str]
) -> tuple[list[SharedEntry], list[SharedEntry]]:
    """Rows that are missing, and rows as they should be; one query."""
    new: list[SharedEntry] = []
    changed: list[SharedEntry] = []
    left = set(known)
    rows = Item.objects.filter(Q(live=True) | Q(shared_entry__isnull=False))
    for told in rows.order_by("last_published_at", "pk").values(*_TOLD):
        left.discard(told["uid"])
        seen = _seen(told, made.get(told["pk"], ""))
        row = known.get(told["uid"])
        if row is None:
            new.append(SharedEntry(uid=told["uid"], item_id=told["pk"], live=True, seen=seen))
        elif row.seen != seen:
            row.live, row.seen = told["live"], seen
            changed.append(row)
    for uid in left:  # rows whose item is no longer in the store at all
        if known[uid].live:
            known[uid].live, known[uid].seen = False, ""
            changed.append(known[uid])
    return new, changed


def _give_positions(new: list[SharedEntry], changed: list[SharedEntry]) -> None:
    now = timezone.now()
    last = SharedEntry.objects.aggregate(last=Max("position"))["last"] or 0
    for position, row in enumerate((*changed, *new), start=last + 1):
        row.position, row.changed_at = position, now
    SharedEntry.objects.bulk_update(
        changed, ["position", "live", "seen", "changed_at"], batch_size=500
    )
    SharedEntry.objects.bulk_create(new, batch_size=500)


def _seen(told: Mapping[str, Any], made: str) -> str:
    if not told["live"]:
        return ""
    values = [schema.VERSION, *(str(told[name]) for name in _TOLD), made]
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()
