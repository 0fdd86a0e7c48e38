"""A few knowledge items beside the results of the law search; from the memory of the process.

Titles and summaries only, compared without marks: by syllables and by pairs of them, rare ones
counting more. The law itself is found by `luatsong.search`.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet
from django.urls import reverse

from luatsong.knowledge.kinds import kinds
from luatsong.knowledge.models import Item
from luatsong.search.tokens import pairs, query_terms, terms

SHOWN = 3
# Share of the weight of a question that an item must have; less is chance.
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Hit:
    """An item as the search page names it."""

    title: str
    summary: str
    kind: str  # its name
    code: str  # of the kind
    address: str
    language: str


@dataclass(frozen=True, slots=True)
class Index:
    """Hits, and which of them hold a word; `version` is the state of the store it was made of."""

    version: str
    hits: Sequence[Hit]
    holders: Mapping[str, frozenset[int]]

    def look(self, question: str, limit: int = SHOWN) -> list[Hit]:
        """The items nearest to a question, best first; none where all are far."""
        asked = set(_words_of_question(question))
        if not asked or not self.hits:
            return []
        weights = {word: self._weight(word) for word in asked}
        whole = sum(weights.values())
        scores: dict[int, float] = {}
        for word, weight in weights.items():
            for place in self.holders.get(word, ()):
                scores[place] = scores.get(place, 0.0) + weight
        best = sorted(scores, key=lambda place: (-scores[place], place))
        return [self.hits[place] for place in best[:limit] if scores[place] >= _LEAST * whole]

    def _weight(self, word: str) -> float:
        """Rare words tell more; one that no item has counts as the rarest."""
        return math.log(1 + len(self.hits) / (len(self.holders.get(word, ())) or 1))


def near(question: str) -> list[Hit]:
    """The items nearest to a question. One query, two after a publication."""
    return _kept.index().look(question)


class _Kept:
    """The index of this process, made anew after a publication."""

    def __init__(self) -> None:
        self._index = Index("", (), {})
        self._lock = threading.Lock()

    def index(self) -> Index:
        live = Item.objects.filter(live=True)
        seen = live.aggregate(rows=Count("pk"), newest=Max("updated_at"))
        version = f"{seen['rows']} {seen['newest']}"
        if self._index.version != version:
            made = _index(version, live)
            with self._lock:
                self._index = made
            return made
        return self._index


_kept = _Kept()


def _index(version: str, items: QuerySet[Item]) -> Index:
    names = kinds()
    hits: list[Hit] = []
    holders: dict[str, set[int]] = {}
    rows = items.order_by("-first_published_at", "-pk")
    for kind, title, summary, slug, language in rows.values_list(
        "kind", "title", "summary", "slug", "language"
    ):
        for word in _words(f"{title}. {summary}"):
            holders.setdefault(word, set()).add(len(hits))
        address = reverse("portal:item", args=[slug])
        hits.append(Hit(title, summary, names[kind].name, kind, address, language))
    return Index(version, hits, {word: frozenset(inside) for word, inside in holders.items()})


def _words(text: str) -> set[str]:
    found = terms(text)
    return {one.folded for one in found} | set(pairs(found))


def _words_of_question(question: str) -> list[str]:
    found = query_terms(question)
    return [one.folded for one in found] + pairs(found)
