"""What a place of the law says on any day, read once for many places and days.

A place is a document, or one provision with all below it, as people of the home territory read
it. What it says is compared by a hash: rows of the store may be rewritten by a new fold, words may
not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.conf import settings

from luatsong.law.models import (
    Component,
    ComponentVersion,
    Document,
    Force,
    ProvisionVersion,
)
from luatsong.law.selectors.living import validity_of
from luatsong.law.selectors.living.moments import holds, known
from luatsong.law.selectors.living.on_day import chosen_on, of_area, own_words, status_on
from luatsong.law.selectors.living.validity import ForceRow, word_on
from luatsong.law.territories import area_name, areas_around

_ENDED = Force.Word.ENDED.value
# Words under which a place is no law that holds; "unknown" is not among them: nobody knows.
NOT_HOLDING = frozenset(
    {_ENDED, Force.Word.SUSPENDED.value, Force.Word.UNSUITED.value, Force.Word.NOT_YET.value}
)


class Place(NamedTuple):
    """A place: a document (`provision_id` None, `address` ""), or a provision or part of it."""

    document_id: int
    provision_id: int | None = None
    address: str = ""


class Version(NamedTuple):
    """A wording with its provision, in the order of `_VERSION`; `now_…` "" unless renumbered."""

    document_id: int
    provision_id: int
    own_address: str
    depth: int
    order: int
    level: str
    own_label: str
    component: str
    heading: str
    text: str
    valid_from: date | None
    valid_to: date | None
    pk: int
    change: str
    effect_id: int | None
    end_effect_id: int | None
    now_label: str
    now_address: str
    territory: str
    recorded_from: datetime

    @property
    def address(self) -> str:
        """Where it stands in this wording."""
        return self.now_address or self.own_address

    @property
    def label(self) -> str:
        """What it is called in this wording."""
        return self.now_label or self.own_label


_VERSION = (
    "provision__document_id",
    "provision_id",
    "provision__address",
    "provision__depth",
    "provision__order",
    "provision__level",
    "provision__label",
    "provision__component__slug",
    "heading",
    "text",
    "valid_from",
    "valid_to",
    "pk",
    "change",
    "effect_id",
    "end_effect_id",
    "label",
    "address",
    "territory",
    "recorded_from",
)
_FORCE = (
    "document_id",
    "recorded_from",
    "provision_id",
    "provision__address",
    "word",
    "reasons",
    "territory",
    "note",
    "valid_from",
    "valid_to",
)


class Stretch(NamedTuple):
    """A stretch of validity and when the store learnt of it."""

    force: ForceRow
    recorded_from: datetime


class Head(NamedTuple):
    """What stands at the head of a part of a document in `[valid_from, valid_to)`."""

    slug: str
    title: str
    intro: str
    valid_from: date | None
    valid_to: date | None


class Line(NamedTuple):
    """A provision on a day: its wording and its status (a value of `Force.Word`)."""

    version: Version
    status: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a place says on a day.

    `word` is its status (a value of `Force.Word`), "" where the place is not there at all;
    `hash` covers the place and all below it that is not ended; `words` are those lines, the label
    and heading of the place first.
    """

    word: str
    hash: str
    words: str
    address: str
    versions: tuple[Version, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it may be relied on as law of the day."""
        return bool(self.word) and self.word not in NOT_HOLDING


@dataclass(slots=True)
class LawOf:
    """One document as the store knows it: every wording, stretch of validity and head of a part."""

    document: Document
    area: str
    areas: tuple[str, ...]
    versions: Sequence[Sequence[Version]]  # in order of provisions, those of one together
    stretches: Sequence[Stretch]
    heads: Sequence[Head]
    _lines: dict[date, list[Line]] = field(default_factory=dict)

    @property
    def forces(self) -> list[ForceRow]:
        """The stretches of validity, as `living.forces_of` gives them."""
        return [stretch.force for stretch in self.stretches]

    def lines(self, day: date) -> list[Line]:
        """Every provision that had come to be, as `living.law_on` gives them."""
        if day not in self._lines:
            self._lines[day] = list(self._read(day))
        return self._lines[day]

    def _read(self, day: date) -> Iterable[Line]:
        whole = self.word(day, folded_only=True)
        own = own_words([row for row in self.forces if row.provision_id], day, self.area)
        for versions in self.versions:
            chosen = chosen_on(of_area(list(versions), self.areas), day)
            if chosen is not None:
                word = status_on(chosen, day, whole, own.get(chosen.provision_id, ""))
                yield Line(chosen, word)

    def word(self, day: date, *, folded_only: bool = False) -> str:
        """The word of validity of the whole document on a day."""
        rows = [row for row in self.forces if row.provision_id is None]
        word = word_on(rows, day, self.area)
        if word or folded_only:
            return word
        return validity_of(self.document, day, forces=(), effects={}).word

    def said(self, place: Place, day: date) -> Said:
        """What a place says on a day."""
        if self.document.state != Document.State.PUBLISHED:
            return Said("", "", "", place.address)
        if place.provision_id is None and not place.address:
            return self._said_whole(day)
        lines = self._below(place, day)
        if lines:
            top = lines[0]
            return _said(top.version.address, top.status, lines, ())
        return self._said_part(place, day)

    def _said_whole(self, day: date) -> Said:
        heads = [f"{head.title}\n{head.intro}" for head in self._heads(day)]
        return _said("", self.word(day), self.lines(day), heads)

    def _said_part(self, place: Place, day: date) -> Said:
        """An attached text or appendix, by its address."""
        if not any(head.slug == place.address for head in self.heads):
            return Said("", "", "", place.address)
        heads = [f"{h.title}\n{h.intro}" for h in self._heads(day) if h.slug == place.address]
        lines = [line for line in self.lines(day) if line.version.component == place.address]
        return _said(place.address, self.word(day), lines, heads)

    def _heads(self, day: date) -> list[Head]:
        latest = {head.slug: head for head in self.heads if holds(head, day)}
        return list(latest.values())

    def _below(self, place: Place, day: date) -> list[Line]:
        """The place and all below it; empty when it is not there."""
        lines = self.lines(day)
        at = self._find(place, lines)
        if at is None:
            return []
        top = lines[at].version
        end = at + 1
        while end < len(lines) and lines[end].version.depth > top.depth:
            end += 1
        return lines[at:end]

    def _find(self, place: Place, lines: Sequence[Line]) -> int | None:
        """By its lasting identity; by its address where a new reading gave it another."""
        for at, line in enumerate(lines):
            if line.version.provision_id == place.provision_id:
                return at
        if place.provision_id is not None and any(
            row[0].provision_id == place.provision_id for row in self.versions
        ):
            return None  # it is known, and not there on that day
        return next((at for at, row in enumerate(lines) if _is_at(row, place.address)), None)

    def days(self) -> list[date]:
        """All days on which anything of the document begins or ends, in order."""
        stretches: Iterable[Any] = (
            *(version for versions in self.versions for version in versions),
            *self.forces,
            *self.heads,
        )
        return sorted({d for row in stretches for d in (row.valid_from, row.valid_to) if d})


def _is_at(line: Line, address: str) -> bool:
    return bool(address) and address in (line.version.address, line.version.own_address)


def _said(address: str, word: str, lines: Sequence[Line], heads: Sequence[str]) -> Said:
    """What is compared: where the place stands, its words, and what below it does not hold."""
    # What has ended is shown with its last words.
    kept = lines if word == _ENDED else [line for line in lines if line.status != _ENDED]
    told = [
        (
            line.version.address,
            line.version.heading,
            line.version.text,
            line.status if line.status != word and line.status in NOT_HOLDING else "",
        )
        for line in kept
    ]
    pinned = json.dumps([address, list(heads), told], ensure_ascii=False)
    words = "\n".join(filter(None, (*(h.strip() for h in heads), *map(_printed, kept))))
    digest = hashlib.sha256(pinned.encode()).hexdigest()
    return Said(word, digest, words, address, tuple(line.version for line in kept))


def _printed(line: Line) -> str:
    version = line.version
    return " ".join(filter(None, (version.label, version.heading))) + (
        ("\n" if version.heading else " ") + version.text if version.text else ""
    )


def home_area() -> str:
    """The territory this site is of: "An Hà"."""
    return area_name(settings.SITE_PROVINCE)


def laws_of(
    documents: Iterable[int], *, area: str | None = None, known_at: datetime | None = None
) -> dict[int, LawOf]:
    """The law of documents by id, as the store knows it (or knew it at `known_at`).

    Six queries for any number of documents. `area`: whose reading; the home territory without it.
    """
    ids = sorted(set(documents))
    area = home_area() if area is None else area_name(area)
    areas = areas_around(area) if area else ()
    rows = Document.objects.filter(pk__in=ids).defer("metadata", "search_text")
    forces = _forces(ids, known_at)
    versions = _versions(ids, areas, known_at)
    heads = _heads(ids, known_at)
    return {
        row.pk: LawOf(
            row,
            area,
            areas,
            versions.get(row.pk, ()),
            forces.get(row.pk, ()),
            heads.get(row.pk, ()),
        )
        for row in rows
    }


def _forces(ids: Sequence[int], known_at: datetime | None) -> dict[int, list[Stretch]]:
    rows = (
        Force.objects.filter(known(known_at), document__in=ids)
        .order_by("document_id", "provision__order", "valid_from", "pk")
        .values_list(*_FORCE)
    )
    found: dict[int, list[Stretch]] = {}
    for document, at, pk, address, word, reasons, *rest in rows:
        force = ForceRow(pk, address or "", word, tuple(reasons), *rest)
        found.setdefault(document, []).append(Stretch(force, at))
    return found


def _versions(
    ids: Sequence[int], areas: Sequence[str], known_at: datetime | None
) -> dict[int, list[list[Version]]]:
    rows = (
        ProvisionVersion.in_areas.filter(
            known(known_at), provision__document__in=ids, territory__in=("", *areas)
        )
        .order_by("provision__document_id", "provision__order", "provision_id")
        .values_list(*_VERSION)
    )
    found: dict[int, list[list[Version]]] = {}
    for _, group in groupby(map(Version._make, rows), key=attrgetter("provision_id")):
        versions = list(group)
        found.setdefault(versions[0].document_id, []).append(versions)
    return found


def _heads(ids: Sequence[int], known_at: datetime | None) -> dict[int, list[Head]]:
    """Heads of parts; those that effects have changed hold in place of the issued ones."""
    changed: dict[tuple[int, str], list[Head]] = {}
    rows: Iterable[Any] = (
        ComponentVersion.objects.filter(known(known_at), component__document__in=ids)
        .order_by("valid_from", "pk")
        .values_list(
            "component__document_id", "component__slug", "title", "intro", "valid_from", "valid_to"
        )
    )
    for document, slug, *rest in rows:
        changed.setdefault((document, slug), []).append(Head(slug, *rest))
    found: dict[int, list[Head]] = {}
    issued: Iterable[Any] = (
        Component.objects.filter(document__in=ids)
        .order_by("document_id", "order")
        .values_list("document_id", "slug", "title", "intro")
    )
    for document, slug, title, intro in issued:
        heads = [Head(slug, title, intro, None, None), *changed.get((document, slug), ())]
        found.setdefault(document, []).extend(heads)
    return found
