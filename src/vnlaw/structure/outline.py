"""Which lines of a text start its provisions, and which are quoted from another document.

Labels alone do not tell: an amending document quotes whole articles. Two things decide together:
quotation marks, and whether a number continues the document's own numbering.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vnlaw.document import Level
from vnlaw.structure.labels import (
    CONTAINERS,
    Mark,
    forget_below,
    read_administrative_mark,
    read_mark,
)
from vnlaw.structure.quoting import Quoting
from vnlaw.structure.wording import (
    announces,
    asks_for,
    instructs,
    is_final,
    leads_to_reference,
    rewords,
)
from vnlaw.tables import is_row

_SENTENCE_ENDS = '.;:,)…”"’'
_HEADED = frozenset((*CONTAINERS, Level.ARTICLE))
_LONGEST_NAME = 200  # characters of an article's name on a line of its own
_SLIP = range(4)  # steps by which a source misnumbers; more is another list


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the text with what it is: a provision's start, its heading, or its text."""

    index: int
    line: str
    mark: Mark | None = None
    heading: bool = False
    quoted: bool = False


def outline(lines: Sequence[tuple[int, str]], *, administrative: bool = False) -> list[Entry]:
    """Sort `(index, stripped line)` pairs into provision starts, headings and text.

    `administrative` is for texts that have no Điều: sections are "I.", clauses "1." or "1.1".
    """
    return _Outliner(lines, administrative).run()


