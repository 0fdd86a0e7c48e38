"""A deck as .pptx: ordinary titles and text boxes, so that people can edit it and hear it read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

import segno
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches, Length, Pt

from luatsong.renditions.deck import Deck, Slide
from luatsong.renditions.sheet import Picture

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_WIDE, _HIGH = Inches(13.333), Inches(7.5)
_LEFT, _INNER = Inches(0.8), Inches(11.73)


def _rgb(colour: str) -> RGBColor:
    """A colour by its six hexadecimal digits."""
    found: RGBColor = RGBColor.from_string(colour)  # type: ignore[no-untyped-call]
    return found


_INK, _ACCENT, _MUTED, _PALE = _rgb("211C18"), _rgb("8F1D2C"), _rgb("5E574D"), _rgb("FFF1E0")
_WHITE, _GOLD, _CREAM = _rgb("FFFFFF"), _rgb("FFD9A0"), _rgb("FAF5EA")
_GROUND = {
    "title": _ACCENT, "section": _ACCENT, "warn": _rgb("FBE09A"),
    "ask": _rgb("F8E4DA"), "answer": _WHITE,
}  # fmt: skip
_FONT = "Arial"  # there in every office, with all Vietnamese letters
_SIZES = {"s": 40, "m": 32, "l": 26, "xl": 20}
_LANGUAGES = {"vi": "vi-VN"}
_TITLE_ONLY = 5  # of the library's own template: a title and nothing else
_LONG_TITLE, _VERY_LONG_TITLE = 70, 140
_STAMP = (2020, 1, 1, 0, 0, 0)
# What XML 1.0 forbids.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def written(deck: Deck) -> bytes:
    """The file. The same deck gives the same bytes."""
    show = Presentation()
    show.slide_width, show.slide_height = _WIDE, _HIGH
    facts = show.core_properties
    facts.title, facts.author, facts.language = _xml(deck.title), _xml(deck.foot), deck.language
    for number, slide in enumerate(deck.slides, start=1):
        _Page(show, deck, slide, number).draw()
    target = io.BytesIO()
    show.save(target)
    return rezipped(target.getvalue())


def rezipped(content: bytes) -> bytes:
    """An office file with fixed dates of its entries: the same words give the same bytes."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _STAMP), old.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()


