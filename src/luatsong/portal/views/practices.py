"""Mô hình, cách làm hay: the register of models that were tried, and one of them (C-35, C-45)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from luatsong.knowledge.models import Practice
from luatsong.knowledge.practices import public_practices, with_items
from luatsong.portal.caching import public
from luatsong.portal.items import affected
from luatsong.portal.measured import change
from luatsong.portal.views.errors import not_found_page
from luatsong.portal.views.figures import as_csv
from luatsong.renditions.topics import topics

_HEAD = (
    *("ten", "noi", "chon_lam_diem", "duoc_ho_tro", "co_quan", "ai_lam", "tu", "den", "muc_tieu"),
    *("do_bang", "tinh_trang", "so_do", "don_vi", "truoc", "ngay_truoc", "sau", "ngay_sau"),
    *("nguon_so_lieu", "danh_gia", "nguoi_danh_gia", "ngay_danh_gia", "van_ban_danh_gia"),
)


@public
def index(request: HttpRequest) -> HttpResponse:
    """The register; ?tinh-trang=, ?diem=1 narrow it. 4 queries."""
    state, pilots = request.GET.get("tinh-trang", ""), request.GET.get("diem", "") == "1"
    rows = list(_narrowed(public_practices(), state, pilots))
    context = {
        "section": "practices",
        "practices": [(row, newest(row)) for row in rows],
        "states": Practice.State.choices,
        "state": state,
        "pilots": pilots,
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/repository/practices.html", context)


@public
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One model. At most 11 queries."""
    practice = with_items(public_practices()).filter(slug=slug).first()
    if practice is None:
        return not_found_page(request, search=slug.replace("-", " ")[:200])
    items = list(practice.items.all())
    context = {
        "section": "practices",
        "practice": practice,
        "measures": [(row, change(row.before, row.after)) for row in practice.measures.all()],
        "items": items,
        "affected": affected(items) if items else frozenset(),
        "packs": _packs(practice) if practice.packs else [],
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/repository/practice.html", context)


@public
def table(_request: HttpRequest) -> HttpResponse:
    """The register as CSV: a line for each figure of each model. 4 queries."""
    rows = [line for practice in public_practices() for line in _table_lines(practice)]
    response = HttpResponse(as_csv(_HEAD, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mo-hinh.csv"'
    return response


def newest(practice: Practice) -> Any:
    """The latest evaluation; None without any. No query where they are loaded."""
    return next(iter(practice.evaluations.all()), None)


def _narrowed(rows: QuerySet[Practice], state: str, pilots: bool) -> QuerySet[Practice]:
    if state:
        rows = rows.filter(state=state)
    return rows.filter(pilot=True) if pilots else rows


def _packs(practice: Practice) -> list[tuple[str, str]]:
    """(name, address) of the packs that are still there. Three queries."""
    known = {f"{topic.kind}/{topic.code}": topic for topic in topics()}
    return [
        (topic.name, reverse("portal:pack-page", args=[topic.kind, topic.code]))
        for key in practice.packs
        if (topic := known.get(key))
    ]


def _table_lines(practice: Practice) -> list[list[Any]]:
    said = newest(practice)
    about = [
        practice.name,
        practice.place,
        "có" if practice.pilot else "không",
        practice.support,
        practice.agency.name if practice.agency else "",
        practice.who,
        _day(practice.starts),
        _day(practice.ends),
        practice.aim,
        practice.measured_by,
        practice.get_state_display(),
    ]
    judged = (
        [said.get_verdict_display(), said.by, _day(said.on), said.document] if said else [""] * 4
    )
    measures = list(practice.measures.all())
    figures = [
        [m.name, m.unit, m.before, _day(m.before_on), m.after, _day(m.after_on), m.source]
        for m in measures
    ] or [[""] * 7]
    return [[*about, *figure, *judged] for figure in figures]


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
