"""Write a Word file by hand: automatic numbers, tables and footnotes, the same bytes every time."""

from __future__ import annotations

import re
import zipfile
from html import escape
from pathlib import Path

from sample_layout import Sheet, is_centred

from vnlaw.tables import Table, grouped

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "footnotes")
_MARK = re.compile(r"\[\^(\d+)\]")
_ARTICLE = re.compile(r"Điều \d+\. ")
_CLAUSE = re.compile(r"\d+\. ")
_EPOCH = (2026, 1, 1, 0, 0, 0)


def write_docx(sheet: Sheet, path: Path, *, numbered: bool = False) -> None:
    """Write `sheet`; with `numbered`, Word counts the articles and clauses itself."""
    writer = _Writer(numbered=numbered)
    body = "".join(
        [
            _pair(sheet.office, sheet.state),
            writer.flow(sheet.middle),
            _pair(sheet.recipients, sheet.signature),
            _PAGE_BREAK if sheet.attached else "",
            writer.flow(sheet.attached),
        ]
    )
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relationships([(p, f"{p}.xml") for p in _PARTS]),
        "word/document.xml": f"<w:document {_W}><w:body>{body}{_SECTION}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{_STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_W}>{writer.numbering()}</w:numbering>",
        "word/footnotes.xml": _footnotes(sheet.footnotes),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, date_time=_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, _DECLARATION + text)


class _Writer:
    """Paragraphs of one document and the number lists they use."""

    def __init__(self, *, numbered: bool) -> None:
        self.numbered = numbered
        self.lists = 0

    def flow(self, lines: list[str]) -> str:
        if self.numbered:
            self.lists += 1  # the articles of an attached text start again from 1
        return "".join(self._block(block) for block in grouped(lines))

    def _block(self, block: str | Table) -> str:
        if not isinstance(block, str):
            return _table(block, borders="single")
        if self.numbered and (match := _ARTICLE.match(block) or _CLAUSE.match(block)):
            level = 0 if block.startswith("Điều") else 1
            return _paragraph(block[match.end() :], numbering=(self.lists, level))
        return _paragraph(block, centred=is_centred(block))

    def numbering(self) -> str:
        level = (
            '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            '<w:lvlText w:val="{}"/><w:lvlJc w:val="left"/></w:lvl>'
        )
        levels = level.format(0, "Điều %1.") + level.format(1, "%2.")
        lists = range(1, self.lists + 1)
        abstract = "".join(
            f'<w:abstractNum w:abstractNumId="{i}">{levels}</w:abstractNum>' for i in lists
        )
        return abstract + "".join(
            f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in lists
        )


def _paragraph(
    text: str, *, centred: bool = False, numbering: tuple[int, int] | None = None
) -> str:
    properties = ""
    if numbering:
        number, level = numbering
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    properties += f'<w:jc w:val="{"center" if centred else "both"}"/>'
    bold = "<w:rPr><w:b/></w:rPr>" if centred or (numbering and numbering[1] == 0) else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{_runs(text, bold)}</w:p>"


def _runs(text: str, properties: str = "") -> str:
    pieces = _MARK.split(text)
    out = []
    for index, piece in enumerate(pieces):
        if index % 2:
            out.append(
                '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                f'<w:footnoteReference w:id="{piece}"/></w:r>'
            )
        elif piece:
            words = escape(piece, quote=False)
            out.append(f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>')
    return "".join(out)


def _pair(left: list[str], right: list[str]) -> str:
    """Two columns without borders: the heading, or recipients beside the signature."""
    sides = ("".join(_paragraph(line, centred=True) for line in side) for side in (left, right))
    row = "".join(f"<w:tc>{side}</w:tc>" for side in sides)
    return _table_xml(f"<w:tr>{row}</w:tr>", borders="none", columns=2)


def _table(rows: Table, *, borders: str) -> str:
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return _table_xml(body, borders=borders, columns=len(rows[0]))


def _table_xml(rows: str, *, borders: str, columns: int) -> str:
    sides = "".join(
        f'<w:{side} w:val="{borders}" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "<w:gridCol/>" * columns
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p/>"
    )


def _footnotes(footnotes: dict[str, str]) -> str:
    notes = "".join(
        f'<w:footnote w:id="{key}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f"<w:footnoteRef/></w:r>{_runs(' ' + text)}</w:p></w:footnote>"
        for key, text in footnotes.items()
    )
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    )
    return f"<w:footnotes {_W}>{separators}{notes}</w:footnotes>"


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_MAIN}.{kind}+xml"/>'
        for part, kind in [("document", "document.main"), *((p, p) for p in _PARTS)]
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: list[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


_PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/></w:sectPr>'
)
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
    'w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/></w:rPr>'
    "</w:rPrDefault></w:docDefaults>"
)
