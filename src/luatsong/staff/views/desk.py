"""Bàn cách ly: files that could not be published, why, and what to do about each."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from luatsong.law.models import Intake
from luatsong.law.services import InvalidCorrection
from luatsong.staff import selectors, services
from luatsong.staff.comparison import compare, read_values, shown_lines, type_names
from luatsong.staff.download import attachment
from luatsong.staff.forms import CorrectionForm, DeskFilter, ReasonForm, form_values
from luatsong.staff.history import history
from luatsong.staff.views.page import needs, page_of, render_page, user_of

ICON = "warning"
TITLE = "Bàn cách ly"


@require_GET
@needs("law.view_intake")
def index(request: HttpRequest) -> HttpResponse:
    """What waits on the desk, the oldest first."""
    form = DeskFilter(request.GET)
    form.is_valid()
    state = form.cleaned_data.get("state") or Intake.State.QUARANTINED
    return render_page(
        request,
        "staff/desk.html",
        title=TITLE,
        icon=ICON,
        form=form,
        rejected=state == Intake.State.REJECTED,
        filtered=bool(form.cleaned_data.get("q")),
        page=page_of(selectors.desk(form.cleaned_data), request, selectors.PAGE_SIZE),
        now=timezone.now(),
    )


@needs("law.view_intake")
def detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One file: what is wrong, what was read, and the decision."""
    intake = get_object_or_404(
        Intake.objects.select_related("source", "document", "uploaded_by", "decided_by"), pk=pk
    )
    if request.method == "POST":
        return _decide(request, intake)
    return _show(request, intake, _form(intake), ReasonForm())


@require_GET
@needs("law.view_intake")
def source(_request: HttpRequest, pk: int) -> FileResponse:
    """The file itself, as a download."""
    return attachment(get_object_or_404(Intake.objects.select_related("source"), pk=pk).source)


@needs("law.change_intake")
def _decide(request: HttpRequest, intake: Intake) -> HttpResponse:
    """Do what the pressed button says; typed values stay on the page when it cannot be done."""
    action = request.POST.get("action")
    form = CorrectionForm(request.POST) if action == "accept" else _form(intake)
    reason = ReasonForm(request.POST if action == "reject" else None)
    try:
        if action == "retry":
            return _read_again(request, intake, {})
        if action == "accept" and form.is_valid():
            return _read_again(request, intake, form.corrections(read_values(intake)))
        if action == "reject" and reason.is_valid():
            return _reject(request, intake, reason.cleaned_data["reason"])
    except services.WrongStateError as error:
        messages.error(request, str(error))
        return redirect("staff_desk")
    except InvalidCorrection as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
    messages.error(request, "Chưa lưu: hãy xem lại các ô được đánh dấu.")
    return _show(request, intake, form, reason, status=422)


def _form(intake: Intake) -> CorrectionForm:
    known = {**read_values(intake), **intake.corrections, "accept": False}
    return CorrectionForm(initial=form_values(known))


def _reject(request: HttpRequest, intake: Intake, reason: str) -> HttpResponse:
    services.reject_intake(intake=intake, reason=reason, user=user_of(request))
    messages.success(request, f"Đã loại tệp “{intake.source.name}”.")
    return redirect("staff_desk")


def _read_again(request: HttpRequest, intake: Intake, corrections: dict[str, str]) -> HttpResponse:
    """Read with the corrections, say what it led to, and go where the person will look."""
    intake = services.retry_intake(intake=intake, corrections=corrections, user=user_of(request))
    if intake.state == Intake.State.STORED and intake.document:
        messages.success(request, f"Đã công bố {intake.document}.")
        return redirect("staff_document", intake.document.pk)
    if intake.state == Intake.State.DUPLICATE and intake.document:
        messages.warning(request, f"Trùng với văn bản đã có: {intake.document}.")
        return redirect("staff_document", intake.document.pk)
    messages.warning(request, "Đã đọc lại nhưng tệp vẫn phải cách ly; lý do ghi bên dưới.")
    return redirect("staff_desk_item", intake.pk)


def _show(
    request: HttpRequest,
    intake: Intake,
    form: CorrectionForm,
    reason: ReasonForm,
    status: int = 200,
) -> HttpResponse:
    return render_page(
        request,
        "staff/desk_item.html",
        title=intake.source.name,
        icon=ICON,
        trail=[(reverse("staff_desk"), TITLE)],
        status=status,
        intake=intake,
        comparison=compare(intake),
        shown=shown_lines(intake),
        form=form,
        reason_form=reason,
        type_names=type_names(),
        history=history(intake),
        open=intake.state == Intake.State.QUARANTINED,
    )
