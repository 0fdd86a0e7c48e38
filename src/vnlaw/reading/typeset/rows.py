"""Words to rows, and rows to columns that stand side by side."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from vnlaw.reading.typeset.sheets import Row, Word
from vnlaw.text import clean, fold

PAGES: dict[str, Any] = tomllib.loads(
    files("vnlaw").joinpath("data", "reading_pages.toml").read_text(encoding="utf-8")
)
# A blank this wide, in type sizes, may part two columns; the marker of a list item never does.
_GAP = 1.7
_MARKER = re.compile(
    r"(\(?\d{1,3}(\.\d{1,3})*[.)]?|\(?[a-zđ]\d?[.)]|[-+•–*o]|[IVXL]+\.|Điều \d+\.?)$"
)
_MOTTO_GAP = 0.4  # before the national motto less will do: it always heads the right column
_NEAR = 1.9  # rows of one column follow each other within so many type sizes
_SIGNATURE = 130.0  # points that a seal and signature may take between title and name


@dataclass(slots=True)
class Column:
    """Rows that stand below each other. `left` and `right` are its margins."""

    rows: list[Row]
    left: float = 0.0
    right: float = 0.0
    side: bool = False  # one of several columns beside each other


@dataclass(slots=True)
class _Band:
    """Rows parted by one blank strip from `start` to `end`."""

    start: float
    end: float
    left: list[Row] = field(default_factory=list)
    right: list[Row] = field(default_factory=list)
    both: int = 0


def rows_of(words: Iterable[Word], page: int) -> list[Row]:
    """Gather words into rows, from the top; a raised number joins the row it stands beside."""
    rows: list[list[Word]] = []
    cores: list[tuple[float, float]] = []
    ordered = sorted(words, key=lambda word: (-_level(word.size), word.top))
    by_top: list[int] = []
    for word in ordered:
        place = _place(word, by_top, cores, rows)
        if place is None:
            by_top.append(len(rows))
            rows.append([word])
            cores.append((word.top, word.bottom))
            if len(by_top) > 1 and cores[by_top[-2]][0] > word.top:
                by_top.sort(key=lambda index: cores[index][0])
        else:
            rows[place].append(word)
    gathered = [Row(sorted(row, key=lambda word: word.x0), page) for row in rows]
    return sorted(gathered, key=lambda row: (cores_top(row), row.x0))


def cores_top(row: Row) -> float:
    """Upper edge of the row's main type."""
    size = max(word.size for word in row.words)
    return min(word.top for word in row.words if word.size > 0.8 * size)


def _level(size: float) -> int:
    """Small type is placed after large, so that raised numbers find their row."""
    return 1 if size >= 10.5 else 0


def _place(
    word: Word, by_top: list[int], cores: list[tuple[float, float]], rows: list[list[Word]]
) -> int | None:
    best, share = None, 0.5
    for index in reversed(by_top):
        top, bottom = cores[index]
        if bottom < word.top - 30:
            break
        overlap = min(bottom, word.bottom) - max(top, word.top)
        part = overlap / max(1.0, min(bottom - top, word.bottom - word.top))
        if part > share and not _collides(word, rows[index]):
            best, share = index, part
    return best


def _collides(word: Word, row: list[Word]) -> bool:
    """Whether a word of a row already stands where this one does: they are not on one line."""
    return any(
        min(other.x1, word.x1) - max(other.x0, word.x0)
        > max(0.4 * word.size, 0.5 * min(other.x1 - other.x0, word.x1 - word.x0))
        for other in row[-6:]
    )


def columns(rows: list[Row]) -> Iterator[Column]:
    """Divide the rows of a page into columns, in reading order: left before right."""
    whole: list[Row] = []
    index = 0
    while index < len(rows):
        band, used = _band(rows, index)
        if band is None:
            whole.append(rows[index])
            index += 1
            continue
        if whole:
            yield Column(whole)
            whole = []
        for side in (band.left, band.right):
            for column in columns(side):
                column.side = True
                yield column
        index += used
    if whole:
        yield Column(whole)


