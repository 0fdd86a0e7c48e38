"""Quản lý phổ biến, giáo dục pháp luật: the figures, their lists, and the same as CSV."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from luatsong.knowledge.models import Agency, Item
from luatsong.portal.views.figures import as_csv
from luatsong.responses import counting
from luatsong.staff.outreach import overview
from luatsong.staff.outreach.overview import Figure, Period
from luatsong.staff.views.page import needs, page_of, render_page

TITLE = "Quản lý PBGDPL"
HEADING = "Quản lý phổ biến, giáo dục pháp luật"
ICON = "table"
MAY_SEE = "knowledge.view_item"
LONGEST_DAYS = 366
_A_PAGE = 50


class PeriodForm(forms.Form):
    """The days that are looked at; this year where nothing else is asked."""

    tu = forms.DateField(
        label="Từ ngày",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Hãy ghi ngày như 01/11/2026."},
    )
    den = forms.DateField(
        label="Đến hết ngày",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Hãy ghi ngày như 22/11/2026."},
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not self.errors:
            first, last = _days(found)
            if not 1990 < first.year <= last.year < 2200:
                raise forms.ValidationError(
                    "Ngày đầu phải trước ngày cuối, trong thời gian có thật."
                )
            if first > last:
                raise forms.ValidationError("Ngày đầu sau ngày cuối; hãy đổi lại.")
            if (last - first).days >= LONGEST_DAYS:
                raise forms.ValidationError("Khoảng ngày dài hơn một năm; hãy chọn ngắn lại.")
        return found

    def period(self) -> Period:
        """What is asked for; this year up to today where that makes no sense."""
        return Period(*_days(self.cleaned_data if self.is_valid() else {}))


def _days(asked: dict[str, Any]) -> tuple[date, date]:
    last = asked.get("den") or timezone.localdate()
    return asked.get("tu") or last.replace(month=1, day=1), last


@require_GET
@needs(MAY_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """The page."""
    counting.flush()
    form = PeriodForm(_given(request))
    period = form.period()
    if form.is_valid():  # the days that hold, also where none were asked for
        form = PeriodForm(initial={"tu": period.first, "den": period.last})
    values = overview.values(period)
    months, rows = overview.by_agency(period)
    query = urlencode({"tu": period.first.isoformat(), "den": period.last.isoformat()})
    groups = [
        (title, [(one, values[one.code], _link(request, one, query)) for one in figures])
        for title, figures in overview.groups()
    ]
    return render_page(
        request,
        "staff/outreach/overview.html",
        title=HEADING,
        icon=ICON,
        form=form,
        period=period,
        groups=groups,
        months=months,
        rows=[(row, list(zip(months, row.counts, strict=True))) for row in rows],
        query=query,
    )


@require_GET
@needs(MAY_SEE)
def download(request: HttpRequest) -> HttpResponse:
    """Every figure with its definition, then what each agency published by month."""
    counting.flush()
    period = PeriodForm(_given(request)).period()
    values = overview.values(period)
    first, last = period.first.isoformat(), period.last.isoformat()
    lines: list[list[Any]] = []
    for title, figures in overview.groups():
        for one in figures:
            days = [first, last] if one.period else ["", timezone.localdate().isoformat()]
            lines.append([title, one.label, values[one.code], *days, one.definition])
    months, rows = overview.by_agency(period)
    definition = "Nội dung của cơ quan công bố lần đầu trong tháng."
    for row in rows:
        for month, count in zip(months, row.counts, strict=True):
            lines.append(
                ["Theo cơ quan và tháng", row.name, count, f"{month:%Y-%m}", "", definition]
            )
    head = ["nhóm", "số liệu", "giá trị", "từ", "đến", "cách tính"]
    response = HttpResponse(as_csv(head, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="quan-ly-pbgdpl.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
@needs(MAY_SEE)
def behind(request: HttpRequest) -> HttpResponse:
    """The items that one figure counts; ?co-quan= and ?thang= narrow to a cell of the table."""
    period = PeriodForm(_given(request)).period()
    figure = _figure(request.GET.get("so", ""))
    items = overview.items_behind(period).get(figure.code)
    if items is None:
        raise Http404
    agency = request.GET.get("co-quan")
    if agency is not None:
        items = items.filter(agency__code=agency) if agency else items.filter(agency=None)
    rows = items.select_related("agency", "owner").defer("body", "plain", "search_text")
    query = urlencode({"tu": period.first.isoformat(), "den": period.last.isoformat()})
    return render_page(
        request,
        "staff/outreach/items.html",
        title=figure.label,
        icon=ICON,
        trail=[(f"{reverse('staff_overview')}?{query}", HEADING)],
        figure=figure,
        period=period,
        agency=_agency_name(agency),
        page=page_of(rows.order_by("-last_published_at", "-pk"), request, _A_PAGE),
        states=Item.BasisState,
    )


def _given(request: HttpRequest) -> dict[str, str]:
    """The days of the address; a month (?thang=2026-11) is its days."""
    month = request.GET.get("thang", "")
    try:
        first = date.fromisoformat(f"{month}-01") if len(month) == 7 else None
    except ValueError:
        first = None
    if first is None or not 1990 < first.year < 2200:
        return {name: request.GET.get(name, "") for name in ("tu", "den")}
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    asked = Period(*_days({}))
    given = PeriodForm({name: request.GET.get(name, "") for name in ("tu", "den")})
    asked = given.period() if given.is_valid() else asked
    first, last = max(first, asked.first), min(last, asked.last)
    return {"tu": first.isoformat(), "den": max(first, last).isoformat()}


def _figure(code: str) -> Figure:
    for _, figures in overview.groups():
        for one in figures:
            if one.code == code:
                return one
    raise Http404


def _link(request: HttpRequest, one: Figure, query: str) -> str:
    """The list behind a figure; "" for who may not open it."""
    if one.may and not request.user.has_perm(one.may):
        return ""
    if one.page:
        return reverse(one.page)
    return f"{reverse('staff_overview_items')}?so={one.code}&{query}"


def _agency_name(code: str | None) -> str:
    if code is None:
        return ""
    found = Agency.objects.filter(code=code).first() if code else None
    return str(found) if found else "chưa ghi cơ quan"
