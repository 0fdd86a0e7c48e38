"""The second look at what tantivy found: features, the learned model, the new order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import tantivy

from luatsong.search.asking import Question
from luatsong.search.forward import ForwardReader
from luatsong.search.ranking import model
from luatsong.search.ranking.features import Candidates, features
from luatsong.search.ranking.wanted import Floats, Wanted
from luatsong.search.tantivy_query import NAMED, QueryBuilder

Found = Sequence[tuple[float, tantivy.DocAddress]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One entry in its place; `features` where it was looked at twice."""

    at: tantivy.DocAddress
    score: float
    features: Mapping[str, float] = field(default_factory=dict)


class Ranking:
    """Orders what was found in one state of the index."""

    def __init__(
        self, searcher: tantivy.Searcher, forward: ForwardReader, builder: QueryBuilder
    ) -> None:
        self._searcher = searcher
        self._forward = forward
        self._builder = builder

    def order(self, question: Question, found: Found) -> list[Ranked]:
        """`found` in a better order; what the question names stays in front."""
        named = [Ranked(at, score) for score, at in found if score >= NAMED / 4]
        rest = [(score, at) for score, at in found if score < NAMED / 4]
        if not rest:
            return named
        table = self.table(question, rest)
        scores = model.shipped().score(table)
        shown = [(name, table[name]) for name in _SHOWN]
        return named + [
            Ranked(
                rest[at][1],
                float(scores[at]),
                {name: float(values[at]) for name, values in shown},
            )
            for at in np.argsort(-scores, kind="stable")
        ]

    def table(self, question: Question, found: Found) -> dict[str, Floats]:
        """The features of what was found."""
        addresses = [at for _, at in found]
        values = self._searcher.fast_field_values
        places = np.array(values("forward", addresses), np.int64)
        wanted = Wanted(
            question.terms,
            question.content,
            question.extras,
            self._builder.folded_frequencies if question.folded else self._builder.frequencies,
            folded=question.folded,
        )
        candidates = Candidates(
            scores=np.array([score for score, _ in found], np.float32),
            documents=np.array(values("document", addresses), np.int64),
            fetched=self._forward.fetch(places),
        )
        return features(wanted, candidates)


# Features that say whether there is an answer at all.
_SHOWN = (
    "content_share_close",
    "content_pairs_close",
    "content_share_title",
    "content_share_all",
    "content_passage_share",
    "missing_close",
)
