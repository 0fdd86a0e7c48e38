"""Numbers that a word processor or a browser makes by itself, written out as people see them."""

from __future__ import annotations

from collections.abc import Callable

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
