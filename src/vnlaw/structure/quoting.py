"""Following quoted provisions through the lines of an amending document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vnlaw.document import Level
from vnlaw.structure.labels import DEPTH, Mark, forget_below
from vnlaw.structure.quotes import NO_QUOTES, has_quotes, read_quotes
from vnlaw.structure.wording import announces, instructs

_QUOTE_MARKS = "\"“”„‟«»‘’' "


class Quoting:
    """Whether the lines read so far leave a quotation open, and what it has quoted.

    Drafters forget closing marks and open each quoted paragraph anew, so an opening mark inside
    a quotation nests only where the quoted text itself announces a quotation.
    """

    def __init__(self, lines: Sequence[str], read: Callable[[str], Mark | None]) -> None:
        self._lines = lines
        self._read = read
        self.quotes = [read_quotes(line) if has_quotes(line) else NO_QUOTES for line in lines]
        self._next_opening = _next_places([self._opens(place) for place in range(len(lines))])
        self._next_closing = _next_places([quotes.closed > 0 for quotes in self.quotes])
        self._last: dict[Level, Mark] = {}
        self._amends = False
        self.depth = 0

    def open(self, place: int) -> None:
        """Start a quotation with the line at `place`, which may end it at once."""
        self._last = {}
        self._amends = False
        self._note(self._read(self._lines[place].lstrip(_QUOTE_MARKS)))
        self.depth = 1 if self.quotes[place].opened > 0 else 0

    def open_unmarked(self, place: int) -> None:
        """Start a quotation with a line whose opening mark was forgotten."""
        self.open(place)
        self.depth = 0 if self.quotes[place].closed else 1

    def open_inside(self) -> None:
        """Start a quotation in the middle of an instruction's line ("… như sau: “Điều 5.")."""
        self._last = {}
        self._amends = False
        self.depth = 1

    def take(self, place: int, mark: Mark | None, expected: Callable[[Mark], bool]) -> None:
        """Take one more line of the quotation, and see whether it ends or nests another.

        `expected` tells whether a mark would continue the document outside the quotation.
        """
        quotes = self.quotes[place]
        if quotes.starts:
            if self._amends and announces(self._lines[place - 1]):
                self.depth += min(quotes.opened, 1)
                return
            mark = self._read(self._lines[place].lstrip(_QUOTE_MARKS))
        if self.depth == 1:
            self._note(mark)
        if quotes.closed and self._really_closes(place, expected):
            self.depth = max(0, self.depth - quotes.closed)
            if not self.depth and self.reopens(place):
                self.open_inside()

    def is_left_open(self, place: int) -> bool:
        """Whether the next quotation opens before this one closes."""
        return self._next_closing[place] >= self._next_opening[place]

    def quotes_next(self, mark: Mark) -> bool:
        """Whether `mark` is the next instruction of the quoted text, itself an amending one."""
        if not self._amends or not mark.follows(self._last.get(mark.level)):
            return False
        return any(DEPTH[level] <= DEPTH[mark.level] for level in self._last)

    def cannot_hold(self, article: Mark) -> bool:
        """Whether an article does not belong to the quoted text.

        It does not where clauses or points are quoted, or articles with other numbers.
        """
        if article.level is not Level.ARTICLE or not article.rest or not self._last:
            return False
        quoted = self._last.get(Level.ARTICLE)
        if quoted is None:
            return all(DEPTH[level] > DEPTH[Level.ARTICLE] for level in self._last)
        return not article.follows(quoted)

    def reopens(self, place: int) -> bool:
        """Whether the line that ends a quotation leaves another open: "… hết.” “2. Cơ quan …:"."""
        opening = self.quotes[place].last_open
        return (
            opening > 0
            and self._read(self._lines[place][opening:].lstrip(_QUOTE_MARKS)) is not None
        )

    def _opens(self, place: int) -> bool:
        quotes = self.quotes[place]
        if quotes.starts and place > 0:
            return quotes.opened > 0 or announces(self._lines[place - 1])
        return quotes.opens_after_colon

    def _note(self, mark: Mark | None) -> None:
        if mark is None:
            return
        forget_below(self._last, mark.level)
        self._last[mark.level] = mark
        self._amends = self._amends or instructs(mark.rest)

    def _really_closes(self, place: int, expected: Callable[[Mark], bool]) -> bool:
        """A closing mark followed by another one, with no opening between, may be a slip."""
        if self.depth > self.quotes[place].closed:
            return True
        after = place + 1
        if self._next_closing[after] >= self._next_opening[after]:
            return True
        mark = self._read(self._lines[after])
        return mark is not None and expected(mark)


def _next_places(flags: Sequence[bool]) -> list[int]:
    """For each place, the first flagged place at or after it; the length when there is none."""
    following = len(flags)
    places = [following] * (len(flags) + 1)
    for place in range(len(flags) - 1, -1, -1):
        if flags[place]:
            following = place
        places[place] = following
    return places
