"""Quotation marks of a line, read by where they stand rather than by their shape.

Drafters mix “ ”, " and « », turn them the wrong way round, and forget to close them; position
tells more: a mark at the start of a line opens, one at its end closes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(r"[\"“”„‟«»]|''|^[‘']|[’'](?=[\s.;,:]*$)")
_ANY = re.compile("[\"“”„‟«»‘’']")
_AFTER_END = " .;,:…)/\"“”‟»'’"
_OPENING = "“„«"
_CLOSING = "”‟»"


class Quotes(NamedTuple):
    """What the quotation marks of one line leave behind."""

    starts: bool  # a quotation starts the line
    opened: int  # quotations opened in the line and not closed in it
    closed: int  # quotations closed in the line and not opened in it
    opens_after_colon: bool  # an unclosed quotation stands right after a colon
    last_open: int = -1  # where the last unclosed quotation opens


NO_QUOTES = Quotes(False, 0, 0, False)


def has_quotes(line: str) -> bool:
    """Whether the line holds a quotation mark at all; much faster than reading them."""
    return _ANY.search(line) is not None


def read_quotes(line: str) -> Quotes:
    """Count the quotations that `line` opens and closes."""
    marks = [match.start() for match in _MARK.finditer(line)]
    if not marks:
        return NO_QUOTES
    end = len(line.rstrip(_AFTER_END))
    open_places: list[int] = []
    closed = 0
    for place in marks:
        if _opens(line, place, end, bool(open_places)):
            open_places.append(place)
        elif open_places:
            open_places.pop()
        else:
            closed += 1
    return Quotes(
        marks[0] == 0,
        len(open_places),
        closed,
        any(_stands_after_colon(line, place) for place in open_places),
        open_places[-1] if open_places else -1,
    )


def _stands_after_colon(line: str, place: int) -> bool:
    before = line[max(0, place - 3) : place].rstrip()
    return before.endswith(":")


def _opens(line: str, place: int, end: int, inside: bool) -> bool:
    if place == 0:
        return True
    if place >= end:
        return False
    mark, before = line[place], line[place - 1]
    after = line[place + 1 : place + 2]
    if mark in _OPENING:
        return True
    if mark in _CLOSING:
        return before in " (" and after.isalnum() and not inside
    return before in " ([{:“" and not after.isspace()