class _Page:
    """One slide being drawn."""

    def __init__(self, show: Any, deck: Deck, slide: Slide, number: int) -> None:
        self.page = show.slides.add_slide(show.slide_layouts[_TITLE_ONLY])
        self.deck, self.slide, self.number = deck, slide, number
        self.language = _LANGUAGES.get(deck.language, deck.language)
        self.dark = slide.look in ("title", "section")

    def draw(self) -> None:
        ground = self.page.background.fill
        ground.solid()
        ground.fore_color.rgb = _GROUND.get(self.slide.look, _CREAM)
        top = self._head()
        self._body(top)
        self._foot()
        if self.slide.notes:
            frame = self.page.notes_slide.notes_text_frame
            self._write(frame, [self.slide.notes])

    def _head(self) -> Length:
        """Kicker and title; where the body begins."""
        slide, dark = self.slide, self.dark
        if slide.kicker:
            box = self._box(_LEFT, Inches(1.6 if dark else 0.4), _INNER, Inches(0.5))
            colour = _GOLD if dark else _ACCENT
            self._write(box, [slide.kicker], size=20, bold=True, colour=colour)
        title = self.page.shapes.title
        long = len(slide.title)
        size = 44 if long <= _LONG_TITLE else 34 if long <= _VERY_LONG_TITLE else 26
        if slide.look == "ask" and not slide.items:
            title.top, title.height = Inches(1.2), Inches(3.4 if slide.text else 4.8)
        elif dark:
            title.top, title.height = Inches(2.1), Inches(2.2)
        else:
            title.top, title.height, size = Inches(0.85), Inches(1.2), min(size, 34)
        title.left, title.width = _LEFT, _INNER
        title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        colour = _WHITE if dark else _ACCENT if slide.look == "law" else _INK
        self._write(title.text_frame, [slide.title], size=size, bold=True, colour=colour)
        return Length(title.top + title.height + Inches(0.15))

    def _body(self, top: Length) -> None:
        slide = self.slide
        room = Length(Inches(6.7) - top)
        if slide.rows:
            self._table(top, room)
        elif slide.picture is not None:
            self._picture(slide.picture, top, room)
        elif slide.look == "end":
            self._end(top, room)
        elif slide.text or slide.items:
            numbered = slide.look == "steps"
            lines = [slide.text] if slide.text and slide.look != "law" else []
            for place, item in enumerate(slide.items):
                lines.append(f"{slide.first + place}. {item}" if numbered else self._marked(item))
            if slide.look == "law" and slide.text:
                lines.append(slide.text)
            colour = _PALE if self.dark else _INK
            size = 26 if self.dark else _SIZES[slide.size]
            self._write(self._box(_LEFT, top, _INNER, room), lines, size=size, colour=colour)

    def _marked(self, item: str) -> str:
        return f"•  {item}" if self.slide.look == "list" and len(self.slide.items) > 1 else item

    def _table(self, top: Length, room: Length) -> None:
        rows = [row for row in self.slide.rows if row]
        columns = max(map(len, rows))
        height = Length(min(room, Inches(0.6) * len(rows)))
        frame = self.page.shapes.add_table(len(rows), columns, _LEFT, top, _INNER, height)
        frame.name = self.slide.title
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                self._write(
                    frame.table.cell(place, column).text_frame, [cell], size=18, bold=place == 0,
                    colour=_WHITE if place == 0 else _INK,
                )  # fmt: skip
                fill = frame.table.cell(place, column).fill
                fill.solid()
                fill.fore_color.rgb = _ACCENT if place == 0 else _WHITE

    def _picture(self, picture: Picture, top: Length, room: Length) -> None:
        caption = Inches(0.9) if self.slide.text else Inches(0)
        with Image.open(io.BytesIO(picture.content)) as image:
            wide, high = image.size
            target = io.BytesIO()
            image.convert("RGB").save(target, "JPEG", quality=82)
        scale = min(_INNER / wide, (room - caption) / high)
        width, height = Length(round(wide * scale)), Length(round(high * scale))
        left = Length((_WIDE - width) // 2)
        shape = self.page.shapes.add_picture(target, left, top, width, height)
        _describe(shape, picture.alt)
        if self.slide.text:
            box = self._box(_LEFT, Length(top + height + Inches(0.1)), _INNER, caption)
            self._write(box, [self.slide.text], size=20)

    def _end(self, top: Length, room: Length) -> None:
        target = io.BytesIO()
        segno.make_qr(self.deck.address, error="m").save(target, kind="png", scale=12, border=2)
        side = Length(min(room, Inches(3.6)))
        target.seek(0)
        shape = self.page.shapes.add_picture(target, _LEFT, top, side, side)
        _describe(shape, f"Mã QR: {self.deck.address}")
        lines = [self.slide.text, *self.slide.items]
        left = Length(_LEFT + side + Inches(0.5))
        self._write(self._box(left, top, Length(_INNER - side - Inches(0.5)), room), lines, size=20)

    def _foot(self) -> None:
        colour = _GOLD if self.dark else _MUTED
        box = self._box(_LEFT, Inches(6.85), Inches(10.4), Inches(0.45))
        self._write(box, [self.deck.foot], size=12, colour=colour)
        box = self._box(Inches(11.5), Inches(6.85), Inches(1.03), Inches(0.45))
        self._write(box, [f"{self.number}/{len(self.deck.slides)}"], size=12, colour=colour)

    def _box(self, left: Length, top: Length, width: Length, height: Length) -> Any:
        frame = self.page.shapes.add_textbox(left, top, width, height).text_frame
        frame.word_wrap = True
        return frame

    def _write(
        self, frame: Any, lines: Sequence[str], *, size: int = 0, bold: bool = False,
        colour: RGBColor | None = None,
    ) -> None:  # fmt: skip
        """Paragraphs into a frame, in the deck's language (screen readers choose a voice by it)."""
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = _xml(line)
            run._r.get_or_add_rPr().set("lang", self.language)
            if size:
                paragraph.space_after = Pt(size / 3)
                run.font.size, run.font.name, run.font.bold = Pt(size), _FONT, bold
                run.font.color.rgb = colour or _INK


def _describe(shape: Any, alt: str) -> None:
    shape._element.find(f".//{qn('p:cNvPr')}").set("descr", _xml(alt))


def _xml(text: str) -> str:
    return _FORBIDDEN.sub("", text)
