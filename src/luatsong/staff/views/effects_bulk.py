"""Accepting several effects at once: first what they would do, then the decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from luatsong.law.models import Effect
from luatsong.staff.effects import selectors, services
from luatsong.staff.effects.detail import outcome_for
from luatsong.staff.effects.words import BULK_MOST
from luatsong.staff.services import WrongStateError
from luatsong.staff.views.effects import ICON, TITLE
from luatsong.staff.views.page import needs, render_page, user_of
from vnlaw.document import Document


@require_POST
@needs("law.change_effect")
def accept(request: HttpRequest) -> HttpResponse:
    """Show what the ticked effects would do; with `confirm`, accept them."""
    rows = _ticked(request)
    if not rows:
        messages.error(request, "Chưa chọn tác động nào. Hãy đánh dấu ít nhất một dòng.")
        return redirect("staff_effects")
    if request.POST.get("confirm"):
        return _accept(request, rows)
    fit = [row for row in rows if selectors.may_be_bulk(row)]
    texts: dict[int, Document] = {}
    return render_page(
        request,
        "staff/effects_accept.html",
        title="Xem trước khi chấp nhận",
        icon=ICON,
        trail=[(reverse("staff_effects"), TITLE)],
        shown=[(selectors.line(row), outcome_for(row, texts)) for row in fit],
        left=[selectors.line(row) for row in rows if row not in fit],
    )


def _ticked(request: HttpRequest) -> list[Effect]:
    keys = [int(key) for key in request.POST.getlist("effect") if key.isdecimal()][:BULK_MOST]
    rows = selectors.current().filter(pk__in=keys)
    return list(
        rows.select_related("document", "target_document__text", "provision").order_by(
            "recorded_from", "document_id", "order"
        )
    )


def _accept(request: HttpRequest, rows: list[Effect]) -> HttpResponse:
    """Accept one after the other: what cannot be done does not stop the rest."""
    done, waiting, failed = 0, 0, []
    for row in rows:
        if not selectors.may_be_bulk(row):
            failed.append(f"{row}: phải xem riêng.")
            continue
        try:
            result = services.accept(effect=row, user=user_of(request))
        except WrongStateError as error:
            failed.append(f"{row}: {error}")
            continue
        applied = result.state == Effect.State.APPLIED
        done, waiting = done + applied, waiting + (not applied)
    if done:
        messages.success(request, f"Đã chấp nhận {done} tác động.")
    if waiting:
        messages.warning(request, f"{waiting} tác động chưa áp dụng được; xem lý do ở từng dòng.")
    for message in failed:
        messages.error(request, message)
    return redirect("staff_effects")
