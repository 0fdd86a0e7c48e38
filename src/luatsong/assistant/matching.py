"""How well a text answers a question: shared words, weighed by how telling they are.

What people say in everyday words counts as said where the law's wording of it stands
(`search/data/everyday.toml`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from luatsong.search.ranking import commonness
from luatsong.search.tokens import term as code_of
from luatsong.search.understanding.contract import Understood
from luatsong.search.understanding.normal import normal
from vnlaw.text import fold

_WORD = re.compile(r"[^\W_]+")
_PAIR = 0.8  # what a pair of neighbouring syllables weighs beside its single ones
# Of the law's wording of a part at least this share has to stand in a text.
_LEAST_WORDING = 0.6
# A word that is in no article tells no more than one that is in a few.
_MOST_TELLING = 7.0

Terms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """`legal` terms that stand for `said` terms of a question, as surely as `weight` in (0, 1]."""

    said: Terms
    legal: Terms
    weight: float

    def share(self, terms: Terms) -> float:
        """How far a text with `terms` says this part in the law's words, in [0, 1]."""
        found = len(self.legal & terms) / len(self.legal)
        return found * self.weight if found >= _LEAST_WORDING else 0.0


@dataclass(frozen=True, slots=True)
class Measure:
    """Weighs texts for one question; 1.0 is a text that says all of the question."""

    terms: Terms
    weights: Mapping[str, float]
    folded: bool
    wordings: tuple[Wording, ...] = ()

    @classmethod
    def of(
        cls, words: Sequence[str], texts: Iterable[str], understood: Understood | None = None
    ) -> Measure:
        """By how telling the terms of `words` are among `texts`: all units that are compared.

        A term that many units have tells little. Words without any marks are compared without
        marks. `understood` is the question they are the content of, for its other wordings.
        """
        folded = _is_folded(words)
        wanted = _terms(words, folded=folded)
        counts: Counter[str] = Counter()
        number = 0
        for text in texts:
            counts.update(wanted & terms_of(text, folded=folded))
            number += 1
        weights = {
            term: math.log(1 + (number + 1) / (counts[term] + 1)) * (_PAIR if " " in term else 1.0)
            for term in wanted
        }
        wordings = _wordings(understood, folded=folded) if understood else ()
        return cls(wanted, weights, folded, wordings)

    @classmethod
    def telling(cls, understood: Understood) -> Measure:
        """By how telling the syllables are in all of the law; numbers tell nothing."""
        folded = _is_folded(understood.content)
        words = [word for word in understood.content if not any(map(str.isdigit, word))]
        codes = np.array([code_of(word).code for word in words], np.uint32)
        idf = np.minimum(commonness.shipped().idf(codes), _MOST_TELLING).tolist()
        weights = dict(zip((_bare(word, folded=folded) for word in words), idf, strict=True))
        return cls(frozenset(weights), weights, folded, _wordings(understood, folded=folded))

    def share(self, terms: Terms) -> float:
        """The weighed share of the question that is among `terms`, in [0, 1]."""
        total = sum(self.weights.values())
        if not total:
            return 0.0
        said = dict.fromkeys(self.terms & terms, 1.0)
        for wording in self.wordings:
            share = wording.share(terms)
            if share:
                for term in wording.said & self.terms:
                    said[term] = max(share, said.get(term, 0.0))
        return sum(self.weights[term] * share for term, share in said.items()) / total

    def said(self, text: str) -> Terms:
        """The terms of a text, comparable with the question's."""
        return terms_of(text, folded=self.folded)


def said_otherwise(understood: Understood, texts: Iterable[str]) -> frozenset[str]:
    """The syllables of a question that stand in `texts` in the words of the law."""
    terms = frozenset[str]().union(*(terms_of(text, folded=False) for text in texts))
    wordings = _wordings(understood, folded=False)
    return frozenset[str]().union(*(one.said for one in wordings if one.share(terms)))


def terms_of(text: str, *, folded: bool) -> Terms:
    """Syllables and neighbouring pairs of a text in lower case, without marks where `folded`."""
    return _terms(_WORD.findall(text.lower()), folded=folded)


def _terms(words: Sequence[str], *, folded: bool) -> Terms:
    bare = [_bare(word, folded=folded) for word in words]
    return frozenset(bare) | {f"{one} {two}" for one, two in pairwise(bare)}


def _bare(word: str, *, folded: bool) -> str:
    return fold(word).lower() if folded else normal(word.lower())


def _is_folded(words: Sequence[str]) -> bool:
    return all(word.isascii() for word in words)


def _wordings(understood: Understood, *, folded: bool) -> tuple[Wording, ...]:
    found = []
    for one in understood.expansions:
        said = _terms(understood.reading[one.start : one.end], folded=folded)
        legal = _terms(one.terms, folded=folded)
        if legal:
            found.append(Wording(said, legal, one.weight))
    return tuple(found)
