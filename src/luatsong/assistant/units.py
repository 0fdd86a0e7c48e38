"""The pieces of an article that can be quoted: clauses, points, sentences, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_CLAUSE = re.compile(r"\s*(\d+[a-zđ]?)\.\s")
_POINT = re.compile(r"\s*([a-zđ]\d?)\)\s", re.IGNORECASE)
_SENTENCE = re.compile(r"\S(?:.*?[^\d\s]\.(?=\s+[A-ZĐÀ-Ỹ])|.*\S|)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Unit:
    """`text[start:end]` of an article; `clause` and `point` are numbers, "" where there is none.

    `head` is the span of the words that govern a point: those of its clause.
    """

    start: int
    end: int
    clause: str = ""
    point: str = ""
    head: tuple[int, int] | None = None

    @property
    def place(self) -> str:
        """ "điểm a khoản 2"; "" for the article itself."""
        point = f"điểm {self.point}" if self.point else ""
        return " ".join(filter(None, (point, f"khoản {self.clause}" if self.clause else "")))


def units(text: str, *, long_line: int) -> list[Unit]:
    """The lines of an article's text, in order; lines longer than `long_line` as sentences."""
    found: list[Unit] = []
    clause = ""
    head: tuple[int, int] | None = None
    for line in _LINE.finditer(text):
        start, end = _trimmed(text, *line.span())
        if start == end:
            continue
        point = ""
        if match := _CLAUSE.match(text, line.start(), line.end()):
            clause, head = match[1], (start, end)
        elif match := _POINT.match(text, line.start(), line.end()):
            point = match[1].lower()
        elif text[start:end].endswith(":"):
            head = (start, end)
        governed = head if head != (start, end) else None
        found += (
            Unit(a, b, clause, point, governed if point else None)
            for a, b in _pieces(text, start, end, long_line)
        )
    return found


def span_of_clause(text: str, unit: Unit, *, longest: int) -> tuple[int, int]:
    """A head (“… sau đây:”) with the points below it, as many as fit; else the unit itself."""
    end = unit.end
    if not text[unit.start : end].rstrip().endswith(":"):
        return unit.start, end
    for line in _LINE.finditer(text, unit.end):
        if _CLAUSE.match(text, line.start(), line.end()) or line.end() - unit.start > longest:
            break
        end = _trimmed(text, *line.span())[1]
    return unit.start, end


def _pieces(text: str, start: int, end: int, long_line: int) -> list[tuple[int, int]]:
    if end - start <= long_line:
        return [(start, end)]
    return [
        _trimmed(text, *match.span())
        for match in _SENTENCE.finditer(text, start, end)
        if match[0].strip()
    ]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
