"""Addresses and menu entry of the pages of sound, for `wagtail_hooks`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path

from luatsong.staff.sound import pages


def addresses() -> list[URLPattern]:
    """The pages."""
    return [
        path("ban-nghe/", pages.index, name="staff_sounds"),
        path("ban-nghe/<int:pk>/", pages.detail, name="staff_sound"),
        path("ban-nghe/<int:pk>/doc-lai/", pages.again, name="staff_sound_again"),
        path("ban-nghe/ban-ghi/<int:pk>/", pages.decide, name="staff_sound_decide"),
        path("ban-nghe/tep/<int:pk>/", pages.file, name="staff_sound_file"),
        path("ban-nghe/dong-y/<int:pk>/", pages.paper, name="staff_sound_paper"),
    ]


def entries(request: HttpRequest) -> list[tuple[str, str, str, int]]:
    """(label, name of the address, icon, order) for people who may see them. One query."""
    may: Any = request.user.has_perm
    if not (may(pages.MAY_ADD) or may(pages.MAY_REVIEW)):
        return []
    waiting = pages.waiting_count()
    label = f"{pages.TITLE} ({waiting})" if waiting else pages.TITLE
    return [(label, "staff_sounds", pages.ICON, 45)]
