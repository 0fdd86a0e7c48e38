"""Where the pages of recall stand, and their place in the menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path

from luatsong.staff.knowledge import backlog


def addresses() -> list[URLPattern]:
    """The pages of recall."""
    return [
        path("ra-soat-theo-luat/", backlog.index, name="staff_recalls"),
        path("ra-soat-theo-luat/<int:pk>/", backlog.detail, name="staff_recall"),
    ]


def entries(request: HttpRequest) -> list[tuple[str, str, str, int]]:
    """(label, name of the address, icon, order) for people who may see them."""
    if not request.user.has_perm(backlog.MAY_SEE):
        return []
    return [(backlog.menu_label(), "staff_recalls", backlog.ICON, 158)]
