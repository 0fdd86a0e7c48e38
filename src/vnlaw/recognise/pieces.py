"""The first lines of a document cut into pieces that say one thing each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vnlaw.numbers import find_numbers
from vnlaw.recognise.marks import LABEL, PLACE_DATE, part
from vnlaw.tables import cells, is_row

_MOST_LINES = 120  # a heading never reaches further; keeps the work bounded on any input
_LONGEST = 4_000
_LONGEST_NUMBER = 120
_MOTTO_START = part("motto_start")
_RULE = re.compile(r"\s*[-_*=~—–]{3,}\s*")
_PLACE = re.compile(r"(?<=[\s.…])[A-ZĐ][^\W\d_]*[^\W\dA-Z_]")


@dataclass(frozen=True, slots=True)
class Piece:
    line: int
    text: str


def pieces(lines: Sequence[str]) -> Iterator[Piece]:
    """The first lines cut at cells, rules and mottos; empty pieces left out."""
    for index, line in enumerate(lines[:_MOST_LINES]):
        if not line:
            continue
        for cell in cells(line) if is_row(line) else (line,):
            for bit in cell.split("\n"):
                for text in _cut(bit[:_LONGEST]):
                    yield Piece(index + 1, text)


def _cut(text: str) -> Iterator[str]:
    text = " ".join(text.replace("|", " ").split())
    labelled = LABEL.match(text)
    for section in [text] if labelled else _RULE.split(text):
        rest = section
        while start := next((m.start() for m in _MOTTO_START.finditer(rest) if m.start()), 0):
            yield from _cut_number(rest[:start].strip())
            rest = rest[start:]
        yield from _cut_number(rest.strip())


def _cut_number(text: str) -> Iterator[str]:
    """Part a number line from the place and date beside it."""
    labelled = LABEL.match(text)
    if labelled and len(text) < _LONGEST_NUMBER:
        found = find_numbers(text)
        end = found[0][1] if found else labelled.end()
        beside = PLACE_DATE.fullmatch(text, _place_start(text, end))
        if beside and beside["place"]:
            yield text[: beside.start()].strip()
            yield beside[0]
            return
    if text:
        yield text


def _place_start(text: str, end: int) -> int:
    """Where a place may begin after a number or its label: at the next capital word."""
    match = _PLACE.search(text, end)
    return match.start() if match else len(text)
