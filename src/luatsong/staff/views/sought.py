"""Tìm kiếm: what people sought and did not find, by week; counts, never who."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from luatsong.follows import sought
from luatsong.staff.views.page import needs, render_page

ICON = "search"
TITLE = "Tìm kiếm"
MAY_SEE = "follows.view_sought"
# Words of one list.
_LIMIT = 100


@require_GET
@needs(MAY_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """The searches of one week (?tuan=2026-11-16), the present one without it."""
    sought.flush()  # what this process has counted; others write within half a minute
    weeks = sought.weeks()
    start = _week(request.GET.get("tuan", ""), weeks)
    return render_page(
        request,
        "staff/sought.html",
        title=TITLE,
        icon=ICON,
        week=sought.week(start, limit=_LIMIT),
        weeks=weeks,
        fewest=sought.FEWEST_SHOWN,
    )


def _week(text: str, weeks: list[date]) -> date:
    """The week asked for; the latest with counts where none or an unknown one is."""
    found = next((week for week in weeks if week.isoformat() == text), None)
    return found or (weeks[0] if weeks else sought.monday(timezone.localdate()))
