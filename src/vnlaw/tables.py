r"""Tables inside plain text: one line a row, ``| a | b |``.

A document is a sequence of lines, so a table is kept as consecutive *row lines*. The form is the
one people know from Markdown: cells between bars. Inside a cell a bar is written ``\|``, a
backslash ``\\``, and a line break `` ⏎ ``; nothing else is changed. Runs of blanks in a cell
become one blank, so that cleaning a row line never changes its cells.

Row lines are never the start of a provision, whatever their cells say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

BREAK = "⏎"

_ESCAPES = {"\\": "\\\\", "|": "\\|", BREAK: "\\" + BREAK}
_SPECIAL = re.compile(r"[\\|⏎]")
# One cell: anything but a bare bar; a backslash takes the next character with it.
_CELL = re.compile(r"((?:[^|\\]|\\.)*)\|", re.DOTALL)
_PIECE = re.compile(r"\\(.)|\s*⏎\s*", re.DOTALL)

Table = tuple[tuple[str, ...], ...]


def row(cells: Sequence[str]) -> str:
    """Write one table row; line breaks in a cell are kept, its outer blanks are not.

    A row without cells is written as one empty cell.
    """
    return "|" + "".join(f" {text} |" if text else " |" for text in map(_written, cells or [""]))


def is_row(line: str) -> bool:
    """Whether a line is a table row, i.e. was written by `row`."""
    return len(line) >= 3 and line.startswith("| ") and line.endswith(" |")


def cells(line: str) -> tuple[str, ...]:
    """The cells of a row line, with "\\n" where a cell breaks.

    A line that is no row is taken as one cell, so that nothing is ever lost.
    """
    if not is_row(line):
        return (line,)
    return tuple(_read(match) for match in _CELL.findall(line[1:]))


def grouped(lines: Iterable[str]) -> Iterator[str | Table]:
    """Yield paragraphs as they are and each run of row lines as one table (rows of cells)."""
    table: list[tuple[str, ...]] = []
    for line in lines:
        if is_row(line):
            table.append(cells(line))
            continue
        if table:
            yield tuple(table)
            table = []
        yield line
    if table:
        yield tuple(table)


def _written(cell: str) -> str:
    pieces = (" ".join(piece.split()) for piece in cell.splitlines())
    escaped = (_SPECIAL.sub(lambda m: _ESCAPES[m[0]], piece) for piece in pieces if piece)
    return f" {BREAK} ".join(escaped)


def _read(written: str) -> str:
    return _PIECE.sub(lambda m: m[1] or "\n", written.strip())
