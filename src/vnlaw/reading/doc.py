"""Word 97–2003 documents (.doc) to blocks; see docs/adr/0007-reading-doc-files.md."""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from vnlaw.document import Finding, Footnote, Source
from vnlaw.reading.blocks import Block, Cell, Grid, flatten
from vnlaw.reading.containers import open_ole
from vnlaw.reading.encodings import FontTexts
from vnlaw.reading.limits import Deadline, Limits
from vnlaw.reading.lines import assemble
from vnlaw.reading.numbering import roman
from vnlaw.reading.scripts import Pieces
from vnlaw.reading.unreadable import Unreadable, finding
from vnlaw.reading.word97 import (
    CHARACTERS,
    END_CALLS,
    END_TEXTS,
    NOTE_CALLS,
    NOTE_TEXTS,
    PARAGRAPHS,
    Binary,
    Part,
)
from vnlaw.reading.word97_styles import Layout, Look, Sheet, numbers_of

MEDIA_TYPE = "application/msword"
_COUNTED = ("tracked-changes", "hidden-text", "struck-text", "page-furniture", "images")
_ENDS = frozenset("\r\x07\x0c")
_REPLACED = {"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\x1f": "", "\t": "\t", "\xa0": " "}
_FOOTNOTES, _ENDNOTES, _BOXES = 1, 5, 6
_SAME_EDGE = 40  # twips within which edges of cells in different rows are one


@dataclass(slots=True)
class _Paragraph:
    text: str
    layout: Layout
    style: int
    mark: str


@dataclass(slots=True)
class _RowData:
    cells: list[list[Block]] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    below: list[bool] = field(default_factory=list)  # cells merged with the one above


def read_doc(data: bytes, limits: Limits) -> Source:
    """Read a .doc; raises `Unreadable`."""
    with open_ole(data) as file:
        macros = any(path[0] in {"Macros", "_VBA_PROJECT_CUR"} for path in file.listdir())
        try:
            reader = _Reader(Binary(file), Deadline(limits.seconds))
            lines = list(flatten(reader.blocks()))
        except (struct.error, IndexError, ValueError, RecursionError) as error:
            raise Unreadable.because("truncated", detail="doc") from error
    return assemble(
        lines,
        MEDIA_TYPE,
        footnotes=reader.footnotes,
        findings=([finding("macro")] if macros else []) + reader.findings(),
    )


class _Reader:
    def __init__(self, binary: Binary, deadline: Deadline) -> None:
        self._binary = binary
        self._deadline = deadline
        self._sheet = Sheet(binary)
        self._numbers = numbers_of(binary)
        self._paragraph_runs = binary.runs(PARAGRAPHS, 13)
        self._character_runs = binary.runs(CHARACTERS, 1)
        self._fonts = FontTexts()
        self._seen: Counter[str] = Counter()
        self._calls = self._called()
        self.footnotes: list[Footnote] = []

    def blocks(self) -> list[Block]:
        """The blocks of the main text, then of text boxes, whose places are not kept."""
        parts = self._binary.parts
        self._learn_fonts()
        blocks = self._part(parts[0])
        for marker, part in self._calls.values():
            text = " ".join(flatten(self._part(part)))
            self.footnotes.append(Footnote(marker, text))
        if parts[_BOXES].end > parts[_BOXES].start:
            blocks += self._part(parts[_BOXES])
        return blocks

    def findings(self) -> list[Finding]:
        """What was odd about the file."""
        found = [finding(code, count=self._seen[code]) for code in _COUNTED if self._seen[code]]
        if self._fonts.converted:
            found.append(finding("legacy-encoding", encoding=self._fonts.converted))
        return found

    def _called(self) -> dict[int, tuple[str, Part]]:
        """Position of each note call -> (marker, where its text stands)."""
        called: dict[int, tuple[str, Part]] = {}
        for calls, texts, part in (
            (NOTE_CALLS, NOTE_TEXTS, _FOOTNOTES),
            (END_CALLS, END_TEXTS, _ENDNOTES),
        ):
            places = self._binary.positions(calls, 2)[:-1]
            limits = self._binary.positions(texts, 0)
            base = self._binary.parts[part].start
            for index, place in enumerate(places):
                if index + 1 < len(limits):
                    marker = str(index + 1) if part == _FOOTNOTES else roman(index + 1)
                    stretch = Part(base + limits[index], base + limits[index + 1])
                    called[place] = (marker, stretch)
        return called

    def _learn_fonts(self) -> None:
        """Show all text in old fonts, to tell whether it is really old text."""
        for start, end, style in self._paragraphs(self._binary.parts[0]):
            for text, look, _ in self._runs(start, end, style):
                font = self._sheet.font(look)
                if FontTexts.is_old(font):
                    self._fonts.learn(font, text)

    def _paragraphs(self, part: Part) -> Iterator[tuple[int, int, int]]:
        """Start, end (of its mark) and style of each paragraph."""
        text = self._binary.text
        start = part.start
        for position in range(part.start, min(part.end, len(text))):
            if text[position] in _ENDS or position == part.end - 1:
                raw = self._paragraph_runs.at(self._binary.offset(position))[1]
                yield start, position, int.from_bytes(raw[:2], "little")
                start = position + 1

    def _part(self, part: Part) -> list[Block]:
        paragraphs: list[_Paragraph] = []
        for start, end, style in self._paragraphs(part):
            self._deadline.check()
            mark = self._binary.text[end]
            raw = self._paragraph_runs.at(self._binary.offset(end))[1]
            layout = self._sheet.layout(style, raw[2:])
            stop = end if mark in _ENDS else end + 1
            text = self._text(start, stop, style)
            paragraphs.append(_Paragraph(text, layout, style, mark))
        return _Tables(self._numbered(paragraphs)).blocks

    def _numbered(self, paragraphs: list[_Paragraph]) -> Iterator[_Paragraph]:
        for paragraph in paragraphs:
            layout, text = paragraph.layout, paragraph.text
            if self._sheet.name(paragraph.style).startswith("toc ") and text.strip():
                self._seen["page-furniture"] += 1
                continue
            if layout.listed and not layout.row_end:
                marker = self._numbers.next(str(layout.listed), layout.level)
                # An empty paragraph shows its number too; in a table it numbers the row.
                if marker and (text.strip() or layout.depth):
                    paragraph.text = f"{marker} {text.lstrip()}"
            yield paragraph

    def _runs(self, start: int, end: int, style: int) -> Iterator[tuple[str, Look, int]]:
        """Stretches of the text with one look: text, look, position."""
        text, base = self._binary.text, self._sheet.look(style)
        at = start
        while at < end:
            run, raw = self._character_runs.at(self._binary.offset(at))
            stop = at + 1
            while stop < end and self._character_runs.at(self._binary.offset(stop))[0] == run:
                stop += 1
            yield text[at:stop], base.over(raw), at
            at = stop

    def _text(self, start: int, end: int, style: int) -> str:
        pieces = Pieces()
        fields: list[bool] = []  # for each open field: whether its result has begun
        for stretch, look, position in self._runs(start, end, style):
            shown: list[str] = []
            for place, letter in enumerate(stretch, position):
                self._letter(letter, place, look, shown, fields)
            text = "".join(shown)
            if not text:
                continue
            if look.hidden or look.deleted:
                self._seen["hidden-text" if look.hidden else "tracked-changes"] += 1
                continue
            self._seen["struck-text"] += look.struck and bool(text.strip())
            text = self._fonts.unicode(text, self._sheet.font(look))
            pieces.add(text.upper() if look.capitals else text, raised=look.raised)
        return pieces.joined()

    def _letter(
        self, letter: str, place: int, look: Look, shown: list[str], fields: list[bool]
    ) -> None:
        if letter == "\x13":
            fields.append(False)
        elif letter == "\x14" and fields:
            fields[-1] = True
        elif letter == "\x15" and fields:
            fields.pop()
        elif all(fields):
            if letter >= " " and letter != "\xa0":
                shown.append(letter)
            elif place in self._calls:
                shown.append(f"[{self._calls[place][0]}]")
            elif letter in _REPLACED:
                shown.append(_REPLACED[letter])
            elif letter in "\x01\x08" and look.special:
                self._seen["images"] += 1


