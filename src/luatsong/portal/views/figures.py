"""Số liệu: how much the site is used, how satisfied people are, each definition; open data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from luatsong.portal import charts, reach
from luatsong.portal.caching import public
from luatsong.responses import counting, figures
from luatsong.responses.models import Answer, Form
from luatsong.responses.settings import data, satisfaction

MONTHS = 12
_MOST_USED = 10
# Forms that are drawn side by side; reading without network has another way of counting.
_DRAWN = (Form.READ, Form.LISTENED, Form.DOWNLOADED)


@public
def figures_page(request: HttpRequest) -> HttpResponse:
    """The page: pictures, the same in tables, and how each figure is counted."""
    counting.flush()  # of this process; others write within half a minute
    months = figures.months_until(timezone.localdate(), MONTHS)
    uses = figures.by_month(months)
    satisfied = figures.satisfaction_by_month(months, Answer.objects.all())
    names = [f"{month.month}/{month.year % 100:02d}" for month in months]
    told = data("reach")
    context: dict[str, Any] = {
        "section": "figures",
        "canonical": request.build_absolute_uri(request.path),
        "forms": told["form"],
        "notes": told["notes"]["lines"],
        "rules": told["satisfaction"],
        "uses": list(zip(months, uses, strict=True)),
        "uses_picture": charts.bars(
            "Lượt đọc, nghe, tải về theo tháng",
            names,
            [
                charts.Series(form.label, tuple(month.times.get(form, 0) for month in uses))
                for form in _DRAWN
            ],
        ),
        "choices": satisfaction(),
        "satisfied": satisfied,
        "satisfied_picture": charts.line(
            "Tỷ lệ hài lòng theo tháng",
            names,
            charts.Series("Tỷ lệ hài lòng", tuple(one.share for one in satisfied)),
            target=told["satisfaction"]["target_percent"],
        ),
        "helped": figures.helped_by_month(months, Answer.objects.all()),
        "groups": _groups(months[0]),
        "most_used": figures.most_used(months[0], limit=_MOST_USED),
    }
    return render(request, "portal/responses/figures.html", context)


@public
def open_data(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """The counts as CSV or JSON: "luot" (uses by day and page), "hai-long" (answers by month)."""
    made = {"luot": _uses, "hai-long": _satisfaction}.get(name)
    if made is None:
        raise Http404
    counting.flush()
    months = figures.months_until(timezone.localdate(), MONTHS)
    head, rows = made(months)
    if form == "json":
        found = [dict(zip(head, row, strict=True)) for row in rows]
        return JsonResponse(
            {"tu": months[0].isoformat(), "nguon": request.get_host(), "dong": found},
            json_dumps_params={"ensure_ascii": False},
        )
    response = HttpResponse(as_csv(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table as spreadsheets of this country open it: UTF-8 with a mark; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    return "\ufeff" + out.getvalue()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _groups(since: date) -> list[tuple[str, list[figures.Uses]]]:
    found = [
        ("Theo đối tượng", figures.by_audience(since), reach.audience_names()),
        ("Theo lĩnh vực", figures.by_page_field("area", since), {}),
        ("Theo loại nội dung", figures.by_page_field("kind", since), reach.kind_names()),
        ("Theo cơ quan biên soạn", figures.by_page_field("agency", since), {}),
        ("Qua chuyên mục nhúng của cơ quan", figures.by_column(since), reach.agency_names()),
    ]
    for _, rows, names in found:
        for row in rows:
            row.name = names.get(row.key, row.key)
    return [(title, rows) for title, rows, _ in found if rows]


def _uses(months: list[date]) -> tuple[list[str], list[list[Any]]]:
    labels = {row["code"]: row["short"] for row in data("reach")["form"]}
    rows = [
        [
            row.day.isoformat(),
            row.page.address,
            row.page.title,
            row.page.kind,
            row.page.area,
            row.page.agency,
            labels[row.form],
            row.column,
            row.times,
        ]
        for row in figures.daily(months[0])
    ]
    about = ["ngay", "trang", "ten", "loai", "linh_vuc", "co_quan"]
    return [*about, "hinh_thuc", "chuyen_muc", "luot"], rows


def _satisfaction(months: list[date]) -> tuple[list[str], list[list[Any]]]:
    rows = [
        [one.month.isoformat()[:7], *one.cells(), one.took_part, one.satisfied]
        for one in figures.satisfaction_by_month(months, Answer.objects.all())
    ]
    codes = [f"muc_{choice.code}" for choice in satisfaction()]
    return ["thang", *codes, "tham_gia", "hai_long"], rows
