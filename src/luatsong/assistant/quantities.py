"""Numbers, amounts, spans of time and dates in Vietnamese text, as values that can be compared.

“3.000.000 đồng”, “3 triệu đồng” and “ba triệu đồng” are one quantity; “15 ngày” and “15 ngày làm
việc” are two. Forms: Nghị định 30/2020/NĐ-CP, Phụ lục I; names of numbers in
`data/quantities.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from typing import Any, NamedTuple

_DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.assistant").joinpath("data", "quantities.toml").read_text(encoding="utf-8")
)
_DIGITS: dict[str, int] = _DATA["digits"]
_SCALES: dict[str, int] = _DATA["scales"]
_FILLERS = frozenset(_DATA["fillers"])
_SCALE_WORDS = "|".join(sorted((w for w, v in _SCALES.items() if v >= 1000), key=len, reverse=True))
_UNITS = "|".join(re.escape(unit) for unit in sorted(_DATA["units"], key=len, reverse=True))
_UNIT_AFTER = re.compile(rf"(?:\s*\([^()\n]{{1,60}}\))?\s*(?P<unit>{_UNITS})(?!\w)", re.IGNORECASE)
_TO = re.compile(r"\s*(?:đến|tới|hoặc|và|[-–,])\s*(?:dưới\s+|hết\s+)?", re.IGNORECASE)

_DATE = re.compile(
    r"(?<![\d/.-])(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20)\d\d)(?![\d/.-]\d)"
    r"|ngày\s+(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})\s+năm\s+(?P<y2>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w/.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|(?<![\w/])\d+(?:,\d+)?(?!\d)")
_SCALE_AFTER = re.compile(rf"\s*(?P<scale>{_SCALE_WORDS})(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_NUMBER_WORD = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted({*_DIGITS, *_SCALES}, key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)
_WORKING = "ngày làm việc"


class Quantity(NamedTuple):
    """`value` is a decimal number or an ISO date; `unit` is lower case, "" where none is said.

    Dates have the unit "date".
    """

    value: str
    unit: str


class Found(NamedTuple):
    start: int
    end: int
    quantity: Quantity


DATE = "date"


def quantities(text: str) -> frozenset[Quantity]:
    """All quantities that `text` states, NFC expected."""
    return frozenset(found.quantity for found in find(text))


def find(text: str) -> list[Found]:
    """The quantities of `text` with their places, in order; they do not overlap.

    The first number of a range has the unit of the second: “từ 1 đến 3 năm”.
    """
    found: list[Found] = []
    taken = 0
    for start, end, value, unit in sorted(_raw(text)):
        if start >= taken:
            found.append(Found(start, end, Quantity(value, unit)))
            taken = end
    return _with_shared_units(text, found)


def _raw(text: str) -> Iterator[tuple[int, int, str, str]]:
    dates: list[tuple[int, int]] = []
    for match in _DATE.finditer(text):
        day = _date(match)
        if day is not None:
            dates.append(match.span())
            yield *match.span(), day.isoformat(), DATE
    for match in _NUMBER.finditer(text):
        if any(start <= match.start() < end for start, end in dates):
            continue
        value = _decimal(match[0])
        scale = _SCALE_AFTER.match(text, match.end())
        end = match.end()
        while scale is not None:
            value *= _SCALES[scale["scale"].lower()]
            end = scale.end()
            scale = _SCALE_AFTER.match(text, end)
        unit, end = _unit(text, end)
        yield match.start(), end, _plain(value), unit
    yield from _in_words(text)


def _date(match: re.Match[str]) -> date | None:
    day, month, year = (int(match[name] or match[name + "2"]) for name in "dmy")
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text.replace(".", "").replace(",", "."))
    except InvalidOperation:  # pragma: no cover - the pattern lets only digits through
        return Decimal(0)


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(text: str, at: int) -> tuple[str, int]:
    match = _UNIT_AFTER.match(text, at)
    if match is None:
        return "", at
    unit = match["unit"].lower()
    if text[match.start("unit") : match.start("unit") + len(_WORKING)].lower() == _WORKING:
        return _WORKING, match.start("unit") + len(_WORKING)
    return ("%" if unit == "phần trăm" else "tỷ" if unit == "tỉ" else unit), match.end()


def _in_words(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Numbers written in words before a unit; others are too often no numbers at all."""
    at = 0
    while (first := _NUMBER_WORD.search(text, at)) is not None:
        words = list(_run(text, first.start()))
        value, used = _value([word for _, _, word in words])
        if not used:
            at = first.end()
            continue
        end = words[used - 1][1]
        unit, after = _unit(text, end)
        if unit:
            yield first.start(), after, str(value), unit
        at = end


def _run(text: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Words from `start` on that may belong to one number, with blanks between them only."""
    at = start
    for match in _WORD.finditer(text, start):
        word = match[0].lower()
        known = word in _DIGITS or word in _SCALES or word in _FILLERS
        if not known or text[at : match.start()].strip() or "\n" in text[at : match.start()]:
            return
        yield match.start(), match.end(), word
        at = match.end()


def _value(words: list[str]) -> tuple[int, int]:
    """The number the words begin with, and how many of them it takes; 0 words where none."""
    total = group = 0
    digit: int | None = None
    used = 0
    for index, word in enumerate(words):
        if word in _FILLERS:
            if not index:
                break
            continue
        # “năm” after “mười” or after a digit is the unit year; five is then called “lăm”.
        if word in _DIGITS and (digit is not None or (word == "năm" and index)):
            follows_scale = index and words[index - 1] in _SCALES
            if digit is not None or (follows_scale and words[index - 1] in ("mươi", "mười")):
                break
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif _SCALES[word] < 1000:
            scale = _SCALES[word]
            group += (1 if digit is None else digit) * scale
            digit = None
        else:
            group += digit or 0
            if not group:
                break
            total += group * _SCALES[word]
            group, digit = 0, None
        used = index + 1
    return total + group + (digit or 0), used


def _with_shared_units(text: str, found: list[Found]) -> list[Found]:
    """Give the first of two joined numbers the unit of the second: “từ 1 đến 3 năm”."""
    shared = list(found)
    for index in range(len(shared) - 2, -1, -1):
        this, following = shared[index], shared[index + 1]
        between = text[this.end : following.start]
        lends = not this.quantity.unit and following.quantity.unit not in ("", DATE)
        if lends and _TO.fullmatch(between):
            quantity = Quantity(this.quantity.value, following.quantity.unit)
            shared[index] = Found(this.start, this.end, quantity)
    return shared
