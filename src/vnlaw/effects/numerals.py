"""Numbers of provisions: how they look, ranges spelled out, one spelling for each."""

from __future__ import annotations

import re

from vnlaw.effects.model import Unit
from vnlaw.effects.wording import data
from vnlaw.lexicon import load

_ORDER: str = load("structure_labels")["points"]["order"]
_SKIPPED: str = load("structure_labels")["points"]["skippable"].replace("đ", "")
_ORDINALS: dict[str, int] = data()["ordinals"]
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_IN_ROMAN = frozenset((Unit.SUBSECTION, Unit.SECTION, Unit.CHAPTER, Unit.PART, Unit.APPENDIX))
# The longest range that is spelled out, and the most places of one chain.
MOST = 400

_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
# How numbers look, by the names that data/effects.toml gives to their kinds.
NUMBERS = {
    # "21của": the blank after a number may be lost
    "digits": r"(?:\d{1,4}[a-zđ]?\d{0,2}(?![\w/])(?!\.\d)|\d{1,4}(?=(?:của|và|tại)(?!\w)))",
    "letter": r"(?:[a-zđ]\d{0,2}(?![\w/])|\d{1,2}(?:\.\d{1,2}){0,3}[a-zđ]?(?![\w/]))",
    "roman": rf"(?:[IVXLC]{{1,8}}(?:-?[A-ZĐ](?!\w)|[a-zđ])?|\d{{1,3}}"
    rf"|(?i:thứ\s+(?:{_ORDINAL})))(?![\w/])",
    "label": r"(?:[IVXLC]{1,8}|\d{1,3}(?:\.\d{1,3}){0,3})(?:[-.]?[A-ZĐ]{1,3})?[a-zđ]?\d?"
    r"(?:[/-][A-ZĐ][\w.Đ/-]{0,20})?(?![\w])",
    "container": rf"(?:[IVXLC]{{1,8}}(?:-?[A-ZĐ](?!\w)|[a-zđ])?|[A-ZĐ]|\d{{1,3}}"
    rf"|(?i:thứ\s+(?:{_ORDINAL})))(?![\w/])",
    "any": r"(?:[IVXLC]{1,8}|[A-ZĐ]|\d{1,4}(?:\.\d{1,3}){0,3}[a-zđ]?\d?|[a-zđ]\d?"
    r"|\([ivx]{1,5}\)|[ivx]{1,5})(?![\w/])",
    "ordinal": rf"(?:(?i:thứ\s+(?:{_ORDINAL}))|\d{{1,2}}|(?i:đầu\s+tiên|cuối(?:\s+cùng)?))(?!\w)",
}
_NUMBER_SPLIT = re.compile(r"\s*(?:[,;]|(?<!\w)(?:và|hoặc)(?!\w))\s*", re.IGNORECASE)
_RANGE = re.compile(r"^(.+?)\s*(?:(?<!\w)đến(?!\w)|[-–])\s*(.+)$", re.IGNORECASE)
# A number with a hyphen in it: "01/CGMP-MP", "03-QĐTD/SHTT", "IV-A".
_SYMBOL = re.compile(r"\d[\w.]*[/-](?=[A-ZĐ]{2}|[\w.-]*/)|[IVXLC]+-[A-ZĐ]$")


def canonical(unit: Unit, printed: str) -> str:
    """A number as `vnlaw.document.Provision` has it: "thứ hai" is 2, "IIa" is 2a."""
    text = printed.strip()
    words = text.lower().removeprefix("thứ").strip()
    if words in _ORDINALS:
        return str(_ORDINALS[words])
    roman = re.fullmatch(r"([IVXLC]+)-?([a-zA-ZđĐ]?)", text)
    if roman and unit in _IN_ROMAN:
        return f"{_roman(roman[1])}{roman[2].lower()}"
    return re.sub(r"^0+(?=\d)", "", text.strip("()"))


def numbers_of(text: str, unit: Unit) -> tuple[list[str], bool]:
    """The numbers of a group, ranges spelled out; False where a range could hide others."""
    numbers: list[str] = []
    sure = True
    for part in _NUMBER_SPLIT.split(text):
        match = None if _SYMBOL.match(part) else _RANGE.match(part)
        if match is None:
            numbers.append(part)
            continue
        between = range_of(match[1], match[2], unit)
        sure = sure and between is not None
        numbers += between or [match[1], match[2]]
    return [number for number in numbers if number], sure


def range_of(first: str, last: str, unit: Unit) -> list[str] | None:
    """The numbers from `first` to `last`; None where others may stand between."""
    if first.isdecimal() and last.isdecimal() and 0 < int(last) - int(first) < MOST:
        return [str(number) for number in range(int(first), int(last) + 1)]
    if unit is Unit.POINT and len(first) == len(last) == 1 and first in _ORDER and last in _ORDER:
        letters = _ORDER[_ORDER.index(first) : _ORDER.index(last) + 1]
        return [letter for letter in letters if letter not in _SKIPPED] or None
    return None


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-a if b > a else a for a, b in zip(values, following, strict=True))
