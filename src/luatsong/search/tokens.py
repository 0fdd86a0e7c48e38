"""From text to the terms that are compared: Vietnamese syllables, with and without marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from vnlaw.text import clean, fold

_SYLLABLE = re.compile(r"\w+")
# Grave, acute, hook, tilde and dot below; the other marks belong to the letter.
_TONES = frozenset("\u0300\u0301\u0309\u0303\u0323")


class Term(NamedTuple):
    """One syllable: `exact` keeps all marks, `folded` none."""

    exact: str
    folded: str


@lru_cache(maxsize=1 << 17)
def term(syllable: str) -> Term:
    """The term of a lower-case syllable.

    The tone is written behind the letters, so that "hoà" and "hòa", "uỷ" and "ủy" are equal.
    """
    if syllable.isascii():
        return Term(syllable, syllable)
    letters = unicodedata.normalize("NFD", syllable)
    bare = "".join(c for c in letters if c not in _TONES)
    tones = "".join(c for c in letters if c in _TONES)
    return Term(unicodedata.normalize("NFC", bare) + tones, fold(syllable))


def terms(text: str) -> list[Term]:
    """Terms of clean (NFC) text, in order."""
    return [term(syllable) for syllable in _SYLLABLE.findall(text.lower())]


def query_terms(query: str, limit: int = 40) -> list[Term]:
    """Terms of what a person typed: repaired, each once, at most `limit`."""
    return list(dict.fromkeys(terms(clean(query))))[:limit]


def pairs(sequence: list[Term]) -> list[str]:
    """Neighbouring syllables without marks: most Vietnamese words have two syllables."""
    return [f"{first.folded}_{second.folded}" for first, second in pairwise(sequence)]


def spans(text: str) -> list[tuple[int, int, Term]]:
    """Terms of `text` with their places."""
    return [(m.start(), m.end(), term(m[0].lower())) for m in _SYLLABLE.finditer(text)]
