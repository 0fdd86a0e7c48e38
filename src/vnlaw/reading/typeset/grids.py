"""Ruled tables: from lines on a page to rows of cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from vnlaw.reading.typeset.sheets import Sheet, Word

_TOUCH = 3.0  # points within which lines meet
_WHOLE = 0.6  # share of slots that must be cells of their own on a scanned page
_MOST = 4_000  # rules a page may have and still be looked at for tables


@dataclass(slots=True)
class Ruled:
    """A ruled table: its box, and for each row the cells as `(column, words)`."""

    page: int
    edges: list[float]
    top: float
    bottom: float
    rows: list[list[tuple[int, list[Word]]]]


@dataclass(slots=True)
class _Line:
    """A merged rule: at `at` across, from `start` to `end` along."""

    at: float
    start: float
    end: float


def find(sheet: Sheet) -> list[Ruled]:
    """The ruled tables of a sheet; their words are taken out of `sheet.words`."""
    if len(sheet.rules) > _MOST:
        return []
    across = _merged(_Line((r.y0 + r.y1) / 2, r.x0, r.x1) for r in sheet.rules if r.horizontal)
    down = _merged(_Line((r.x0 + r.x1) / 2, r.y0, r.y1) for r in sheet.rules if not r.horizontal)
    found: list[Ruled] = []
    for rows, sides in _connected(across, down):
        table = _table(sheet, rows, sides)
        if table is not None:
            found.append(table)
    return sorted(found, key=lambda table: table.top)


def _merged(lines: Iterable[_Line]) -> list[_Line]:
    """Join pieces of one line; drop strokes too short to bound a cell."""
    merged: list[_Line] = []
    for line in sorted(lines, key=lambda line: (round(line.at / 2), line.start)):
        for last in reversed(merged[-3:]):
            if abs(last.at - line.at) < 2.0 and line.start - last.end < _TOUCH:
                last.end = max(last.end, line.end)
                break
        else:
            merged.append(_Line(line.at, line.start, line.end))
    return [line for line in merged if line.end - line.start > 6]


def _connected(across: list[_Line], down: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Groups of lines that meet, as (horizontal, vertical)."""
    group = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for i, flat in enumerate(across):
        for j, upright in enumerate(down, len(across)):
            if (
                flat.start - _TOUCH <= upright.at <= flat.end + _TOUCH
                and upright.start - _TOUCH <= flat.at <= upright.end + _TOUCH
            ):
                group[root(i)] = root(j)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for index in range(len(group)):
        flats, uprights = groups.setdefault(root(index), ([], []))
        if index < len(across):
            flats.append(across[index])
        else:
            uprights.append(down[index - len(across)])
    return [pair for pair in groups.values() if len(pair[0]) > 1 and len(pair[1]) > 1]


def _edges(lines: list[_Line]) -> list[float]:
    edges: list[float] = []
    for at in sorted(line.at for line in lines):
        if not edges or at - edges[-1] > _TOUCH:
            edges.append(at)
    return edges


def _table(sheet: Sheet, across: list[_Line], down: list[_Line]) -> Ruled | None:
    xs, ys = _edges(down), _edges(across)
    inside = [word for word in sheet.words if _within(word, xs, ys)]
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > 20_000 or not inside:
        return None
    owner = _owners(xs, ys, across, down)
    # On scans lines have holes; where most cells run into each other there is no table to see.
    if sheet.scanned and len(set(owner.values())) < _WHOLE * len(owner):
        return None
    cells: dict[tuple[int, int], list[Word]] = {}
    for word in inside:
        row = bisect_right(ys, (word.top + word.bottom) / 2) - 1
        column = bisect_right(xs, (word.x0 + word.x1) / 2) - 1
        cells.setdefault(owner[row, column], []).append(word)
    taken = {id(word) for word in inside}
    sheet.words = [word for word in sheet.words if id(word) not in taken]
    heads = sorted(set(owner.values()))
    rows = [
        [(column, cells.get((row, column), [])) for at, column in heads if at == row]
        for row in range(len(ys) - 1)
    ]
    return Ruled(sheet.number, xs, ys[0], ys[-1], [row for row in rows if row])


def _within(word: Word, xs: list[float], ys: list[float]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return len(xs) > 1 and len(ys) > 1 and xs[0] < x < xs[-1] and ys[0] < y < ys[-1]


def _owners(
    xs: list[float], ys: list[float], across: list[_Line], down: list[_Line]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each slot between edges, the first slot of the cell it belongs to."""
    slots = list(product(range(len(ys) - 1), range(len(xs) - 1)))
    owner = {slot: slot for slot in slots}

    def root(slot: tuple[int, int]) -> tuple[int, int]:
        while owner[slot] != slot:
            slot = owner[slot]
        return slot

    for row, column in slots:
        x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
        if column and not _covers(down, xs[column], y):
            _join(owner, root((row, column - 1)), root((row, column)))
        if row and not _covers(across, ys[row], x):
            _join(owner, root((row - 1, column)), root((row, column)))
    return {slot: root(slot) for slot in owner}


def _join(
    owner: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]
) -> None:
    first, second = sorted((one, other))
    owner[second] = first


def _covers(lines: list[_Line], at: float, along: float) -> bool:
    return any(abs(line.at - at) <= _TOUCH and line.start <= along <= line.end for line in lines)
