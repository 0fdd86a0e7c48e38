"""Words with what hangs on them: links of citations, and the sources of amended words.

A line of a provision may hold links (half-open character ranges that lead somewhere) and pieces
(ranges of words that an amending document brought). Where both cross, links stay whole and pieces
are cut, because a link cannot hold another one.
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


@dataclass(frozen=True, slots=True)
class Marks:
    """What hangs on one line; neither links nor pieces overlap among themselves."""

    links: tuple[Link, ...] = ()
    pieces: tuple[Piece, ...] = ()


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

    def number(self, source: int) -> int:
        """The number of a source that was already met, or its new one."""
        return self.numbers.setdefault(source, len(self.numbers) + 1)


def woven(text: str, marks: Marks, sources: Sources, inline: Callable[[str], str]) -> str:
    """HTML of `text`; `inline` turns a run of plain words into safe HTML.

    Ranges beyond the text are cut to it; of links that overlap, the first stays whole and the
    others are left out, as half a citation says something else.
    """
    size = len(text)
    pieces = _pieces(marks.pieces, size)
    out: list[str] = []
    at = 0
    for link in _links(marks.links, size):
        out.append(_stretch(text, at, link.start, pieces, sources, inline))
        inside = _stretch(text, link.start, link.end, pieces, sources, inline, marked=False)
        out.append(f'<a class="dan" href="{escape(link.href)}">{inside}</a>')
        # A number is itself a link, so it waits until this one is closed.
        ended = (p for p in pieces if link.start < p.end <= link.end)
        out += [sources.mark(piece.source) for piece in ended]
        at = link.end
    out.append(_stretch(text, at, size, pieces, sources, inline))
    return "".join(out)


def _stretch(
    text: str,
    start: int,
    end: int,
    pieces: Sequence[Piece],
    sources: Sources,
    inline: Callable[[str], str],
    *,
    marked: bool = True,
) -> str:
    """The words of `[start, end)` with their pieces; `marked`: the number behind each that ends."""
    out: list[str] = []
    at = start
    for piece in pieces:
        first, last = max(piece.start, at), min(piece.end, end)
        if first >= last:
            continue
        out.append(inline(text[at:first]))
        words = inline(text[first:last])
        out.append(f'<span class="moi" data-goc="{sources.number(piece.source)}">{words}</span>')
        if marked and last == piece.end:
            out.append(sources.mark(piece.source))
        at = last
    out.append(inline(text[at:end]))
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
