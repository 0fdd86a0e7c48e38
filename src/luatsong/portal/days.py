"""The day a page is asked for: `?ngay=2025-07-01`, today without it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

PARAMETER = "ngay"
_PRINTED = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
# The oldest law in force here; before it there is nothing to ask for.
_FIRST = date(1945, 9, 2)
_LAST = date(2200, 1, 1)


@dataclass(frozen=True, slots=True)
class Day:
    """The day of a page; `asked` when the address names it, `wrong` what could not be read."""

    on: date
    asked: bool = False
    wrong: str = ""

    @property
    def query(self) -> str:
        """What an address needs to stay on this day: "?ngay=2025-07-01", "" for today."""
        return f"?{PARAMETER}={self.on.isoformat()}" if self.asked else ""


def day_of(request: HttpRequest, parameter: str = PARAMETER) -> Day:
    """The day a request asks for; one that cannot be read gives today and says so."""
    text = request.GET.get(parameter, "").strip()
    today = timezone.localdate()
    if not text:
        return Day(today)
    found = parse_day(text)
    return Day(today, wrong=text[:40]) if found is None else Day(found, asked=True)


def parse_day(text: str) -> date | None:
    """ "2025-07-01" or, as people write it, "1/7/2025"."""
    if printed := _PRINTED.match(text):
        text = f"{printed[3]}-{printed[2]:0>2}-{printed[1]:0>2}"
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if _FIRST <= found < _LAST else None