class _Tables:
    """Builds tables from the paragraphs that belong to them, also tables inside cells."""

    def __init__(self, paragraphs: Iterator[_Paragraph]) -> None:
        self.blocks: list[Block] = []
        self._rows: list[list[_RowData]] = []
        self._cells: list[list[list[Block]]] = []
        self._open: list[list[Block]] = []
        for paragraph in paragraphs:
            self._add(paragraph)
        self._close(0)

    def _add(self, paragraph: _Paragraph) -> None:
        layout = paragraph.layout
        depth = min(layout.depth, 12) if layout.depth or paragraph.mark != "\x07" else 1
        self._close(depth)
        while len(self._open) < depth:
            self._rows.append([])
            self._cells.append([])
            self._open.append([])
        if not depth:
            self.blocks += paragraph.text.split("\n")
            return
        if layout.row_end:
            self._end_row(layout)
            return
        self._open[-1] += paragraph.text.split("\n")
        if paragraph.mark == "\x07" or layout.cell_end:
            self._cells[-1].append(self._open[-1])
            self._open[-1] = []

    def _end_row(self, layout: Layout) -> None:
        edges, below = _definition(layout.table)
        self._rows[-1].append(_RowData(self._cells[-1], edges, below))
        self._cells[-1] = []

    def _close(self, depth: int) -> None:
        """End tables deeper than `depth`; what has no row end yet becomes a row."""
        while len(self._open) > depth:
            rows, cells, rest = self._rows.pop(), self._cells.pop(), self._open.pop()
            if any(rest):
                cells.append(rest)
            if cells:
                rows.append(_RowData(cells))
            into = self._open[-1] if self._open else self.blocks
            if rows:
                into.append(_grid(rows))


def _definition(operand: bytes) -> tuple[list[int], list[bool]]:
    """Edges of a row's cells in twips, and which of them go on from the row above."""
    if len(operand) < 5:
        return [], []
    count = operand[2]
    if len(operand) < 3 + 2 * (count + 1):
        return [], []
    edges = list(struct.unpack_from(f"<{count + 1}h", operand, 3))
    below: list[bool] = []
    for index in range(count):
        flags = operand[3 + 2 * (count + 1) + 20 * index :][:2]
        below.append((int.from_bytes(flags, "little") >> 5) & 3 == 1)
    return edges, below


def _grid(rows: list[_RowData]) -> Grid:
    places = _places([edge for row in rows for edge in row.edges[:-1]])
    grid = Grid()
    for row in rows:
        cells: list[Cell] = []
        for index, blocks in enumerate(row.cells):
            known = index < len(row.edges) - 1
            column = bisect_left(places, row.edges[index] - _SAME_EDGE) if known else index
            if cells:
                column = max(column, cells[-1].column + 1)
            merged = index < len(row.below) and row.below[index]
            cells.append(Cell([] if merged else blocks, column))
        grid.rows.append(cells)
    return grid


def _places(edges: list[int]) -> list[int]:
    places: list[int] = []
    for edge in sorted(set(edges)):
        if not places or edge - places[-1] > _SAME_EDGE:
            places.append(edge)
    return places
