"""Slips of the pen in new text: one letter off the wording it replaces.

An amending text repeats most of what it replaces. Where one word of it differs from the old one
by one letter, both neighbours unchanged, it is more often a misprint than the will of the lawgiver
("du dịch sinh thái" for "du lịch sinh thái"); a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from vnlaw.consolidation.phrases import normal

_WORD = re.compile(r"[^\W\d_]{3,}")
_TRIM = ".,;:()“”\"'"
_MOST_PAIRS = 4_000_000


def has_slip(old: str, new: str) -> bool:
    """Whether one word of `new` is a near miss of the one it stands for. Quadratic at worst."""
    a, b = normal(old.lower()).split(), normal(new.lower()).split()
    if len(a) * len(b) > _MOST_PAIRS:
        return False
    known = set(a)
    return any(_is_near(left, right) and right not in known for left, right in _substitutes(a, b))


def _substitutes(a: Sequence[str], b: Sequence[str]) -> list[tuple[str, str]]:
    """Single words that stand for single words between equal neighbours."""
    found = []
    for tag, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "replace" and j - i == n - k == 1:
            found.append((a[i].strip(_TRIM), b[k].strip(_TRIM)))
    return found


def _is_near(old: str, new: str) -> bool:
    if old == new or len(old) != len(new) or not (_WORD.fullmatch(old) and _WORD.fullmatch(new)):
        return False
    return sum(x != y for x, y in zip(old, new, strict=True)) == 1
