"""A question, as OpenSearch queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from luatsong.search import planning, spellings
from luatsong.search.asking import Question
from luatsong.search.backend import EXPIRED, IN_FORCE, NOT_YET, STATES, Filters
from luatsong.search.counting import FACET_VALUES, Counts, summed_up
from luatsong.search.fields import TERM_FACETS
from luatsong.search.planning import NAMED, OTHER_MARKS, Between, Plan
from luatsong.search.ranking.wanted import Frequencies
from luatsong.search.tokens import Term, pairs

Query = dict[str, Any]

# What OpenSearch says of hits that the question names.
NAME = "named"


@dataclass(frozen=True, slots=True)
class Built:
    """`matching` says what is found in any state, cheaply; `ranking` finds it in the right order
    and only in the state asked for."""

    matching: Query
    ranking: Query


def build(
    question: Question,
    filters: Filters,
    day: date,
    frequencies: Frequencies,
    *,
    relaxed: bool,
    places: bool,
) -> Built:
    """The query for a question; see `luatsong.search.tantivy_query.QueryBuilder.build`."""
    plan = planning.plan(question, frequencies, relaxed=relaxed)
    folded, any_marks = question.folded, relaxed or question.unmarked
    words: Query = {
        "bool": {
            "should": [_word(term, folded=folded, any_marks=any_marks) for term in plan.telling],
            "minimum_should_match": plan.required,
        }
    }
    scored: Query = {
        "bool": {
            "must": [words],
            "should": [
                *(_word(term, folded=folded, any_marks=any_marks) for term in plan.common),
                *_beside(plan, folded=folded),
            ],
            "filter": _in_state(filters.state, day),
        }
    }
    named = [] if places else _named(question.text)
    limits = [_exactly(*limit) for limit in planning.limits(filters, places=places).items()]
    left_out: list[Query] = (
        [{"terms": {"document": sorted(filters.without)}}] if filters.without else []
    )
    return Built(
        matching={"bool": {"filter": [_either([words, *named]), *limits], "must_not": left_out}},
        ranking={
            "bool": {
                "must": [_either([scored, *named])],
                "filter": limits,
                "must_not": left_out,
            }
        },
    )


def asked_frequencies(question: Question) -> dict[str, Any]:
    """A request for the frequencies of all that a question wants."""
    terms = [*question.terms, *(term for extra in question.extras for term in extra.terms)]
    near = [pair for extra in question.extras for pair in pairs(extra.terms)]
    field = _field(question)
    document = {
        field: " ".join([_value(term, folded=question.folded) for term in terms]),
        "pairs": " ".join([*pairs(question.terms), *near]),
    }
    return {
        "doc": document,
        "fields": list(document),
        "term_statistics": True,
        "field_statistics": True,
        "offsets": False,
        "positions": False,
        "payloads": False,
    }


def read_frequencies(question: Question, answer: Mapping[str, Any]) -> Frequencies:
    """The frequencies that `asked_frequencies` got."""
    vectors = answer.get("term_vectors", {})

    def counts(field: str) -> dict[str, int]:
        terms = vectors.get(field, {}).get("terms", {})
        return {term: found.get("doc_freq", 0) for term, found in terms.items()}

    field = _field(question)
    of_term, of_pair = counts(field), counts("pairs")
    entries = vectors.get(field, {}).get("field_statistics", {}).get("doc_count", 0)
    return Frequencies(
        max(0, entries),
        lambda term: of_term.get(_value(term, folded=question.folded), 0),
        lambda pair: of_pair.get(pair, 0),
    )


def asked_counts(matching: Query, day: date) -> dict[str, Any]:
    """A request for the counts of what is found, by state on `day` and every other facet."""
    inner: dict[str, Any] = {
        name: {"terms": {"field": name, "size": FACET_VALUES}} for name in (*TERM_FACETS, "entry")
    }
    inner["documents"] = {"cardinality": {"field": "document"}}
    states = {name: {"bool": {"filter": _in_state(name, day)}} for name in STATES}
    return {
        "size": 0,
        "track_total_hits": False,
        "query": matching,
        "aggs": {"states": {"filters": {"filters": states}, "aggs": inner}},
    }


def read_counts(answer: Mapping[str, Any], state: str) -> Counts:
    """The counts that `asked_counts` got."""
    found = answer["aggregations"]["states"]["buckets"]
    leaves = {name: [found[name]] for name in (IN_FORCE, NOT_YET, EXPIRED)}
    return summed_up(leaves, state, TERM_FACETS)


def _field(question: Question) -> str:
    return "folded" if question.folded else "words"


def _value(term: Term, *, folded: bool) -> str:
    return term.folded if folded else term.exact


def _word(term: Term, *, folded: bool, any_marks: bool) -> Query:
    if folded:
        return _term("folded", term.folded)
    exact = _term("words", term.exact)
    if term.exact != term.folded and not any_marks:
        return exact
    return {"dis_max": {"queries": [exact, _term("folded", term.folded, OTHER_MARKS)]}}


def _beside(plan: Plan, *, folded: bool) -> list[Query]:
    """What makes a text better without being required: what means the same, and pairs."""
    return [
        *(
            {
                "bool": {
                    "should": [_word(term, folded=folded, any_marks=False)],
                    "boost": weight,
                }
            }
            for term, weight in plan.extras
        ),
        *(_term("pairs", pair, weight) for pair, weight in plan.pairs.items()),
    ]


def _term(field: str, value: str, boost: float = 1.0) -> Query:
    return {"term": {field: {"value": value, "boost": boost}}}


def _exactly(field: str, value: str | int) -> Query:
    return {"term": {field: value}}


def _named(text: str) -> list[Query]:
    """At most one query: for the documents whose name, or number, the query holds."""
    names = [
        {"constant_score": {"filter": _exactly("spelling", name), "boost": NAMED * weight}}
        for name, weight in dict(spellings.of_query(text)).items()
    ]
    return [{"dis_max": {"queries": names, "_name": NAME}}] if names else []


def _in_state(state: str, day: date) -> list[Query]:
    """Limits to one state on `day`; none for all states."""
    ranges = planning.in_state(state, day)
    return [{"match_none": {}}] if ranges is None else [_between(one) for one in ranges]


def _between(one: Between) -> Query:
    ends = {"gte": one.lower, "lte": one.upper}
    return {"range": {one.field: {name: end for name, end in ends.items() if end is not None}}}


def _either(queries: Sequence[Query]) -> Query:
    return {"bool": {"should": list(queries), "minimum_should_match": 1}}
