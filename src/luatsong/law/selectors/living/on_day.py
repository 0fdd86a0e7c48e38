"""The text of a document on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, Protocol, TypeVar

from django.db.models import IntegerField, TextField
from django.db.models.functions import Cast

from luatsong.law.models import ComponentVersion, Document, Force, ProvisionVersion
from luatsong.law.selectors.living.moments import Dated, holds, known
from luatsong.law.selectors.living.unsure import unsure_of
from luatsong.law.selectors.living.validity import ForceRow, forces_of, word_on
from luatsong.law.selectors.provisions import COLUMNS, ProvisionRow, as_read, paragraphs, ranges
from luatsong.law.territories import areas_around

# Plain words: members of choices are slow to look up, once for every provision.
_IN_FORCE = Force.Word.IN_FORCE.value
_NOT_YET = Force.Word.NOT_YET.value
_OVER = Force.Word.ENDED.value
_UNKNOWN = Force.Word.UNKNOWN.value
_APPLIES = frozenset({_IN_FORCE, Force.Word.PARTLY_ENDED.value, Force.Word.PARTLY_SUSPENDED.value})
# Words of a whole document that hold for every provision of it.
_OF_ALL = frozenset({_OVER, Force.Word.UNSUITED.value, Force.Word.SUSPENDED.value, _NOT_YET})
_ISSUED = ProvisionVersion.Change.ISSUED.value


class Wording(Dated, Protocol):
    """A version as far as choosing one of a day needs it; `territory` is "" for all the rest."""

    @property
    def pk(self) -> int: ...
    @property
    def change(self) -> str: ...
    @property
    def territory(self) -> str: ...


W = TypeVar("W", bound=Wording)


class _Stored(NamedTuple):
    """A version with its provision, in the order of `_STORED`; `now_…` is "" unless renumbered."""

    provision_id: int
    identity: str
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
    pk: int
    change: str
    effect_id: int | None
    end_effect_id: int | None
    certain: int
    spans: str
    now_number: str
    now_label: str
    now_address: str
    territory: str


_STORED = (
    *COLUMNS,
    "pk",
    "change",
    "effect_id",
    "end_effect_id",
    "certain_number",
    "spans_text",
    "number",
    "label",
    "address",
    "territory",
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
    only, in its words where they were changed there (one query more). `certain` is False where an
    effect on the provision waits for a person. Three queries, two when the caller has the `forces`
    of the document.
    """
    forces = forces_of(document, known_at=known_at) if forces is None else forces
    whole = word_on([row for row in forces if row.provision_id is None], day, territory)
    own = own_words([row for row in forces if row.provision_id is not None], day, territory)
    waiting = unsure_of(document, day)
    areas = areas_around(territory) if territory else ()
    rows: list[ProvisionRow] = []
    above: list[str] = []
    for _, versions in groupby(_versions(document, known_at, areas), key=itemgetter(0)):
        stored = chosen_on(of_area([_Stored._make(v) for v in versions], areas), day)
        if stored is None:
            continue
        address = stored.now_address or stored.address
        del above[stored.depth :]
        parent = above[-1] if above else ""
        above.append(address)
        word = status_on(stored, day, whole, own.get(stored.provision_id, ""))
        waits = bool(waiting) and waiting.reaches(above, f"{stored.heading} {stored.text}")
        certain = bool(stored.certain) and not waits
        rows.append(_row(stored, address, parent, word, certain=certain))
    lacking = waiting.missing({row.address for row in rows}) if waiting else ()
    return [
        row._replace(certain=False) if lacking and row.address in lacking else row for row in rows
    ]


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
        ranges(stored.quoted),
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
        ranges(stored.spans),
    )


def change_days(
    document: Document,
    *,
    forces: Sequence[ForceRow] | None = None,
    rows: Sequence[ProvisionRow] | None = None,
) -> list[date]:
    """The days on which the text or the validity of a document changed, in order.

    Two queries, one when the caller has the `forces` of the document. `rows`, as `law_on` gave
    them for any day, tell the days of a text that nothing has amended: one query less.
    """
    stretches = forces_of(document) if forces is None else forces
    pairs: Iterable[tuple[date | None, date | None]]
    if rows is not None and not document.amended:
        pairs = {(row.valid_from, row.valid_to) for row in rows}
    else:
        # Also of texts that one area only reads so, and of the heads of parts.
        versions = ProvisionVersion.in_areas.filter(known(None), provision__document=document)
        heads = ComponentVersion.objects.filter(
            known(None), component__document=document, effect__isnull=False
        )
        columns = ("valid_from", "valid_to")
        pairs = versions.values_list(*columns).union(heads.values_list(*columns))
    days = {day for pair in pairs for day in pair if day}
    days |= {day for row in stretches for day in (row.valid_from, row.valid_to) if day}
    return sorted(days)


def own_words(
    forces: Sequence[ForceRow], day: date, territory: str | None
) -> dict[int | None, str]:
    """By provision: the word of its own that it has on a day; `forces` are those of provisions."""
    by_provision: dict[int | None, list[ForceRow]] = {}
    for row in forces:
        by_provision.setdefault(row.provision_id, []).append(row)
    found = {key: word_on(rows, day, territory) for key, rows in by_provision.items()}
    return {key: word for key, word in found.items() if word}


def status_on(row: Dated, day: date, whole: str, own: str) -> str:
    """The status of a provision: ended with its words, with its document, else as its own."""
    if row.valid_to is not None and row.valid_to <= day:
        return _OVER
    if whole in _OF_ALL:
        return whole
    if own:
        return own
    if row.valid_from is None:
        return _IN_FORCE if whole in _APPLIES else _UNKNOWN
    return _IN_FORCE if row.valid_from <= day else _NOT_YET


def _versions(
    document: Document, known_at: datetime | None, areas: Sequence[str]
) -> Iterable[tuple[Any, ...]]:
    """All versions, the provisions in order, those of one provision together in any order."""
    rows = ProvisionVersion.in_areas.filter(territory__in=("", *areas))
    versions = rows.filter(known(known_at), provision__document=document)
    return (
        as_read(versions)
        .annotate(
            spans_text=Cast("spans", TextField()), certain_number=Cast("certain", IntegerField())
        )
        .order_by("provision__order", "provision_id")
        .values_list(*_STORED)
    )


def of_area(versions: list[W], areas: Sequence[str]) -> list[W]:
    """Of the versions of one provision: those of the nearest area that reads it otherwise."""
    if areas:
        for area in areas:
            if found := [row for row in versions if row.territory == area]:
                return found
        return [row for row in versions if not row.territory]
    return versions


def chosen_on(versions: Sequence[W], day: date) -> W | None:
    """Of the versions of one provision: that of the day, else the last before, else as issued."""
    if len(versions) > 1:
        versions = sorted(versions, key=_in_time)
    holding = [row for row in versions if holds(row, day)]
    if holding:
        return holding[-1]
    past = [row for row in versions if row.valid_to is not None and row.valid_to <= day]
    if past:
        return max(past, key=lambda row: row.valid_to or day)
    return next((v for v in versions if v.change == _ISSUED), None)


def _in_time(row: Wording) -> tuple[date, int]:
    return row.valid_from or date.min, row.pk
