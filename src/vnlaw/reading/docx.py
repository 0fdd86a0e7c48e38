"""Word documents of the .docx family, straight from their XML (ECMA-376)."""

from __future__ import annotations

import re
import zipfile
from collections import Counter

from lxml import etree

from vnlaw.document import Finding, Footnote, Source
from vnlaw.reading.blocks import Block, Cell, Grid, flatten
from vnlaw.reading.containers import member, open_zip
from vnlaw.reading.docx_maths import linear
from vnlaw.reading.docx_styles import Look, Styles, W, number_of, numbers_of, value
from vnlaw.reading.encodings import FontTexts
from vnlaw.reading.limits import Deadline, Limits
from vnlaw.reading.lines import assemble
from vnlaw.reading.numbering import roman
from vnlaw.reading.scripts import Pieces
from vnlaw.reading.unreadable import finding
from vnlaw.reading.xml import parse_xml

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN_PART = re.compile(r"word/document\d*\.xml$")
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_EMBEDDED = re.compile(r"word/embeddings/")
_DESCENDED = frozenset(
    W + name
    for name in (
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "customXml",
        "ins",
        "moveTo",
        "dir",
        "bdo",
    )
)
_GONE = frozenset(W + name for name in ("del", "moveFrom"))
_PICTURES = frozenset(W + name for name in ("drawing", "pict", "object"))
_COUNTED = ("tracked-changes", "hidden-text", "struck-text", "page-furniture", "images")
_BREAKS = {W + "tab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}


def read_docx(data: bytes, limits: Limits) -> Source:
    """Read a .docx, .docm or template; raises `Unreadable`."""
    deadline = Deadline(limits.seconds)
    with open_zip(data, limits) as package:
        reader = _Reader(package, deadline)
        blocks = reader.body()
        names = package.namelist()
    return assemble(
        flatten(blocks),
        MEDIA_TYPE,
        footnotes=reader.footnotes,
        findings=reader.findings(names),
    )


class _Reader:
    def __init__(self, package: zipfile.ZipFile, deadline: Deadline) -> None:
        self._package = package
        self._names = set(package.namelist())
        self._deadline = deadline
        self._whole = True
        self._styles = Styles.of(self._part("word/styles.xml"))
        self._numbers = numbers_of(self._part("word/numbering.xml"))
        self._fonts = FontTexts()
        self._notes = {
            kind: self._notes_of(f"word/{kind}s.xml", kind) for kind in ("footnote", "endnote")
        }
        self._called: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()
        self._in_table = 0
        self._in_note = False
        self.footnotes: list[Footnote] = []

    def _part(self, name: str) -> etree._Element | None:
        if name not in self._names:
            return None
        root, whole = parse_xml(member(self._package, name), name)
        self._whole = self._whole and whole
        return root

    def _notes_of(self, part: str, kind: str) -> dict[str, etree._Element]:
        root = self._part(part)
        found = () if root is None else root.findall(W + kind)
        return {note.get(W + "id") or "": note for note in found}

    def body(self) -> list[Block]:
        """The blocks of the main part."""
        name = next(name for name in sorted(self._names) if MAIN_PART.match(name))
        root = self._part(name)
        assert root is not None  # noqa: S101 - the name was just found
        self._learn_fonts(root)
        blocks: list[Block] = []
        body = root.find(W + "body")
        self._blocks(root if body is None else body, blocks)
        return blocks

    def findings(self, names: list[str]) -> list[Finding]:
        """What was odd about the file."""
        found = []
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            found.append(finding("macro"))
        if self._fonts.converted:
            found.append(finding("legacy-encoding", encoding=self._fonts.converted))
        found += [finding(code, count=self._seen[code]) for code in _COUNTED if self._seen[code]]
        if embedded := sum(bool(_EMBEDDED.match(name)) for name in names):
            found.append(finding("embedded-files", count=embedded))
        if not self._whole:
            found.append(finding("incomplete", detail="XML"))
        return found

    def _learn_fonts(self, root: etree._Element) -> None:
        """Collect what stands in fonts of old encodings, to tell whether it is really old text."""
        for paragraph in root.iter(W + "p"):
            look = self._paragraph_look(paragraph)
            for run in paragraph.iter(W + "r"):
                font = look.over(run.find(W + "rPr")).font
                if FontTexts.is_old(font):
                    self._fonts.learn(font, "".join(run.itertext(W + "t")))

    def _paragraph_look(self, paragraph: etree._Element) -> Look:
        return self._styles.look(value(paragraph, "pPr/pStyle"))

    def _blocks(self, parent: etree._Element, into: list[Block]) -> None:
        for element in parent:
            self._deadline.check()
            if element.tag == W + "p":
                self._paragraph(element, into)
            elif element.tag == W + "tbl":
                into.append(self._table(element))
            elif element.tag == _CHOICE + "AlternateContent":
                self._blocks(_chosen(element), into)
            elif element.tag in _DESCENDED:
                self._blocks(element, into)

    def _paragraph(self, paragraph: etree._Element, into: list[Block]) -> None:
        properties = paragraph.find(W + "pPr")
        style = value(properties, "pStyle")
        pieces = Pieces()
        boxes: list[Block] = []
        self._runs(paragraph, self._styles.look(style), pieces, boxes)
        text = pieces.joined()
        if self._styles.name(style).startswith("toc ") and text.strip():
            self._seen["page-furniture"] += 1
            return
        marker = self._marker(properties, style)
        # An empty paragraph shows its number too; in a table that is the running number of a row.
        if text.strip() or (marker and self._in_table):
            first, _, rest = text.partition("\n")
            into.append(f"{marker} {first}" if marker else first)
            into.extend(rest.split("\n") if rest else [])
        into.extend(boxes)

    def _marker(self, properties: etree._Element | None, style: str | None) -> str:
        """The automatic number of a paragraph; a direct statement beats that of its style."""
        own = number_of(properties)
        styled = self._styles.number(style)
        if own is None:
            listed = styled
        elif own[0] is None:
            listed = (styled[0], own[1]) if styled else None
        else:
            listed = (own[0], own[1])
        return self._numbers.next(*listed) if listed and listed[0] != "0" else ""

    def _runs(self, parent: etree._Element, base: Look, pieces: Pieces, boxes: list[Block]) -> None:
        for element in parent:
            tag = element.tag
            if tag == W + "r":
                self._run(element, base, pieces, boxes)
            elif tag in _GONE:
                self._seen["tracked-changes"] += 1
            elif tag in _DESCENDED:
                self._seen["tracked-changes"] += tag == W + "ins"
                self._runs(element, base, pieces, boxes)
            elif tag == _CHOICE + "AlternateContent":
                self._runs(_chosen(element), base, pieces, boxes)
            elif tag in {_MATHS + "oMath", _MATHS + "oMathPara"}:
                pieces.add(linear(element))

    def _run(self, run: etree._Element, base: Look, pieces: Pieces, boxes: list[Block]) -> None:
        properties = run.find(W + "rPr")
        look = base
        if (style := value(properties, "rStyle")) is not None:
            look = self._styles.look(style, look)
        look = look.over(properties)
        for element in run:
            text = self._text(element, look, pieces, boxes)
            if not text:
                continue
            if look.hidden:
                self._seen["hidden-text"] += bool(text.strip())
                continue
            self._seen["struck-text"] += look.struck and bool(text.strip())
            pieces.add(text.upper() if look.capitals else text, raised=look.raised)

    def _text(self, element: etree._Element, look: Look, pieces: Pieces, boxes: list[Block]) -> str:
        tag = element.tag
        if tag == W + "t":
            return self._fonts.unicode(element.text or "", look.font)
        if tag in _BREAKS:
            return _BREAKS[tag]
        if tag == W + "br":
            return "\n" if element.get(W + "type") in {None, "textWrapping"} else " "
        if tag in {W + "footnoteReference", W + "endnoteReference"}:
            return self._call(element, "footnote" if tag == W + "footnoteReference" else "endnote")
        if tag in _PICTURES:
            self._picture(element, boxes)
        elif tag == _CHOICE + "AlternateContent":
            for inner in _chosen(element):
                self._text(inner, look, pieces, boxes)
        return ""

    def _call(self, element: etree._Element, kind: str) -> str:
        identifier = element.get(W + "id") or ""
        note = self._notes[kind].get(identifier)
        if note is None or self._in_note:
            return ""
        self._called[kind] += 1
        number = self._called[kind]
        marker = str(number) if kind == "footnote" else roman(number)
        blocks: list[Block] = []
        self._in_note = True
        self._blocks(note, blocks)
        self._in_note = False
        self.footnotes.append(Footnote(marker, " ".join(flatten(blocks))))
        return f"[{marker}]"

    def _picture(self, element: etree._Element, boxes: list[Block]) -> None:
        texts = list(element.iter(W + "txbxContent"))
        for box in texts:
            self._blocks(box, boxes)
        if not texts and _is_image(element):
            self._seen["images"] += 1

    def _table(self, table: etree._Element) -> Grid:
        self._in_table += 1
        grid = Grid([self._row(row) for row in _descended(table, W + "tr")])
        self._in_table -= 1
        return grid

    def _row(self, row: etree._Element) -> list[Cell]:
        self._deadline.check()
        cells: list[Cell] = []
        column = _whole(value(row, "trPr/gridBefore"))
        for element in _descended(row, W + "tc"):
            cell = Cell(column=column)
            merged = element.find(f"{W}tcPr/{W}vMerge")
            if merged is None or merged.get(W + "val") == "restart":
                self._blocks(element, cell.blocks)
            cells.append(cell)
            column += max(1, _whole(value(element, "tcPr/gridSpan")))
        return cells


def _descended(parent: etree._Element, tag: str) -> list[etree._Element]:
    """Children with `tag`, also those wrapped in content controls and tracked insertions."""
    found: list[etree._Element] = []
    for element in parent:
        if element.tag == tag:
            found.append(element)
        elif element.tag in _DESCENDED:
            found += _descended(element, tag)
    return found


def _chosen(element: etree._Element) -> etree._Element:
    """One branch of an `mc:AlternateContent`: all of them say the same."""
    choice = element.find(_CHOICE + "Choice")
    if choice is not None and next(choice.iter(W + "txbxContent"), None) is not None:
        return choice
    fallback = element.find(_CHOICE + "Fallback")
    if fallback is not None:
        return fallback
    return element if choice is None else choice


def _is_image(element: etree._Element) -> bool:
    """Rulers and frames are drawings too; only pictures and objects carry content."""
    return any(
        isinstance(inner.tag, str)
        and inner.tag.rsplit("}", 1)[-1] in {"blip", "imagedata", "OLEObject"}
        for inner in element.iter()
    )


def _whole(text: str | None) -> int:
    return min(int(text), 400) if text and text.isdigit() else 0
