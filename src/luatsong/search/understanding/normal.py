"""Syllables of a text in one spelling."""

from __future__ import annotations

import re
from functools import lru_cache

from vnlaw.text import clean, fold

SYLLABLE = re.compile(r"\w+")
# The older spelling marks the first vowel of an open "oa", "oe", "uy"; before a final consonant
# both spellings mark the second. "qu" and "gi" belong to the initial consonant.
_OPEN = re.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])$")
_CLOSED = re.compile(r"(?:[òóỏõọ][ae]|(?<!q)[ùúủũụ]y)(?=(?:ch|n[gh]?|[cmptiyn])$)")
_MARKED = {
    bare: tuple(marked)
    for bare, marked in zip("aeouy", ("àáảãạ", "èéẻẽẹ", "òóỏõọ", "ùúủũụ", "ỳýỷỹỵ"), strict=True)
}
_TONE = {letter: (bare, tone) for bare, row in _MARKED.items() for tone, letter in enumerate(row)}


@lru_cache(maxsize=1 << 16)
def normal(syllable: str) -> str:
    """The one spelling of a lower-case NFC syllable ("hoà" -> "hòa", "hòan" -> "hoàn")."""
    if syllable.isascii():
        return syllable
    return _CLOSED.sub(_to_second, _OPEN.sub(_to_first, syllable))


def _to_first(match: re.Match[str]) -> str:
    first, second = match[0][0], match[0][1]
    bare, tone = _TONE[second]
    return _MARKED[first][tone] + bare


def _to_second(match: re.Match[str]) -> str:
    first, second = match[0][0], match[0][1]
    bare, tone = _TONE[first]
    return bare + _MARKED[second][tone]


def syllables_of(text: str) -> list[str]:
    """Normalised syllables of any text, in order; digits and letters as `\\w+` takes them."""
    return [normal(word) for word in SYLLABLE.findall(clean(text).lower())]


@lru_cache(maxsize=1 << 16)
def folded(syllable: str) -> str:
    """The syllable without marks, `đ` as `d`."""
    return fold(syllable)
