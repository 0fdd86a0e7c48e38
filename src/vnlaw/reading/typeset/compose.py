"""All pages of a document to lines, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vnlaw import tables
from vnlaw.document import Footnote
from vnlaw.reading.limits import Deadline
from vnlaw.reading.typeset import grids
from vnlaw.reading.typeset.furniture import Removed, strip
from vnlaw.reading.typeset.grids import Ruled
from vnlaw.reading.typeset.notes import Notes, body_size
from vnlaw.reading.typeset.paragraphs import Margins, cell_paragraphs, margins, paragraphs
from vnlaw.reading.typeset.rows import Column, columns, rows_of
from vnlaw.reading.typeset.sheets import Row, Sheet, Word, middle


@dataclass(slots=True)
class Composed:
    """Lines with their pages, the notes, and what was taken off the pages."""

    lines: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    removed: Removed = field(default_factory=Removed)

    def add(self, text: str, page: int) -> None:
        self.lines.append(text)
        self.pages.append(page)


_HEAD_ROWS = 4
_Table = list[list[str]]
_Item = Column | tuple[Ruled, _Table]


def compose(sheets: list[Sheet], deadline: Deadline) -> Composed:
    """Put the words of all sheets into lines; the sheets are used up."""
    composed = Composed(removed=strip(sheets))
    pages: list[tuple[Sheet, list[Ruled], list[Row]]] = []
    for sheet in sheets:
        deadline.check()
        ruled = grids.find(sheet)
        upright = [word for word in sheet.words if not word.angle]
        pages.append((sheet, ruled, [*rows_of(upright, sheet.number), *_side_row(sheet)]))
    notes = Notes(body_size(row for _, _, rows in pages for row in rows))
    items: list[list[_Item]] = []
    edges: list[Margins | None] = []
    for sheet, ruled, rows in pages:
        deadline.check()
        text = notes.take(sheet, rows)
        edges.append(margins(text, sheet.width))
        items.append(list(_in_order(text, ruled)))
    composed.footnotes = notes.footnotes
    _join_tables([item for page in items for item in page])
    _write(composed, items, edges, [sheet for sheet, _, _ in pages])
    return composed


def _side_row(sheet: Sheet) -> list[Row]:
    """What is printed up or down the side, read last."""
    side = sorted((word for word in sheet.words if word.angle), key=_along)
    return [Row(side, sheet.number)] if side else []


def _along(word: Word) -> float:
    return word.top if word.angle == 1 else -word.top


def _in_order(rows: list[Row], ruled: list[Ruled]) -> Iterator[_Item]:
    """Columns and tables of one page from the top."""
    start = 0
    for table in ruled:
        end = start
        while end < len(rows) and rows[end].top < table.top:
            end += 1
        yield from columns(rows[start:end])
        start = end
        yield table, [_cells(table, row) for row in table.rows]
    yield from columns(rows[start:])


def _cells(table: Ruled, row: list[tuple[int, list[Word]]]) -> list[str]:
    texts = [""] * (len(table.edges) - 1)
    for column, words in row:
        upright = [word for word in words if not word.angle]
        side = sorted((word for word in words if word.angle), key=_along)
        parts = cell_paragraphs(rows_of(upright, table.page))
        if side:
            parts.append(" ".join(word.text for word in side))
        texts[column] = "\n".join(parts)
    return texts


def _join_tables(items: list[_Item]) -> None:
    """Make tables that go on over pages whole: no repeated head, no row cut in two."""
    before: tuple[Ruled, _Table] | None = None
    for item in items:
        if isinstance(item, Column):
            before = None
            continue
        ruled, rows = item
        if before is not None and _goes_on(before[0], ruled):
            _drop_head(before[1], rows)
            _close_row(before[1], rows)
            if not rows:
                continue
            # The head of the first part serves all parts.
            item = (ruled, rows)
        before = item


def _goes_on(before: Ruled, table: Ruled) -> bool:
    same = len(before.edges) == len(table.edges)
    return (
        same
        and table.page == before.page + 1
        and all(abs(a - b) < 8 for a, b in zip(before.edges, table.edges, strict=True))
    )


def _drop_head(before: _Table, rows: _Table) -> None:
    count = 0
    while count < min(len(before), len(rows)) and before[count] == rows[count]:
        if count >= _HEAD_ROWS or (rows[count][0].isdigit() and not _is_count(rows[count])):
            break  # rows of data may be alike too
        count += 1
    del rows[:count]


def _is_count(row: list[str]) -> bool:
    """Whether a row numbers the columns: 1 2 3 …, (1) (2) …, A B 1 2=3+4 …"""
    return all(len(text) < 12 for text in row) and sum(bool(text) for text in row) > 1


def _close_row(before: _Table, rows: _Table) -> None:
    """A first row without its running number is the rest of the last row before."""
    if not before or not rows or len(rows[0]) < 3 or rows[0][0]:
        return
    numbered = sum(bool(row[0]) for row in before)
    filled = [index for index, text in enumerate(rows[0]) if text]
    if numbered * 2 < len(before) or not filled or not all(before[-1][i] for i in filled):
        return
    if not any(rows[0][i][:1].islower() for i in filled):
        return
    for index in filled:
        before[-1][index] = f"{before[-1][index]} {rows[0][index]}"
    del rows[0]


def _write(
    composed: Composed, items: list[list[_Item]], edges: list[Margins | None], sheets: list[Sheet]
) -> None:
    usual = _usual([edge for edge in edges if edge is not None])
    waiting: list[tuple[Column, Margins]] = []
    for page, edge, sheet in zip(items, edges, sheets, strict=True):
        whole = edge or usual or Margins(0.12 * sheet.width, 0.9 * sheet.width)
        for item in page:
            if isinstance(item, Column):
                waiting.append((item, _own(item) if item.side else whole))
                continue
            _add_paragraphs(composed, waiting)
            _add_table(composed, *item)
    _add_paragraphs(composed, waiting)


def _usual(edges: list[Margins]) -> Margins | None:
    if not edges:
        return None
    return Margins(middle(e.left for e in edges), middle(e.right for e in edges))


def _own(column: Column) -> Margins:
    return Margins(min(row.x0 for row in column.rows), max(row.x1 for row in column.rows))


def _add_paragraphs(composed: Composed, waiting: list[tuple[Column, Margins]]) -> None:
    for text, page in paragraphs(waiting):
        composed.add(text, page)
    waiting.clear()


def _add_table(composed: Composed, ruled: Ruled, rows: _Table) -> None:
    used = {index for row in rows for index, text in enumerate(row) if text}
    for row in rows:
        if len(used) == 1:
            for line in "".join(row).split("\n"):
                composed.add(line, ruled.page)
        elif any(row):
            composed.add(tables.row(row), ruled.page)
