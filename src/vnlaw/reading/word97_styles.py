"""Styles, fonts and lists of Word 97–2003 files ([MS-DOC] 2.9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vnlaw.reading.numbering import Level, Numbers
from vnlaw.reading.word97 import FONTS, LIST_USES, LISTS, STYLES, Binary, modifiers

_NUMBER_STYLES = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    22: "decimalZero",
    23: "bullet",
    255: "none",
}


@dataclass(frozen=True, slots=True)
class Look:
    """Properties of characters that change what is read."""

    font: int = -1
    capitals: bool = False
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    raised: bool = False
    special: bool = False

    def over(self, raw: bytes) -> Look:
        """This look with character modifiers laid over it."""
        look = self
        for code, operand in modifiers(raw):
            number = int.from_bytes(operand, "little")
            match code:
                case 0x4A4F:
                    look = replace(look, font=number)
                case 0x083B:
                    look = replace(look, capitals=_toggled(number, self.capitals))
                case 0x083C:
                    look = replace(look, hidden=_toggled(number, self.hidden))
                case 0x0837:
                    look = replace(look, struck=_toggled(number, self.struck))
                case 0x0800:
                    look = replace(look, deleted=bool(number))
                case 0x2A48:
                    look = replace(look, raised=number == 1)
                case 0x0855:
                    look = replace(look, special=bool(number))
        return look


def _toggled(number: int, inherited: bool) -> bool:
    """On, off, as in the style (128) or the contrary (129)."""
    return {0: False, 1: True, 128: inherited, 129: not inherited}.get(number, bool(number))


@dataclass(frozen=True, slots=True)
class Layout:
    """Properties of a paragraph: its list, its depth in tables, and what ends with it."""

    listed: int = 0
    level: int = 0
    depth: int = 0
    row_end: bool = False
    cell_end: bool = False
    table: bytes = b""  # the operand that defines a row's cells

    def over(self, raw: Iterable[tuple[int, bytes]]) -> Layout:
        """This layout with paragraph modifiers laid over it."""
        layout = self
        for code, operand in raw:
            number = int.from_bytes(operand, "little")
            match code:
                case 0x460B:
                    layout = replace(layout, listed=number)
                case 0x260A:
                    layout = replace(layout, level=number)
                case 0x2416:
                    layout = replace(layout, depth=max(layout.depth, number and 1))
                case 0x6649:
                    layout = replace(layout, depth=number)
                case 0x2417 | 0x244C:
                    layout = replace(layout, row_end=bool(number))
                case 0x244B:
                    layout = replace(layout, cell_end=bool(number))
                case 0xD608:
                    layout = replace(layout, table=operand)
        return layout


@dataclass(slots=True)
class _Style:
    base: int
    name: str
    paragraph: bytes
    characters: bytes


class Sheet:
    """The style sheet of a file, with its fonts."""

    def __init__(self, binary: Binary) -> None:
        self._binary = binary
        self._fonts = list(_fonts(binary.block(FONTS)))
        block = binary.block(STYLES)
        self._styles = dict(_styles(block))
        self._font = int.from_bytes(block[14:16], "little") if len(block) > 16 else -1
        self._looks: dict[int, Look] = {}
        self._layouts: dict[int, Layout] = {}

    def font(self, look: Look) -> str:
        """Name of a look's font; "" when unknown."""
        number = look.font if look.font >= 0 else self._font
        return self._fonts[number] if 0 <= number < len(self._fonts) else ""

    def name(self, style: int) -> str:
        """Name of a style in small letters; "" when unknown."""
        return self._styles[style].name if style in self._styles else ""

    def look(self, style: int) -> Look:
        """Look of plain characters in a paragraph style."""
        if style not in self._looks:
            look = Look()
            for one in self._chain(style):
                look = look.over(one.characters)
            self._looks[style] = look
        return self._looks[style]

    def layout(self, style: int, raw: bytes) -> Layout:
        """Layout of a paragraph in a style, with modifiers of its own."""
        if style not in self._layouts:
            layout = Layout()
            for one in self._chain(style):
                layout = layout.over(modifiers(one.paragraph))
            self._layouts[style] = layout
        return self._layouts[style].over(self._modifiers(raw))

    def _modifiers(self, raw: bytes) -> Iterator[tuple[int, bytes]]:
        for code, operand in modifiers(raw):
            if code in {0x6646, 0x6645}:  # the list is too long for its page and lies elsewhere
                at = int.from_bytes(operand, "little")
                size = int.from_bytes(self._binary.data[at : at + 2], "little")
                yield from modifiers(self._binary.data[at + 2 : at + 2 + size])
            else:
                yield code, operand

    def _chain(self, style: int) -> list[_Style]:
        """A style after all that it is based on."""
        chain: list[_Style] = []
        while style in self._styles and len(chain) < 20:
            chain.append(self._styles[style])
            style = self._styles[style].base
        return chain[::-1]


