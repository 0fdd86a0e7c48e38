"""Differences between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from vnlaw.diff.model import Does, Edit

_WORD = re.compile(r"\s*\S+|\s+$")
# Beyond this many pairs of words, paragraphs are compared first: matching words is quadratic.
_MOST_PAIRS = 4_000_000
_BOUNDED = 2_000


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """The edits that turn `old` into `new`. A word carries the blanks before it.

    Linear in texts that differ in few places; at most about a million steps for any texts.
    """
    if old == new:
        return (Edit(Does.KEEP, old),) if old else ()
    return tuple(_merged(_between(_WORD.findall(old), _WORD.findall(new))))


def _between(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[Does, Sequence[str]]]:
    head = _shared(a, b)
    tail = _shared(a[head:][::-1], b[head:][::-1])
    yield Does.KEEP, a[:head]
    middle_a, middle_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if not middle_a or not middle_b or len(middle_a) * len(middle_b) > _MOST_PAIRS:
        yield Does.DELETE, middle_a
        yield Does.INSERT, middle_b
    else:
        yield from _matched(middle_a, middle_b)
    yield Does.KEEP, a[len(a) - tail :]


def _matched(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[Does, Sequence[str]]]:
    # Frequent words are left out of the search for anchors in long texts, to bound its time.
    matcher = SequenceMatcher(None, a, b, autojunk=len(b) > _BOUNDED)
    for tag, i, j, k, n in matcher.get_opcodes():
        if tag == "equal":
            yield Does.KEEP, a[i:j]
        else:
            yield Does.DELETE, a[i:j]
            yield Does.INSERT, b[k:n]


def _shared(a: Sequence[str], b: Sequence[str]) -> int:
    count = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        count += 1
    return count


def _merged(parts: Iterator[tuple[Does, Sequence[str]]]) -> Iterator[Edit]:
    current: Does | None = None
    gathered: list[str] = []
    for does, words in parts:
        if not words:
            continue
        if does is not current and current is not None:
            yield Edit(current, "".join(gathered))
            gathered = []
        current = does
        gathered += words
    if current is not None and gathered:
        yield Edit(current, "".join(gathered))
