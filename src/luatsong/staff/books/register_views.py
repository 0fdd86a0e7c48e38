"""Danh mục: shelves and applications in use: listed, added, changed, retired, with a log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luatsong.bookshelf import registers
from luatsong.bookshelf.models import Application, Shelf
from luatsong.staff.books.register_forms import ApplicationForm, ShelfForm
from luatsong.staff.books.views import MAY_MAKE
from luatsong.staff.history import history
from luatsong.staff.services import log_action
from luatsong.staff.views.page import needs, render_page, user_of

ICON = "list-ul"
TITLE = "Danh mục"
MAY_KEEP = MAY_MAKE


@dataclass(frozen=True, slots=True)
class Register:
    """One register: its address, names, rows and form."""

    slug: str
    title: str
    one: str
    add: str
    about: str
    model: type[Shelf] | type[Application]
    form: type[forms.ModelForm[Any]]
    shown_at: str

    @property
    def rows(self) -> QuerySet[Any]:
        """All rows; those in use first."""
        return self.model._default_manager.order_by(
            F("retired_on").asc(nulls_first=True), "order", "name"
        )


REGISTERS = {
    register.slug: register
    for register in (
        Register(
            "ke-sach", "Kệ sách", "kệ sách", "Thêm kệ sách",
            "Kệ của tủ sách pháp luật; sách tự đứng trên kệ của đối tượng và lĩnh vực.",
            Shelf, ShelfForm, "portal:bookshelf",
        ),
        Register(
            "ung-dung", "Ứng dụng đang dùng", "ứng dụng", "Thêm ứng dụng",
            "Ứng dụng phổ biến pháp luật trên địa bàn: giữ và phát triển tiếp, không làm trùng.",
            Application, ApplicationForm, "portal:applications",
        ),
    )
}  # fmt: skip


@require_GET
@needs(MAY_KEEP)
def index(request: HttpRequest) -> HttpResponse:
    """Both registers, rows in use first. 2 queries beside the frame's."""
    told = [(register, list(register.rows)) for register in REGISTERS.values()]
    return render_page(request, "staff/registers.html", title=TITLE, icon=ICON, registers=told)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY_KEEP)
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new row."""
    return _edited(request, _register(slug), None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY_KEEP)
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what a row says."""
    register = _register(slug)
    return _edited(request, register, get_object_or_404(register.rows, pk=pk))


@require_POST
@needs(MAY_KEEP)
def step(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a row from readers, or show it again."""
    register = _register(slug)
    row = get_object_or_404(register.rows, pk=pk)
    action = request.POST.get("action", "")
    if action == "retire":
        registers.retire(row)
        said = f"Đã bỏ “{row.name}” khỏi trang công khai; dữ liệu vẫn được giữ."
    elif action == "restore":
        registers.restore(row)
        said = f"“{row.name}” hiện lại trên trang công khai."
    else:
        raise PermissionDenied
    log_action(row, f"luatsong.register_{action}", user_of(request))
    messages.success(request, said)
    return redirect("staff_registers")


def _edited(request: HttpRequest, register: Register, row: Any) -> HttpResponse:
    form = register.form(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid():
        saved = form.save(commit=False)
        if row is None:
            registers.add(saved)
        else:
            saved.save()
        action = "luatsong.register_add" if row is None else "luatsong.register_change"
        log_action(saved, action, user_of(request))
        messages.success(request, f"Đã lưu “{saved.name}”.")
        return redirect("staff_registers")
    return render_page(
        request,
        "staff/register_form.html",
        title=row.name if row else register.add,
        icon=ICON,
        trail=[(reverse("staff_registers"), TITLE)],
        status=422 if request.method == "POST" else 200,
        form=form,
        register=register,
        row=row,
        history=history(row) if row else [],
    )


def _register(slug: str) -> Register:
    if slug not in REGISTERS:
        raise Http404
    return REGISTERS[slug]
