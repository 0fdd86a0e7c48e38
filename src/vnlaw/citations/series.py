"""Ranges of provision numbers, written out: "5" to "9", "a" to "đ", "II" to "V"."""

from __future__ import annotations

import re
from functools import cache

from vnlaw.lexicon import load
from vnlaw.romans import roman_value, to_roman

# Nobody cites more provisions in one range; a longer one is a misreading.
_LONGEST = 400
_NUMBER = re.compile(r"(\d+)([a-zđ]?)$")
_TAILED = re.compile(r"(.*?)(\d+)$")


def expand_range(first: str, last: str, series: str) -> list[str]:
    """All numbers from `first` to `last`, both included and in order.

    Where the two do not make a range (descending, of different kinds, absurdly long) only the
    two are given. `series` is "letter" where single letters count by the alphabet of points.
    """
    return (
        _numbers(first, last)
        or (_letters(first, last) if series == "letter" else None)
        or _romans(first, last)
        or _tails(first, last)
        or [first, last]
    )


@cache
def _alphabet() -> str:
    letters: str = load("citations")["provisions"]["alphabet"]
    return letters


def _numbers(first: str, last: str) -> list[str] | None:
    """ "5" to "9"; "9a" to "12"; "14a" to "14d"; zeros in front are kept."""
    start, stop = _NUMBER.match(first), _NUMBER.match(last)
    if not (start and stop):
        return None
    low, high = int(start[1]), int(stop[1])
    if low == high and stop[2]:
        letters = _alphabet()
        begin = letters.find(start[2]) if start[2] else -1
        end = letters.find(stop[2])
        tail = [f"{start[1]}{letter}" for letter in letters[max(begin, 0) : end + 1]]
        return ([] if start[2] else [first]) + tail if begin < end else None
    if not 0 < high - low < _LONGEST:
        return None
    width = len(start[1]) if start[1].startswith("0") else 0
    whole = [str(number).zfill(width) for number in range(low + 1, high + 1)]
    letters = _alphabet()
    inserted = letters[: letters.find(stop[2]) + 1] if stop[2] else ""  # "19" to "24b"
    return [first, *whole, *(f"{high}{letter}" for letter in inserted)]


def _letters(first: str, last: str) -> list[str] | None:
    letters = _alphabet()
    if len(first) != 1 or len(last) != 1:
        return None
    begin, end = letters.find(first), letters.find(last)
    return list(letters[begin : end + 1]) if 0 <= begin < end else None


def _tails(first: str, last: str) -> list[str] | None:
    """Numbers that differ in their last digits only: "a1" to "a4", "1.2" to "1.5"."""
    start, stop = _TAILED.match(first), _TAILED.match(last)
    if not (start and stop) or start[1] != stop[1] or not start[1]:
        return None
    low, high = int(start[2]), int(stop[2])
    if not 0 < high - low < _LONGEST:
        return None
    width = len(start[2]) if start[2].startswith("0") else 0
    return [f"{start[1]}{str(number).zfill(width)}" for number in range(low, high + 1)]


def _romans(first: str, last: str) -> list[str] | None:
    low, high = roman_value(first), roman_value(last)
    if not (low and high and 0 < high - low < _LONGEST):
        return None
    return [to_roman(number) for number in range(low, high + 1)]
