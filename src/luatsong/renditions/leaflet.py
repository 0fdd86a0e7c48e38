"""Tờ gấp: an item as A5 pages to read, and the same set two by two on A4 to print and fold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from luatsong.renditions import press, sheets
from luatsong.renditions.codes import qr
from luatsong.renditions.dress import dress, step_of
from luatsong.renditions.making import Made
from luatsong.renditions.sheet import Sheet

if TYPE_CHECKING:
    from luatsong.knowledge.models import Item

_RULES = 17  # lines that fit a page for notes


def make(item: Item) -> list[Made]:
    """The leaflet in two files: pages of A5 (PDF/UA), and A4 sheets to fold once."""
    return of(sheets.of(item))


def of(sheet: Sheet) -> list[Made]:
    """The leaflet of a sheet. Raises `CannotMakeError` where pages cannot be set."""
    pages = press.laid_out(_html(sheet, notes=0), "parts", "leaflet")
    missing = -len(pages.pages) % 4
    folded = press.laid_out(_html(sheet, notes=missing), "parts", "leaflet") if missing else pages
    name = f"to-gap-{sheet.slug}"
    return [
        Made(
            "a5",
            f"{name}.pdf",
            press.pdf(pages),
            "application/pdf",
            f"Khổ A5, {len(pages.pages)} trang",
        ),
        Made(
            "a4-gap-doi",
            f"{name}-in-gap-doi.pdf",
            press.imposed(press.pdf(folded)),
            "application/pdf",
            "In hai mặt giấy A4 (lật cạnh ngắn) rồi gấp đôi",
        ),
    ]


def _html(sheet: Sheet, notes: int) -> str:
    return render_to_string(
        "renditions/leaflet.html",
        {
            **dress(sheet),
            "size": step_of("leaflet-title", sheet.title),
            "qr": qr(sheet.address),
            "notes": range(notes),
            "lines": range(_RULES),
        },
    )
