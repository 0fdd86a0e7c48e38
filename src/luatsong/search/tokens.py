"""From text to the terms that are compared: Vietnamese syllables, with and without marks."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from vnlaw.text import clean, fold

SYLLABLE = re.compile(r"\w+")
# Grave, acute, hook, tilde and dot below; the other marks belong to the letter.
_TONES = frozenset("\u0300\u0301\u0309\u0303\u0323")
# A code is a hash of the folded syllable above a hash of its marks, so that syllables with other
# marks are told by shifting. 22 bits for some 40,000 folded syllables, 10 for at most 70 marks.
MARK_BITS = 10
_FOLDED_MASK = (1 << (32 - MARK_BITS)) - 1
_MARK_MASK = (1 << MARK_BITS) - 1


class Term(NamedTuple):
    """One syllable: `exact` keeps all marks, `folded` none, `code` is a 32-bit hash of both."""

    exact: str
    folded: str
    code: int


@lru_cache(maxsize=1 << 17)
def term(syllable: str) -> Term:
    """The term of a lower-case syllable.

    The tone is written behind the letters, so that "hoà" and "hòa", "uỷ" and "ủy" are equal.
    """
    if syllable.isascii():
        return Term(syllable, syllable, _code(syllable, syllable))
    letters = unicodedata.normalize("NFD", syllable)
    bare = "".join(c for c in letters if c not in _TONES)
    tones = "".join(c for c in letters if c in _TONES)
    exact, folded = unicodedata.normalize("NFC", bare) + tones, fold(syllable)
    return Term(exact, folded, _code(exact, folded))


def _code(exact: str, folded: str) -> int:
    """Never 0, which parts passages."""
    high = zlib.crc32(folded.encode("utf-8", "replace")) & _FOLDED_MASK or 1
    low = zlib.crc32(exact.encode("utf-8", "replace")) & _MARK_MASK
    return high << MARK_BITS | low


def terms(text: str) -> list[Term]:
    """Terms of clean (NFC) text, in order."""
    return list(map(term, SYLLABLE.findall(text.lower())))


def query_terms(query: str, limit: int = 40) -> list[Term]:
    """Terms of what a person typed: repaired, each once, at most `limit`."""
    return list(dict.fromkeys(terms(clean(query))))[:limit]


def pairs(sequence: Sequence[Term]) -> list[str]:
    """Neighbouring syllables without marks: most Vietnamese words have two syllables."""
    return [f"{first[1]}_{second[1]}" for first, second in pairwise(sequence)]
