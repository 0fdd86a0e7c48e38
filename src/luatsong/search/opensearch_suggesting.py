"""Completions of what is being typed, by counting the terms that begin so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from luatsong.search import spellings
from luatsong.search.backend import Suggestion
from luatsong.search.fields import phrase
from luatsong.search.opensearch_layout import read

# With fewer characters everything begins like it.
_FEWEST = 2
# Nobody types more before choosing; longer patterns only cost.
_LONGEST = 80
_SPECIAL = re.compile(r"([^\w ])")


def asked_suggestions(prefix: str, limit: int) -> dict[str, Any] | None:
    """A request for what begins like `prefix`; None where it is too short to say anything."""
    typed = {"spelling": spellings.plain(prefix), "phrase": phrase(prefix)}
    counted = {
        field: _counted(field, text[:_LONGEST], limit)
        for field, text in typed.items()
        if len(text) >= _FEWEST
    }
    return {"size": 0, "track_total_hits": False, "aggs": counted} if counted else None


def read_suggestions(answer: Mapping[str, Any], limit: int) -> tuple[Suggestion, ...]:
    """At most `limit`, documents by number first, then what begins alike, the commonest first."""
    found: dict[str, Suggestion] = {}
    for field in ("spelling", "phrase"):
        for bucket in answer["aggregations"].get(field, {}).get("found", {}).get("buckets", ()):
            source = bucket["one"]["hits"]["hits"][0]["_source"]
            one = _suggestion(source, by_number=field == "spelling")
            found.setdefault(one.text.lower(), one)
    return tuple(found.values())[:limit]


def _counted(field: str, typed: str, limit: int) -> dict[str, Any]:
    # Not ".*": OpenSearch 2.19 then takes a short cut that breaks where no later term exists.
    pattern = _SPECIAL.sub(r"\\\1", typed) + ".{0,}"
    one = {"top_hits": {"size": 1, "_source": ["stored"]}}
    terms = {"field": field, "include": pattern, "size": limit}
    return {
        "filter": {"prefix": {field: typed}},
        "aggs": {"found": {"terms": terms, "aggs": {"one": one}}},
    }


def _suggestion(source: Mapping[str, Any], *, by_number: bool) -> Suggestion:
    card, entry = read(source)
    if by_number:
        return Suggestion(card.name, card.slug)
    if not entry.address:
        return Suggestion(card.title or card.name, card.slug)
    return Suggestion(entry.heading)
