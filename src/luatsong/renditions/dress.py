"""What every printed form shows beside the item's own words, and how big it sets them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from luatsong.renditions.sheet import Sheet


def dress(sheet: Sheet) -> dict[str, Any]:
    """The context of a printed form: the sheet, who publishes it, the sign of the site."""
    return {
        "sheet": sheet,
        "publisher": sheet.agency or settings.SITE_AGENCY,
        "site_agency": settings.SITE_AGENCY,
        "site_province": settings.SITE_PROVINCE,
        "site_hotline": settings.SITE_HOTLINE,
        "made": timezone.localdate(),
        "icon": _drawing("icon"),
        "sign": _drawing("sign"),
    }


def step_of(kind: str, text: str) -> str:
    """The step of type size for a text: the first of `print.toml` it fits, else the last."""
    steps: dict[str, int] = print_data()["steps"][kind]
    return next((step for step, most in steps.items() if len(text) <= most), list(steps)[-1])


@cache
def print_data() -> dict[str, Any]:
    """`data/print.toml`."""
    text = files("luatsong.renditions").joinpath("data", "print.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _drawing(name: str) -> SafeString:
    drawing = files("luatsong.renditions").joinpath("print", f"{name}.svg").read_text("utf-8")
    return mark_safe(drawing.strip())  # noqa: S308 - our own drawings
