"""Addresses and the menu entry of the bookshelf's desk, for `wagtail_hooks`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path

from luatsong.bookshelf.models import Book
from luatsong.staff.books import register_views as registers
from luatsong.staff.books import views
from luatsong.staff.menu import Entry


def addresses() -> list[URLPattern]:
    """The pages."""
    return [
        path("tu-sach/", views.index, name="staff_books"),
        path("tu-sach/them/", views.new, name="staff_book_new"),
        path("tu-sach/<int:pk>/", views.detail, name="staff_book"),
        path("tu-sach/<int:pk>/mo-ta/", views.describe, name="staff_book_describe"),
        path("tu-sach/<int:pk>/phan/", views.change_parts, name="staff_book_parts"),
        path("tu-sach/<int:pk>/buoc/", views.take_step, name="staff_book_step"),
        path("danh-muc/", registers.index, name="staff_registers"),
        path("danh-muc/<slug:slug>/them/", registers.add, name="staff_register_add"),
        path("danh-muc/<slug:slug>/<int:pk>/", registers.change, name="staff_register_change"),
        path("danh-muc/<slug:slug>/<int:pk>/buoc/", registers.step, name="staff_register_step"),
    ]


def entries(request: HttpRequest) -> list[Entry]:
    """What the person may enter; publishers see how many books wait for them. One query."""
    may: Any = request.user.has_perm
    if not may(views.MAY_MAKE) and not may(views.MAY_PUBLISH):
        return []
    label = views.TITLE
    if may(views.MAY_PUBLISH):
        waiting = Book.objects.filter(state=Book.State.WAITING).count()
        label = f"{label} ({waiting})" if waiting else label
    found = [Entry(label, "staff_books", views.ICON, 145)]
    if may(registers.MAY_KEEP):
        found.append(Entry(registers.TITLE, "staff_registers", registers.ICON, 146))
    return found
