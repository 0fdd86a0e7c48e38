"""Addresses and menu entries of this part of the staff side, for `wagtail_hooks`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path

from luatsong.staff.menu import Entry
from luatsong.staff.readers import comments, report


def addresses() -> list[URLPattern]:
    """The pages."""
    return [
        path("y-kien/", comments.index, name="staff_comments"),
        path("y-kien/xu-ly/", comments.decide_all, name="staff_comments_decide"),
        path("y-kien/<int:pk>/", comments.detail, name="staff_comment"),
        path("hai-long/", report.index, name="staff_satisfaction"),
        path("hai-long/tai-ve/", report.download, name="staff_satisfaction_csv"),
    ]


def entries(request: HttpRequest) -> list[Entry]:
    """What the person may enter. One query."""
    may: Any = request.user.has_perm
    found = []
    if may(comments.MAY_SEE):
        waiting = comments.waiting_count()
        label = f"{comments.TITLE} ({waiting})" if waiting else comments.TITLE
        found.append(Entry(label, "staff_comments", comments.ICON, 150))
    if may(report.MAY_SEE):
        found.append(Entry(report.TITLE, "staff_satisfaction", report.ICON, 160))
    return found
