"""What a person typed, as a tantivy query."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from luatsong.search import spellings
from luatsong.search.backend import Filters
from luatsong.search.tokens import Term, pairs

# Up to this many words must all be there; of more, this share of the telling ones.
_ALL_OF = 3
_SHARE = 0.3
# In a longer query, a word that stands in a larger share of all texts tells nothing and costs
# most of the time.
_COMMON = 0.5
# A word without marks inside a query that has marks: exact is better, other marks are possible.
_OTHER_MARKS = 0.3
_PAIR = 0.5
# Far above any sum of word scores: a document that is named comes first.
_NAMED = 1000.0


@dataclass(frozen=True, slots=True)
class Built:
    """`matching` says what is found, cheaply; `ranking` finds the same in the right order."""

    matching: Query
    ranking: Query


class QueryBuilder:
    """Builds queries for one state of the index."""

    def __init__(self, index: tantivy.Index, searcher: tantivy.Searcher) -> None:
        self._schema = index.schema
        self._searcher = searcher

    def build(
        self, query: str, wanted: Sequence[Term], filters: Filters, *, relaxed: bool
    ) -> Built:
        """The query for `wanted`, the terms of `query`.

        Not relaxed: marks that were typed must be there, and most words too. Relaxed: any word
        with any marks. A document named in the query is found either way.
        """
        accented = any(term.exact != term.folded for term in wanted)
        telling = self._telling(wanted, accented=accented)
        required = 1 if relaxed else self._required(len(telling))
        words = Query.boolean_query(
            [
                (Occur.Should, self._word(term, accented=accented, relaxed=relaxed))
                for term in telling
            ],
            minimum_number_should_match=required,
        )
        near = [
            (Occur.Should, Query.boost_query(self._term("pairs", pair), _PAIR))
            for pair in dict.fromkeys(pairs(list(wanted)))
        ]
        named = self._named(query)
        limits = self._limits(filters)
        return Built(
            matching=_all([_either([words, *named]), *limits]),
            ranking=_all(
                [_either([Query.boolean_query([(Occur.Must, words), *near]), *named]), *limits]
            ),
        )

    def _telling(self, wanted: Sequence[Term], *, accented: bool) -> Sequence[Term]:
        """The words of a longer query that narrow it down; never fewer than `_ALL_OF`."""
        if len(wanted) <= _ALL_OF:
            return wanted
        frequency = {
            term: self._searcher.doc_freq("words", term.exact)
            if accented
            else self._searcher.doc_freq("folded", term.folded)
            for term in wanted
        }
        limit = max(_COMMON * self._searcher.num_docs, sorted(frequency.values())[_ALL_OF - 1])
        return [term for term in wanted if frequency[term] <= limit]

    def _required(self, count: int) -> int:
        return count if count <= _ALL_OF else math.ceil(_SHARE * count)

    def _word(self, term: Term, *, accented: bool, relaxed: bool) -> Query:
        folded = self._term("folded", term.folded)
        if not accented:
            return folded
        exact = self._term("words", term.exact)
        if term.exact != term.folded and not relaxed:
            return exact
        return Query.disjunction_max_query([exact, Query.boost_query(folded, _OTHER_MARKS)])

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, "freq")

    def _named(self, query: str) -> list[Query]:
        """At most one query: for the documents whose name, or number, the query holds."""
        names = [
            Query.const_score_query(
                Query.term_query(self._schema, "spelling", name, "basic"), _NAMED * weight
            )
            for name, weight in dict(spellings.of_query(query)).items()
        ]
        return [Query.disjunction_max_query(names)] if names else []

    def _limits(self, filters: Filters) -> list[Query]:
        values = {
            "kind": filters.kind,
            "type_name": filters.type_name,
            "issuer": filters.issuer,
            "year": filters.year,
        }
        return [
            Query.const_score_query(Query.term_query(self._schema, field, value, "basic"), 0.0)
            for field, value in values.items()
            if value not in ("", None)
        ]


def _either(queries: Sequence[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query(
        [(Occur.Should, query) for query in queries], minimum_number_should_match=1
    )


def _all(queries: Sequence[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])
