"""Numbers that a word processor or a browser makes by itself, written out as people see them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(number: int) -> str:
    """Small Roman numeral of 1…3999; other numbers in Arabic digits."""
    if not 0 < number < 4000:
        return str(number)
    digits = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        digits += letters * count
    return digits


def letters(number: int) -> str:
    """a…z, aa, bb, … as word processors count: the English alphabet, without `đ`."""
    if not 0 < number <= 26 * 20:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "none": lambda _number: "",
}


def formatted(number: int, style: str) -> str:
    """`number` in a numbering style of WordprocessingML (ECMA-376 part 1, 17.18.59).

    Unknown styles count in Arabic digits.
    """
    return _FORMATS.get(style, str)(number)


_PLACE = re.compile(r"%([1-9])")
_BULLETS_KEPT = frozenset("+*•")
_DEPTH = 9  # levels of a list


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `text` holds "%1" … "%9" for the levels' numbers.

    `restart` is the level (counted from 1) after which this one begins anew; 0 for never, None
    for any higher level.
    """

    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None


class Numbers:
    """Counts list paragraphs as a word processor does and writes their numbers out."""

    def __init__(self) -> None:
        self._lists: dict[str, tuple[str, Mapping[int, Level], Mapping[int, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def add(
        self, identifier: str, shared: str, levels: Mapping[int, Level], starts: Mapping[int, int]
    ) -> None:
        """Make a list known. Lists with the same `shared` name count on together; `starts` are
        the numbers with which levels of this list begin anew."""
        self._lists[identifier] = (shared, levels, starts)

    def next(self, identifier: str, place: int) -> str:
        """The number of the next paragraph of a list at level `place` (from 0); "" for none."""
        shared, levels, starts = self._lists.get(identifier, ("", {}, {}))
        if place not in levels:
            return ""
        counts = self._counts.setdefault(shared, [None] * _DEPTH)
        if identifier not in self._begun:
            self._begun.add(identifier)
            for level, start in starts.items():
                if level < _DEPTH:
                    counts[level] = start - 1
        _count(counts, levels, place)
        return _written(counts, levels, place)


def _count(counts: list[int | None], levels: Mapping[int, Level], place: int) -> None:
    for above in range(place):
        if counts[above] is None:
            counts[above] = levels.get(above, Level()).start
    current = counts[place]
    counts[place] = levels[place].start if current is None else current + 1
    for below in range(place + 1, _DEPTH):
        restart = levels.get(below, Level()).restart
        if restart is None or place < restart:
            counts[below] = None


def _written(counts: list[int | None], levels: Mapping[int, Level], place: int) -> str:
    level = levels[place]
    if level.style == "bullet":
        return level.text if level.text in _BULLETS_KEPT else "-"

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        style = "decimal" if level.legal else levels.get(at, Level()).style
        return formatted(counts[at] or 0, style)

    return _PLACE.sub(number, level.text).strip()
