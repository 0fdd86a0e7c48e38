"""What is printed on pages beside the text: running heads, page numbers, signature boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import chain, takewhile

from vnlaw.reading.typeset.rows import PAGES, rows_of
from vnlaw.reading.typeset.sheets import Row, Sheet, Word
from vnlaw.text import clean, fold

_FURNITURE = PAGES["furniture"]
_EDGE = re.compile("|".join(f"(?:{p})" for p in _FURNITURE["edge"]))
_SIGNATURE = re.compile("|".join(f"(?:{p})" for p in PAGES["signature"]["patterns"]))
_OPENING = re.compile(PAGES["signature"]["opening"])
_REACH = float(PAGES["signature"]["reach"])
_ENDS = re.compile(r"[.;:,]$")  # sentences end so, running heads do not
_LEVEL = 14.0  # points by which a running head may move between scanned pages
_ALIKE = 0.7
_BLANKS = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Removed:
    """What was taken off the pages."""

    furniture: int = 0
    signature: list[str] = field(default_factory=list)


def strip(sheets: list[Sheet]) -> Removed:
    """Take furniture and signature boxes out of the sheets' words."""
    removed = Removed()
    for sheet in sheets:
        removed.signature += _strip_signature(sheet)
        removed.furniture += _strip_side(sheet)
    edges = [_edge_rows(sheet) for sheet in sheets]
    heads = Counter(key for pair in edges for key in {_key(row) for row in chain(*pair)})
    least = max(_FURNITURE["pages"], round(_FURNITURE["share"] * len(sheets)))
    for sheet, (top, foot) in zip(sheets, edges, strict=True):
        others = [row for pair in edges if pair[0] is not top for row in chain(*pair)]

        def is_furniture(row: Row, sheet: Sheet = sheet, others: list[Row] = others) -> bool:
            recurs = heads[_key(row)] >= least and not _ENDS.search(row.text)
            return _is_edge(row) or recurs or (sheet.scanned and _recurs(row, others, least))

        gone = [*_outermost(top, is_furniture, sheet), *_outermost(foot, is_furniture, sheet)]
        removed.furniture += len(gone)
        _drop(sheet, [word for row in gone for word in row.words])
    return removed


def _outermost(rows: list[Row], is_furniture: Callable[[Row], bool], sheet: Sheet) -> list[Row]:
    """Furniture among the rows of one edge, given from the edge inwards.

    What stands behind running text is text, however often it recurs; on scans dirt may stand
    outside of everything.
    """
    if sheet.scanned:
        return [row for row in rows if is_furniture(row)]
    return list(takewhile(lambda row: is_furniture(row) and not _is_ruled(row, sheet), rows))


def _is_ruled(row: Row, sheet: Sheet) -> bool:
    """Whether a row stands between the upright lines of a table."""
    at = (row.top + row.bottom) / 2
    upright = (rule for rule in sheet.rules if not rule.horizontal and rule.y0 < at < rule.y1)
    return sum(1 for _ in upright) > 1


def _edge_rows(sheet: Sheet) -> tuple[list[Row], list[Row]]:
    """The outermost rows at the top and at the foot of a page, each from the edge inwards."""
    upper = _FURNITURE["upper"] * sheet.height
    lower = (1 - _FURNITURE["lower"]) * sheet.height
    words = [w for w in sheet.words if not w.angle]
    count = _FURNITURE["rows"]
    top = rows_of((w for w in words if w.bottom < upper), sheet.number)[:count]
    foot = rows_of((w for w in words if w.top > lower), sheet.number)[-count:]
    return top, foot[::-1]


def _key(row: Row) -> str:
    """The same for a running head on every page, whatever number it carries."""
    text = _DIGITS.sub("#", _plain(row.text))
    return f"{text}@{round(row.top / 12)}" if len(text) > 3 else f"{text}@{id(row)}"


def _recurs(row: Row, others: list[Row], least: int) -> bool:
    """Whether rows like this one stand at the same height of enough other pages.

    On scans no two readings of a running head agree in every letter.
    """
    text = _plain(row.text)
    level = [_plain(other.text) for other in others if abs(other.top - row.top) < _LEVEL]
    if len(text) < 8 or len(level) < least - 1:
        return False
    alike = (SequenceMatcher(None, text, other, autojunk=False).ratio() for other in level)
    return sum(ratio > _ALIKE for ratio in alike) >= least - 1


def _is_edge(row: Row) -> bool:
    return _EDGE.fullmatch(_plain(row.text)) is not None


def _plain(text: str) -> str:
    return _BLANKS.sub("", fold(clean(text)))


def _strip_side(sheet: Sheet) -> int:
    """Take out furniture printed up the side of a page, as on wide tables of the gazette."""
    side = [word for word in sheet.words if word.angle]
    text = _plain("".join(word.text for word in side))
    if not side or not (_EDGE.fullmatch(text) or _EDGE.match(text)):
        return 0
    _drop(sheet, side)
    return 1


def _strip_signature(sheet: Sheet) -> list[str]:
    """Take out the box in which signing software names who signed and when."""
    rows = _pieces(rows_of((w for w in sheet.words if not w.angle), sheet.number))
    marked = [row for row in rows if _SIGNATURE.match(fold(clean(row.text)))]
    if not any(_OPENING.match(fold(clean(row.text))) for row in marked):
        return []
    gone = list(marked)
    for row in rows:
        above = next((mark for mark in gone if _wraps(mark, row)), None)
        if row not in gone and above is not None:
            gone.append(row)
    _drop(sheet, [word for row in gone for word in row.words])
    return [clean(row.text) for row in sorted(gone, key=lambda row: row.top)]


def _wraps(mark: Row, row: Row) -> bool:
    """Whether a row is the rest of a mark: right below, same small type, same left edge."""
    return (
        mark.size < 10.5
        and abs(mark.size - row.size) < 0.6
        and 0 < row.top - mark.top < _REACH
        and abs(row.x0 - mark.x0) < 40
    )


def _pieces(rows: list[Row]) -> list[Row]:
    """Rows cut where the type size changes or a wide blank stands."""
    pieces: list[Row] = []
    for row in rows:
        part: list[Word] = []
        for word in row.words:
            if part and (
                word.x0 - part[-1].x1 > 2 * word.size or abs(word.size - part[-1].size) > 3
            ):
                pieces.append(Row(part, row.page))
                part = []
            part.append(word)
        pieces.append(Row(part, row.page))
    return pieces


def _drop(sheet: Sheet, words: list[Word]) -> None:
    gone = {id(word) for word in words}
    sheet.words = [word for word in sheet.words if id(word) not in gone]
