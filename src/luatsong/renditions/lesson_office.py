"""A lesson as .docx: real headings, a table with a head row, a feedback sheet on its own page."""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from luatsong.renditions.deck_office import rezipped
from luatsong.renditions.lesson import Lesson
from luatsong.renditions.toolkit import toolkit_data
from luatsong.responses.settings import satisfaction

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "Times New Roman"  # NĐ 30/2020/NĐ-CP: the type of official papers
_ACCENT = RGBColor(0x8F, 0x1D, 0x2C)
_WIDTHS = (Cm(1.6), Cm(3.2), Cm(6.4), Cm(4.2), Cm(1.6))
_DOTS = "." * 118
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def written(lesson: Lesson, publisher: str) -> bytes:
    """The file. The same lesson gives the same bytes."""
    paper = Document()
    _dress(paper, lesson)
    words = toolkit_data()["lesson"]["words"]
    paper.add_heading(_xml(words["title"].format(title=lesson.sheet.title)), 0)
    _facts(paper, lesson, publisher)
    paper.add_heading(words["aims"], 1)
    for aim in lesson.aims:
        paper.add_paragraph(_xml(aim), style="List Bullet")
    paper.add_heading(words["ready"], 1)
    for thing in toolkit_data()["lesson"]["ready"]["things"]:
        paper.add_paragraph(thing, style="List Bullet")
    paper.add_heading(words["course"], 1)
    _course(paper, lesson)
    paper.add_heading(words["questions"], 1)
    _questions(paper, lesson)
    _laws(paper, lesson)
    _feedback(paper, lesson)
    target = io.BytesIO()
    paper.save(target)
    return rezipped(target.getvalue())


def _dress(paper: Any, lesson: Lesson) -> None:
    """Paper, type and language."""
    facts = paper.core_properties
    facts.title, facts.language = _xml(lesson.sheet.title), lesson.sheet.language
    facts.author, facts.comments = _xml(lesson.sheet.agency), ""
    section = paper.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.2), Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(2)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = paper.styles[name]
        style.font.name = _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(kind), _FONT)
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
        if name != "Normal":
            style.font.color.rgb = _ACCENT
    paper.styles["Normal"].font.size = Pt(13)
    paper.styles["Title"].font.size = Pt(20)
    paper.styles["Heading 1"].font.size = Pt(15)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN" if lesson.sheet.language == "vi" else lesson.sheet.language)
    paper.styles["Normal"].element.get_or_add_rPr().append(language)


def _facts(paper: Any, lesson: Lesson, publisher: str) -> None:
    words, sheet = toolkit_data()["lesson"]["words"], lesson.sheet
    day = f"{sheet.law_day:%d/%m/%Y}" if sheet.law_day else ""
    rows = (
        (words["audience"], ", ".join(sheet.audiences)),
        (words["minutes"], f"{lesson.minutes} phút"),
        (words["agency"], publisher),
        (words["day"], day),
        (words["address"], sheet.short_address),
    )
    for label, value in rows:
        if value:
            line = paper.add_paragraph()
            line.add_run(f"{label}: ").bold = True
            line.add_run(_xml(value))
            line.paragraph_format.space_after = Pt(2)


def _course(paper: Any, lesson: Lesson) -> None:
    head = toolkit_data()["lesson"]["words"]["head"]
    table = paper.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    _row(table.rows[0], head, bold=True)
    mark = OxmlElement("w:tblHeader")  # repeated on each page, told by screen readers
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for step in lesson.steps:
        cells = [step.clock, step.activity, step.speaker, step.listeners, step.slides]
        _row(table.add_row(), cells)


def _row(row: Any, cells: list[str], *, bold: bool = False) -> None:
    for cell, words, width in zip(row.cells, cells, _WIDTHS, strict=True):
        cell.width = width
        run = cell.paragraphs[0].add_run(_xml(words))
        run.font.size, run.bold = Pt(11.5), bold


def _questions(paper: Any, lesson: Lesson) -> None:
    if not lesson.questions:
        paper.add_paragraph(toolkit_data()["lesson"]["words"]["no_questions"])
    for number, asked in enumerate(lesson.questions, start=1):
        line = paper.add_paragraph()
        line.add_run(_xml(f"{number}. {asked.question}")).bold = True
        line.paragraph_format.keep_with_next = True
        for answer in asked.answers:
            paper.add_paragraph(_xml(answer)).paragraph_format.left_indent = Cm(0.8)


def _laws(paper: Any, lesson: Lesson) -> None:
    words, shown = toolkit_data()["lesson"]["words"], toolkit_data()["words"]
    day = max((quote.day for quote in lesson.quotes), default=None)
    if day is None:
        paper.add_heading(words["laws"].partition(" theo ")[0], 1)
        paper.add_paragraph(words["no_laws"])
        for ground in lesson.sheet.grounds:
            paper.add_paragraph(_xml(ground.words), style="List Bullet")
        return
    paper.add_heading(words["laws"].format(day=f"{day:%d/%m/%Y}"), 1)
    for quote in lesson.quotes:
        paper.add_heading(_xml(quote.name), 2)
        more = () if quote.whole else (shown["more"].format(address=quote.address),)
        for line in (*quote.lines, *more):
            paper.add_paragraph(_xml(line)).paragraph_format.left_indent = Cm(0.8)


def _feedback(paper: Any, lesson: Lesson) -> None:
    """The sheet listeners fill in, and what the speaker notes; never a name."""
    words = toolkit_data()["lesson"]["words"]
    paper.add_page_break()
    paper.add_heading(words["sheet"], 1)
    paper.add_paragraph(_xml(lesson.sheet.title)).runs[0].bold = True
    paper.add_paragraph(words["sheet_about"])
    paper.add_paragraph(words["sheet_where"])
    paper.add_paragraph(words["sheet_satisfied"])
    paper.add_paragraph("      ".join(f"☐ {answer.label}" for answer in satisfaction()))
    for question in ("sheet_clear", "sheet_unclear", "sheet_next"):
        paper.add_paragraph(words[question])
        for _ in range(2):
            paper.add_paragraph(_DOTS)
    paper.add_heading(words["log"], 2)
    for line in words["log_lines"]:
        paper.add_paragraph(line)
    for _ in range(2):
        paper.add_paragraph(_DOTS)


def _xml(text: str) -> str:
    return _FORBIDDEN.sub("", text)
