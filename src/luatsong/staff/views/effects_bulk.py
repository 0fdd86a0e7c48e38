"""Accepting several effects at once: first what they would do, then the decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from luatsong.law.models import Effect
from luatsong.staff.effects import selectors, services
from luatsong.staff.effects.detail import quick_outcome
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
        shown=[(selectors.line(row), quick_outcome(row, texts)) for row in fit],
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
    """Accept all or none, so that the text is worked out once and what was shown is what comes."""
    alone = [row for row in rows if not selectors.may_be_bulk(row)]
    if alone:
        messages.error(
            request,
            "Chưa chấp nhận gì: có tác động phải xem riêng hoặc vừa được người khác xử lý. "
            "Hãy chọn lại.",
        )
        return redirect("staff_effects")
    try:
        found = services.accept(effects=rows, user=user_of(request))
    except WrongStateError as error:
        messages.error(request, str(error))
        return redirect("staff_effects")
    done = sum(row.state == Effect.State.APPLIED for row in found)
    messages.success(request, f"Đã chấp nhận {done} tác động.")
    if done < len(found):
        left = len(found) - done
        messages.warning(request, f"{left} tác động chưa áp dụng được; xem lý do ở từng dòng.")
    return redirect("staff_effects")
