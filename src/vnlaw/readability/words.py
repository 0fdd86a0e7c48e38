"""The words an ordinary reader knows and the legal terms to explain, looked up longest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vnlaw.lexicon import load
from vnlaw.text import clean

# "hoà" and "hòa", "uỷ" and "ủy" are two spellings of one word; "quý" is not one of them.
_MARK_LAST = re.compile(r"(o[àáảãạ]|o[èéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)")
_MARK_FIRST = {
    **dict(zip(("oà", "oá", "oả", "oã", "oạ"), ("òa", "óa", "ỏa", "õa", "ọa"), strict=True)),
    **dict(zip(("oè", "oé", "oẻ", "oẽ", "oẹ"), ("òe", "óe", "ỏe", "õe", "ọe"), strict=True)),
    **dict(zip(("uỳ", "uý", "uỷ", "uỹ", "uỵ"), ("ùy", "úy", "ủy", "ũy", "ụy"), strict=True)),
}


@dataclass(frozen=True, slots=True)
class Term:
    """A legal term and how a person would say it."""

    name: str
    plain: str


def spelled(word: str) -> str:
    """A word or phrase in lower case with its tone marks where the list has them."""
    return _MARK_LAST.sub(lambda match: _MARK_FIRST[match[0]], word.lower())


@cache
def known_words() -> frozenset[tuple[str, ...]]:
    """The 3,000 words, each as its syllables."""
    text = files("vnlaw").joinpath("data", "readability_words.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in clean(text).splitlines())
    return frozenset(tuple(spelled(one).split()) for one in lines if one and one[0] != "#")


@cache
def terms() -> dict[tuple[str, ...], Term]:
    """Legal terms by their syllables, other wordings included."""
    return {
        tuple(spelled(name.replace(",", "")).split()): Term(entry["term"], entry["plain"])
        for entry in load("readability_terms")["term"]
        for name in (entry["term"], *entry.get("also", ()))
    }


@cache
def _longest() -> int:
    return max(len(word) for word in (*known_words(), *terms()))


def longest_at(syllables: Sequence[str], start: int) -> tuple[int, Term | None, bool]:
    """The longest word that starts there: how many syllables, the term it is, whether it is known.

    What is in neither list is one unknown syllable.
    """
    for length in range(min(_longest(), len(syllables) - start), 0, -1):
        word = tuple(syllables[start : start + length])
        term = terms().get(word)
        if term is not None:
            return length, term, False
        if word in known_words():
            return length, None, True
    return 1, None, False
