"""Counting what a query finds: by state on a day, and by every other facet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import tantivy
from tantivy import Query

from luatsong.search.backend import EXPIRED, IN_FORCE, NOT_YET
from luatsong.search.counting import FACET_VALUES, Counts, summed_up
from luatsong.search.fields import TERM_FACETS


def counted(searcher: tantivy.Searcher, query: Query, state: str, day: date) -> Counts:
    """Count what `query` (of any state) finds."""
    found = searcher.aggregate(query, _asked(day))
    return summed_up(_leaves(found), state, TERM_FACETS)


def _asked(day: date) -> dict[str, Any]:
    """An aggregation that parts by begun and ended on `day`, and counts the facets in each."""
    tomorrow = day.toordinal() + 1
    ranges = [{"to": tomorrow}, {"from": tomorrow}]
    inner: dict[str, Any] = {
        name: {"terms": {"field": name, "size": FACET_VALUES}} for name in (*TERM_FACETS, "entry")
    }
    inner["documents"] = {"cardinality": {"field": "document"}}
    ended = {"range": {"field": "valid_to", "ranges": ranges}, "aggs": inner}
    begun = {"range": {"field": "valid_from", "ranges": ranges}, "aggs": {"ended": ended}}
    return {"begun": begun}


def _leaves(found: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The counts of each state."""
    states: dict[str, list[Any]] = {IN_FORCE: [], NOT_YET: [], EXPIRED: []}
    for begun in found["begun"]["buckets"]:
        for leaf in begun["ended"]["buckets"]:
            # A range that reaches to tomorrow has a "to": it holds what is before.
            state = (EXPIRED if "to" in leaf else IN_FORCE) if "to" in begun else NOT_YET
            states[state].append(leaf)
    return states