def _band(rows: list[Row], start: int) -> tuple[_Band | None, int]:
    """The band of parted rows that begins at `start`, and how many rows it takes."""
    for gap in _gaps(rows[start]):
        band = _Band(*gap)
        _part(band, rows[start])
        used = 1
        for row in rows[start + 1 :]:
            if not _extend(band, row):
                break
            used += 1
        if band.both >= 2 or _is_block(band):
            return band, used
    return None, 0


def _extend(band: _Band, row: Row) -> bool:
    """Take one more row into the band, if the blank strip goes on beside it."""
    for gap in _gaps(row):
        start, end = max(band.start, gap[0]), min(band.end, gap[1])
        if end - start >= 0.6 * row.size and _near(band, row):
            band.start, band.end = start, end
            _part(band, row)
            return True
    if row.x1 <= band.end and _goes_on(band.left, row):
        band.left.append(row)
        band.start = max(band.start, row.x1)
        return True
    if row.x0 >= band.start and _goes_on(band.right, row):
        band.right.append(row)
        band.end = min(band.end, row.x0)
        return True
    return False


def _near(band: _Band, row: Row) -> bool:
    last = max(side[-1].bottom for side in (band.left, band.right) if side)
    return row.top - last < _SIGNATURE


def _goes_on(side: list[Row], row: Row) -> bool:
    """Whether a row that stands on one side only belongs to the column above it."""
    if not side:
        return False
    last = side[-1]
    centre = (min(r.x0 for r in side) + max(r.x1 for r in side)) / 2
    centred = abs((row.x0 + row.x1) / 2 - centre) < 14
    aligned = min(abs(row.x0 - r.x0) for r in side) < 4
    distance = row.top - last.bottom
    return (aligned and distance < _NEAR * row.size) or (centred and distance < _SIGNATURE)


def _gaps(row: Row) -> list[tuple[float, float]]:
    """Blank strips of a row wide enough to part columns, the widest first."""
    words = row.words
    size = row.size
    gaps: list[tuple[float, float]] = []
    end = words[0].x1
    for index, word in enumerate(words[1:], 1):
        blank = word.x0 - end
        wide = blank > _GAP * size and not _is_marker(words[:index])
        if wide or (blank > _MOTTO_GAP * size and _is_motto(words[index:])):
            gaps.append((end, word.x0))
        end = max(end, word.x1)
    if len(gaps) > 4:
        return []  # a justified last row, or a form: no columns
    return sorted(gaps, key=lambda gap: gap[0] - gap[1])


def _is_marker(words: list[Word]) -> bool:
    return len(words) <= 2 and bool(_MARKER.match(" ".join(word.text for word in words)))


def _part(band: _Band, row: Row) -> None:
    middle = (band.start + band.end) / 2
    left = [word for word in row.words if word.x1 <= middle]
    right = [word for word in row.words if word.x1 > middle]
    if left:
        band.left.append(Row(left, row.page))
    if right:
        band.right.append(Row(right, row.page))
    band.both += bool(left and right)


@lru_cache(maxsize=1)
def _mottos() -> re.Pattern[str]:
    return re.compile("|".join(PAGES["labels"]["mottos"]))


def _is_motto(words: list[Word]) -> bool:
    return bool(_mottos().match(fold(clean(" ".join(word.text for word in words[:9])))))


@lru_cache(maxsize=1)
def _blocks() -> re.Pattern[str]:
    return re.compile("|".join(PAGES["labels"]["blocks"]))


def _is_block(band: _Band) -> bool:
    """Whether one parted row is enough: a heading or a signature block."""
    texts = (fold(clean(row.text)) for row in (*band.left, *band.right))
    return any(_blocks().search(text) for text in texts)
