"""A question, as a tantivy query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import tantivy
from tantivy import FieldType, Occur, Query

from luatsong.search import planning, spellings
from luatsong.search.asking import Question
from luatsong.search.backend import Filters
from luatsong.search.planning import NAMED, OTHER_MARKS, Between, Plan
from luatsong.search.ranking.wanted import Frequencies
from luatsong.search.tokens import Term


@dataclass(frozen=True, slots=True)
class Built:
    """`matching` says what is found in any state, cheaply; `ranking` finds it in the right order
    and only in the state asked for."""

    matching: Query
    ranking: Query


class QueryBuilder:
    """Builds queries for one state of the index."""

    def __init__(self, index: tantivy.Index, searcher: tantivy.Searcher) -> None:
        self._schema = index.schema
        self._searcher = searcher

    def build(
        self, question: Question, filters: Filters, day: date, *, relaxed: bool, places: bool
    ) -> Built:
        """The query for a question.

        Not relaxed: marks that were typed must be there, and most words too. Relaxed: any word
        with any marks. A document named in the question is found either way, in every state;
        with `places` only what lies below documents is found.
        """
        planned = planning.plan(question, self.frequencies_for(question), relaxed=relaxed)
        folded, any_marks = question.folded, relaxed or question.unmarked
        words = Query.boolean_query(
            [
                (Occur.Should, self._word(term, folded=folded, any_marks=any_marks))
                for term in planned.telling
            ],
            minimum_number_should_match=planned.required,
        )
        common = [self._word(term, folded=folded, any_marks=any_marks) for term in planned.common]
        better = [*common, *self._beside(planned, folded=folded)]
        scored = Query.boolean_query(
            [(Occur.Must, words), *((Occur.Should, query) for query in better)]
        )
        named = [] if places else self._named(question.text)
        limits = self._limits(filters, places=places)
        ranked = _all([scored, *self._state(filters.state, day)])
        left_out = [self._keyword("document", number) for number in sorted(filters.without)]
        return Built(
            matching=_all([_either([words, *named]), *limits], left_out),
            ranking=_all([_either([ranked, *named]), *limits], left_out),
        )

    def frequencies_for(self, question: Question) -> Frequencies:
        """Frequencies of terms, with their marks where those of the question say something."""
        return self._folded_frequencies if question.folded else self._frequencies

    @cached_property
    def _frequencies(self) -> Frequencies:
        return Frequencies(
            self._searcher.num_docs,
            lambda term: self._searcher.doc_freq("words", term.exact),
            lambda pair: self._searcher.doc_freq("pairs", pair),
        )

    @cached_property
    def _folded_frequencies(self) -> Frequencies:
        return Frequencies(
            self._searcher.num_docs,
            lambda term: self._searcher.doc_freq("folded", term.folded),
            lambda pair: self._searcher.doc_freq("pairs", pair),
        )

    def _word(self, term: Term, *, folded: bool, any_marks: bool) -> Query:
        letters = self._term("folded", term.folded)
        if folded:
            return letters
        exact = self._term("words", term.exact)
        if term.exact != term.folded and not any_marks:
            return exact
        return Query.disjunction_max_query([exact, Query.boost_query(letters, OTHER_MARKS)])

    def _beside(self, planned: Plan, *, folded: bool) -> list[Query]:
        """What makes a text better without being required: pairs, and what means the same."""
        return [
            *(
                Query.boost_query(self._word(term, folded=folded, any_marks=False), weight)
                for term, weight in planned.extras
            ),
            *(
                Query.boost_query(self._term("pairs", pair), weight)
                for pair, weight in planned.pairs.items()
            ),
        ]

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, "freq")

    def _keyword(self, field: str, value: str | int) -> Query:
        return Query.const_score_query(Query.term_query(self._schema, field, value, "basic"), 0.0)

    def _named(self, text: str) -> list[Query]:
        """At most one query: for the documents whose name, or number, the query holds."""
        names = [
            Query.const_score_query(
                Query.term_query(self._schema, "spelling", name, "basic"), NAMED * weight
            )
            for name, weight in dict(spellings.of_query(text)).items()
        ]
        return [Query.disjunction_max_query(names)] if names else []

    def _limits(self, filters: Filters, *, places: bool) -> list[Query]:
        wanted = planning.limits(filters, places=places)
        return [self._keyword(field, value) for field, value in wanted.items()]

    def _state(self, state: str, day: date) -> list[Query]:
        """Limits to one state on `day`; none for all states."""
        ranges = planning.in_state(state, day)
        return [Query.empty_query()] if ranges is None else list(map(self._between, ranges))

    def _between(self, one: Between) -> Query:
        return Query.const_score_query(
            Query.range_query(self._schema, one.field, FieldType.Unsigned, one.lower, one.upper),
            0.0,
        )


def _either(queries: Sequence[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query(
        [(Occur.Should, query) for query in queries], minimum_number_should_match=1
    )


def _all(queries: Sequence[Query], left_out: Sequence[Query] = ()) -> Query:
    if len(queries) == 1 and not left_out:
        return queries[0]
    return Query.boolean_query(
        [
            *((Occur.Must, query) for query in queries),
            *((Occur.MustNot, query) for query in left_out),
        ]
    )
