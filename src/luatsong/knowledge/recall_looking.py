"""Looking at bases: which must be judged again, and what has become of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, reduce
from itertools import islice
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from luatsong.knowledge.models import Basis
from luatsong.knowledge.recall_judging import Pin, Verdict, judge
from luatsong.knowledge.recall_reading import LawOf, Place, laws_of
from luatsong.law.prepared import Given, Prepared

# Documents whose law is held in memory at once.
_DOCUMENTS = 40
# Numbers of items that questions are prepared for; the last key fills what is left.
_SIZES = (1, 6, 12, 24)


class Seen(NamedTuple):
    """A basis with its document and what the last look found, in the order of `_COLUMNS`."""

    pk: int
    item_id: int
    typed: str
    document_id: int
    provision_id: int | None
    address: str
    as_of: date
    words_hash: str
    state: str
    type_code: str
    type_name: str
    number: str
    title: str
    slug: str
    published: str
    updated_at: datetime
    folded_at: datetime | None
    text_hash: str
    seen: str | None
    reason: str | None
    changed_on: date | None
    applied_at: datetime | None
    cause: int | None
    coming: str | None
    coming_on: date | None
    coming_cause: int | None
    item_published: datetime | None
    item_made: datetime

    @property
    def basis_id(self) -> int | None:
        """The key of its row; None for a place only an unpublished edit rests on."""
        return self.pk if self.pk > 0 else None

    @property
    def there_since(self) -> datetime:
        """Since when the item is as it is: before that there was nothing to mark."""
        return self.item_published or self.item_made

    @property
    def pin(self) -> Pin:
        """What its author read."""
        place = Place(self.document_id, self.provision_id, self.address)
        return Pin(place, self.as_of, self.words_hash)

    @property
    def verdict(self) -> Verdict:
        """What the last look found."""
        return Verdict(
            self.reason or "",
            self.changed_on,
            self.cause,
            self.applied_at,
            self.coming or "",
            self.coming_on,
            self.coming_cause,
        )

    def stamp(self, day: date) -> str:
        """All that a verdict rests on: the pin, its document as the store holds it, the day.

        Compared with that of the last look, and not moments with each other: what is written
        while somebody looks is then never overlooked.
        """
        rests_on = (
            *self[3:8],
            self.published,
            self.updated_at,
            self.folded_at,
            self.text_hash,
            day,
        )
        return hashlib.sha256(repr(rests_on).encode()).hexdigest()

    def is_fresh(self, day: date) -> bool:
        """Whether the last look still stands."""
        return self.seen == self.stamp(day) and self.state == self.verdict.state


_COLUMNS = (
    "pk",
    "item_id",
    "typed",
    "document_id",
    "provision_id",
    "address",
    "as_of",
    "words_hash",
    "state",
    "document__type_code",
    "document__type_name",
    "document__number",
    "document__title",
    "document__slug",
    "document__state",
    "document__updated_at",
    "document__folded_at",
    "document__text_hash",
    "watch__seen",
    "watch__reason",
    "watch__changed_on",
    "watch__applied_at",
    "watch__cause_id",
    "watch__coming",
    "watch__coming_on",
    "watch__coming_cause_id",
    "item__last_published_at",
    "item__created_at",
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a look found: the verdict on a basis, and the words its author read.

    `pinned` is the hash where the basis had none and was pinned now.
    """

    basis: Seen
    verdict: Verdict
    words: str = ""
    pinned: str = ""


def seen_of(bases: QuerySet[Basis]) -> list[Seen]:
    """Bases with their documents and what was last found of them. One query."""
    return [Seen._make(row) for row in _rows_of(bases)]


def seen_of_items(items: Sequence[int]) -> list[Seen]:
    """The same for items by their keys: every page of one and every list asks. One query."""
    size = next((size for size in _SIZES if len(items) <= size), None)
    if size is None or not items:
        return seen_of(Basis.objects.filter(item__in=items))
    keys = (*items, *[items[-1]] * (size - len(items)))
    given = {f"item{place}": key for place, key in enumerate(keys)}
    return [Seen._make(row) for row in _of_items(size).ask(**given)]


def _rows_of(bases: QuerySet[Basis]) -> QuerySet[Basis, Any]:
    return bases.order_by("item_id", "sort_order", "pk").values_list(*_COLUMNS)


@cache
def _of_items(size: int) -> Prepared[Basis, Any]:
    wanted = reduce(or_, (Q(item=Given(f"item{place}")) for place in range(size)))
    return Prepared(lambda: _rows_of(Basis.objects.filter(wanted)))


def looks(bases: Sequence[Seen], day: date) -> Iterator[Look]:
    """Judge bases anew; six queries for every forty documents they rest on."""
    by_document: dict[int, list[Seen]] = {}
    for basis in bases:
        by_document.setdefault(basis.document_id, []).append(basis)
    documents = iter(by_document)
    while chunk := list(islice(documents, _DOCUMENTS)):
        laws = laws_of(chunk)
        for document in chunk:
            for basis in by_document[document]:
                yield _look(basis, laws, day)


def verdicts(bases: Iterable[Seen], day: date) -> dict[int, Verdict]:
    """By key of the basis: what holds now, whether or not anybody has looked since it does."""
    rows = list(bases)
    found = {basis.pk: basis.verdict for basis in rows if basis.is_fresh(day)}
    stale = [basis for basis in rows if basis.pk not in found]
    return found | {look.basis.pk: look.verdict for look in looks(stale, day)}


def _look(basis: Seen, laws: Mapping[int, LawOf], day: date) -> Look:
    law = laws.get(basis.document_id)
    pinned = ""
    if not basis.words_hash and law is not None:
        pinned = law.said(basis.pin.place, basis.as_of).hash
        basis = basis._replace(words_hash=pinned)
    verdict = judge(basis.pin, law, day)
    words = _pinned_words(basis, law) if law is not None and basis.address else ""
    return Look(basis, verdict, words, pinned)


def _pinned_words(basis: Seen, law: LawOf) -> str:
    """What the author read; "" where the store has it on the day of the pin no more."""
    said = law.said(basis.pin.place, basis.as_of)
    return said.words if said.hash == basis.words_hash else ""
