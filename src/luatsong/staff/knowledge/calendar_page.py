"""The editorial calendar: a month as a table, and the same as a list."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from luatsong.knowledge import editorial
from luatsong.staff.knowledge.items import LIST, TITLE
from luatsong.staff.views.page import needs, render_page

NAME = "Lịch biên tập"
ICON = "calendar-alt"
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@needs("knowledge.view_item")
def index(request: HttpRequest) -> HttpResponse:
    """The month that `?thang=2026-11` asks for; else this one."""
    first = _first_day(request.GET.get("thang", ""))
    weeks = editorial.weeks_of(first.year, first.month)
    found = editorial.entries(weeks[0][0], weeks[-1][-1])
    days = editorial.by_day(found)
    table = [[(day, day.month == first.month, days.get(day, [])) for day in week] for week in weeks]
    listed = [(day, days[day]) for day in sorted(days) if day.month == first.month]
    return render_page(
        request,
        "staff/knowledge/calendar.html",
        title=NAME,
        icon=ICON,
        trail=[(reverse(LIST), TITLE)],
        month=first,
        before=first - timedelta(days=1),
        after=first + timedelta(days=32),
        today=timezone.localdate(),
        table=table,
        listed=listed,
        kinds=editorial.KINDS.items(),
    )


def _first_day(asked: str) -> date:
    found = _MONTH.fullmatch(asked)
    if found and 1990 < int(found[1]) < 2200:
        return date(int(found[1]), int(found[2]), 1)
    return timezone.localdate().replace(day=1)
