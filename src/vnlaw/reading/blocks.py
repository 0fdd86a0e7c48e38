"""Paragraphs and tables on their way to lines: what every reader builds, and how it is flattened.

A table of data becomes row lines (`vnlaw.tables`). A table that only places text side by side,
such as the two-column heading or the signature block, becomes plain paragraphs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from vnlaw import tables
from vnlaw.text import fold

_LAYOUT = tomllib.loads(
    files("vnlaw").joinpath("data", "reading_layout.toml").read_text(encoding="utf-8")
)


@dataclass(slots=True)
class Cell:
    """One cell; `column` is its place in the table's grid, counted from 0."""

    blocks: list[Block] = field(default_factory=list)
    column: int = 0


@dataclass(slots=True)
class Grid:
    """A table as found in a file: rows of cells."""

    rows: list[list[Cell]] = field(default_factory=list)


Block = str | Grid


@dataclass(frozen=True, slots=True)
class _Sign:
    rows: int
    columns: int
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _signs() -> tuple[_Sign, ...]:
    return tuple(
        _Sign(entry["rows"], entry["columns"], re.compile("|".join(entry["patterns"])))
        for entry in (_LAYOUT["heading"], _LAYOUT["signature"])
    )


def flatten(blocks: Iterable[Block]) -> Iterator[str]:
    """Paragraphs and table rows of `blocks`, in reading order; empty ones may occur."""
    for block in blocks:
        if isinstance(block, str):
            yield block
        elif is_layout(block):
            for cells in block.rows:
                for cell in cells:
                    yield from flatten(cell.blocks)
        else:
            yield from _rows(block)


def is_layout(grid: Grid) -> bool:
    """Whether a table only places text: a heading, a signature block, a box, columns of prose."""
    filled = [cell for cells in grid.rows for cell in cells if any(map(_has_text, cell.blocks))]
    if len({cell.column for cell in filled}) <= 1:
        return True
    rows, columns = len(grid.rows), max(len(cells) for cells in grid.rows)
    prose = _LAYOUT["prose"]
    if rows <= prose["rows"] and columns <= prose["columns"] and any(map(_is_prose, filled)):
        return True
    signs = [s for s in _signs() if rows <= s.rows and columns <= s.columns]
    if not signs:
        return False
    texts = [fold(text).strip() for cell in filled for text in _paragraphs(cell.blocks)]
    return any(sign.pattern.search(text) for sign in signs for text in texts)


def _rows(grid: Grid) -> Iterator[str]:
    width = max((cell.column + 1 for cells in grid.rows for cell in cells), default=0)
    for cells in grid.rows:
        texts = [""] * width
        for cell in cells:
            texts[cell.column] = "\n".join(_paragraphs(cell.blocks))
        if any(text.strip() for text in texts):
            yield tables.row(texts)


def _paragraphs(blocks: Iterable[Block]) -> Iterator[str]:
    """The text of blocks without table bars: what a cell of an outer table can hold."""
    for block in blocks:
        if isinstance(block, str):
            if block.strip():
                yield block
        else:
            for cells in block.rows:
                texts = ("\n".join(_paragraphs(cell.blocks)) for cell in cells)
                if joined := "; ".join(text for text in texts if text):
                    yield joined


def _has_text(block: Block) -> bool:
    if isinstance(block, str):
        return bool(block.strip())
    return any(_has_text(inner) for cells in block.rows for cell in cells for inner in cell.blocks)


def _is_prose(cell: Cell) -> bool:
    texts = list(_paragraphs(cell.blocks))
    prose = _LAYOUT["prose"]
    long = sum(map(len, texts)) >= int(prose["characters"])
    return long and len(texts) >= int(prose["paragraphs"])
