"""Tờ gấp, áp phích, thẻ hình: what every item has been made into, and making it anew."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_GET, require_POST

from luatsong.knowledge.models import Item
from luatsong.knowledge.selectors import live_items
from luatsong.renditions import selectors, services
from luatsong.renditions.models import Rendition
from luatsong.renditions.press import missing
from luatsong.staff.views.page import needs, page_of, render_page

ICON = "download"
TITLE = "Tờ gấp, thẻ hình"
MAY_SEE = "knowledge.view_item"
MAY_MAKE = "knowledge.change_item"
_A_PAGE = 30


def addresses() -> list[URLPattern]:
    """The pages."""
    return [
        path("ban-the-hien/", index, name="staff_renditions"),
        path("ban-the-hien/<int:pk>/", detail, name="staff_rendition"),
        path("ban-the-hien/<int:pk>/lam-lai/", again, name="staff_rendition_again"),
    ]


def entries(request: HttpRequest) -> list[tuple[str, str, str, int]]:
    """(label, name of the address, icon, order) for people who may see them. One query."""
    if not request.user.has_perm(MAY_SEE):
        return []
    failed = Rendition.objects.filter(state=Rendition.State.FAILED, item__live=True).count()
    label = f"{TITLE} ({failed})" if failed else TITLE
    return [(label, "staff_renditions", ICON, 46)]


@require_GET
@needs(MAY_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """Public items, those with a failure first; ?q= looks for words."""
    words = request.GET.get("q", "").strip()[:200]
    count = {
        "made": Count("renditions", filter=Q(renditions__state=Rendition.State.MADE)),
        "failed": Count("renditions", filter=Q(renditions__state=Rendition.State.FAILED)),
        "waiting": Count("renditions", filter=Q(renditions__state=Rendition.State.WAITING)),
    }
    items = live_items(words=words).annotate(**count)
    return render_page(
        request,
        "staff/renditions.html",
        title=TITLE,
        icon=ICON,
        page=page_of(items.order_by("-failed", "-first_published_at", "-pk"), request, _A_PAGE),
        words=words,
        missing=missing(),
    )


@require_GET
@needs(MAY_SEE)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The forms of one item: files, what waits, what failed and why."""
    item = get_object_or_404(Item, pk=pk)
    return render_page(
        request,
        "staff/rendition.html",
        title=str(item),
        icon=ICON,
        trail=[(reverse("staff_renditions"), TITLE)],
        item=item,
        standings=selectors.standings(item),
        may_make=request.user.has_perm(MAY_MAKE) and item.live,
        missing=missing(),
    )


@require_POST
@needs(MAY_MAKE)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one form of an item (`dang`), or all of them, on the worker's list."""
    item = get_object_or_404(Item, pk=pk)
    form = request.POST.get("dang", "")
    if services.order(item, [form] if form else None):
        messages.success(request, "Đã xếp vào hàng chờ; thường xong trong một phút.")
    else:
        messages.error(request, "Bài chưa công bố, hoặc bài loại này không có hình thức ấy.")
    return redirect("staff_rendition", item.pk)
