"""Blank slides and a blank outline for those who write their own: same look, words to replace."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from luatsong.renditions import deck_office, lesson_office
from luatsong.renditions.lesson import lesson_of
from luatsong.renditions.making import Made
from luatsong.renditions.sheet import Line, Part, Sheet
from luatsong.renditions.sheets import site_address
from luatsong.renditions.slides import deck_for
from luatsong.renditions.toolkit import Quote, toolkit_data


@cache
def blank(name: str) -> Made | None:
    """The paper of this name ("trang-chieu.pptx", "giao-an.docx"); None where there is none."""
    if name not in ("trang-chieu.pptx", "giao-an.docx"):
        return None
    sheet = _sheet()
    deck = deck_for(sheet, ())
    if name.endswith(".pptx"):
        return Made("pptx", name, deck_office.written(deck), deck_office.MEDIA_TYPE, name)
    quotes: tuple[Quote, ...] = ()
    content = lesson_office.written(lesson_of(sheet, quotes, deck), settings.SITE_AGENCY)
    return Made("docx", name, content, lesson_office.MEDIA_TYPE, name)


def _sheet() -> Sheet:
    """An item whose words say what to write there (`toolkit.toml`, blank)."""
    words = toolkit_data()["blank"]
    return Sheet(
        title=words["title"], summary=words["summary"], kind=words["kind"], slug="mau",
        language="vi", address=site_address("/"), agency="", licence="", published=None,
        parts=(
            Part("facts", html=f"<p>{words['facts']}</p>"),
            Part("question_answer", lines=(Line(words["question"], f"<p>{words['answer']}</p>"),)),
            Part("steps", lines=tuple(Line(step) for step in words["steps"])),
            Part("warning", html=f"<p>{words['warning']}</p>"),
            Part("quote", html=f"<p>{words['law']}</p>", source=words["place"]),
        ),
    )  # fmt: skip
