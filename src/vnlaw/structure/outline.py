"""Which lines of a text start its provisions, and which are quoted from another document.

Labels alone do not tell: an amending document quotes whole articles. Two things decide together:
quotation marks, and whether a number continues the document's own numbering.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from vnlaw.document import Level
from vnlaw.structure.labels import CONTAINERS, Mark, read_mark, read_roman_heading
from vnlaw.structure.quotes import NO_QUOTES, Quotes, read_quotes
from vnlaw.tables import is_row

_AMENDING = tomllib.loads(
    files("vnlaw").joinpath("data", "structure_amending.toml").read_text(encoding="utf-8")
)
_VERB = re.compile("|".join(map(re.escape, _AMENDING["verbs"])), re.IGNORECASE)
_FINAL = re.compile("|".join(map(re.escape, _AMENDING["final"])), re.IGNORECASE)
_ANNOUNCING = re.compile(rf"(?:{'|'.join(map(re.escape, _AMENDING['announcing']))})\b.{{0,40}}$")
_HAS_QUOTE = re.compile("[\"“”„‟«»‘’']")
_REFERENCE_BEFORE = re.compile(
    r"(?:,|\b(?:tại|của|và|hoặc|theo|với|các|từ|đến|khoản \w+|điểm \w+))$"
)

_ORDER = {level: depth for depth, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the text with what it is: a provision's start, its heading, or its text."""

    index: int
    line: str
    mark: Mark | None = None
    heading: bool = False
    quoted: bool = False


def outline(lines: Sequence[tuple[int, str]], *, roman: bool = False) -> list[Entry]:
    """Sort `(index, stripped line)` pairs into provision starts, headings and text.

    `roman` reads "I." as the heading of a section: for documents that have no Điều.
    """
    return _Outliner(lines, roman).run()


class _Outliner:
    def __init__(self, lines: Sequence[tuple[int, str]], roman: bool) -> None:
        self.lines = lines
        self.roman = roman
        self.quotes = [
            read_quotes(line) if _HAS_QUOTE.search(line) else NO_QUOTES for _, line in lines
        ]
        self.next_opening = self._places([_opens_block(q) for q in self.quotes])
        self.next_closing = self._places([q.closed > 0 for q in self.quotes])
        self.last: dict[Level, Mark] = {}
        self.entries: list[Entry] = []
        self.quoting = False
        self.amending = False
        self.titled: Mark | None = None
        self.title_lines = 0

    def _places(self, flags: Sequence[bool]) -> list[int]:
        """For each place, the first flagged place at or after it; the length when none is."""
        following = len(flags)
        places = [following] * (len(flags) + 1)
        for place in range(len(flags) - 1, -1, -1):
            if flags[place]:
                following = place
            places[place] = following
        return places

    def run(self) -> list[Entry]:
        for place, (index, line) in enumerate(self.lines):
            self.entries.append(self._entry(place, index, line))
        return self.entries

    def _entry(self, place: int, index: int, line: str) -> Entry:
        if is_row(line):
            self.titled = None
            return Entry(index, line, quoted=self.quoting)
        quotes = self.quotes[place]
        mark = None if quotes.starts else self._read(line)
        if self.quoting:
            if mark is None or not self._resumes(mark, place):
                self.quoting = not self._closes(place)
                return Entry(index, line, quoted=True)
            self.quoting = False
        if mark is not None and self._accepts(mark):
            self._enter(mark, place)
            return Entry(index, line, mark)
        if self._is_title(mark, line):
            self.title_lines += 1
            return Entry(index, line, heading=True)
        self.titled = None
        if quotes.starts and (self.amending or self._announced()):
            self.quoting = quotes.opened > 0 and not self._closes(place)
            return Entry(index, line, quoted=True)
        if quotes.opens_after_colon and self.amending:
            self.quoting = True
        return Entry(index, line)

    def _read(self, line: str) -> Mark | None:
        mark = read_mark(line)
        if mark is None and self.roman:
            mark = read_roman_heading(line)
        return mark

    def _announced(self) -> bool:
        return bool(self.entries) and (
            self.entries[-1].line.endswith(":")
            or _ANNOUNCING.search(self.entries[-1].line) is not None
        )

    def _closes(self, place: int) -> bool:
        if self.quotes[place].closed == 0:
            return False
        after = place + 1
        if self.next_closing[after] < self.next_opening[after]:
            mark = self._read(self.lines[after][1])
            return mark is not None and mark.follows(self.last.get(mark.level))
        return True

    def _resumes(self, mark: Mark, place: int) -> bool:
        """Whether the document goes on here although the quotation was never closed."""
        if self.next_closing[place] < self.next_opening[place]:
            return False
        if not self._fits(mark):
            return False
        if _VERB.match(mark.rest):
            return True
        return mark.level is Level.ARTICLE and _FINAL.match(mark.rest) is not None

    def _fits(self, mark: Mark) -> bool:
        if mark.level is Level.CLAUSE and Level.ARTICLE not in self.last and not self.roman:
            return False
        return mark.follows(self.last.get(mark.level))

    def _accepts(self, mark: Mark) -> bool:
        if mark.level is Level.SUBPOINT:
            return Level.CLAUSE in self.last or Level.POINT in self.last
        if not self._fits(mark):
            return False
        if mark.firm and (mark.rest or mark.level in CONTAINERS):
            return True
        return not self.entries or not _REFERENCE_BEFORE.search(self.entries[-1].line[-40:])

    def _enter(self, mark: Mark, place: int) -> None:
        depth = _ORDER[mark.level]
        for level in list(self.last):
            if _ORDER[level] > depth and level is not Level.ARTICLE:
                del self.last[level]
        self.last[mark.level] = mark
        self.titled = mark if mark.level in CONTAINERS or mark.level is Level.ARTICLE else None
        self.title_lines = 1 if mark.rest else 0
        if _VERB.match(mark.rest):
            self.amending = True
        if self.quotes[place].opens_after_colon and self.amending:
            self.quoting = True

    def _is_title(self, mark: Mark | None, line: str) -> bool:
        if self.titled is None or mark is not None:
            return False
        if self.titled.level is Level.ARTICLE:
            return self.title_lines == 0 and len(line) < 200 and line[-1] not in '.;:,”"'
        return self.title_lines == 0 or line.isupper()


def _opens_block(quotes: Quotes) -> bool:
    return (quotes.starts and quotes.opened > 0) or quotes.opens_after_colon
