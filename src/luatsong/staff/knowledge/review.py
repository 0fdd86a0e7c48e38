"""The page of one item on its way: read it, see what was checked, agree or send it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.admin import messages
from wagtail.models import TaskState

from luatsong.knowledge import checks, services, workflow
from luatsong.knowledge.models import Approval, Item
from luatsong.knowledge.wordlists import language_choices
from luatsong.renditions.selectors import standings
from luatsong.staff.history import history
from luatsong.staff.knowledge.bases import shown_bases
from luatsong.staff.knowledge.following import following
from luatsong.staff.knowledge.forms import ReasonForm
from luatsong.staff.knowledge.items import EDIT, ICON, LIST, TITLE
from luatsong.staff.knowledge.states import state_of
from luatsong.staff.knowledge.translating import translations_of
from luatsong.staff.views.page import needs, render_page, user_of

MAY_SEE = "knowledge.view_item"
# Widths of the preview in CSS pixels: a cheap phone, and the screen of an office.
WIDTHS = {"dien-thoai": ("Điện thoại", 360), "may-tinh": ("Máy tính", 1280)}


@needs(MAY_SEE)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The item as it stands, and the decision on it."""
    item = get_object_or_404(Item, pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = _decide(request, item, form)
        if answer is not None:
            return answer
    latest: Item = item.get_latest_revision_as_object()
    findings = checks.check(latest)
    width = request.GET.get("co", "dien-thoai")
    return render_page(
        request,
        "staff/knowledge/review.html",
        title=str(latest),
        icon=ICON,
        trail=[(reverse(LIST), TITLE)],
        item=latest,
        state=state_of(item),
        findings=findings,
        following=following(item, findings),
        standings=standings(item) if item.live else [],
        translations=translations_of(item),
        languages=[pair for pair in language_choices() if pair[0] != item.language],
        bases=shown_bases(latest),
        form=form,
        width=width if width in WIDTHS else "dien-thoai",
        widths=[(code, label) for code, (label, _) in WIDTHS.items()],
        steps=_steps(item),
        history=history(item),
        **_decision(request, item),
    )


@needs(MAY_SEE)
@xframe_options_sameorigin
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest version as readers will see it, for the frame of the page above."""
    item = get_object_or_404(Item, pk=pk)
    latest = item.get_latest_revision_as_object()
    answer: HttpResponse = latest.make_preview_request(request)
    return answer


@needs(workflow.MAY_WITHDRAW)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a public item from the site, with a reason."""
    item = get_object_or_404(Item, pk=pk)
    form = ReasonForm(request.POST or None)
    form.fields["comment"].label = "Lý do gỡ"
    form.fields["comment"].help_text = "Ghi vào nhật ký."
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["comment"]
        try:
            services.withdraw(item, user=user_of(request), reason=reason)
        except services.RefusedError as refused:
            form.add_error("comment", str(refused))
        else:
            messages.success(request, f"Đã gỡ “{item}” khỏi trang công khai.")
            return redirect("staff_item", item.pk)
    return render_page(
        request,
        "staff/knowledge/withdraw.html",
        title="Gỡ nội dung",
        icon="bin",
        trail=[(reverse(LIST), TITLE), (reverse("staff_item", args=[pk]), str(item))],
        status=400 if form.errors else 200,
        item=item,
        form=form,
    )


def _decide(request: HttpRequest, item: Item, form: ReasonForm) -> HttpResponse | None:
    """Do what the button says; None, with an error in the form, where it cannot be done."""
    user, comment = user_of(request), form.cleaned_data["comment"]
    step = workflow.current_step(item)
    name = step.task.name.lower() if step else ""
    try:
        if "tra-lai" in request.POST:
            services.return_with_reason(item, user=user, reason=comment)
            said = f"Đã trả lại “{item}” cho tác giả."
        elif "huy-lich" in request.POST:
            services.unschedule(item, user=user)
            said = "Đã hủy lịch công bố; nội dung trở lại bản nháp."
        elif "dong-y" in request.POST:
            workflow.decide(item, user, agree=True, comment=comment)
            said = _said(item, name)
        else:
            return None
    except (services.RefusedError, checks.NotSoundError) as refused:
        form.add_error("comment", str(refused))
        return None
    messages.success(request, said)
    if "huy-lich" in request.POST:
        return redirect("staff_item", item.pk)
    return redirect("wagtailadmin_home")


def _said(item: Item, step: str) -> str:
    item.refresh_from_db()
    if step == "thẩm định":
        return f"Đã thẩm định “{item}”; nội dung chuyển sang người duyệt."
    waiting = item.scheduled_revision
    if waiting is not None and waiting.approved_go_live_at:
        return f"Đã duyệt “{item}”; sẽ tự công bố đúng giờ đã hẹn."
    return f"Đã duyệt và công bố “{item}”."


def _decision(request: HttpRequest, item: Item) -> dict[str, Any]:
    """What this person may do here, or why not."""
    user = user_of(request)
    step = workflow.current_step(item)
    returned = workflow.returned_with(item)
    compare = None
    if item.live and item.has_unpublished_changes:
        compare = reverse(
            "wagtailsnippets_knowledge_item:revisions_compare", args=[item.pk, "live", "latest"]
        )
    return {
        "step": step,
        "why_not": workflow.why_not(step, user) if step else "",
        "returned": returned,
        "may_edit": user.has_perm(workflow.MAY_WRITE) and step is None,
        "edit_url": reverse(EDIT, args=[item.pk]),
        "may_translate": user.has_perm("knowledge.add_item") and item.translation_of_id is None,
        "may_withdraw": item.live and user.has_perm(workflow.MAY_WITHDRAW),
        "may_unschedule": item.approved_schedule and user.has_perm(workflow.MAY_APPROVE),
        "compare": compare,
    }


def _steps(item: Item) -> list[dict[str, Any]]:
    """Who has taken which step of the present round, and what they said."""
    states = TaskState.objects.for_instance(item).select_related("task", "finished_by")
    sealed = Approval.objects.filter(item=item).select_related("reviewer", "approver").first()
    rows = [
        {
            "name": state.task.name,
            "status": state.status,
            "by": state.finished_by,
            "at": state.finished_at,
            "comment": state.comment,
        }
        for state in states.order_by("-pk")[:12]
    ]
    if not rows and sealed is not None:
        rows = [{"name": sealed.get_how_display(), "at": sealed.at, "comment": sealed.note}]
    return rows
