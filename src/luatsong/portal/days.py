"""The day a page is asked for, `?ngay=2025-07-01`, today without it; and the area, `dia-ban=…`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

PARAMETER = "ngay"
AREA = "dia-ban"
# Asks for all of a long text on one page.
ENTIRE = "toan-van"
_LONGEST_AREA = 120
_PRINTED = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
# The oldest law in force here; before it there is nothing to ask for.
_FIRST = date(1945, 9, 2)
_LAST = date(2200, 1, 1)


@dataclass(frozen=True, slots=True)
class Day:
    """The day of a page; `asked` when the address names it, `wrong` what could not be read.

    `area` is the part of a territory a reader asks for, "" for all of it.
    """

    on: date
    asked: bool = False
    wrong: str = ""
    area: str = ""

    @property
    def anywhere(self) -> Day:
        """The same day without an area: areas are those of one document."""
        return replace(self, area="")

    @property
    def query(self) -> str:
        """What an address needs to stay on this day and area: "?ngay=2025-07-01", "" for today."""
        return self.query_on(self.on if self.asked else None)

    @property
    def query_entire(self) -> str:
        """The same for all of a long text on one page."""
        return f"{self.query}&{ENTIRE}=1" if self.query else f"?{ENTIRE}=1"

    def query_on(self, day: date | None) -> str:
        """The same for another day, None for today."""
        values = {PARAMETER: day.isoformat() if day else "", AREA: self.area}
        kept = {name: value for name, value in values.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


def day_of(request: HttpRequest, parameter: str = PARAMETER) -> Day:
    """The day a request asks for; one that cannot be read gives today and says so."""
    text = request.GET.get(parameter, "").strip()
    area = " ".join(request.GET.get(AREA, "").split())[:_LONGEST_AREA]
    today = timezone.localdate()
    if not text:
        return Day(today, area=area)
    found = parse_day(text)
    if found is None:
        return Day(today, wrong=text[:40], area=area)
    return Day(found, asked=True, area=area)


def parse_day(text: str) -> date | None:
    """ "2025-07-01" or, as people write it, "1/7/2025"."""
    if printed := _PRINTED.match(text):
        text = f"{printed[3]}-{printed[2]:0>2}-{printed[1]:0>2}"
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if _FIRST <= found < _LAST else None
