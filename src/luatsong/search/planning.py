"""What a text must have and what makes it better, for whatever engine looks for it.

The figures were tuned on the questions of the project (docs/adr/0011).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luatsong.search.asking import Question
from luatsong.search.backend import ALL_STATES, EXPIRED, IN_FORCE, NOT_YET, Filters
from luatsong.search.ranking.wanted import Frequencies
from luatsong.search.tokens import Term, pairs

# How many of the first look get the second one. More finds little that is new (docs/adr/0011).
CANDIDATES = 150
# A reader shows no page beyond this many hits; nobody reads them, and they cost.
DEEPEST = 2_000
# Up to this many words must all be there; of more, this share of the telling ones.
_ALL_OF = 3
_SHARE = 0.2
# In a longer query, a word that stands in a larger share of all texts tells nothing and costs
# most of the time.
_COMMON = 0.3
_PAIR = 0.5
# What may stand for a part of the question, against the part itself.
_EXTRA = 0.5
# A word without marks inside a query that has marks: exact is better, other marks are possible.
OTHER_MARKS = 0.3
# Far above any sum of word scores, even of the longest question: what is named comes first.
NAMED = 10_000.0


@dataclass(frozen=True, slots=True)
class Plan:
    """`required` of the `telling` terms must be there; the rest only makes a text better.

    `common` are the other terms, `extras` what may stand for some, `pairs` folded neighbours; the
    last two with their weights.
    """

    telling: Sequence[Term]
    required: int
    common: Sequence[Term]
    extras: Sequence[tuple[Term, float]]
    pairs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Between:
    """A whole-number field from `lower` to `upper`, both included; None is open."""

    field: str
    lower: int | None
    upper: int | None


def plan(question: Question, frequencies: Frequencies, *, relaxed: bool) -> Plan:
    """What to look for; relaxed: any one word will do."""
    unique = list(dict.fromkeys(question.terms))
    telling = _telling(unique, frequencies)
    kept = set(telling)
    weights = dict.fromkeys(pairs(question.terms), _PAIR)
    for extra in question.extras:
        for pair in pairs(extra.terms):
            weights.setdefault(pair, _PAIR * _EXTRA * extra.weight)
    required = 1 if relaxed else _required(len(telling), len(unique))
    return Plan(
        telling=telling,
        required=required,
        common=[term for term in unique if term not in kept],
        extras=[(term, _EXTRA * extra.weight) for extra in question.extras for term in extra.terms],
        pairs=weights,
    )


def _telling(unique: Sequence[Term], frequencies: Frequencies) -> Sequence[Term]:
    """The words of a longer query that narrow it down; never fewer than `_ALL_OF`."""
    if len(unique) <= _ALL_OF:
        return unique
    frequency = {term: frequencies.of_term(term) for term in unique}
    limit = max(_COMMON * frequencies.entries, sorted(frequency.values())[_ALL_OF - 1])
    return [term for term in unique if frequency[term] <= limit]


def _required(telling: int, words: int) -> int:
    return telling if words <= _ALL_OF else math.ceil(_SHARE * telling)


def limits(filters: Filters, *, places: bool) -> dict[str, str | int]:
    """Exact values that are asked for; with `places` only what lies below documents."""
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
    return {name: value for name, value in values.items() if value is not None and value != ""}


def in_state(state: str, day: date) -> Sequence[Between] | None:
    """What makes a wording be in `state` on `day`; () for all states, None for an unknown one."""
    now = day.toordinal()
    begun = Between("valid_from", None, now)
    return {
        ALL_STATES: (),
        NOT_YET: (Between("valid_from", now + 1, None),),
        EXPIRED: (begun, Between("valid_to", None, now)),
        IN_FORCE: (begun, Between("valid_to", now + 1, None)),
    }.get(state)
