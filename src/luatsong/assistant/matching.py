"""How well a unit of text answers a question: shared words, weighed by how telling they are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vnlaw.text import fold

_WORD = re.compile(r"[^\W_]+")

Terms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Measure:
    """Scores units for one question; 1.0 is a unit that says all of the question."""

    terms: Terms
    weights: dict[str, float]
    folded: bool

    @classmethod
    def of(cls, words: Sequence[str], texts: Iterable[str]) -> Measure:
        """`words` are the content of the question; `texts` all units that are compared.

        A term that many units have tells little. A question without any marks is compared
        without marks.
        """
        folded = all(word.isascii() for word in words)
        wanted = _terms([fold(word) if folded else word for word in words])
        counts: Counter[str] = Counter()
        number = 0
        for text in texts:
            counts.update(wanted & terms_of(text, folded=folded))
            number += 1
        weights = {
            term: math.log(1 + (number + 1) / (counts[term] + 1)) * (0.8 if " " in term else 1.0)
            for term in wanted
        }
        return cls(wanted, weights, folded)

    def share(self, terms: Terms) -> float:
        """The weighed share of the question that is among `terms`, in [0, 1]."""
        total = sum(self.weights.values())
        if not total:
            return 0.0
        return sum(self.weights[term] for term in self.terms & terms) / total

    def said(self, text: str) -> Terms:
        """The terms of a text, comparable with the question's."""
        return terms_of(text, folded=self.folded)


def terms_of(text: str, *, folded: bool) -> Terms:
    """Syllables and neighbouring pairs of a text in lower case, without marks where `folded`."""
    return _terms(_WORD.findall((fold(text) if folded else text).lower()))


def _terms(words: Sequence[str]) -> Terms:
    lower = [word.lower() for word in words]
    return frozenset(lower) | {f"{one} {two}" for one, two in pairwise(lower)}
