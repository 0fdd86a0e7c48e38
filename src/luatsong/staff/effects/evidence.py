"""The quoted words in their context: the provision they stand in, with the words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

NEAR = 2  # paragraphs shown before and after the quoted ones


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of a line; `marked` where it belongs to the quotation."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Context:
    """Lines around a quotation; `cut_before` and `cut_after` tell of lines left out.

    `found` is False where the words do not stand in the lines (the text came in another form);
    then all lines are shown.
    """

    lines: tuple[tuple[Piece, ...], ...]
    found: bool
    cut_before: bool = False
    cut_after: bool = False


def in_context(lines: Sequence[str], quote: str, near: int = NEAR) -> Context:
    """Mark `quote` in `lines`. Runs of blanks and ends of lines count as one blank in both."""
    span = _span("\n".join(lines), quote)
    if span is None:
        return Context(tuple((Piece(line, False),) for line in lines), found=False)
    start, end = span
    shown: list[tuple[Piece, ...]] = []
    touched: list[int] = []
    at = 0
    for index, line in enumerate(lines):
        pieces = _pieces(line, start - at, end - at)
        if any(piece.marked for piece in pieces):
            touched.append(index)
        shown.append(pieces)
        at += len(line) + 1
    first, last = max(0, touched[0] - near), min(len(lines), touched[-1] + near + 1)
    return Context(tuple(shown[first:last]), True, first > 0, last < len(lines))


def _span(text: str, quote: str) -> tuple[int, int] | None:
    words = quote.split()
    if not words:
        return None
    match = re.search(r"\s+".join(map(re.escape, words)), text)
    return match.span() if match else None


def _pieces(line: str, start: int, end: int) -> tuple[Piece, ...]:
    start, end = max(0, start), min(len(line), end)
    if start >= end:
        return (Piece(line, False),)
    parts = (Piece(line[:start], False), Piece(line[start:end], True), Piece(line[end:], False))
    return tuple(part for part in parts if part.text)
