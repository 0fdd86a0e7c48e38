"""Đúng – Đủ – Sạch – Sống: the state of the store in public figures."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from luatsong.knowledge.recall_figures import figures
from luatsong.law.selectors import living
from luatsong.portal.caching import public

PAGE_SIZE = 50


@public
def quality_page(request: HttpRequest) -> HttpResponse:
    """The four words, each with its figure and what lowers it."""
    context = {
        "section": "quality",
        "words": living.quality(),
        "recall": figures(),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/quality.html", context)


@public
def quality_list(request: HttpRequest, measure: str) -> HttpResponse:
    """The documents behind one figure."""
    wanted = request.GET.get("trang", "")
    page = int(wanted) if wanted.isdecimal() and len(wanted) < 7 else 1
    found = living.quality_list(measure, page, PAGE_SIZE)
    if found is None:
        raise Http404
    address = reverse("portal:quality-list", args=[measure])
    context = {
        "section": "quality",
        "found": found,
        "before": f"{address}?trang={found.page - 1}" if found.page > 1 else "",
        "after": f"{address}?trang={found.page + 1}" if found.page < found.pages else "",
        "canonical": request.build_absolute_uri(address),
    }
    return render(request, "portal/quality_list.html", context)
