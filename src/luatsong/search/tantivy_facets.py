"""Counting what a query finds: by state on a day, and by every other facet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import tantivy
from tantivy import Query

from luatsong.search.backend import ALL_STATES, EXPIRED, IN_FORCE, NOT_YET, FacetCount
from luatsong.search.tantivy_fields import TERM_FACETS

_FACET_VALUES = 40


@dataclass(frozen=True, slots=True)
class Counts:
    """`total` = `places` + whole documents in the state asked for; `elsewhere`: in other states."""

    total: int
    places: int
    documents: int
    elsewhere: int
    facets: Mapping[str, tuple[FacetCount, ...]]


def counted(searcher: tantivy.Searcher, query: Query, state: str, day: date) -> Counts:
    """Count what `query` (of any state) finds."""
    found = searcher.aggregate(query, _asked(day))
    leaves = _leaves(found)
    states = {name: sum(leaf["doc_count"] for leaf in of) for name, of in leaves.items()}
    chosen = [leaf for name, of in leaves.items() if state in (name, ALL_STATES) for leaf in of]
    entries = _summed(chosen, "entry")
    facets = {name: _facet(_summed(chosen, name)) for name in TERM_FACETS}
    facets["state"] = _facet({name: count for name, count in states.items() if count})
    total = sum(leaf["doc_count"] for leaf in chosen)
    return Counts(
        total=total,
        places=entries.get("place", 0),
        documents=round(sum(leaf["documents"]["value"] for leaf in chosen)),
        elsewhere=sum(states.values()) - total,
        facets=facets,
    )


def _asked(day: date) -> dict[str, Any]:
    """An aggregation that parts by begun and ended on `day`, and counts the facets in each."""
    tomorrow = day.toordinal() + 1
    ranges = [{"to": tomorrow}, {"from": tomorrow}]
    inner: dict[str, Any] = {
        name: {"terms": {"field": name, "size": _FACET_VALUES}} for name in (*TERM_FACETS, "entry")
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


def _summed(leaves: Sequence[Any], name: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for leaf in leaves:
        for bucket in leaf[name]["buckets"]:
            counts[_value(bucket["key"])] += bucket["doc_count"]
    return dict(counts.most_common(_FACET_VALUES))


def _facet(counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    return tuple(FacetCount(value, count) for value, count in counts.items())


def _value(key: str | float) -> str:
    return key if isinstance(key, str) else str(int(key))
