"""Words and ruling lines on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vnlaw.reading.scripts import TAIL, superscript

# Parts of the type size that letters reach above and below the base line.
ASCENT, DESCENT = 0.85, 0.22

_RAISED_NUMBER = re.compile(r"\(?\d{1,3}\)?$|\*{1,3}$")


@dataclass(slots=True, eq=False)
class Word:
    """Characters set together. `base` is the base line; `size` the height of the type.

    `glued` says that no blank stands before the word in its file. `angle` is in quarter turns.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    glued: bool = False
    angle: int = 0
    font: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn along an axis: horizontal where `x1 - x0` is the longer side."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(slots=True)
class Sheet:
    """One page: its number from 1, size in points, words and rules.

    `scanned` says that words were recognised in a picture, so that letters are not sure.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    scanned: bool = False


@dataclass(slots=True, eq=False)
class Row:
    """Words on one line of type, from left to right; never empty."""

    words: list[Word]
    page: int

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """Height of the type that covers most of the row."""
        widths: dict[float, float] = {}
        for word in self.words:
            key = round(word.size * 2) / 2
            widths[key] = widths.get(key, 0.0) + word.x1 - word.x0
        return max(widths, key=lambda key: widths[key])

    @property
    def bold(self) -> bool:
        """Whether most of the row is set bold."""
        heavy = sum(len(word.text) for word in self.words if word.bold)
        return heavy * 2 > sum(len(word.text) for word in self.words)

    @property
    def text(self) -> str:
        """The row's text; raised numbers are written as note calls or exponents."""
        size = self.size
        base = max(word.base for word in self.words if word.size > 0.8 * size)
        text = ""
        for before, word in zip([None, *self.words], self.words, strict=False):
            part = word.text
            if is_raised(word, base, size):
                part = superscript(part, text[-TAIL:]) if text else part
            apart = before is not None and not is_joined(before, word)
            text += f" {part}" if apart else part
        return text


def is_raised(word: Word, base: float, size: float) -> bool:
    """Whether a number stands small and high beside type of `size` on the line `base`."""
    if not _RAISED_NUMBER.match(word.text):
        return False
    small, height = word.size / size, (base - word.base) / size
    return (small < 0.82 and height > 0.12) or (small < 0.95 and height > 0.3)


def is_joined(left: Word, right: Word) -> bool:
    """Whether two neighbours on a row are parts of one word."""
    gap = right.x0 - left.x1
    return right.glued and gap < 0.25 * max(left.size, right.size)


def middle(values: Iterable[float]) -> float:
    """Median; 0 for nothing."""
    ordered: Sequence[float] = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
