"""Where the pages of the editor's desk stand, and their place in the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail.admin.menu import MenuItem
from wagtail.documents.views.serve import serve

from luatsong.knowledge import workflow
from luatsong.staff.knowledge import calendar_page, items, keeping, review
from luatsong.staff.knowledge.todo import count_of

BELL = "Việc của bạn"


def addresses() -> list[URLPattern]:
    """Our own pages; lists and forms are the CMS's (`items.ItemViewSet`)."""
    return [
        path("noi-dung/viet-moi/", items.choose_kind, name="staff_item_kinds"),
        path("noi-dung/phien/", keeping.session, name="staff_item_session"),
        path("noi-dung/lich/", calendar_page.index, name="staff_item_calendar"),
        path("noi-dung/<int:pk>/", review.detail, name="staff_item"),
        path("noi-dung/<int:pk>/xem-thu/", review.look, name="staff_item_look"),
        path("noi-dung/<int:pk>/go/", review.withdraw, name="staff_item_withdraw"),
        # Files as staff open them; readers get those of public items from the portal.
        path(
            "tep-dinh-kem/<int:document_id>/<str:document_filename>",
            serve,
            name="wagtaildocs_serve",
        ),
    ]


def entries(request: HttpRequest) -> list[tuple[str, str, str, int]]:
    """(label, name of the address, icon, order) for people who may see them."""
    may: Any = request.user.has_perm
    if not may("knowledge.view_item"):
        return []
    found = [
        (items.TITLE, items.LIST, items.ICON, 20),
        (calendar_page.NAME, "staff_item_calendar", calendar_page.ICON, 25),
    ]
    if may(workflow.MAY_WRITE):
        found += [
            ("Ảnh", "wagtailimages:index", "image", 165),
            ("Âm thanh, video, tệp", "wagtaildocs:index", "media", 168),
        ]
    return found


def bell(request: HttpRequest) -> MenuItem | None:
    """What waits for the person, on every page; None for who has nothing to do with items."""
    user: Any = request.user
    steps = (workflow.MAY_WRITE, workflow.MAY_REVIEW, workflow.MAY_APPROVE)
    if not any(map(user.has_perm, steps)):
        return None
    waiting = count_of(user)
    return MenuItem(
        f"{BELL} ({waiting})" if waiting else BELL,
        f"{reverse('wagtailadmin_home')}#viec-cua-ban",
        name="viec-cua-ban",
        icon_name="bell",
        order=10,
    )
