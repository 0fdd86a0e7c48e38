"""Rà soát theo luật: items whose law has changed, the old and new words, and what to do."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from wagtail.admin.admin_url_finder import AdminURLFinder

from luatsong.accounts.models import User
from luatsong.knowledge import recall, services, wordlists
from luatsong.knowledge.models import Item
from luatsong.knowledge.recall_backlog import (
    AHEAD,
    DONE,
    WAITING,
    Change,
    agencies,
    backlog,
    changes_of,
    history_of,
    lines_of,
    owners,
    waiting_count,
)
from luatsong.knowledge.recall_figures import figures
from luatsong.staff.effects.outcome import Changed, rewording
from luatsong.staff.views.page import needs, page_of, render_page, user_of

ICON = "history"
TITLE = "Rà soát theo luật"
MAY_SEE = "knowledge.view_item"
MAY_CONFIRM = "knowledge.change_item"
MAY_WITHDRAW = "knowledge.withdraw_item"
VIEWS = {WAITING: "Cần rà soát", AHEAD: "Sắp thay đổi", DONE: "Đã xong"}
_SIZE = 25
_HISTORY = 20


class BacklogFilter(forms.Form):
    """Whose items, of which agency, in which field."""

    nguoi = forms.ChoiceField(label="Người phụ trách", required=False)
    co_quan = forms.ChoiceField(label="Cơ quan", required=False)
    linh_vuc = forms.ChoiceField(label="Lĩnh vực", required=False)

    def __init__(self, *args: object, user_pk: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        people = [(str(one.pk), one.get_full_name() or one.username) for one in owners()]
        mine = [(str(user_pk), "Của tôi")]
        rest = [row for row in people if row[0] != str(user_pk)]
        self._choose("nguoi", [("", "Tất cả"), *mine, *rest, ("-", "Chưa có người")])
        self._choose("co_quan", [("", "Tất cả"), *((a.code, a.name) for a in agencies())])
        areas = [(code, label) for code, label in wordlists.area_choices() if code]
        self._choose("linh_vuc", [("", "Tất cả"), *areas])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name] = forms.ChoiceField(
            label=self.fields[name].label, required=False, choices=choices
        )


class ReasonForm(forms.Form):
    """Why: kept with the mark and in the log."""

    reason = forms.CharField(
        label="Lý do",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Hãy ghi lý do."},
    )


@require_GET
@needs(MAY_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first (?xem=sap: what will change; ?xem=xong: what is done)."""
    view = request.GET.get("xem", WAITING)
    view = view if view in VIEWS else WAITING
    form = BacklogFilter(request.GET, user_pk=user_of(request).pk)
    chosen = form.cleaned_data if form.is_valid() else {}
    limits = {
        "owner": chosen.get("nguoi", ""),
        "agency": chosen.get("co_quan", ""),
        "area": chosen.get("linh_vuc", ""),
    }
    page = page_of(backlog(view, **limits), request, _SIZE)
    return render_page(
        request,
        "staff/recalls.html",
        title=TITLE,
        icon=ICON,
        view=view,
        tabs=[(code, label, backlog(code, **limits).count()) for code, label in VIEWS.items()],
        form=form,
        filtered=any(limits.values()),
        page=page,
        lines=lines_of(list(page), view),
        figures=figures(),
        now=timezone.now(),
    )


@needs(MAY_SEE)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One item: what has changed under it, in old and new words, and what can be done."""
    item = get_object_or_404(Item, pk=pk)
    user = user_of(request)
    asked = request.POST.get("action", "")
    confirming = ReasonForm(request.POST if asked == "confirm" else None, prefix="confirm")
    taking = ReasonForm(request.POST if asked == "withdraw" else None, prefix="withdraw")
    if asked == "confirm" and user.has_perm(MAY_CONFIRM) and confirming.is_valid():
        try:
            recall.confirm(item, user, reason=confirming.cleaned_data["reason"])
        except recall.NotConfirmableError as error:
            confirming.add_error("reason", str(error))
        else:
            messages.success(request, "Đã xác nhận nội dung vẫn đúng theo lời văn mới.")
            return redirect("staff_recalls")
    if asked == "withdraw" and user.has_perm(MAY_WITHDRAW) and taking.is_valid():
        reason = taking.cleaned_data["reason"]
        services.withdraw(item, user=user, reason=reason)
        recall.withdrawn(item, user, reason=reason)
        messages.success(request, "Đã gỡ nội dung khỏi trang công khai.")
        return redirect("staff_recalls")
    changes = changes_of(item, timezone.localdate())
    now = [change for change in changes if not change.recall.ahead]
    return render_page(
        request,
        "staff/recall.html",
        title=str(item),
        icon=ICON,
        trail=[(reverse("staff_recalls"), TITLE)],
        status=422 if confirming.errors or taking.errors else 200,
        item=item,
        changes=[(change, _worded(change)) for change in changes],
        may_confirm=any(change.recall.basis_id for change in now) and user.has_perm(MAY_CONFIRM),
        history=history_of(item)[:_HISTORY],
        confirming=confirming,
        taking=taking,
        may_withdraw=user.has_perm(MAY_WITHDRAW) and item.live,
        edit_url=AdminURLFinder(user).get_edit_url(item) or "",
    )


def waiting_counts(user: User) -> dict[str, int]:
    """How many items wait: of everybody ("all") and of one person ("mine"). Two queries."""
    return {"all": waiting_count(), "mine": waiting_count(user)}


def menu_label() -> str:
    """The name in the menu, with how many items wait."""
    waiting = waiting_count()
    return f"{TITLE} ({waiting})" if waiting else TITLE


def _worded(change: Change) -> Changed | None:
    """Old and new words side by side; None where only the page of comparison has them."""
    if change.whole or not (change.before or change.after):
        return None
    return rewording(change.place, change.before, change.after)
