"""The binary format of Word 97–2003 ([MS-DOC]): text pieces and the properties over them.

Only what decides about text is read: which characters there are (piece table), how paragraphs
and characters are marked (PAPX and CHPX pages), styles, fonts and lists.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile

from vnlaw.reading.unreadable import Unreadable

_PAGE = 512
# Places of offset/length pairs in the file information block, as counted in [MS-DOC] 2.5.6.
STYLES, NOTE_CALLS, NOTE_TEXTS, CHARACTERS, PARAGRAPHS, FONTS = 1, 2, 3, 12, 13, 15
PIECES, END_CALLS, END_TEXTS, LISTS, LIST_USES = 33, 46, 47, 73, 74
_FIRST_PAIR = 154
_OLDEST = 0x00C1  # Word 97
_CP1252 = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start`…`end` (exclusive) of the text, at byte `offset` of the stream."""

    start: int
    end: int
    offset: int
    wide: bool

    def place(self, position: int) -> int:
        """Byte offset of a character."""
        return self.offset + (position - self.start) * (2 if self.wide else 1)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text: the main text, footnotes, …"""

    start: int
    end: int


@dataclass(slots=True)
class Runs:
    """Property runs over byte offsets: run i covers `limits[i]`…`limits[i + 1]`."""

    limits: list[int] = field(default_factory=list)
    properties: list[bytes] = field(default_factory=list)

    def at(self, offset: int) -> tuple[int, bytes]:
        """Index and raw properties of the run that covers a byte; (-1, b"") for none."""
        index = bisect_right(self.limits, offset) - 1
        if 0 <= index < len(self.properties):
            return index, self.properties[index]
        return -1, b""


class Binary:
    """One Word file, opened."""

    def __init__(self, file: olefile.OleFileIO) -> None:
        self.main = _stream(file, "WordDocument")
        if len(self.main) < _FIRST_PAIR or self.main[:2] != b"\xec\xa5":
            raise Unreadable.because("truncated", detail="doc")
        version, flags = self.short(2), self.short(0x0A)
        if flags & 0x0100:
            raise Unreadable.because("encrypted")
        if version < _OLDEST:
            raise Unreadable.because("unsupported", detail="Word 6.0/95")
        self.table = _stream(file, "1Table" if flags & 0x0200 else "0Table")
        self.data = _stream(file, "Data") if file.exists("Data") else b""
        self.text, self.pieces = self._text()
        lengths = [self.long(64 + 4 * index) for index in range(3, 11)]
        self.parts = _parts(lengths)

    def short(self, offset: int) -> int:
        """Unsigned 16-bit number of the main stream."""
        return int.from_bytes(self.main[offset : offset + 2], "little")

    def long(self, offset: int) -> int:
        """Unsigned 32-bit number of the main stream."""
        return int.from_bytes(self.main[offset : offset + 4], "little")

    def block(self, pair: int) -> bytes:
        """The bytes of the table stream that a pair of the file information block names."""
        offset, length = self.long(_FIRST_PAIR + 8 * pair), self.long(_FIRST_PAIR + 8 * pair + 4)
        return self.table[offset : offset + length]

    def after(self, pair: int) -> bytes:
        """The table stream from the end of a pair's block on."""
        offset, length = self.long(_FIRST_PAIR + 8 * pair), self.long(_FIRST_PAIR + 8 * pair + 4)
        return self.table[offset + length :]

    def positions(self, pair: int, size: int) -> list[int]:
        """The character positions of a PLC whose entries take `size` bytes."""
        block = self.block(pair)
        count = max(0, (len(block) - 4) // (4 + size))
        return list(struct.unpack_from(f"<{count + 1}I", block)) if block else []

    def offset(self, position: int) -> int:
        """Byte offset of a character of the text; -1 when there is none."""
        index = bisect_right(self.pieces, position, key=lambda piece: piece.start) - 1
        if index < 0 or position >= self.pieces[index].end:
            return -1
        return self.pieces[index].place(position)

    def _text(self) -> tuple[str, list[Piece]]:
        pieces = list(_pieces(self.block(PIECES)))
        if not pieces:
            raise Unreadable.because("truncated", detail="doc")
        texts: list[str] = []
        for piece in pieces:
            count = piece.end - piece.start
            stop = piece.offset + count * (2 if piece.wide else 1)
            raw = self.main[piece.offset : stop]
            text = raw.decode("utf-16-le", "replace") if piece.wide else _narrow(raw)
            # Surrogate pairs take one place less than they count: positions must stay true.
            texts.append(text if len(text) == count else text.ljust(count, "\0")[:count])
        return "".join(texts), pieces

    def runs(self, pair: int, entry: int) -> Runs:
        """Runs of the paragraph (`entry` 13 bytes) or character (1 byte) property pages."""
        block = self.block(pair)
        count = max(0, (len(block) - 4) // 8)
        found = Runs()
        for index in range(count):
            number = int.from_bytes(block[4 * (count + 1) + 4 * index :][:4], "little") & 0x3FFFFF
            page = self.main[number * _PAGE : (number + 1) * _PAGE]
            if len(page) == _PAGE:
                _read_page(page, entry, found)
        order = sorted(range(len(found.properties)), key=lambda i: found.limits[i])
        return Runs([found.limits[i] for i in order], [found.properties[i] for i in order])


def _stream(file: olefile.OleFileIO, name: str) -> bytes:
    try:
        data: bytes = file.openstream(name).read()
    except Exception as error:  # olefile raises many kinds on damaged files
        raise Unreadable.because("truncated", detail="doc") from error
    return data


def _narrow(raw: bytes) -> str:
    return raw.decode("latin-1").translate(_CP1252)


def _parts(lengths: list[int]) -> list[Part]:
    """Main text, footnotes, headers, macros, comments, endnotes, text boxes, header boxes."""
    parts: list[Part] = []
    start = 0
    for length in lengths:
        parts.append(Part(start, start + length))
        start += length
    return parts


def _pieces(block: bytes) -> Iterator[Piece]:
    """The piece table, after the property modifiers that may stand before it."""
    at = 0
    while at < len(block) and block[at] == 1:
        at += 3 + int.from_bytes(block[at + 1 : at + 3], "little")
    if at >= len(block) or block[at] != 2:
        return
    table = block[at + 5 : at + 5 + int.from_bytes(block[at + 1 : at + 5], "little")]
    count = max(0, (len(table) - 4) // 12)
    if not count:
        return
    limits = struct.unpack_from(f"<{count + 1}I", table)
    for index in range(count):
        place = int.from_bytes(table[4 * (count + 1) + 8 * index + 2 :][:4], "little")
        start, end = limits[index], limits[index + 1]
        if not start <= end <= start + 0x4000000:
            return
        narrow = bool(place & 0x40000000)
        place &= 0x3FFFFFFF
        yield Piece(start, end, place // 2 if narrow else place, not narrow)


def _read_page(page: bytes, entry: int, into: Runs) -> None:
    count = page[_PAGE - 1]
    if 4 * (count + 1) + entry * count > _PAGE - 1:
        return
    limits = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        place = 2 * page[4 * (count + 1) + entry * index]
        into.limits.append(limits[index])
        into.properties.append(_entry(page, place, paragraph=entry > 1) if place else b"")


def _entry(page: bytes, place: int, *, paragraph: bool) -> bytes:
    length = page[place]
    if not paragraph:
        return page[place + 1 : place + 1 + length]
    if length:
        return page[place + 1 : place + 2 * length]
    length = 2 * page[place + 1] if place + 1 < _PAGE else 0
    return page[place + 2 : place + 2 + length]


def modifiers(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """The property modifiers of a list, as (code, operand) ([MS-DOC] 2.6)."""
    at = 0
    while at + 2 <= len(raw):
        code = int.from_bytes(raw[at : at + 2], "little")
        at += 2
        kind = code >> 13
        if kind == 6:
            wide = code in {0xD606, 0xD608}
            size = int.from_bytes(raw[at : at + (2 if wide else 1)], "little") + 1
            if code == 0xC615 and raw[at : at + 1] == b"\xff":
                return  # a tab list longer than its length can say: the rest cannot be found
        else:
            size = (1, 1, 2, 4, 2, 2, 0, 3)[kind]
        yield code, raw[at : at + size]
        at += size