def _fonts(block: bytes) -> Iterator[str]:
    at = 4
    while at < len(block):
        size = block[at] + 1
        name = block[at + 40 : at + size].decode("utf-16-le", "replace")
        yield name.split("\0", 1)[0]
        at += size


def _styles(block: bytes) -> Iterator[tuple[int, _Style]]:
    head = int.from_bytes(block[:2], "little")
    count, fixed = (int.from_bytes(block[i : i + 2], "little") for i in (2, 4))
    at = 2 + head
    for number in range(count):
        size = int.from_bytes(block[at : at + 2], "little")
        record = block[at + 2 : at + 2 + size]
        at += 2 + size
        if len(record) > fixed:
            yield number, _style(record, fixed)


def _style(record: bytes, fixed: int) -> _Style:
    kind_and_base = int.from_bytes(record[2:4], "little")
    kind, base = kind_and_base & 0xF, kind_and_base >> 4
    length = int.from_bytes(record[fixed : fixed + 2], "little")
    name = record[fixed + 2 : fixed + 2 + 2 * length].decode("utf-16-le", "replace")
    at = fixed + 2 + 2 * length + 2
    parts: list[bytes] = []
    for _ in range(record[4] & 0xF):
        size = int.from_bytes(record[at : at + 2], "little")
        parts.append(record[at + 2 : at + 2 + size])
        at += 2 + size + size % 2
    paragraph = parts[0][2:] if kind == 1 and parts else b""
    characters = parts[1] if kind == 1 and len(parts) > 1 else b""
    return _Style(base if base != 0xFFF else -1, name.lower(), paragraph, characters)


def numbers_of(binary: Binary) -> Numbers:
    """The lists of a file; a list is named by its number as text, from "1"."""
    numbers = Numbers()
    shapes = dict(_lists(binary.block(LISTS), binary.after(LISTS)))
    for number, (shared, starts, own) in enumerate(_uses(binary.block(LIST_USES)), 1):
        levels = shapes.get(shared, {}) | own
        name = f"{shared}/{number}" if own else str(shared)
        numbers.add(str(number), name, levels, starts)
    return numbers


def _lists(block: bytes, levels: bytes) -> Iterator[tuple[int, dict[int, Level]]]:
    at = 0
    for index in range(int.from_bytes(block[:2], "little")):
        record = block[2 + 28 * index : 30 + 28 * index]
        if len(record) < 28:
            return
        found: dict[int, Level] = {}
        for place in range(1 if record[26] & 1 else 9):
            level, size = _level(levels[at:])
            found[place] = level
            at += size
        yield int.from_bytes(record[:4], "little"), found


def _level(raw: bytes) -> tuple[Level, int]:
    """One level of a list, and the bytes it takes."""
    if len(raw) < 30:
        return Level(), len(raw)
    at = 28 + raw[24] + raw[25]
    length = int.from_bytes(raw[at : at + 2], "little")
    text = raw[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    written = "".join(f"%{ord(c) + 1}" if ord(c) < 9 else c for c in text)
    level = Level(
        start=int.from_bytes(raw[:4], "little"),
        style=_NUMBER_STYLES.get(raw[4], "decimal"),
        text=written,
        legal=bool(raw[5] & 0x04),
        restart=raw[26] if raw[5] & 0x08 else None,
    )
    return level, at + 2 + 2 * length


def _uses(block: bytes) -> Iterator[tuple[int, dict[int, int], dict[int, Level]]]:
    count = int.from_bytes(block[:4], "little")
    at = 4 + 16 * count
    for index in range(min(count, len(block) // 16)):
        record = block[4 + 16 * index : 20 + 16 * index]
        starts: dict[int, int] = {}
        own: dict[int, Level] = {}
        at += 4
        for _ in range(record[12]):
            flags = int.from_bytes(block[at + 4 : at + 8], "little")
            place = flags & 0xF
            if flags & 0x10:
                starts[place] = int.from_bytes(block[at : at + 4], "little")
            at += 8
            if flags & 0x20:
                own[place], size = _level(block[at:])
                at += size
        yield int.from_bytes(record[:4], "little"), starts, own
