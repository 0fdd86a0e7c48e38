"""What tantivy and the forward file know of what was found, for the second look."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import tantivy

from luatsong.search.asking import Question
from luatsong.search.forward import ForwardReader
from luatsong.search.planning import NAMED
from luatsong.search.ranking.features import Candidates
from luatsong.search.ranking.wanted import Frequencies
from luatsong.search.tantivy_query import QueryBuilder

Found = Sequence[tuple[float, tantivy.DocAddress]]


class TantivyLooking:
    """See `luatsong.search.ranked.Looking`."""

    def __init__(
        self, searcher: tantivy.Searcher, forward: ForwardReader, builder: QueryBuilder
    ) -> None:
        self._searcher = searcher
        self._forward = forward
        self._builder = builder

    def candidates(self, found: Found) -> Candidates:
        addresses = [at for _, at in found]
        values = self._searcher.fast_field_values
        places = np.array(values("forward", addresses), np.int64)
        return Candidates(
            scores=np.array([score for score, _ in found], np.float32),
            documents=np.array(values("document", addresses), np.int64),
            fetched=self._forward.fetch(places),
        )

    def frequencies_for(self, question: Question) -> Frequencies:
        return self._builder.frequencies_for(question)


def named_in(found: Found) -> int:
    """How many entries the question names; they are the first."""
    return sum(score >= NAMED / 4 for score, _ in found)
