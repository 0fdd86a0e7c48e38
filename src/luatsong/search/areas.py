"""Lĩnh vực of a document, told from the words of its title (`data/areas.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from luatsong.search.tokens import terms

_Words = tuple[str, ...]


@lru_cache(maxsize=4096)
def area_of(title: str) -> str:
    """The lĩnh vực of a document of this title; "" where its words tell none."""
    words = _syllables(title)
    known = _known()
    longest = max(map(len, known), default=0)
    worth: dict[str, int] = {}
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            area = known.get(words[at : at + size])
            if area:
                worth[area] = worth.get(area, 0) + size
                at += size
                break
        else:
            at += 1
    # The first of the best: a dict keeps the order of the title.
    return max(worth, key=worth.__getitem__, default="")


def areas() -> tuple[str, ...]:
    """The names of all lĩnh vực, in the order of the data."""
    return tuple(dict.fromkeys(_known().values()))


@cache
def _known() -> Mapping[_Words, str]:
    source = files("luatsong.search").joinpath("data", "areas.toml")
    areas: Mapping[str, Sequence[str]] = tomllib.loads(source.read_text("utf-8"))["areas"]
    return {_syllables(phrase): area for area, phrases in areas.items() for phrase in phrases}


def _syllables(text: str) -> _Words:
    """With marks: "phí" is no "phi", "giá" no "gia"."""
    return tuple(term.exact for term in terms(text))
