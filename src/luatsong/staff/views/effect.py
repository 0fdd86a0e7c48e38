"""One effect: its evidence, how it was read, what it does to the text, and the decision."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from luatsong.law.models import Effect
from luatsong.staff.effects import selectors, services
from luatsong.staff.effects.detail import detail_of
from luatsong.staff.effects.forms import EffectCorrectionForm, EventForm
from luatsong.staff.effects.states import DECIDED, OPEN
from luatsong.staff.effects.typed import choices_for, corrections_in, initial_of
from luatsong.staff.forms import ReasonForm
from luatsong.staff.services import WrongStateError
from luatsong.staff.views.effects import ICON, TITLE
from luatsong.staff.views.page import needs, render_page, user_of

_AGAIN = "Chưa lưu: hãy xem lại các ô được đánh dấu."


@needs("law.view_effect")
def detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page of one effect (GET) and what its buttons send (POST)."""
    row = _row(pk)
    if request.method == "POST":
        return _decide(request, row)
    return _show(request, row, _form(row), ReasonForm())


@require_GET
@needs("law.view_effect")
def following(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the next effect that waits for a person; to the list when none is left."""
    found = selectors.next_open(get_object_or_404(Effect, pk=pk))
    if found is not None:
        return redirect("staff_effect", found.pk)
    messages.success(request, "Không còn tác động nào khác chờ người xử lý.")
    return redirect("staff_effects")


def _row(pk: int) -> Effect:
    rows = Effect.objects.select_related(
        "document__text", "target_document__text", "provision", "decided_by"
    )
    return get_object_or_404(rows, pk=pk)


@needs("law.change_effect")
def _decide(request: HttpRequest, row: Effect) -> HttpResponse:
    """Do what the pressed button says; typed values stay on the page when it cannot be done."""
    action = request.POST.get("action", "")
    deciding = _ACTIONS.get(action)
    if deciding is None:
        return redirect("staff_effect", row.pk)
    try:
        return deciding(request, row)
    except WrongStateError as error:
        messages.error(request, str(error))
        return redirect("staff_effect", row.pk)


def _accept(request: HttpRequest, row: Effect) -> HttpResponse:
    found = services.accept(effects=[row], user=user_of(request))
    return _done(request, found[0], "Đã chấp nhận tác động.")


def _reopen(request: HttpRequest, row: Effect) -> HttpResponse:
    reason = ReasonForm(request.POST)
    if not reason.is_valid():
        messages.error(request, _AGAIN)
        return _show(request, row, _form(row), reason, status=422)
    applied = row.state == Effect.State.APPLIED
    services.reopen(effect=row, reason=reason.cleaned_data["reason"], user=user_of(request))
    undone = "Đã gỡ áp dụng; nội dung văn bản đích trở lại như trước."
    messages.success(request, undone if applied else "Đã đưa tác động về hàng chờ.")
    return redirect("staff_effect", row.pk)


def _reject(request: HttpRequest, row: Effect) -> HttpResponse:
    reason = ReasonForm(request.POST)
    if not reason.is_valid():
        messages.error(request, _AGAIN)
        return _show(request, row, _form(row), reason, status=422)
    services.reject(effect=row, reason=reason.cleaned_data["reason"], user=user_of(request))
    messages.success(request, "Đã loại tác động này.")
    return redirect("staff_effects")


def _find(request: HttpRequest, row: Effect) -> HttpResponse:
    """Look documents up for the typed number; nothing is decided."""
    form = _form(row, request)
    form.is_valid()
    return _show(request, row, form, ReasonForm())


def _event(request: HttpRequest, row: Effect) -> HttpResponse:
    """Keep the day on which what the effect waits for came true, or take it back."""
    event = EventForm(request.POST)
    if not event.is_valid():
        messages.error(request, _AGAIN)
        return _show(request, row, _form(row), ReasonForm(), event=event, status=422)
    said = event.cleaned_data
    found = services.record_event(effect=row, user=user_of(request), **said)
    return _done(request, found, "Đã ghi nhận." if said["day"] else "Đã bỏ ghi nhận sự kiện.")


def _correct(request: HttpRequest, row: Effect) -> HttpResponse:
    form = _form(row, request)
    if not form.is_valid():
        messages.error(request, _AGAIN)
        return _show(request, row, form, ReasonForm(), status=422)
    corrections = corrections_in(form, row)
    if corrections == row.corrections:
        form.add_error(None, "Chưa có gì được sửa; nếu đã đúng, hãy bấm “Chấp nhận”.")
        return _show(request, row, form, ReasonForm(), status=422)
    try:
        row = services.correct(effect=row, corrections=corrections, user=user_of(request))
    except services.InvalidCorrectionError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        messages.error(request, _AGAIN)
        return _show(request, row, form, ReasonForm(), status=422)
    return _done(request, row, "Đã lưu nội dung sửa và chấp nhận tác động.")


def _done(request: HttpRequest, row: Effect, what: str) -> HttpResponse:
    """Say what the decision led to: applied, or what still stands in its way."""
    if row.state == Effect.State.APPLIED:
        messages.success(request, what)
    elif row.state == Effect.State.PARTLY:
        messages.warning(request, f"{what} Mới áp dụng được một phần; chỗ còn chờ ghi bên dưới.")
    else:
        messages.warning(request, f"{what} Tác động chưa áp dụng được; lý do ghi bên dưới.")
    return redirect("staff_effect", row.pk)


_ACTIONS: dict[str, Callable[[HttpRequest, Effect], HttpResponse]] = {
    "accept": _accept,
    "correct": _correct,
    "event": _event,
    "find": _find,
    "reject": _reject,
    "reopen": _reopen,
}


def _form(row: Effect, request: HttpRequest | None = None) -> EffectCorrectionForm:
    typed = request.POST if request else None
    return EffectCorrectionForm(
        typed,
        initial=initial_of(row),
        documents=choices_for(typed.get("target", "") if typed else row.target_number, row),
    )


def _event_of(row: Effect) -> dict[str, object]:
    cause = row.happened_by
    return {"day": row.happened_on, "cause": cause.slug if cause else ""}


def _show(
    request: HttpRequest,
    row: Effect,
    form: EffectCorrectionForm,
    reason: ReasonForm,
    status: int = 200,
    event: EventForm | None = None,
) -> HttpResponse:
    line = selectors.line(row)
    return render_page(
        request,
        "staff/effect.html",
        title=f"{line.verb} {line.where}".strip(),
        icon=ICON,
        trail=[(reverse("staff_effects"), TITLE)],
        status=status,
        effect=row,
        line=line,
        detail=detail_of(row),
        form=form,
        reason_form=reason,
        event_form=event or EventForm(initial=_event_of(row)),
        awaits=bool(row.condition) or row.prevails or row.verb == Effect.Verb.EXPIRE,
        typed=form.is_bound,
        may_decide=request.user.has_perm("law.change_effect"),
        open=row.state in OPEN and row.recorded_to is None,
        applied=row.state == Effect.State.APPLIED,
        partly=row.state == Effect.State.PARTLY,
        decided=row.state in DECIDED and row.recorded_to is None,
    )
