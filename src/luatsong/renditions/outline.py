"""Giáo án: the outline of a lesson of an item, as a file people change for their listeners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from luatsong.renditions import lesson_office, sheets
from luatsong.renditions.lesson import lesson_of
from luatsong.renditions.making import Made
from luatsong.renditions.sheet import Sheet
from luatsong.renditions.slides import deck_for
from luatsong.renditions.toolkit import Quote, check, quotes_of, toolkit_data

if TYPE_CHECKING:
    from luatsong.knowledge.models import Item


def make(item: Item) -> list[Made]:
    """The outline as .docx."""
    check(item)
    return of(sheets.of(item), quotes_of(item))


def of(sheet: Sheet, quotes: tuple[Quote, ...]) -> list[Made]:
    """The outline of a sheet; its numbers of slides are those of the deck of the same sheet."""
    lesson = lesson_of(sheet, quotes, deck_for(sheet, quotes))
    content = lesson_office.written(lesson, sheet.agency or settings.SITE_AGENCY)
    title = toolkit_data()["words"]["docx"].format(minutes=lesson.minutes)
    name = f"giao-an-{sheet.slug}.docx"
    return [Made("docx", name, content, lesson_office.MEDIA_TYPE, title)]
