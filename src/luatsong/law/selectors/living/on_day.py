"""The text of a document on a day."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Q, TextField
from django.db.models.functions import Cast

from luatsong.law.models import Document, Effect, Force, ProvisionVersion
from luatsong.law.selectors.living.moments import holds, known
from luatsong.law.selectors.living.validity import ForceRow, forces_of, word_on
from luatsong.law.selectors.provisions import COLUMNS, ProvisionRow, paragraphs

_WAITING = (Effect.State.PROPOSED, Effect.State.REVIEW, Effect.State.CONFLICT)
_APPLIES = frozenset(
    {
        Force.Word.IN_FORCE.value,
        Force.Word.PARTLY_ENDED.value,
        Force.Word.PARTLY_SUSPENDED.value,
    }
)
_ENDED = frozenset({Force.Word.ENDED.value, Force.Word.UNSUITED.value})


class _Stored(NamedTuple):
    """A version with its provision, in the order of `_STORED`; `now_…` is "" unless renumbered."""

    provision_id: int
    identity: UUID
    address: str
    level: str
    number: str
    label: str
    heading: str
    text: str
    quoted: str
    depth: int
    order: int
    component: str
    valid_from: date | None
    valid_to: date | None
    change: str
    effect_id: int | None
    end_effect_id: int | None
    certain: bool
    spans: str
    now_number: str
    now_label: str
    now_address: str


_STORED = (
    *("quoted_text" if column == "quoted" else column for column in COLUMNS),
    "change",
    "effect_id",
    "end_effect_id",
    "certain",
    "spans_text",
    "number",
    "label",
    "address",
)


def law_on(
    document: Document,
    day: date,
    *,
    known_at: datetime | None = None,
    territory: str | None = None,
    forces: Sequence[ForceRow] | None = None,
) -> list[ProvisionRow]:
    """Every provision that had come to be by `day`, with its words and status on that day.

    Ended provisions are kept with their last words and the status "ended"; provisions as issued
    that are not yet in force have the status "not-yet"; what is inserted later is left out.
    `known_at`: as the store knew it at that moment. `territory`: also what holds in that area
    only. `certain` is False where an effect on the provision waits for a person. Three queries,
    two when the caller has the `forces` of the document.
    """
    forces = forces_of(document, known_at=known_at) if forces is None else forces
    whole = word_on([row for row in forces if row.provision_id is None], day, territory)
    own = _own_words([row for row in forces if row.provision_id is not None], day, territory)
    waiting = _waiting_places(document, day)
    rows: list[ProvisionRow] = []
    above: list[str] = []
    for _, versions in groupby(_versions(document, known_at), key=attrgetter("provision_id")):
        stored = _chosen(list(versions), day)
        if stored is None:
            continue
        address = stored.now_address or stored.address
        del above[stored.depth :]
        parent = above[-1] if above else ""
        above.append(address)
        word = own.get(stored.provision_id) or _word(stored, day, whole)
        certain = stored.certain and not (waiting and _is_waiting(address, waiting))
        rows.append(_row(stored, address, parent, word, certain=certain))
    return rows


def _row(stored: _Stored, address: str, parent: str, word: str, *, certain: bool) -> ProvisionRow:
    return ProvisionRow(
        stored.provision_id,
        stored.identity,
        address,
        parent,
        stored.level,
        stored.now_number or stored.number,
        stored.now_label or stored.label,
        stored.heading,
        paragraphs(stored.text),
        _tuples(stored.quoted),
        stored.depth,
        stored.order,
        stored.component,
        stored.valid_from,
        stored.valid_to,
        word,
        stored.change,
        stored.effect_id,
        stored.end_effect_id,
        certain,
        _tuples(stored.spans),
    )


def _tuples(text: str) -> tuple[Any, ...]:
    """Short lists of numbers, mostly empty, as stored."""
    return () if text == "[]" else tuple(map(tuple, json.loads(text)))


def _waiting_places(document: Document, day: date) -> set[str]:
    """Addresses in the document that effects wait to change, by that day or a day unknown."""
    effects = Effect.objects.filter(
        Q(start__isnull=True) | Q(start__lte=day),
        target_document=document,
        state__in=_WAITING,
        recorded_to__isnull=True,
        summary=False,
    ).values_list("places", flat=True)
    return {place["address"] for places in effects for place in places if place["address"]}


def _is_waiting(address: str, waiting: set[str]) -> bool:
    return any(address == place or address.startswith(f"{place}/") for place in waiting)


def change_days(document: Document, *, forces: Sequence[ForceRow] | None = None) -> list[date]:
    """The days on which the text or the validity of a document changed, in order.

    Two queries, one when the caller has the `forces` of the document.
    """
    stretches = forces_of(document) if forces is None else forces
    versions = ProvisionVersion.objects.filter(
        known(None), provision__document=document
    ).values_list("valid_from", "valid_to")
    days = {day for pair in versions.distinct() for day in pair if day}
    days |= {day for row in stretches for day in (row.valid_from, row.valid_to) if day}
    return sorted(days)


def _own_words(
    forces: Sequence[ForceRow], day: date, territory: str | None
) -> dict[int | None, str]:
    by_provision: dict[int | None, list[ForceRow]] = {}
    for row in forces:
        by_provision.setdefault(row.provision_id, []).append(row)
    found = {key: word_on(rows, day, territory) for key, rows in by_provision.items()}
    return {key: word for key, word in found.items() if word}


def _word(row: _Stored, day: date, whole: str) -> str:
    """The status of a provision without a word of its own."""
    if row.valid_to is not None and row.valid_to <= day:
        return Force.Word.ENDED.value
    if whole in _ENDED or whole in (Force.Word.SUSPENDED.value, Force.Word.NOT_YET.value):
        return whole
    if row.valid_from is None:
        known = whole in _APPLIES
        return Force.Word.IN_FORCE.value if known else Force.Word.UNKNOWN.value
    return Force.Word.IN_FORCE.value if row.valid_from <= day else Force.Word.NOT_YET.value


def _versions(document: Document, known_at: datetime | None) -> Iterator[_Stored]:
    """All versions, the provisions in order."""
    versions = (
        ProvisionVersion.objects.filter(known(known_at), provision__document=document)
        # As text: to decode thousands of empty lists takes as long as all the rest.
        .annotate(quoted_text=Cast("quoted", TextField()), spans_text=Cast("spans", TextField()))
        .order_by("provision__order", F("valid_from").asc(nulls_first=True), "pk")
        .values_list(*_STORED)
    )
    return map(_Stored._make, versions.iterator(chunk_size=4000))


def _chosen(versions: Sequence[_Stored], day: date) -> _Stored | None:
    """Of the versions of one provision: that of the day, else the last before, else as issued."""
    holding = [row for row in versions if holds(row, day)]
    if holding:
        return holding[-1]
    past = [row for row in versions if row.valid_to is not None and row.valid_to <= day]
    if past:
        return max(past, key=lambda row: row.valid_to or day)
    return next((v for v in versions if v.change == ProvisionVersion.Change.ISSUED), None)
