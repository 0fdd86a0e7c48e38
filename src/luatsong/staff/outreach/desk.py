"""Pages to keep campaigns and models that were tried: the same steps for both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luatsong.knowledge import showing
from luatsong.knowledge.models import Item
from luatsong.knowledge.selectors import live_items
from luatsong.knowledge.showing import Row
from luatsong.knowledge.workflow import MAY_APPROVE, MAY_WRITE, RefusedError
from luatsong.staff.history import history
from luatsong.staff.services import log_action
from luatsong.staff.views.page import needs, page_of, render_page, user_of

MAY_SEE = "knowledge.view_item"
_A_PAGE = 40
_FOUND = 12


@dataclass(frozen=True)
class Desk:
    """The pages of one kind of rows; `code` names them, `inlines` are (heading, formset)."""

    code: str
    slug: str
    title: str
    new_title: str
    icon: str
    model: Any
    form: Any
    inlines: tuple[tuple[str, Any], ...]
    public: str

    def addresses(self) -> list[URLPattern]:
        """The pages, each for people who may see items; what they may do is asked again."""
        see = needs(MAY_SEE)
        at = f"staff_{self.code}"
        return [
            path(f"{self.slug}/", see(require_GET(self.index)), name=f"{at}s"),
            path(f"{self.slug}/them/", see(_page(self.new)), name=f"{at}_new"),
            path(f"{self.slug}/<int:pk>/", see(require_GET(self.detail)), name=at),
            path(f"{self.slug}/<int:pk>/sua/", see(_page(self.change)), name=f"{at}_edit"),
            path(f"{self.slug}/<int:pk>/bai/", see(require_POST(self.items)), name=f"{at}_items"),
            path(f"{self.slug}/<int:pk>/buoc/", see(require_POST(self.step)), name=f"{at}_step"),
        ]

    def index(self, request: HttpRequest) -> HttpResponse:
        """All rows, the latest first."""
        rows = self.model.objects.select_related("agency", "edited_by")
        return render_page(
            request,
            "staff/outreach/list.html",
            title=self.title,
            icon=self.icon,
            desk=self,
            page=page_of(rows, request, _A_PAGE),
            may_write=request.user.has_perm(MAY_WRITE),
        )

    def new(self, request: HttpRequest) -> HttpResponse:
        """A new row."""
        if not request.user.has_perm(MAY_WRITE):
            raise PermissionDenied
        return self._form(request, self.model(), self.new_title)

    def change(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change what a row says."""
        row = get_object_or_404(self.model, pk=pk)
        if not showing.may_edit(row, user_of(request)):
            raise PermissionDenied
        return self._form(request, row, f"Sửa: {row.name}")

    def detail(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One row: what it says, its items, the next step."""
        row = get_object_or_404(self.model.objects.select_related("agency", "edited_by"), pk=pk)
        user = user_of(request)
        words = request.GET.get("tim", "").strip()[:200]
        joined = row.items.select_related("agency").defer("body", "plain", "search_text")
        others = live_items(words=words).exclude(pk__in=row.items.values("pk"))
        return render_page(
            request,
            "staff/outreach/detail.html",
            title=row.name,
            icon=self.icon,
            trail=[(reverse(f"staff_{self.code}s"), self.title)],
            desk=self,
            row=row,
            joined=joined,
            words=words,
            found=others[:_FOUND] if words else [],
            may_edit=showing.may_edit(row, user),
            may_join=user.has_perm(MAY_WRITE) or user.has_perm(MAY_APPROVE),
            may_show=user.has_perm(MAY_APPROVE),
            own=row.edited_by_id == user.pk,
            history=history(row),
        )

    def items(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let an item join, or take it out."""
        row = get_object_or_404(self.model, pk=pk)
        leaves = request.POST.get("bo", "")
        key = leaves or request.POST.get("them", "")
        item = get_object_or_404(Item, pk=int(key) if key.isdecimal() else 0)
        if leaves:
            self._do(request, row, lambda user: showing.part(row, item, user), "Đã bỏ ra.")
        else:
            self._do(request, row, lambda user: showing.join(row, item, user), "Đã thêm.")
        return redirect(f"{reverse(f'staff_{self.code}', args=[pk])}#noi-dung")

    def step(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the row public, or take it from the public site."""
        row = get_object_or_404(self.model, pk=pk)
        if request.POST.get("viec") == "cong-bo":
            self._do(request, row, lambda user: showing.show(row, user), "Đã công bố.", "show")
        elif request.POST.get("viec") == "go":
            self._do(request, row, lambda user: showing.hide(row, user), "Đã gỡ.", "hide")
        return redirect(f"staff_{self.code}", pk)

    def _form(self, request: HttpRequest, row: Row, title: str) -> HttpResponse:
        sent = request.POST if request.method == "POST" else None
        form = self.form(sent, instance=row)
        sets = [(head, made(sent, instance=row, prefix=f"d{n}"))
                for n, (head, made) in enumerate(self.inlines)]  # fmt: skip
        if sent is not None and all([form.is_valid(), *(one.is_valid() for _, one in sets)]):
            changed = form.save(commit=False)
            user = user_of(request)
            try:
                showing.save(changed, user, lambda: [one.save() for _, one in sets])
            except RefusedError as error:
                messages.error(request, str(error))
            else:
                log_action(changed, "luatsong.outreach_save", user)
                messages.success(request, "Đã lưu.")
                return redirect(f"staff_{self.code}", changed.pk)
        return render_page(
            request,
            "staff/outreach/form.html",
            title=title,
            icon=self.icon,
            trail=[(reverse(f"staff_{self.code}s"), self.title)],
            status=200 if sent is None else 422,
            form=form,
            sets=sets,
        )

    def _do(
        self,
        request: HttpRequest,
        row: Row,
        deed: Callable[[Any], object],
        said: str,
        log: str = "",
    ) -> None:
        user = user_of(request)
        try:
            deed(user)
        except RefusedError as error:
            messages.error(request, str(error))
            return
        if log:
            log_action(row, f"luatsong.outreach_{log}", user)
        messages.success(request, said)


_page = require_http_methods(["GET", "HEAD", "POST"])
