"""What of a text is not certain because effects on it wait for a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from luatsong.law.models import Document, Effect

_WAITING = (
    Effect.State.PROPOSED,
    Effect.State.REVIEW,
    Effect.State.CONFLICT,
    Effect.State.PARTLY,
)


@dataclass(frozen=True, slots=True)
class Unsure:
    """Addresses that waiting effects are on, and words they would change wherever they stand."""

    addresses: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.addresses or self.words)

    def reaches(self, path: Iterable[str], text: str) -> bool:
        """Whether a provision waits: `path` holds its address and those above it."""
        if not self.addresses.isdisjoint(path):
            return True
        said = " ".join(text.split()).casefold() if self.words else ""
        return any(words in said for words in self.words)

    def missing(self, there: Collection[str]) -> set[str]:
        """The provisions that lack a part whose insertion waits; `there` are all there are."""
        found: set[str] = set()
        for address in self.addresses.difference(there):
            above = address.rpartition("/")[0]
            while above and above not in there:
                above = above.rpartition("/")[0]
            found.add(above)
        return found - {""}


def unsure_of(document: Document, day: date) -> Unsure:
    """What waits to change a document, by that day or a day unknown. One query."""
    effects = Effect.objects.filter(
        Q(start__isnull=True) | Q(start__lte=day),
        target_document=document,
        state__in=_WAITING,
        recorded_to__isnull=True,
        summary=False,
    ).values_list("state", "places", "findings", "payload__phrase__old")
    addresses: set[str] = set()
    words: list[str] = []
    for state, places, findings, old in effects:
        if state == Effect.State.PARTLY:
            held = {address for row in findings for address in row.get("held", ())}
        else:
            held = {place["address"] for place in places} or {""}
        if old and "" in held:
            words.append(" ".join(old.split()).casefold())
        addresses |= held
    return Unsure(frozenset(addresses - {""}), tuple(words))
