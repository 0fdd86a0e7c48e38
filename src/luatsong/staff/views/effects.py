"""Bàn hiệu lực: the list of effects, the documents they wait for, and trying a sentence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from luatsong.staff.effects import selectors
from luatsong.staff.effects.forms import EffectFilter, TryForm
from luatsong.staff.effects.trying import Tried, try_reading
from luatsong.staff.effects.words import view_of
from luatsong.staff.views.page import needs, page_of, render_page

ICON = "clipboard-list"
TITLE = "Bàn hiệu lực"


@require_GET
@needs("law.view_effect")
def index(request: HttpRequest) -> HttpResponse:
    """Effects in one state, the longest waiting first."""
    form = EffectFilter(request.GET)
    form.is_valid()
    view = view_of(form.cleaned_data.get("trang_thai", ""))
    found = page_of(selectors.effects(form.cleaned_data), request, selectors.PAGE_SIZE)
    lines = [selectors.line(row) for row in found]
    return render_page(
        request,
        "staff/effects.html",
        title=TITLE,
        icon=ICON,
        form=form,
        view=view,
        waits=selectors.waits(),
        tabs=selectors.tabs(selectors.by_state()),
        filtered=any(form.cleaned_data.get(name) for name in ("dong_tu", "so", "ly_do")),
        page=found,
        lines=lines,
        decided=view.code in ("da-ap-dung", "da-loai"),
        bulk=request.user.has_perm("law.change_effect") and any(line.bulk for line in lines),
        now=timezone.now(),
    )


@require_GET
@needs("law.view_effect")
def missing(request: HttpRequest) -> HttpResponse:
    """Documents that effects wait for, the most wanted first."""
    return render_page(
        request,
        "staff/effects_missing.html",
        title="Văn bản đích còn thiếu",
        icon=ICON,
        trail=[(reverse("staff_effects"), TITLE)],
        targets=selectors.missing_targets(),
        now=timezone.now(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("law.view_effect")
def try_sentence(request: HttpRequest) -> HttpResponse:
    """A form for a sentence, and how it is read; a script asks for the answer alone."""
    form = TryForm(request.POST or None)
    tried: Tried | None = None
    if request.method == "POST" and form.is_valid():
        tried = try_reading(form.cleaned_data["cau"], target=form.cleaned_data["so"])
    status = 422 if form.errors else 200
    if request.headers.get("X-Staff-Part"):
        return render(
            request, "staff/effect_tried.html", {"tried": tried, "form": form}, status=status
        )
    return render_page(
        request,
        "staff/effect_try.html",
        title="Đọc thử một câu",
        icon=ICON,
        trail=[(reverse("staff_effects"), TITLE)],
        status=status,
        form=form,
        tried=tried,
    )


@require_GET
@needs("law.view_effect")
def documents(request: HttpRequest) -> JsonResponse:
    """Documents for a typed number, for the script of the correction form."""
    found = selectors.find_documents(request.GET.get("q", "")[:120])
    return JsonResponse(
        {"documents": [{"number": d.number, "title": f"{d}: {d.title[:120]}"} for d in found]}
    )
