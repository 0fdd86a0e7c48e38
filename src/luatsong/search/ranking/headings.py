"""What headings and titles say beyond what is asked, and what kind of article they announce."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from luatsong.search.forward import CHANNELS, Codes, Fetched
from luatsong.search.ranking import commonness
from luatsong.search.ranking.wanted import Floats, Wanted, Whole
from luatsong.search.tokens import terms
from luatsong.search.understanding.contract import QuestionType

_HEADING, _TITLE = CHANNELS.index("heading"), CHANNELS.index("title")
_WHOLE = 0.995
# Bytes of a code.
_CODE = 4


def told(wanted: Wanted, fetched: Fetched) -> dict[str, Floats]:
    """How much of heading and title is asked, and how much more they say."""
    found: dict[str, Floats] = {}
    common = commonness.shipped()
    is_content = np.append(wanted.content * wanted.own > 0, False)
    for name, channel in (("heading", _HEADING), ("title", _TITLE)):
        codes, owner, n = _codes(fetched, channel)
        slots = wanted.slots(codes)
        asked = slots >= 0
        weight = common.idf(codes)
        total = np.bincount(owner, weight, n)
        by_question = np.bincount(owner, weight * asked, n)
        by_content = np.bincount(owner, weight * (asked & is_content[slots]), n)
        strange = np.zeros(n)
        np.maximum.at(strange, owner, weight * ~asked)
        some = np.maximum(total, 1e-3)
        values = {
            "asked": by_question / some,
            "wanted": by_content / some,
            "beyond": total - by_question,
            "strangest": strange,
            "weight": total,
            "whole": total * (by_question >= _WHOLE * some),
        }
        found |= {f"{name}_{key}": value.astype(np.float32) for key, value in values.items()}
    return found


def announced(fetched: Fetched, asked: QuestionType) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """How common each heading is, and flags: what it announces, and for which question."""
    each = _split(fetched)
    return _commonplace(each), _kinds(each, asked)


def _kinds(each: Sequence[bytes], asked: QuestionType) -> dict[str, Floats]:
    """Flags by `data/heading_kinds.toml`."""
    kinds_of, openings = _openings()
    flags = np.zeros((len(kinds_of), len(each)), np.float32)
    for at, one in enumerate(each):
        for opening, kind in openings.get(one[:_CODE], ()):
            if one.startswith(opening):
                flags[kind, at] = 1
    never = np.zeros(len(each), np.float32)
    found: dict[str, Floats] = {}
    for name, is_kind in zip(kinds_of, flags, strict=True):
        found[f"kind_{name}"] = is_kind
        for question in QuestionType:
            found[f"{question}_{name}"] = is_kind if question is asked else never
    return found


def _commonplace(each: Sequence[bytes]) -> dict[str, Floats]:
    """How many candidates, and how many articles at all, have the same heading."""
    twins = Counter(each)
    common = commonness.shipped()
    same = [common.same_heading(commonness.heading_key(one)) for one in each]
    return {
        "twins": np.log(np.array([twins[one] for one in each], np.float32)),
        "same_heading": np.log(np.array(same, np.float32)),
    }


@cache
def _openings() -> tuple[tuple[str, ...], dict[bytes, list[tuple[bytes, int]]]]:
    """The kinds, and by first code the codes with which headings of each kind begin."""
    text = files("luatsong.search").joinpath("data", "heading_kinds.toml").read_text("utf-8")
    kinds = tomllib.loads(text)["kinds"]
    found: dict[bytes, list[tuple[bytes, int]]] = defaultdict(list)
    for number, openings in enumerate(kinds.values()):
        for opening in openings:
            codes = np.array([term.code for term in terms(opening)], "<u4").tobytes()
            found[codes[:_CODE]].append((codes, number))
    return tuple(kinds), dict(found)


def _codes(fetched: Fetched, channel: int) -> tuple[Codes, Whole, int]:
    """The codes of one channel of all candidates, and whose each is."""
    lengths = fetched.lengths
    n = len(lengths)
    begins = np.cumsum(lengths.ravel()) - lengths.ravel()
    begin, size = begins.reshape(n, -1)[:, channel], lengths[:, channel]
    owner = np.repeat(np.arange(n), size)
    inside = np.arange(len(owner)) - np.repeat(np.cumsum(size) - size, size)
    return fetched.codes[begin[owner] + inside], owner, n


def _split(fetched: Fetched) -> list[bytes]:
    codes, _, _ = _codes(fetched, _HEADING)
    ends = np.cumsum(fetched.lengths[:, _HEADING]) * _CODE
    whole = codes.astype("<u4").tobytes()
    return [whole[a:b] for a, b in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True)]
