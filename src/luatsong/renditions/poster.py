"""Áp phích: the few messages of an item on one page, A3 and A4, for a notice board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from luatsong.renditions import press, sheets
from luatsong.renditions.codes import qr
from luatsong.renditions.dress import dress, print_data, step_of
from luatsong.renditions.making import CannotMakeError, Made
from luatsong.renditions.points import Point, points_of
from luatsong.renditions.sheet import Sheet

if TYPE_CHECKING:
    from weasyprint import Document

    from luatsong.knowledge.models import Item

_Measures = tuple[int, int]  # width and height in mm

_LAWS = 3  # that fit the foot
_A3 = 297  # mm, the width the root size is for
_ROOT = 22  # pt
_TOO_LONG = (
    "Tiêu đề hoặc tóm tắt quá dài nên không vừa một trang áp phích. Hãy rút ngắn tiêu đề rồi "
    "công bố lại."
)


def make(item: Item) -> list[Made]:
    """The poster of an item in every size."""
    return of(sheets.of(item))


def of(sheet: Sheet) -> list[Made]:
    """The poster of a sheet: as many messages as fit one page.

    Raises `CannotMakeError` where pages cannot be set, or where not even the title fits.
    """
    sizes = print_data()["posters"]["sizes"]
    paper = next(iter(sizes.values()))  # sizes of paper differ by scale alone
    points, scale = _fitting(sheet, paper)
    made = []
    for size, measures in sizes.items():
        document = _laid_out(sheet, points, scale, measures)
        title = f"Khổ {size.upper()}"
        name = f"ap-phich-{sheet.slug}-{size}.pdf"
        made.append(Made(size, name, press.pdf(document), "application/pdf", title))
    return made


def _fitting(sheet: Sheet, paper: _Measures) -> tuple[list[Point], float]:
    """The most messages that stay on one page, as big as they may be."""
    rules, tried = print_data()["posters"], -1
    for most in rules["messages"]:
        points = points_of(sheet, most)
        if len(points) == tried:
            continue
        tried = len(points)
        for scale in rules["tight"]:
            if _fits(sheet, points, scale, paper):
                return points, _grown(sheet, points, paper) if scale == 1 else scale
    raise CannotMakeError(_TOO_LONG)


def _grown(sheet: Sheet, points: list[Point], paper: _Measures) -> float:
    """The biggest type at which messages that leave room stay on the page."""
    scales = print_data()["posters"]["scales"] if points else []
    return next((scale for scale in scales if _fits(sheet, points, scale, paper)), 1)


def _fits(sheet: Sheet, points: list[Point], scale: float, paper: _Measures) -> bool:
    return len(_laid_out(sheet, points, scale, paper).pages) == 1


def _laid_out(sheet: Sheet, points: list[Point], scale: float, paper: _Measures) -> Document:
    width, height = paper
    html = render_to_string(
        "renditions/poster.html",
        {
            **dress(sheet),
            "points": points,
            "width": width,
            "height": height,
            "scale": scale,
            # Type and spacing hang on the root, so that A4 is A3 made smaller.
            "root": round(width / _A3 * _ROOT, 2),
            "size": step_of("poster-title", sheet.title),
            "qr": qr(sheet.address),
            "laws": sheet.grounds[:_LAWS],
            "more": max(0, len(sheet.grounds) - _LAWS),
        },
    )
    return press.laid_out(html, "parts", "poster")
