"""Roman numbers of chapters, sections and appendices, up to 399."""

from __future__ import annotations

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_PARTS = (
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X")),
    *((9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_MOST = 400


def roman_value(text: str) -> int | None:
    """The value of a well-formed Roman number in capitals below 400; None for anything else."""
    if not text or any(letter not in _VALUES for letter in text):
        return None
    values = [_VALUES[letter] for letter in text]
    total = sum(
        -value if index + 1 < len(values) and value < values[index + 1] else value
        for index, value in enumerate(values)
    )
    return total if 0 < total < _MOST and to_roman(total) == text else None


def to_roman(number: int) -> str:
    """A number from 1 to 399 in Roman capitals."""
    printed = []
    for value, letters in _PARTS:
        while number >= value:
            printed.append(letters)
            number -= value
    return "".join(printed)
