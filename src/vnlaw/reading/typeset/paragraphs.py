"""Rows to paragraphs: undoing the line breaks of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vnlaw.reading.typeset.rows import PAGES, Column
from vnlaw.reading.typeset.sheets import Row, middle
from vnlaw.text import clean

_STARTS = re.compile("|".join(f"(?:{p})" for p in PAGES["labels"]["starts"]))
_ALONE = re.compile("|".join(f"(?:{p})" for p in PAGES["labels"]["alone"]))
_FINAL = re.compile(r"[.;:!?/…][”\")\]]*(\[\d+\])*$")
_DASH = re.compile(r"[-–+]\s")
_BROKEN = re.compile(r"[^\W\d_]-$|\w/$")
_CENTRED = 6.0  # points that a centred row leaves on both sides at least
_INDENT = 9.0  # points from the margin that begin a paragraph


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of a column, and where first rows of paragraphs usually begin."""

    left: float
    right: float
    indents: frozenset[int] = frozenset()


def margins(rows: Sequence[Row], width: float) -> Margins | None:
    """Margins of running text on a page `width` wide; None when there is too little of it."""
    wide = [row for row in rows if row.x1 - row.x0 > 0.5 * width]
    if len(wide) < 4:
        return None
    rights = sorted(row.x1 for row in wide)
    right = rights[int(len(rights) * 0.85)]
    lefts = Counter(round(row.x0 / 3) for row in wide)
    usual = [place for place, count in lefts.items() if count >= max(2, 0.12 * len(wide))]
    left = 3.0 * min(usual or [round(middle(row.x0 for row in wide) / 3)])
    indents = frozenset(
        place for place, count in lefts.items() if 3 * place > left + _INDENT and count >= 2
    )
    return Margins(left, right, indents)


def paragraphs(columns: Iterable[tuple[Column, Margins]]) -> list[tuple[str, int]]:
    """Paragraphs with the page on which each begins, over the columns of all pages."""
    done: list[tuple[list[str], int]] = []
    last: tuple[Row, Column, Margins] | None = None
    for column, edges in columns:
        for row in column.rows:
            text = clean(row.text)
            if last is not None and done and _goes_on(last, done[-1][0], row, text, column, edges):
                done[-1][0].append(text)
            else:
                done.append(([text], row.page))
            last = (row, column, edges)
    return [(glue(rows), page) for rows, page in done]


def _goes_on(
    last: tuple[Row, Column, Margins],
    above: list[str],
    row: Row,
    text: str,
    column: Column,
    edges: Margins,
) -> bool:
    """Whether `row` continues the paragraph whose rows are `above`."""
    before, column_before, edges_before = last
    if column.side != column_before.side or (column.side and column is not column_before):
        return False
    if _starts(before, above[-1], row, text, edges_before):
        return False
    if (len(above) == 1 and _ALONE.match(above[0])) or _ALONE.match(text):
        return False
    if before.page == row.page and row.top - before.bottom > 1.6 * row.size:
        return False
    if abs(row.size - before.size) > 1.2:
        return False
    if above[-1].isupper() and not text.isupper() and text[:1].isupper():
        return False
    if text[:1].islower() and not _STARTS.match(text) and not _FINAL.search(above[-1]):
        return True
    if _is_centred(before, edges_before) and _is_centred(row, edges):
        return _same_heading(before, row, above[-1], text)
    if _is_indented(row, edges) and not _hangs(before, row, len(above), edges):
        return False
    return not _is_short(before, row, edges_before)


def _starts(before: Row, above: str, row: Row, text: str, edges: Margins) -> bool:
    """Whether a row that looks like the start of an item is one, and no rest of a sentence."""
    if not _STARTS.match(text):
        return False
    if _FINAL.search(above):
        return True
    # "Lao động / - Thương binh": a dash may also stand where a row happened to break.
    room = 6 * before.size if _DASH.match(text) else 0.0
    return _is_short(before, row, edges) and edges.right - before.x1 > room


def _is_short(before: Row, row: Row, edges: Margins) -> bool:
    """Whether the first word of the next row would have fitted: the paragraph ended there."""
    first = row.words[0]
    room = edges.right - before.x1
    return room > (first.x1 - first.x0) + 0.8 * before.size


def _is_indented(row: Row, edges: Margins) -> bool:
    return row.x0 > edges.left + _INDENT


def _hangs(before: Row, row: Row, count: int, edges: Margins) -> bool:
    """Whether the row stands under the text of a list item, or inside an indented block."""
    if count > 1:
        return abs(row.x0 - before.x0) < 4
    usual = round(row.x0 / 3) in edges.indents
    return not usual and row.x0 > before.x0 + 4


def _is_centred(row: Row, edges: Margins) -> bool:
    left, right = row.x0 - edges.left, edges.right - row.x1
    return min(left, right) > _CENTRED and abs(left - right) < 0.4 * max(left, right) + 8


def _same_heading(before: Row, row: Row, above: str, text: str) -> bool:
    """Whether two centred rows are one heading: alike in capitals and weight."""
    return (
        above.isupper() == text.isupper()
        and before.bold == row.bold
        and not _FINAL.search(above)
        and not _STARTS.match(text)
        and row.top - before.bottom < 0.9 * row.size
    )


def cell_paragraphs(rows: Sequence[Row]) -> list[str]:
    """Paragraphs inside a table cell, which has narrow columns and no indents."""
    done: list[list[str]] = []
    right = max((row.x1 for row in rows), default=0.0)
    for before, row in zip([None, *rows], rows, strict=False):
        text = clean(row.text)
        ended = before is not None and (
            _STARTS.match(text) is not None
            or (_FINAL.search(done[-1][-1]) is not None and right - before.x1 > 2 * row.size)
        )
        if before is None or ended:
            done.append([text])
        else:
            done[-1].append(text)
    return [glue(texts) for texts in done]


def glue(rows: Sequence[str]) -> str:
    """Rows of one paragraph as one text; a symbol broken after "-" or "/" is closed again."""
    text = ""
    for row in rows:
        row = clean(row).strip()
        tight = _BROKEN.search(text) and row[:1].isalnum() and not row[:1].islower()
        text = text + row if not text or tight else f"{text} {row}"
    return text
