"""Write PDF files, the same bytes every time: a text PDF, a locked one, and a scan."""

from __future__ import annotations

import random
import textwrap
import time
from html import escape
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle
from sample_layout import Sheet, is_centred

from vnlaw.tables import Table as Rows
from vnlaw.tables import grouped

_REGULAR, _BOLD = "NotoSerif-Regular", "NotoSerif-Bold"
_TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")
_SCAN_SIZE = (1240, 1754)  # A4 at 150 dots an inch
_SCAN_DATE = time.gmtime(1_767_225_600)  # 2026-01-01


def register_fonts(folder: Path) -> None:
    """Make the two faces known to reportlab."""
    for name in (_REGULAR, _BOLD):
        pdfmetrics.registerFont(TTFont(name, folder / f"{name}.ttf"))
    pdfmetrics.registerFontFamily(_REGULAR, normal=_REGULAR, bold=_BOLD)


def write_text_pdf(sheet: Sheet, path: Path, *, title: str, password: str = "") -> None:
    """Write `sheet` as pages of real text, numbered from the second page on."""
    encryption = StandardEncryption(password, strength=128) if password else None
    document = SimpleDocTemplate(
        str(path), pagesize=A4, topMargin=20 * mm, bottomMargin=20 * mm, leftMargin=30 * mm,
        rightMargin=18 * mm, title=title, author="Luật Sống", invariant=1, encrypt=encryption,
    )  # fmt: skip
    story = [_pair(sheet.office, sheet.state), Spacer(0, 6 * mm), *_flow(sheet.middle)]
    story += [Spacer(0, 4 * mm), _recipients(sheet)]
    if sheet.attached:
        story += [PageBreak(), *_flow(sheet.attached)]
    document.build(story, onLaterPages=_page_number)


def _page_number(canvas: Any, _document: Any) -> None:
    canvas.setFont(_REGULAR, 12)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 12 * mm, str(canvas.getPageNumber()))


def _style(alignment: int, size: float = 13.5) -> ParagraphStyle:
    return ParagraphStyle(
        "text", fontName=_REGULAR, fontSize=size, leading=size * 1.35, alignment=alignment,
        spaceAfter=size * 0.4,
    )  # fmt: skip


def _flow(lines: list[str]) -> list[Any]:
    story: list[Any] = []
    for block in grouped(lines):
        if not isinstance(block, str):
            story.append(_grid(block))
        elif is_centred(block):
            story.append(Paragraph(f"<b>{escape(block)}</b>", _style(TA_CENTER)))
        else:
            story.append(Paragraph(escape(block), _style(TA_JUSTIFY)))
    return story


def _grid(rows: Rows) -> Table:
    data = [[Paragraph(escape(cell), _style(TA_LEFT, 11)) for cell in row] for row in rows]
    others = len(rows[0]) - 1
    widths = [14 * mm, *[148 * mm / others] * others]
    table = Table(data, colWidths=widths)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), _TOP]))
    return table


def _pair(left: list[str], right: list[str]) -> Table:
    def side(lines: list[str]) -> list[Paragraph]:
        return [Paragraph(_bold_capitals(line), _style(TA_CENTER, 11.5)) for line in lines]

    return Table([[side(left), side(right)]], colWidths=[68 * mm, 94 * mm])


def _bold_capitals(line: str) -> str:
    return f"<b>{escape(line)}</b>" if line.isupper() else escape(line)


def _recipients(sheet: Sheet) -> Table:
    left = [Paragraph(escape(line), _style(TA_LEFT, 10)) for line in sheet.recipients]
    right = [Paragraph(escape(line), _style(TA_CENTER)) for line in sheet.signature]
    return Table([[left, right]], colWidths=[84 * mm, 78 * mm], style=[_TOP])


def write_scan(sheet: Sheet, path: Path, fonts: Path, *, seed: int = 7) -> None:
    """Write one page as a picture: a little turned, a little blurred, a little dirty."""
    page = Image.new("L", _SCAN_SIZE, 252)
    pen = ImageDraw.Draw(page)
    text, small = (ImageFont.truetype(fonts / f"{_REGULAR}.ttf", size) for size in (25, 21))
    y = 90
    for left, right in zip(sheet.office, sheet.state, strict=True):
        pen.text((360, y), left, font=small, fill=20, anchor="ma")
        pen.text((850, y), right, font=small, fill=20, anchor="ma")
        y += 36
    y += 40
    for line in sheet.middle:
        y = _draw(pen, line, y, text)
    below = y + 30
    for number, line in enumerate(sheet.recipients):
        pen.text((170, below + 30 * number), line, font=small, fill=20)
    for number, line in enumerate(sheet.signature[:-1]):
        pen.text((860, below + 60 * number), line, font=text, fill=20, anchor="ma")
    pen.text((620, 1690), sheet.signature[-1], font=small, fill=60, anchor="ma")
    dirt = Image.frombytes("L", _SCAN_SIZE, random.Random(seed).randbytes(page.width * page.height))  # noqa: S311
    page = page.rotate(0.4, Image.Resampling.BICUBIC, fillcolor=252)
    page = Image.blend(page.filter(ImageFilter.GaussianBlur(0.6)), dirt, 0.05)
    page.save(path, "PDF", resolution=150, quality=55, creationDate=_SCAN_DATE, modDate=_SCAN_DATE)


def _draw(pen: ImageDraw.ImageDraw, line: str, y: int, font: ImageFont.FreeTypeFont) -> int:
    centred = is_centred(line) or line.startswith("Kết luận của")
    for number, row in enumerate(textwrap.wrap(line, 56 if centred else 68)):
        if centred:
            pen.text((640, y), row, font=font, fill=20, anchor="ma")
        else:
            pen.text((170 if number else 215, y), row, font=font, fill=20)
        y += 38
    return y + 8
