"""Which lines of a text start its provisions, and which are quoted from another document.

Labels alone do not tell: an amending document quotes whole articles. Two things decide together:
quotation marks, and whether a number continues the document's own numbering.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
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

_QUOTE_MARKS = "\"“”„‟«»‘’' "
_SENTENCE_ENDS = '.;:,)…”"’'
_DEPTH = {level: depth for depth, level in enumerate(Level)}


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
        self.inner: dict[Level, Mark] = {}  # lists inside an item, which are its text
        self.entries: list[Entry] = []
        self.article: Mark | None = None
        self.article_quotes = False
        self.amending = False
        self.numbered_subpoints = False
        self.depth = 0  # of quotations
        self.quoted: dict[Level, Mark] = {}
        self.quoted_amends = False
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
            return Entry(index, line, quoted=self.depth > 0)
        quotes = self.quotes[place]
        mark = None if quotes.starts else self._read(line)
        if self.depth:
            if mark is None or not self._resumes(mark, place):
                self._quote(place, line, mark)
                return Entry(index, line, quoted=True)
            self.depth = 0
        if mark is not None:
            accepted = self._accept(mark)
            if accepted is not None:
                self._enter(accepted, place)
                return Entry(index, line, accepted)
        if self._is_title(mark, line):
            self.title_lines += 1
            return Entry(index, line, heading=True)
        self.titled = None
        if quotes.starts and (self.amending or self._announced()):
            self._open_quote(place, line)
            return Entry(index, line, quoted=True)
        if quotes.opens_after_colon and self.amending:
            self.depth = 1
        return Entry(index, line)

    def _read(self, line: str) -> Mark | None:
        mark = read_mark(line)
        if mark is None and self.roman:
            mark = read_roman_heading(line)
        return mark

    def _announced(self) -> bool:
        """Whether the line before says that quoted text comes."""
        if not self.entries:
            return False
        before = self.entries[-1].line
        return before.endswith(":") or _ANNOUNCING.search(before[-60:]) is not None

    # Inside quotations

    def _open_quote(self, place: int, line: str) -> None:
        self.quoted = {}
        self.quoted_amends = False
        self._note_quoted(self._read(line.lstrip(_QUOTE_MARKS)))
        if self.quotes[place].opened > 0 and not self._closes(place):
            self.depth = 1
        if self.article is not None:
            self.article_quotes = True

    def _quote(self, place: int, line: str, mark: Mark | None) -> None:
        """Take one more line of a quotation, and see whether it ends or nests another."""
        quotes = self.quotes[place]
        if quotes.starts:
            if self.quoted_amends and self._announced():
                self.depth += min(quotes.opened, 1)
                return
            mark = self._read(line.lstrip(_QUOTE_MARKS))
        if self.depth == 1:
            self._note_quoted(mark)
        if self._closes(place):
            self.depth = max(0, self.depth - quotes.closed)

    def _note_quoted(self, mark: Mark | None) -> None:
        if mark is None:
            return
        _forget_below(self.quoted, mark.level, keep_articles=False)
        self.quoted[mark.level] = mark
        if _VERB.match(mark.rest):
            self.quoted_amends = True

    def _closes(self, place: int) -> bool:
        if self.quotes[place].closed == 0:
            return False
        if self.depth > self.quotes[place].closed:
            return True
        after = place + 1
        if self.next_closing[after] < self.next_opening[after]:
            mark = self._read(self.lines[after][1])
            return mark is not None and mark.follows(self.last.get(mark.level))
        return True

    def _resumes(self, mark: Mark, place: int) -> bool:
        """Whether the document goes on here although the quotation was never closed."""
        if self.next_closing[place] < self.next_opening[place] or not self._fits(mark):
            return False
        if mark.level is Level.ARTICLE and _FINAL.match(mark.rest):
            return True
        if not self._instructs(mark, place):
            return False
        follows_quoted = mark.follows(self.quoted.get(mark.level)) and any(
            _DEPTH[level] <= _DEPTH[mark.level] for level in self.quoted
        )
        return not (follows_quoted and self.quoted_amends)

    def _instructs(self, mark: Mark, place: int) -> bool:
        """Whether a mark gives an amending instruction; a chapter does in its title."""
        text = mark.rest
        if not text and mark.level in CONTAINERS and place + 1 < len(self.lines):
            text = self.lines[place + 1][1]
        return _VERB.match(text) is not None

    # Outside quotations

    def _fits(self, mark: Mark) -> bool:
        if mark.level is Level.CLAUSE and self.article is None and not self.roman:
            return False
        return mark.follows(self.last.get(mark.level))

    def _accept(self, mark: Mark) -> Mark | None:
        """The mark as it counts here; None when the line is text after all."""
        before = self.entries[-1] if self.entries else None
        if mark.level is Level.SUBPOINT:
            return mark if Level.CLAUSE in self.last or Level.POINT in self.last else None
        if mark.level is Level.POINT and mark.suffix:
            mark = self._point_or_subpoint(mark)
        if not self._continues(mark):
            return None
        if before is None or before.mark is not None or before.heading:
            return mark
        if mark.level is Level.CLAUSE and (not mark.rest or Level.CLAUSE not in self.last):
            return mark if before.line[-1] in _SENTENCE_ENDS else None
        if mark.firm and (mark.rest or mark.level in CONTAINERS):
            return mark
        return None if _REFERENCE_BEFORE.search(before.line[-40:]) else mark

    def _point_or_subpoint(self, mark: Mark) -> Mark:
        """A tiết printed "b1)" under "b) …:" is no inserted điểm b1."""
        previous = self.last.get(Level.POINT)
        if previous is None or previous.order != mark.order:
            return mark
        if self.entries[-1].line.endswith(":") and mark.suffix == "1":
            self.numbered_subpoints = True
        if not self.numbered_subpoints:
            return mark
        return replace(mark, level=Level.SUBPOINT)

    def _continues(self, mark: Mark) -> bool:
        """Whether a mark continues the list of its level, and not a list inside an item."""
        inner = self.inner.get(mark.level)
        in_inner = inner is not None and mark.step(inner) == 1
        if self._fits(mark):
            if not in_inner or self.entries[-1].line[-1] in _SENTENCE_ENDS:
                return True
        elif not in_inner and self._tolerates(mark):
            return True
        self.inner[mark.level] = mark
        return False

    def _tolerates(self, mark: Mark) -> bool:
        """Whether a number out of sequence is a slip of the source: it is taken as printed."""
        previous = self.last.get(mark.level)
        amends = _VERB.match(mark.rest) is not None
        if mark.level in CONTAINERS:
            return previous is not None and mark.step(previous) in range(4)
        if mark.level is Level.ARTICLE:
            if not mark.firm or not mark.rest:
                return False
            if previous is None:
                return True
            if self.titled is not None and self.titled.level in CONTAINERS and not self.amending:
                return True
            return mark.step(previous) in range(4) and (not self.amending or amends)
        if self.article is None or (self.article_quotes and not amends):
            return False
        if previous is None:
            return self._starts_late(mark, amends)
        return mark.order > 1 and mark.style == previous.style and bool(mark.rest)

    def _starts_late(self, mark: Mark, amends: bool) -> bool:
        """Whether a list whose first label was lost, or that runs on from above, starts here."""
        before = self.entries[-1]
        if mark.level is Level.CLAUSE:
            return amends and before.line.endswith(":")
        return mark.level is Level.POINT and mark.order == 2

    def _enter(self, mark: Mark, place: int) -> None:
        _forget_below(self.last, mark.level, keep_articles=True)
        _forget_below(self.inner, mark.level, keep_articles=False)
        self.inner.pop(mark.level, None)
        self.last[mark.level] = mark
        if mark.level is Level.ARTICLE:
            self.article = mark
            self.article_quotes = False
        self.titled = mark if mark.level in CONTAINERS or mark.level is Level.ARTICLE else None
        self.title_lines = 1 if mark.rest else 0
        if _VERB.match(mark.rest):
            self.amending = True
        if self.quotes[place].opens_after_colon and self.amending:
            self.depth = 1

    def _is_title(self, mark: Mark | None, line: str) -> bool:
        if self.titled is None or mark is not None:
            return False
        if self.titled.level is Level.ARTICLE:
            return self.title_lines == 0 and len(line) < 200 and line[-1] not in '.;:,”"'
        return self.title_lines == 0 or line.isupper()


def _opens_block(quotes: Quotes) -> bool:
    return (quotes.starts and quotes.opened > 0) or quotes.opens_after_colon


def _forget_below(last: dict[Level, Mark], level: Level, *, keep_articles: bool) -> None:
    """Numbering below `level` starts anew; articles run through the whole document."""
    for lower in [lower for lower in last if _DEPTH[lower] > _DEPTH[level]]:
        if not (keep_articles and lower is Level.ARTICLE):
            del last[lower]
