"""Rich Text Format (RTF 1.9.1): text, tables and notes; pictures and formatting are passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from vnlaw.document import Footnote, Source
from vnlaw.reading.blocks import Block, Cell, Grid, flatten
from vnlaw.reading.encodings import FontTexts
from vnlaw.reading.limits import Deadline, Limits
from vnlaw.reading.lines import assemble
from vnlaw.reading.scripts import Pieces
from vnlaw.reading.unreadable import Unreadable, finding

MEDIA_TYPE = "application/rtf"
_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.DOTALL,
)
# Groups that hold no text of the document.
_SKIPPED = frozenset(
    b"colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf"
    b" listtable listoverridetable rsidtbl generator themedata datastore object fldinst xe tc"
    b" bkmkstart bkmkend latentstyles filetbl revtbl nonshppict".split()
)
_LETTERS = {
    b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_CHARSETS = {163: "cp1258", 238: "cp1250", 204: "cp1251", 161: "cp1253"}
_DEEPEST = 200


@dataclass(frozen=True, slots=True)
class _State:
    skipped: bool = False
    fonts: bool = False
    note: bool = False
    font: int = 0
    hidden: bool = False
    raised: bool = False
    wide: int = 1  # characters that stand in for one Unicode character


@dataclass(slots=True)
class _Reader:
    deadline: Deadline
    old: FontTexts
    learning: bool = False
    blocks: list[Block] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    charsets: dict[int, str] = field(default_factory=dict)
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    pieces: Pieces = field(default_factory=Pieces)
    cell: list[Block] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    inside: bool = False
    owed: int = 0
    hidden: bool = False

    def read(self, data: bytes) -> None:
        for count, match in enumerate(_TOKEN.finditer(data)):
            if count % 4096 == 0:
                self.deadline.check()
            word, number, code, symbol, brace, text = match.groups()
            if brace:
                self.group(brace)
            elif word:
                self.word(word, int(number) if number else None)
            elif code:
                self.show(bytes([int(code, 16)]))
            elif symbol:
                self.symbol(symbol)
            elif text:
                self.show(text)
        self.end_paragraph()

    def group(self, brace: bytes) -> None:
        if brace == b"{":
            if len(self.stack) > _DEEPEST:
                raise Unreadable.because("bomb")
            self.stack.append(self.state)
        elif self.stack:
            before = self.state
            self.state = self.stack.pop()
            if before.note and not self.state.note:
                marker = str(len(self.notes) + 1)
                self.notes.append(Footnote(marker, "".join(self.note)))
                self.note = []
                self.pieces.add(f"[{marker}]")

    def symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.state = replace(self.state, skipped=True)
        elif symbol in b"\\{}":
            self.write(symbol.decode("ascii"))
        elif symbol == b"~":
            self.write(" ")
        elif symbol == b"_":
            self.write("-")

    def word(self, word: bytes, number: int | None) -> None:
        if word in _SKIPPED:
            self.state = replace(self.state, skipped=True)
        elif word in _LETTERS:
            self.write(_LETTERS[word])
        elif word == b"u" and number is not None:
            self.unicode(number)
        elif word in {b"par", b"cell", b"row", b"sect", b"page"}:
            self.end(word)
        elif word == b"intbl":
            self.inside = True
        elif word == b"pard":
            self.inside = False
        else:
            self.look(word, number)

    def look(self, word: bytes, number: int | None) -> None:
        state = self.state
        match word:
            case b"fonttbl":
                state = replace(state, fonts=True)
            case b"footnote":
                state = replace(state, note=True, skipped=False)
            case b"f" if number is not None:
                state = replace(state, font=number)
            case b"fcharset" if number is not None:
                self.charsets[state.font] = _CHARSETS.get(number, "cp1252")
            case b"v":
                state = replace(state, hidden=number != 0)
            case b"super":
                state = replace(state, raised=number != 0)
            case b"nosupersub" | b"plain":
                state = replace(state, raised=False, hidden=state.hidden and word != b"plain")
            case b"uc" if number is not None:
                state = replace(state, wide=max(0, min(number, 8)))
        self.state = state

    def unicode(self, number: int) -> None:
        code = number & 0xFFFF
        self.write(" " if 0xD800 <= code < 0xE000 else chr(code))
        self.owed = self.state.wide

    def show(self, raw: bytes) -> None:
        if self.owed:
            dropped = min(self.owed, len(raw))
            self.owed -= dropped
            raw = raw[dropped:]
        if not raw:
            return
        if self.state.fonts:
            known = self.fonts.get(self.state.font, "")
            self.fonts[self.state.font] = known + raw.decode("latin-1").rstrip(";")
            return
        charset = self.charsets.get(self.state.font, "cp1252")
        self.write(raw.decode(charset, "replace"))

    def write(self, text: str) -> None:
        if self.state.skipped or self.state.fonts:
            return
        if self.state.hidden:
            self.hidden = True
            return
        font = self.fonts.get(self.state.font, "")
        if not self.learning:
            text = self.old.unicode(text, font)
        elif self.old.is_old(font):
            self.old.learn(font, text)
        if self.state.note:
            self.note.append(text)
        else:
            self.pieces.add(text, raised=self.state.raised)

    def end(self, word: bytes) -> None:
        if self.state.skipped:
            return
        if self.state.note:
            self.note.append(" ")
            return
        if word == b"row":
            if self.cells:
                grid = self.blocks[-1] if self.blocks else None
                if not isinstance(grid, Grid):
                    grid = Grid()
                    self.blocks.append(grid)
                grid.rows.append(self.cells)
                self.cells = []
            return
        self.end_paragraph()
        if word == b"cell":
            self.cells.append(Cell(self.cell, len(self.cells)))
            self.cell = []

    def end_paragraph(self) -> None:
        lines = self.pieces.joined().split("\n")
        self.pieces = Pieces()
        if self.inside:
            self.cell.extend(lines)
        else:
            self.blocks.extend(lines)


def read_rtf(data: bytes, limits: Limits) -> Source:
    """Read an RTF file; raises `Unreadable`."""
    deadline = Deadline(limits.seconds)
    fonts = FontTexts()
    # Once to see what is set in old fonts, once more to read.
    _Reader(deadline, fonts, learning=True).read(data)
    reader = _Reader(deadline, fonts)
    reader.read(data)
    findings = [finding("hidden-text")] if reader.hidden else []
    if reader.old.converted:
        findings.append(finding("legacy-encoding", encoding=reader.old.converted))
    return assemble(flatten(reader.blocks), MEDIA_TYPE, footnotes=reader.notes, findings=findings)
