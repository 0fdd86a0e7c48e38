"""Slips of the pen in new text: one letter off the wording it replaces.

An amending text repeats most of what it replaces. Where one word of it differs from the old one
by one letter, both neighbours unchanged, it is more often a misprint than the will of the lawgiver
("du dịch sinh thái" for "du lịch sinh thái"); a person decides.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from vnlaw.consolidation.phrases import normal
from vnlaw.tables import is_row

_WORD = re.compile(r"[^\W\d_]{3,}")
_TRIM = ".,;:()“”\"'"
_USUAL = 3  # how often a wording must stand for a near miss of it to be odd
_Three = tuple[str, str, str]
_CLOSING = ' ”"’»)]'
_MOST_PAIRS = 4_000_000


def has_slip(old: str, new: str) -> bool:
    """Whether a word of `new` is a near miss of the one it stands for.

    Quadratic in the number of words at worst; very long texts are passed.
    """
    a, b = normal(old.lower()).split(), normal(new.lower()).split()
    if len(a) * len(b) > _MOST_PAIRS:
        return False
    known = set(a)
    return any(
        tag == "replace"
        and j - i == n - k == 1
        and b[k] not in known
        and _is_near(_bare(a[i]), _bare(b[k]))
        for tag, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    )


def is_cut(lines: Sequence[str]) -> bool:
    """Whether new text stops in the middle: it ends no sentence, or announces what never comes.

    A table, or the name of a provision that has nothing below it, ends without a mark, too; those
    are rare enough for a person to look at.
    """
    last = lines[-1].rstrip(_CLOSING) if lines else ""
    return not is_row(lines[-1]) and not last.endswith((".", ";", "…", "!", "?"))


def has_loose_quote(lines: Sequence[str]) -> bool:
    """Whether new text holds a quotation mark without its other half: its bounds are guessed."""
    text = "\n".join(lines)
    opened = sum(map(text.count, "“„«"))
    closed = sum(map(text.count, "”‟»"))
    return opened != closed or text.count('"') % 2 == 1


def _is_near(old: str, new: str) -> bool:
    if old == new or len(old) != len(new) or not (_WORD.fullmatch(old) and _WORD.fullmatch(new)):
        return False
    return sum(x != y for x, y in zip(old, new, strict=True)) == 1


def has_misprint(text: str) -> bool:
    """Whether a text, old parts and new, writes a wording once as it never does elsewhere.

    One letter off between the same neighbours ("du dịch sinh thái" beside "du lịch sinh thái"), or
    one word short ("ban nhân cấp" beside "ban nhân dân cấp"). Linear.
    """
    words = [_bare(word) for word in normal(text.lower()).split()]
    threes = Counter(zip(words, words[1:], words[2:], strict=False))
    return _has_odd_word(threes) or _has_gap(words, threes)


def _has_odd_word(threes: Mapping[_Three, int]) -> bool:
    between: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for (first, word, last), count in threes.items():
        if count >= _USUAL:
            between[first, last].append(word)
    return any(
        count == 1 and any(_is_near(usual, word) for usual in between.get((first, last), ()))
        for (first, word, last), count in threes.items()
    )


def _has_gap(words: Sequence[str], threes: Mapping[_Three, int]) -> bool:
    pairs = Counter(pairwise(words))
    fours = Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
    return any(
        count >= _USUAL
        and threes.get((first, second, last)) == 1
        and pairs[second, last] == 1
        and _WORD.fullmatch(missing) is not None
        for (first, second, missing, last), count in fours.items()
    )


def _bare(word: str) -> str:
    return word.strip(_TRIM)
