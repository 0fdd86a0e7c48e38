"""Hỏi đáp: what people asked the assistant, what was declined or badly rated, what was sent on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from luatsong.staff import asked
from luatsong.staff.services import log_action
from luatsong.staff.views.page import needs, page_of, render_page, user_of

ICON = "help"
TITLE = "Hỏi đáp"
MAY_SEE = "assistant.view_askedquestion"
# Contacts stand beside what was sent on.
MAY_SEE_SENT = "assistant.view_assistantquestion"
_SIZE = 50


@require_GET
@needs(MAY_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """The questions that pass the filter of the address."""
    wanted = asked.Filter(request.GET)
    page = page_of(asked.questions(wanted), request, _SIZE)
    return render_page(
        request,
        "staff/asked.html",
        title=TITLE,
        icon=ICON,
        form=wanted,
        filtered=any(request.GET.get(name) for name in wanted.fields),
        page=page,
        rows=asked.rows(list(page.object_list)),
        may_see_sent=request.user.has_perm(MAY_SEE_SENT),
    )


@require_GET
@needs(MAY_SEE_SENT)
def sent(request: HttpRequest) -> HttpResponse:
    """What people sent on to a person."""
    return render_page(
        request,
        "staff/asked_sent.html",
        title="Câu hỏi gửi cán bộ",
        icon=ICON,
        page=page_of(asked.sent(), request, _SIZE),
    )


@require_POST
@needs(MAY_SEE)
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same questions as CSV; who took them is logged."""
    wanted = asked.Filter(request.POST)
    found = asked.questions(wanted)
    user = user_of(request)
    log_action(user, "luatsong.questions_export", user, count=found.count())
    response = StreamingHttpResponse(asked.as_csv(found), content_type="text/csv; charset=utf-8")
    name = f"hoi-dap-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
