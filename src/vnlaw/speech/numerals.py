"""Numbers as words, by region: "1.250.000" is "một triệu hai trăm năm mươi nghìn"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from vnlaw.lexicon import load

# A printed number: thousands in groups with dots, or plain digits; decimals after a comma. Patterns
# begin with its first digit, so that the search for them skips all other text at once.
REST = r"(?:\d{0,2}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d{0,2}(?:,\d{3}){2,}(?![\d,.]*\d)|\d*(?:,\d+)?)"
NUMBER = rf"\d{REST}"
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_BILLION = 10**9


@dataclass(frozen=True, slots=True)
class Region:
    """How one part of the country says numbers (`speech.toml`, regions)."""

    thousand: str  # nghìn, ngàn
    gap: str  # linh, lẻ: the missing tens of 105
    day: str  # mồng, mùng: the first ten days of a month
    four: str  # 4 after tens


@cache
def region(name: str) -> Region:
    """The region of that name: "north", "central" or "south". Raises KeyError for others."""
    return Region(**load("speech")["regions"][name])


def number(printed: str, where: Region) -> str:
    """A printed number ("1.250.000", "0,25", "05", "-5") as words; digits one by one if too long.

    One zero before a digit is not said ("05 ngày" is "năm ngày"); several mean a code.
    """
    words = _numbers()
    if printed[:1] in "-−":
        return f"{words['minus']} {number(printed[1:], where)}"
    if _COMMAS.fullmatch(printed):
        printed = printed.replace(",", "")
    whole, _, decimals = printed.partition(",")
    said = _whole(whole.replace(".", ""), where)
    if not decimals:
        return said
    return f"{said} {words['comma']} {_decimals(decimals, where)}"


def digits(printed: str) -> str:
    """The digits of a text one by one: "0912" is "không chín một hai"."""
    names = _numbers()["digits"]
    return " ".join(names[int(digit)] for digit in printed if digit.isdecimal())


def serial(printed: str, where: Region) -> str:
    """A number inside a series: a leading zero is said ("01" is "không một"), a dot, too."""
    parts = [
        f"{_numbers()['digits'][0]} {cardinal(int(part), where)}"
        if len(part) == 2 and part[0] == "0" and part != "00"
        else _whole(part, where)
        for part in printed.split(".")
        if part
    ]
    return f" {_numbers()['point']} ".join(parts)


def ordinal(value: int, where: Region) -> str:
    """What follows "thứ": nhất, hai, ba, tư, năm …"""
    names: dict[str, str] = load("speech")["ordinals"]
    return names.get(str(value)) or cardinal(value, where)


def cardinal(value: int, where: Region) -> str:
    """A whole number from zero up, below 10^18, as words."""
    if value == 0:
        return str(_numbers()["digits"][0])
    return _said(value, where, full=False)


def _said(value: int, where: Region, *, full: bool) -> str:
    """`full`: a part behind a bigger one, whose missing hundreds are said ("không trăm")."""
    words = _numbers()
    for size, name in (
        (_BILLION, words["billion"]),
        (10**6, words["million"]),
        (1000, where.thousand),
    ):
        if value >= size:
            head, rest = divmod(value, size)
            said = f"{_said(head, where, full=full)} {name}"
            return f"{said} {_said(rest, where, full=True)}" if rest else said
    return _hundreds(value, where, full=full)


def _hundreds(value: int, where: Region, *, full: bool) -> str:
    words = _numbers()
    hundreds, rest = divmod(value, 100)
    parts = [f"{words['digits'][hundreds]} {words['hundred']}"] if hundreds or full else []
    if 0 < rest < 10 and parts:
        parts.append(f"{where.gap} {words['digits'][rest]}")
    elif rest:
        parts.append(_tens(rest, where))
    return " ".join(parts)


def _tens(value: int, where: Region) -> str:
    words = _numbers()
    names = words["digits"]
    tens, ones = divmod(value, 10)
    if tens == 0:
        return str(names[ones])
    said = words["ten"] if tens == 1 else f"{names[tens]} {words['tens']}"
    if ones == 0:
        return str(said)
    after = {5: words["five_after_tens"]}
    if tens > 1:
        after |= {1: words["one_after_tens"], 4: where.four}
    return f"{said} {after.get(ones, names[ones])}"


def _whole(printed: str, where: Region) -> str:
    code = len(printed) > 2 and printed[0] == "0"
    if code or len(printed) > _numbers()["longest"]:
        return digits(printed)
    return cardinal(int(printed or 0), where)


def _decimals(printed: str, where: Region) -> str:
    if len(printed) > 2 or printed[0] == "0":
        return digits(printed)
    return cardinal(int(printed), where)


def _numbers() -> dict[str, Any]:
    words: dict[str, Any] = load("speech")["numbers"]
    return words