class _Outliner:
    def __init__(self, lines: Sequence[tuple[int, str]], administrative: bool) -> None:
        self.lines = lines
        self.administrative = administrative
        self.read = read_administrative_mark if administrative else read_mark
        self.quoting = Quoting([line for _, line in lines], self.read)
        self.entries: list[Entry] = []
        self.last: dict[Level, Mark] = {}
        self.inner: dict[Level, Mark] = {}  # lists inside an item, which are its text
        self.seen: dict[Level, Mark] = {}  # the last mark of each level, in whatever chapter
        self.amending = False
        self.article_quotes = False
        self.numbered_subpoints = False
        self.titled: Mark | None = None  # whose heading may go on in the next line
        self.title_lines = 0

    def run(self) -> list[Entry]:
        for place, (index, line) in enumerate(self.lines):
            self.entries.append(self._entry(place, index, line))
        return self.entries

    def _entry(self, place: int, index: int, line: str) -> Entry:
        if is_row(line):
            self.titled = None
            return Entry(index, line, quoted=self.quoting.depth > 0)
        quotes = self.quoting.quotes[place]
        mark = None if quotes.starts else self.read(line)
        if self.quoting.depth:
            if mark is None or not self._resumes(mark, place):
                self.quoting.take(place, mark, self._fits)
                return Entry(index, line, quoted=True)
            self.quoting.depth = 0
        elif mark is not None and self._quotes_unmarked(mark):
            self.quoting.open_unmarked(place)
            self.article_quotes = True
            return Entry(index, line, quoted=True)
        accepted = self._accept(mark) if mark is not None else None
        if accepted is not None:
            self._enter(accepted, place)
            return Entry(index, line, accepted)
        if self._is_title(mark, line):
            self.title_lines += 1
            return Entry(index, line, heading=True)
        self.titled = None
        if quotes.starts and (self.amending or self._announced()):
            self.quoting.open(place)
            self.article_quotes = True
            return Entry(index, line, quoted=True)
        if self._opens_inside(place):
            self.quoting.open_inside()
        return Entry(index, line)

    def _announced(self) -> bool:
        return bool(self.entries) and announces(self.entries[-1].line)

    def _opens_inside(self, place: int) -> bool:
        """Whether new text starts in the line of its instruction and goes on in the next."""
        if not self.amending:
            return False
        return self.quoting.quotes[place].opens_after_colon or self.quoting.reopens(place)

    def _quotes_unmarked(self, mark: Mark) -> bool:
        """Whether the line is the new text that the instruction before it asks for by number."""
        before = self.entries[-1].mark if self.entries else None
        if before is None or mark.level in CONTAINERS or instructs(mark.rest):
            return False
        return asks_for(before.rest, mark.level, mark.number, heading=before.level is Level.ARTICLE)

    def _resumes(self, mark: Mark, place: int) -> bool:
        """Whether the document goes on here although the quotation was never closed."""
        if not self.quoting.is_left_open(place) or not self._fits(mark):
            return False
        text = mark.rest
        if mark.level in CONTAINERS and not text and place + 1 < len(self.lines):
            text = self.lines[place + 1][1]
        if mark.level in _HEADED and is_final(text):
            return True
        if mark.rest and self.quoting.cannot_hold(mark):
            return True
        return instructs(text) and not self.quoting.quotes_next(mark)

    def _fits(self, mark: Mark) -> bool:
        if mark.level is Level.CLAUSE and not self._may_hold_clauses():
            return False
        return mark.follows(self.last.get(mark.level))

    def _may_hold_clauses(self) -> bool:
        return self.administrative or Level.ARTICLE in self.last

    def _accept(self, mark: Mark) -> Mark | None:
        """The mark as it counts here; None when the line is text after all."""
        before = self.entries[-1] if self.entries else None
        if mark.level is Level.SUBPOINT:
            return mark if Level.CLAUSE in self.last or Level.POINT in self.last else None
        if mark.level is Level.POINT and mark.suffix and self._is_subpoint(mark):
            return replace(mark, level=Level.SUBPOINT)
        if not self._continues(mark):
            return None
        if before is None or before.mark is not None or before.heading:
            return mark
        if mark.level is Level.CLAUSE and (not mark.rest or Level.CLAUSE not in self.last):
            return mark if before.line[-1] in _SENTENCE_ENDS else None
        if mark.firm and (mark.rest or mark.level in CONTAINERS):
            return mark
        return None if leads_to_reference(before.line) else mark

    def _is_subpoint(self, mark: Mark) -> bool:
        """A tiết printed "b1)" under "b) …:" is no inserted điểm b1."""
        previous = self.last.get(Level.POINT)
        if previous is None or previous.order != mark.order:
            return False
        if self.entries[-1].line.endswith(":") and mark.suffix == "1":
            self.numbered_subpoints = True
        return self.numbered_subpoints

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
        if mark.level in CONTAINERS:
            return self._tolerates_container(mark, previous)
        if mark.level is Level.ARTICLE:
            return self._tolerates_article(mark, previous)
        amends = instructs(mark.rest)
        if not self._may_hold_clauses() or (self.article_quotes and not amends):
            return False
        if previous is None:
            return self._starts_late(mark, amends)
        return mark.order > 1 and mark.style == previous.style and bool(mark.rest)

    def _tolerates_container(self, mark: Mark, previous: Mark | None) -> bool:
        """Chapters may be numbered through all parts, or anew in a part without a label."""
        if previous is None:
            seen = self.seen.get(mark.level)
            return seen is not None and mark.step(seen) in _SLIP
        return mark.step(previous) in _SLIP or (mark.order == 1 and not self.amending)

    def _tolerates_article(self, mark: Mark, previous: Mark | None) -> bool:
        if not mark.firm or not mark.rest or (previous is not None and self._announced()):
            return False
        if previous is None:
            return True
        if not self.amending:
            opens_chapter = self.titled is not None and self.titled.level in CONTAINERS
            return opens_chapter or mark.step(previous) is not None
        return mark.step(previous) in _SLIP

    def _starts_late(self, mark: Mark, amends: bool) -> bool:
        """Whether a list starts here whose first label was lost, or that runs on from above."""
        if mark.level is Level.CLAUSE:
            if self.administrative and Level.CLAUSE in self.seen:
                return mark.step(self.seen[Level.CLAUSE]) == 1
            return amends and self._announced()
        return mark.level is Level.POINT and mark.order == 2

    def _enter(self, mark: Mark, place: int) -> None:
        forget_below(self.last, mark.level, keep=Level.ARTICLE)
        forget_below(self.inner, mark.level)
        self.inner.pop(mark.level, None)
        self.last[mark.level] = self.seen[mark.level] = mark
        if mark.level is Level.ARTICLE:
            self.article_quotes = False
        self.titled = mark if mark.level in _HEADED else None
        self.title_lines = 1 if mark.rest else 0
        self.amending = self.amending or rewords(mark.rest)
        if self._opens_inside(place):
            self.quoting.open_inside()
            self.article_quotes = True

    def _is_title(self, mark: Mark | None, line: str) -> bool:
        """Whether the line goes on with the heading of the chapter or article just started."""
        if self.titled is None or mark is not None:
            return False
        broken = line[0].islower() and self.entries[-1].line[-1] not in _SENTENCE_ENDS
        if self.titled.level is Level.ARTICLE:
            named = self.title_lines == 0 and len(line) < _LONGEST_NAME
            return named and line[-1] not in _SENTENCE_ENDS
        return self.title_lines == 0 or broken or line.isupper()
