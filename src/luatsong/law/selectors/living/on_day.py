"""The text of a document on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter

from django.db.models import Q

from luatsong.law.models import Document, Effect, Force, ProvisionVersion
from luatsong.law.selectors.living.moments import holds, known
from luatsong.law.selectors.living.validity import ForceRow, forces_of, word_on
from luatsong.law.selectors.provisions import COLUMNS, ProvisionRow, paragraphs

_MORE = ("change", "effect_id", "end_effect_id", "certain", "spans")
_WAITING = (Effect.State.PROPOSED, Effect.State.REVIEW, Effect.State.CONFLICT)
_APPLIES = frozenset(
    {
        Force.Word.IN_FORCE.value,
        Force.Word.PARTLY_ENDED.value,
        Force.Word.PARTLY_SUSPENDED.value,
    }
)
_ENDED = frozenset({Force.Word.ENDED.value, Force.Word.UNSUITED.value})


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
    for _, versions in groupby(_versions(document, known_at), key=attrgetter("id")):
        row = _chosen(list(versions), day)
        if row is None:
            continue
        del above[row.depth :]
        parent = above[-1] if above else ""
        above.append(row.address)
        word = own.get(row.id) or _word(row, day, whole)
        certain = row.certain and not (waiting and _is_waiting(row.address, waiting))
        rows.append(row._replace(parent=parent, status=word, certain=certain))
    return rows


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


def _word(row: ProvisionRow, day: date, whole: str) -> str:
    """The status of a provision without a word of its own."""
    if row.valid_to is not None and row.valid_to <= day:
        return Force.Word.ENDED.value
    if whole in _ENDED or whole in (Force.Word.SUSPENDED.value, Force.Word.NOT_YET.value):
        return whole
    if row.valid_from is None:
        known = whole in _APPLIES
        return Force.Word.IN_FORCE.value if known else Force.Word.UNKNOWN.value
    return Force.Word.IN_FORCE.value if row.valid_from <= day else Force.Word.NOT_YET.value


def _versions(document: Document, known_at: datetime | None) -> Iterator[ProvisionRow]:
    """All versions as rows (parents not filled), the provisions in order."""
    versions = (
        ProvisionVersion.objects.filter(known(known_at), provision__document=document)
        .order_by("provision__order", "valid_from", "pk")
        .values_list(*COLUMNS, *_MORE, "number", "label", "address")
    )
    for values in versions.iterator(chunk_size=4000):
        pk, identity, address, level, number, label, heading, text, quoted = values[:9]
        depth, order, component, start, end = values[9:14]
        change, effect, end_effect, certain, spans = values[14:19]
        yield ProvisionRow(
            pk,
            identity,
            values[21] or address,
            "",
            level,
            values[19] or number,
            values[20] or label,
            heading,
            paragraphs(text),
            tuple((first, last) for first, last in quoted),
            depth,
            order,
            component,
            start,
            end,
            "",
            change,
            effect,
            end_effect,
            certain,
            tuple((line, first, last, source) for line, first, last, source in spans),
        )


def _chosen(versions: Sequence[ProvisionRow], day: date) -> ProvisionRow | None:
    """Of the versions of one provision: that of the day, else the last before, else as issued."""
    holding = [row for row in versions if holds(row, day)]
    if holding:
        return holding[-1]
    past = [row for row in versions if row.valid_to is not None and row.valid_to <= day]
    if past:
        return max(past, key=lambda row: row.valid_to or day)
    return next((v for v in versions if v.change == ProvisionVersion.Change.ISSUED), None)
