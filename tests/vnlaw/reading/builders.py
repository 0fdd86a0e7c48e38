"""Small files of every format, written byte by byte, for the tests of the reader."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(members: Mapping[str, str | bytes]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word_xml(body: str, **parts: str) -> bytes:
    """A .docx with `body` inside w:body; other parts by name ("numbering", "footnotes", …)."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
    }
    for name, content in parts.items():
        members[f"word/{name}.xml"] = content
    return package(members)


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A w:p with one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """A w:tbl of plain cells; "\\n" divides paragraphs."""
    cells = (
        "".join(
            "<w:tc>" + "".join(paragraph(text) for text in cell.split("\n")) + "</w:tc>"
            for cell in row
        )
        for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


@dataclass
class Pdf:
    """A PDF with real text: every glyph is half its size wide, which keeps sums easy."""

    pages: list[list[str]] = field(default_factory=list)
    size: tuple[float, float] = (595, 842)
    _codes: dict[str, int] = field(default_factory=dict)

    def page(self) -> Pdf:
        """Begin a new page."""
        self.pages.append([])
        return self

    def text(self, x: float, top: float, text: str, size: float = 12, *, bold: bool = False) -> Pdf:
        """Set `text` with its base line `top` points below the upper edge."""
        codes = "".join(f"{self._code(letter):02x}" for letter in text)
        font = "F2" if bold else "F1"
        self.pages[-1].append(f"BT /{font} {size} Tf {x} {self.size[1] - top} Td <{codes}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Pdf:
        """Draw a line; y counts from the upper edge."""
        height = self.size[1]
        self.pages[-1].append(f"{x0} {height - y0} m {x1} {height - y1} l S")
        return self

    def _code(self, letter: str) -> int:
        if letter == " ":
            return 32
        return self._codes.setdefault(letter, 33 + len(self._codes))

    def data(self, *, encrypted: bool = False) -> bytes:
        """The file."""
        used = "".join(f"<{c:02x}> <{ord(x):04x}>\n" for x, c in self._codes.items())
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
            "1 begincodespacerange <00> <ff> endcodespacerange "
            f"{len(self._codes) + 1} beginbfchar <20> <0020>\n{used}endbfchar endcmap end end"
        )
        widths = " ".join(["500"] * 224)
        font = (
            "<< /Type /Font /Subtype /Type1 /BaseFont /{} /FirstChar 32 /LastChar 255 "
            f"/Widths [{widths}] /ToUnicode 3 0 R >>"
        )
        objects = ["", "", _stream(cmap), font.format("Times-Roman"), font.format("Times-Bold")]
        kids = []
        for content in self.pages:
            objects.append(_stream("\n".join(content)))
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {self.size[0]} {self.size[1]}] "
                f"/Contents {len(objects)} 0 R "
                "/Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>"
            )
            kids.append(f"{len(objects)} 0 R")
        objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
        objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
        return _file(objects, encrypted=encrypted)


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: list[str], *, encrypted: bool) -> bytes:
    data = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(data)
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    secret = "00" * 32
    lock = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{secret}> /U <{secret}> >> "
        f"/ID [<{secret}> <{secret}>]"
        if encrypted
        else ""
    )
    trailer = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R {lock} >>\nstartxref\n{start}\n%%EOF"
    )
    return data + trailer.encode("latin-1")


SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with streams at its root, each made long enough for whole sectors."""
    sectors: list[bytes] = []
    chain: list[int] = []
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    for index, (name, content) in enumerate(streams.items()):
        content = content.ljust(4096, b"\0")
        count = -(-len(content) // SECTOR)
        start = len(sectors)
        sectors += [
            content[i * SECTOR : (i + 1) * SECTOR].ljust(SECTOR, b"\0") for i in range(count)
        ]
        chain += [*range(start + 1, start + count), END]
        following = index + 2 if index + 1 < len(streams) else FREE
        entries.append(_entry(name, 2, start, len(content), right=following))
    directory = b"".join(entries).ljust(SECTOR * (-(-len(entries) // 4)), b"\0")
    first = len(sectors)
    blocks = [directory[i : i + SECTOR] for i in range(0, len(directory), SECTOR)]
    sectors += blocks
    chain += [*range(first + 1, first + len(blocks)), END]
    tables = 1
    while (len(chain) + tables) * 4 > tables * SECTOR:
        tables += 1
    places = list(range(len(sectors), len(sectors) + tables))
    chain += [FAT] * tables
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * SECTOR, b"\xff")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, tables, first, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", *(places + [FREE] * (109 - tables)))
    return header + b"".join(sectors) + fat


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = FREE, right: int = FREE
) -> bytes:
    raw = name.encode("utf-16-le")
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw) + 2, kind, 1, FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def word97(
    text: str, *, narrow: bool = False, encrypted: bool = False, macros: bool = False
) -> bytes:
    """A Word 97 file with `text` and no formatting; paragraphs end with "\\r"."""
    raw = text.encode("cp1252" if narrow else "utf-16-le")
    start = 1024
    fib = bytearray(start)
    struct.pack_into("<HH", fib, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", fib, 0x0A, 0x0200 | (0x0100 if encrypted else 0))
    struct.pack_into("<H", fib, 32, 14)
    struct.pack_into("<H", fib, 62, 22)
    struct.pack_into("<I", fib, 0x4C, len(text))
    struct.pack_into("<H", fib, 152, 93)
    place = start * 2 | 0x40000000 if narrow else start
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, place, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", fib, 0x1A2, 16, len(clx))
    streams = {"WordDocument": bytes(fib) + raw, "1Table": bytes(16) + clx}
    if macros:
        streams["Macros"] = b"x"
    return ole(streams)
