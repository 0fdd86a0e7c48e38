"""Counts of what a query finds, from the buckets an engine has counted in each state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from luatsong.search.backend import ALL_STATES, FacetCount

# Values of a facet that are counted.
FACET_VALUES = 40


@dataclass(frozen=True, slots=True)
class Counts:
    """`total` = `places` + whole documents in the state asked for; `elsewhere`: in other states."""

    total: int
    places: int
    documents: int
    elsewhere: int
    facets: Mapping[str, tuple[FacetCount, ...]]


def summed_up(leaves: Mapping[str, Sequence[Any]], state: str, facets: Sequence[str]) -> Counts:
    """Counts of `state` from the buckets of every state.

    A bucket is what both engines answer: `doc_count`, `documents` and, for each facet and
    `entry`, `buckets` with `key` and `doc_count`.
    """
    states = {name: sum(leaf["doc_count"] for leaf in of) for name, of in leaves.items()}
    chosen = [leaf for name, of in leaves.items() if state in (name, ALL_STATES) for leaf in of]
    found = {name: _facet(_summed(chosen, name)) for name in facets}
    found["state"] = _facet({name: count for name, count in states.items() if count})
    total = sum(leaf["doc_count"] for leaf in chosen)
    return Counts(
        total=total,
        places=_summed(chosen, "entry").get("place", 0),
        documents=round(sum(leaf["documents"]["value"] for leaf in chosen)),
        elsewhere=sum(states.values()) - total,
        facets=found,
    )


def _summed(leaves: Sequence[Any], name: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for leaf in leaves:
        for bucket in leaf[name]["buckets"]:
            counts[_value(bucket["key"])] += bucket["doc_count"]
    return dict(counts.most_common(FACET_VALUES))


def _facet(counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    return tuple(FacetCount(value, count) for value, count in counts.items())


def _value(key: str | float) -> str:
    return key if isinstance(key, str) else str(int(key))
