"""Thẻ hình: an item as pictures for social channels, square and upright."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from luatsong.renditions import press, sheets
from luatsong.renditions.codes import qr
from luatsong.renditions.dress import dress, print_data, step_of
from luatsong.renditions.making import CannotMakeError, Made
from luatsong.renditions.points import Point, points_of
from luatsong.renditions.sheet import Ground, Sheet

if TYPE_CHECKING:
    from luatsong.knowledge.models import Item


_LINE = 80  # characters counted for a law at least: a short one takes a whole line, too
_TOO_LONG = (
    "Chữ của bài dài quá một thẻ hình. Hãy rút ngắn tiêu đề, tóm tắt hoặc các bước rồi công bố lại."
)


def make(item: Item) -> list[Made]:
    """The cards of an item in every size: a title, its messages, the law and the code."""
    return of(sheets.of(item))


def of(sheet: Sheet) -> list[Made]:
    """The cards of a sheet. Raises `CannotMakeError` where pages cannot be set."""
    points = points_of(sheet, int(print_data()["cards"]["most"]))
    cards = [("title", None), *(("point", point) for point in points), ("end", None)]
    made: list[Made] = []
    for size, (width, height) in print_data()["cards"]["sizes"].items():
        document = press.laid_out(_html(sheet, cards, width, height), "cards")
        if len(document.pages) != len(cards):
            raise CannotMakeError(_TOO_LONG)
        pages = press.pdf(document)
        for number, picture in enumerate(press.pictures(pages, width=width), start=1):
            kind, point = cards[number - 1]
            made.append(
                Made(
                    f"{size}-{number:02}",
                    f"the-{sheet.slug}-{size}-{number:02}.png",
                    press.png(picture, int(print_data()["cards"]["bytes"])),
                    "image/png",
                    f"Thẻ {number}/{len(cards)}, {width}×{height} px",
                    alt_text(sheet, kind, point),
                )
            )
    return made


def alt_text(sheet: Sheet, kind: str, point: Point | None) -> str:
    """What a card says, for those who do not see it: all its words, nothing else."""
    if point is not None:
        said = f"{point.kicker}. {point.heading}".strip(". ")
        return ". ".join(part.rstrip(".") for part in (said, point.text, *point.items) if part)
    if kind == "title":
        return f"{sheet.kind}: {sheet.title}. {sheet.summary}".strip()
    laws = "; ".join(ground.words for ground in sheet.grounds)
    day = f" Theo pháp luật đến ngày {sheet.law_day:%d/%m/%Y}." if sheet.law_day else ""
    basis = f"Căn cứ: {laws}.{day} " if laws else ""
    return f"{basis}Mã QR dẫn đến {sheet.address}"


def _html(sheet: Sheet, cards: list[tuple[str, Point | None]], width: int, height: int) -> str:
    shown: list[dict[str, Any]] = [
        {"kind": kind, "point": point, "size": step_of("card-point", point.length) if point else ""}
        for kind, point in cards
    ]
    laws = _laws(sheet)
    return render_to_string(
        "renditions/cards.html",
        {
            **dress(sheet),
            "cards": shown,
            "width": width,
            "height": height,
            "size": step_of("card-title", sheet.title),
            "qr": qr(sheet.address),
            "lead": len(sheet.title) + len(sheet.summary) <= print_data()["cards"]["lead"],
            "laws": laws,
            "more": len(sheet.grounds) - len(laws),
        },
    )


def _laws(sheet: Sheet) -> tuple[Ground, ...]:
    """The first laws that fit the last card; never none where there is one."""
    room, fitting = int(print_data()["cards"]["laws"]), 0
    for ground in sheet.grounds:
        room -= max(len(ground.words), _LINE)
        if room < 0:
            break
        fitting += 1
    return sheet.grounds[: max(1, fitting)]
