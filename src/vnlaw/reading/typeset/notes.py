"""Footnotes at the foot of pages: told from the text by a rule above them and by smaller type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from vnlaw.document import Footnote
from vnlaw.reading.typeset.paragraphs import glue
from vnlaw.reading.typeset.sheets import Row, Rule, Sheet, is_raised

_NUMBER = re.compile(r"[\[(]?(\d{1,3}|\*{1,3})[\])]?$")
_UNIT = re.compile(r"(?:^|[\W\d_])[kcdm]?m$|\d[a-z]*$")
_SMALLER = 0.7  # points by which notes are smaller than the text


def body_size(rows: Iterable[Row]) -> float:
    """Type size of most of a document's text, in points; 0 when there is none."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


class Notes:
    """Collects notes page after page; a note may go on at the foot of the next page."""

    def __init__(self, body: float) -> None:
        self._body = body
        self._notes: list[tuple[str, list[str]]] = []
        self._last_page = 0

    @property
    def footnotes(self) -> list[Footnote]:
        """All notes so far."""
        return [Footnote(marker, glue(rows)) for marker, rows in self._notes]

    def take(self, sheet: Sheet, rows: list[Row]) -> list[Row]:
        """Take the notes out of a page's rows; the rest, with calls written as ``[n]``."""
        start = self._start(sheet, rows)
        text, foot = rows[:start], rows[start:]
        markers = {marker for row in foot if (marker := _marker(row))}
        for row in foot:
            self._add(row)
        if foot:
            self._last_page = sheet.number
        if markers:
            for row in text:
                _call(row, markers)
        return text

    def _start(self, sheet: Sheet, rows: list[Row]) -> int:
        """Index of the first row of the notes."""
        small = len(rows)
        while small and rows[small - 1].size <= self._body - _SMALLER:
            small -= 1
        if small == len(rows):
            return small
        for rule in sorted(filter(_may_part, sheet.rules), key=lambda rule: rule.y0):
            below = next((i for i, row in enumerate(rows) if row.top >= rule.y0 - 3), len(rows))
            if not small <= below < len(rows) or not _stands_over(rule, rows[below], sheet):
                continue
            if _marker(rows[below]) or self._last_page == sheet.number - 1 > 0:
                return below
        return next((i for i in range(small, len(rows)) if _marker(rows[i])), len(rows))

    def _add(self, row: Row) -> None:
        marker = _marker(row)
        if marker:
            self._notes.append((marker, [row.text[len(row.words[0].text) :].strip()]))
        else:
            self._notes[-1][1].append(row.text)


def _may_part(rule: Rule) -> bool:
    return rule.horizontal and rule.x1 - rule.x0 > 50


def _stands_over(rule: Rule, row: Row, sheet: Sheet) -> bool:
    """Whether the rule begins at the left margin, right above a row of notes."""
    return row.top - rule.y0 < 25 and rule.x0 < 0.3 * sheet.width and rule.x0 - row.x0 < 30


def _marker(row: Row) -> str:
    """The number with which a note begins: small and raised; "" for other rows."""
    first = row.words[0]
    if len(row.words) < 2:
        return ""
    following = row.words[1]
    match = _NUMBER.match(first.text)
    if match and is_raised(first, following.base, following.size):
        return match[1]
    return ""


def _call(row: Row, markers: set[str]) -> None:
    """Write raised numbers of a text row that call a note of its page as ``[n]``."""
    size = row.size
    base = max(word.base for word in row.words if word.size > 0.8 * size)
    for index, word in enumerate(row.words):
        match = _NUMBER.match(word.text)
        if not match or match[1] not in markers or not is_raised(word, base, size):
            continue
        before = row.words[index - 1].text if index else ""
        if not (word.glued and _UNIT.search(before) and before[-1:].isalpha()):
            word.text = f"[{match[1]}]"
