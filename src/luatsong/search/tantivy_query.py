"""What a person typed, as a tantivy query."""

from __future__ import annotations

import math
from collections.abc import Sequence

import tantivy
from tantivy import Occur, Query

from luatsong.search import spellings
from luatsong.search.backend import Filters
from luatsong.search.tokens import Term, pairs

# Up to this many words must all be there; of more, this share.
_ALL_OF = 3
_SHARE = 0.7
# A word without marks inside a query that has marks: exact is better, other marks are possible.
_OTHER_MARKS = 0.3
_PAIR = 0.5
# Far above any sum of word scores: a document that is named comes first.
_NAMED = 1000.0


def build(
    schema: tantivy.Schema, query: str, wanted: Sequence[Term], filters: Filters, *, relaxed: bool
) -> Query:
    """The query for `wanted`, the terms of `query`.

    Not relaxed: marks that were typed must be there, and most words too. Relaxed: any word with
    any marks. A document named in the query is found either way.
    """
    accented = any(term.exact != term.folded for term in wanted)
    required = 1 if relaxed else _required(len(wanted))
    words = [(Occur.Should, _word(schema, term, accented, relaxed)) for term in wanted]
    parts = [(Occur.Must, Query.boolean_query(words, minimum_number_should_match=required))]
    parts += [
        (Occur.Should, Query.boost_query(Query.term_query(schema, "pairs", pair, "freq"), _PAIR))
        for pair in dict.fromkeys(pairs(list(wanted)))
    ]
    named = [
        Query.const_score_query(
            Query.term_query(schema, "spelling", name, "basic"), _NAMED * weight
        )
        for name, weight in dict(spellings.of_query(query)).items()
    ]
    text = Query.boolean_query(parts)
    either = [(Occur.Should, text)]
    if named:
        either.append((Occur.Should, Query.disjunction_max_query(named)))
    found = Query.boolean_query(either, minimum_number_should_match=1)
    limits = _limits(schema, filters)
    return Query.boolean_query([(Occur.Must, found), *limits]) if limits else found


def _required(count: int) -> int:
    return count if count <= _ALL_OF else math.ceil(_SHARE * count)


def _word(schema: tantivy.Schema, term: Term, accented: bool, relaxed: bool) -> Query:
    exact = Query.term_query(schema, "words", term.exact, "freq")
    folded = Query.term_query(schema, "folded", term.folded, "freq")
    if not accented:
        return folded
    if term.exact != term.folded and not relaxed:
        return exact
    return Query.disjunction_max_query([exact, Query.boost_query(folded, _OTHER_MARKS)])


def _limits(schema: tantivy.Schema, filters: Filters) -> list[tuple[Occur, Query]]:
    limits = [
        (field, value)
        for field, value in (
            ("kind", filters.kind),
            ("type_name", filters.type_name),
            ("issuer", filters.issuer),
            ("year", filters.year),
        )
        if value not in ("", None)
    ]
    return [
        (
            Occur.Must,
            Query.const_score_query(Query.term_query(schema, field, value, "basic"), 0.0),
        )
        for field, value in limits
    ]
