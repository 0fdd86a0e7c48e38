"""Words with what hangs on them: links of citations, and the sources of amended words.

A line of a provision may hold links (half-open character ranges that lead somewhere), pieces
(ranges of words that an amending document brought) and cuts (places where one took words out).
Where links and pieces cross, links stay whole and pieces are cut, because a link cannot hold
another one; a cut inside a link stands behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

HEADING = -1  # the line number of a provision's heading


class Link(NamedTuple):
    """Characters `[start, end)` of a line that lead to `href`."""

    start: int
    end: int
    href: str


class Piece(NamedTuple):
    """Characters `[start, end)` of a line that the effect `source` brought."""

    start: int
    end: int
    source: int


class Cut(NamedTuple):
    """Before character `at` of a line the effect `source` took `words` out."""

    at: int
    source: int
    words: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What hangs on one line; neither links nor pieces overlap among themselves."""

    links: tuple[Link, ...] = ()
    pieces: tuple[Piece, ...] = ()
    cuts: tuple[Cut, ...] = ()


Lines = Mapping[int, Marks]  # by line of the provision, `HEADING` for its heading
NOTHING: Lines = {}


@dataclass(slots=True)
class Sources:
    """The effects that words on a page come from, numbered as they are met."""

    numbers: dict[int, int] = field(default_factory=dict)
    called: set[int] = field(default_factory=set)

    def mark(self, source: int) -> str:
        """The raised number behind words, leading to the list of sources."""
        number = self.number(source)
        first = number not in self.called
        self.called.add(number)
        back = f' id="tu-goc-{number}"' if first else ""
        return (
            f'<sup class="nguon"><a href="#goc-{number}"{back}'
            f' aria-label="Nguồn {number} của phần chữ này">{number}</a></sup>'
        )

    def cut(self, cut: Cut) -> str:
        """The sign for words that are gone, and the number of what took them out."""
        number = self.number(cut.source)
        return (
            f'<span class="bot" data-goc="{number}">'
            f'<span class="hidden">[đã bỏ cụm từ “{escape(cut.words)}”]</span></span>'
            f"{self.mark(cut.source)}"
        )

    def number(self, source: int) -> int:
        """The number of a source that was already met, or its new one."""
        return self.numbers.setdefault(source, len(self.numbers) + 1)


def woven(text: str, marks: Marks, sources: Sources, inline: Callable[[str], str]) -> str:
    """HTML of `text`; `inline` turns a run of plain words into safe HTML.

    Ranges beyond the text are cut to it; of links that overlap, the first stays whole and the
    others are left out, as half a citation says something else.
    """
    size = len(text)
    line = _Line(text, _pieces(marks.pieces, size), sorted(marks.cuts), sources, inline)
    out: list[str] = []
    at = 0
    for link in _links(marks.links, size):
        out.append(line.stretch(at, link.start))
        inside = line.stretch(link.start, link.end, marked=False)
        out.append(f'<a class="dan" href="{escape(link.href)}">{inside}</a>')
        # A number is itself a link, so it waits until this one is closed.
        ended = (p for p in line.pieces if link.start < p.end <= link.end)
        out += [sources.mark(piece.source) for piece in ended]
        out += [sources.cut(cut) for cut in line.cuts if link.start <= cut.at < link.end]
        at = link.end
    out.append(line.stretch(at, size))
    out += [sources.cut(cut) for cut in line.cuts if cut.at >= size]
    return "".join(out)


@dataclass(slots=True)
class _Line:
    """One line on its way to HTML."""

    text: str
    pieces: Sequence[Piece]
    cuts: Sequence[Cut]
    sources: Sources
    inline: Callable[[str], str]

    def stretch(self, start: int, end: int, *, marked: bool = True) -> str:
        """The words of `[start, end)`; `marked`: with numbers behind pieces, and signs of cuts."""
        out: list[str] = []
        at = start
        for piece in self.pieces:
            first, last = max(piece.start, at), min(piece.end, end)
            if first >= last:
                continue
            out.append(self._plain(at, first, marked=marked))
            words = self._plain(first, last, marked=marked)
            number = self.sources.number(piece.source)
            out.append(f'<span class="moi" data-goc="{number}">{words}</span>')
            if marked and last == piece.end:
                out.append(self.sources.mark(piece.source))
            at = last
        out.append(self._plain(at, end, marked=marked))
        return "".join(out)

    def _plain(self, start: int, end: int, *, marked: bool) -> str:
        out: list[str] = []
        at = start
        for cut in self.cuts if marked else ():
            if start <= cut.at < end:
                out += [self.inline(self.text[at : cut.at]), self.sources.cut(cut)]
                at = cut.at
        out.append(self.inline(self.text[at:end]))
        return "".join(out)


def _links(links: Sequence[Link], size: int) -> list[Link]:
    kept: list[Link] = []
    for link in sorted(links):
        if link.start < link.end <= size and link.start >= (kept[-1].end if kept else 0):
            kept.append(link)
    return kept


def _pieces(pieces: Sequence[Piece], size: int) -> list[Piece]:
    kept: list[Piece] = []
    for piece in sorted(pieces):
        start, end = max(piece.start, kept[-1].end if kept else 0), min(piece.end, size)
        if start < end:
            kept.append(Piece(start, end, piece.source))
    return kept
