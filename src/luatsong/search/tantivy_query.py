"""A question, as a tantivy query."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import tantivy
from tantivy import FieldType, Occur, Query

from luatsong.search import spellings
from luatsong.search.asking import Question
from luatsong.search.backend import ALL_STATES, EXPIRED, IN_FORCE, NOT_YET, Filters
from luatsong.search.ranking.wanted import Frequencies
from luatsong.search.tokens import Term, pairs

# Up to this many words must all be there; of more, this share of the telling ones.
_ALL_OF = 3
_SHARE = 0.2
# In a longer query, a word that stands in a larger share of all texts tells nothing and costs
# most of the time.
_COMMON = 0.3
# A word without marks inside a query that has marks: exact is better, other marks are possible.
_OTHER_MARKS = 0.3
_PAIR = 0.5
# What may stand for a part of the question, against the part itself.
_EXTRA = 0.5
# Far above any sum of word scores: a document that is named comes first.
NAMED = 1000.0


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
        unique = list(dict.fromkeys(question.terms))
        telling = self._telling(unique, folded=question.folded)
        required = 1 if relaxed else self._required(len(telling), len(unique))
        words = Query.boolean_query(
            [
                (Occur.Should, self._word(term, folded=question.folded, relaxed=relaxed))
                for term in telling
            ],
            minimum_number_should_match=required,
        )
        common = [term for term in unique if term not in telling]
        beside = [
            *(
                (Occur.Should, self._word(term, folded=question.folded, relaxed=relaxed))
                for term in common
            ),
            *self._beside(question),
        ]
        named = [] if places else self._named(question.text)
        limits = self._limits(filters, places=places)
        state = self._state(filters.state, day)
        ranked = _all([Query.boolean_query([(Occur.Must, words), *beside]), *state])
        return Built(
            matching=_all([_either([words, *named]), *limits]),
            ranking=_all([_either([ranked, *named]), *limits]),
        )

    @cached_property
    def frequencies(self) -> Frequencies:
        """Frequencies of terms with their marks."""
        return Frequencies(
            self._searcher.num_docs,
            lambda term: self._searcher.doc_freq("words", term.exact),
            lambda pair: self._searcher.doc_freq("pairs", pair),
        )

    @cached_property
    def folded_frequencies(self) -> Frequencies:
        """Frequencies of terms whatever their marks."""
        return Frequencies(
            self._searcher.num_docs,
            lambda term: self._searcher.doc_freq("folded", term.folded),
            lambda pair: self._searcher.doc_freq("pairs", pair),
        )

    def _telling(self, unique: Sequence[Term], *, folded: bool) -> Sequence[Term]:
        """The words of a longer query that narrow it down; never fewer than `_ALL_OF`."""
        if len(unique) <= _ALL_OF:
            return unique
        of_term = (self.folded_frequencies if folded else self.frequencies).of_term
        frequency = {term: of_term(term) for term in unique}
        limit = max(_COMMON * self._searcher.num_docs, sorted(frequency.values())[_ALL_OF - 1])
        return [term for term in unique if frequency[term] <= limit]

    def _required(self, telling: int, words: int) -> int:
        return telling if words <= _ALL_OF else math.ceil(_SHARE * telling)

    def _word(self, term: Term, *, folded: bool, relaxed: bool) -> Query:
        any_marks = self._term("folded", term.folded)
        if folded:
            return any_marks
        exact = self._term("words", term.exact)
        if term.exact != term.folded and not relaxed:
            return exact
        return Query.disjunction_max_query([exact, Query.boost_query(any_marks, _OTHER_MARKS)])

    def _beside(self, question: Question) -> list[tuple[Occur, Query]]:
        """What makes a text better without being required: pairs, and what means the same."""
        weights = dict.fromkeys(pairs(question.terms), _PAIR)
        found: list[tuple[Occur, Query]] = []
        for extra in question.extras:
            for term in extra.terms:
                word = self._word(term, folded=question.folded, relaxed=False)
                found.append((Occur.Should, Query.boost_query(word, _EXTRA * extra.weight)))
            for pair in pairs(extra.terms):
                weights.setdefault(pair, _PAIR * _EXTRA * extra.weight)
        for pair, weight in weights.items():
            found.append((Occur.Should, Query.boost_query(self._term("pairs", pair), weight)))
        return found

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
        values = {
            "kind": filters.kind,
            "type_name": filters.type_name,
            "issuer": filters.issuer,
            "year": filters.year,
            "territory": filters.territory,
            "field": filters.field,
            "document": filters.document_id,
            "entry": "place" if places else "",
        }
        return [
            self._keyword(field, value)
            for field, value in values.items()
            if value not in ("", None)
        ]

    def _state(self, state: str, day: date) -> list[Query]:
        """Limits to one state on `day`; none for all states."""
        now = day.toordinal()
        if state == ALL_STATES:
            return []
        if state == NOT_YET:
            return [self._between("valid_from", now + 1, None)]
        begun = self._between("valid_from", None, now)
        if state == EXPIRED:
            return [begun, self._between("valid_to", None, now)]
        if state == IN_FORCE:
            return [begun, self._between("valid_to", now + 1, None)]
        return [Query.empty_query()]

    def _between(self, field: str, lower: int | None, upper: int | None) -> Query:
        return Query.const_score_query(
            Query.range_query(self._schema, field, FieldType.Unsigned, lower, upper), 0.0
        )


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
