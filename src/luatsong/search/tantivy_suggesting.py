"""Completions of what is being typed: numbers and names of documents, headings of articles."""

from __future__ import annotations

import tantivy
from tantivy import Query

from luatsong.search import spellings
from luatsong.search.backend import Suggestion
from luatsong.search.fields import phrase, read

# With fewer characters everything begins like it.
_FEWEST = 2


def suggestions(
    index: tantivy.Index, searcher: tantivy.Searcher, prefix: str, limit: int
) -> tuple[Suggestion, ...]:
    """At most `limit`, documents by number first, then what begins alike, the commonest first."""
    found: dict[str, Suggestion] = {}
    for field, typed in (("spelling", spellings.plain(prefix)), ("phrase", phrase(prefix))):
        if len(typed) < _FEWEST:
            continue
        for term, _ in searcher.terms_with_prefix(field, typed, limit=limit):
            query = Query.term_query(index.schema, field, term, "basic")
            hits = searcher.search(query, limit=1, count=False).hits
            if hits:
                one = _suggestion(searcher, hits[0][1], by_number=field == "spelling")
                found.setdefault(one.text.lower(), one)
    return tuple(found.values())[:limit]


def _suggestion(
    searcher: tantivy.Searcher, at: tantivy.DocAddress, *, by_number: bool
) -> Suggestion:
    card, entry = read(searcher.doc(at)["stored"][0])
    if by_number:
        return Suggestion(card.name, card.slug)
    if not entry.address:
        return Suggestion(card.title or card.name, card.slug)
    return Suggestion(entry.heading)
