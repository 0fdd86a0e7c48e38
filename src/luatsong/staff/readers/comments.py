"""Ý kiến bạn đọc: the queue, one comment, and decisions on one or several."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from luatsong.responses.comments import OPEN, masked
from luatsong.responses.models import Comment
from luatsong.staff.history import history
from luatsong.staff.readers import services
from luatsong.staff.readers.forms import TABS, CommentFilter, RefusalForm, ReplyForm, reasons
from luatsong.staff.services import WrongStateError
from luatsong.staff.views.page import needs, page_of, render_page, user_of

ICON = "comment"
TITLE = "Ý kiến bạn đọc"
MAY_SEE = "responses.view_comment"
MAY_DECIDE = "responses.change_comment"
_PAGE_SIZE = 30
_MOST_AT_ONCE = 100


def waiting_count() -> int:
    """How many comments nobody has decided; for the menu. One query."""
    return Comment.objects.filter(state__in=OPEN).count()


@require_safe
@needs(MAY_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """Comments by state; the oldest of those that wait come first."""
    chosen = next((tab for tab in TABS if tab[0] == request.GET.get("tinh_trang")), TABS[0])
    form = CommentFilter(request.GET)
    found = Comment.objects.filter(state=chosen[2]).select_related("page", "decided_by")
    if form.is_valid() and form.cleaned_data["q"]:
        words = form.cleaned_data["q"]
        found = found.filter(
            Q(body__icontains=words) | Q(page__title__icontains=words) | Q(name__icontains=words)
        )
    waits = chosen[2] in OPEN
    order = ["created_at", "pk"] if waits else ["-decided_at", "-pk"]
    counts = dict(Comment.objects.order_by().values_list("state").annotate(n=Count("pk")))
    return render_page(
        request,
        "staff/comments.html",
        title=TITLE,
        icon=ICON,
        tabs=[(code, label, counts.get(state.value, 0)) for code, label, state in TABS],
        chosen=chosen[0],
        form=form,
        filtered=bool(request.GET.get("q")),
        page=page_of(found.order_by(*order), request, _PAGE_SIZE),
        bulk=waits and request.user.has_perm(MAY_DECIDE),
        reasons=reasons(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY_SEE)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One comment as it came, as it would be shown, and what can be done with it."""
    comment = get_object_or_404(Comment.objects.select_related("page", "decided_by"), pk=pk)
    reply = ReplyForm(initial={"reply": comment.reply})
    refusal = RefusalForm()
    if request.method == "POST":
        if not request.user.has_perm(MAY_DECIDE):
            raise PermissionDenied
        reply, refusal, answer = _decide(request, comment)
        if answer is not None:
            return answer
        messages.error(request, "Chưa lưu: hãy xem lại các ô được đánh dấu.")
    return render_page(
        request,
        "staff/comment.html",
        title=f"Ý kiến số {comment.pk}",
        icon=ICON,
        trail=[(reverse("staff_comments"), TITLE)],
        status=422 if request.method == "POST" else 200,
        comment=comment,
        shown_body=masked(comment.body),
        shown_name=masked(comment.name),
        reply_form=reply,
        refusal_form=refusal,
        reasons=reasons(),
        history=history(comment),
    )


@require_http_methods(["POST"])
@needs(MAY_DECIDE)
def decide_all(request: HttpRequest) -> HttpResponse:
    """Show or refuse every ticked comment."""
    found = _ticked(request)
    back = f"{reverse('staff_comments')}?tinh_trang={_tab(request)}"
    if not found:
        messages.error(request, "Chưa chọn ý kiến nào. Hãy đánh dấu ít nhất một dòng.")
        return redirect(back)
    user = user_of(request)
    if request.POST.get("action") == "accept":
        outcome = services.accept_all(found, user)
        messages.success(request, f"Đã cho hiện {outcome.done} ý kiến.")
    else:
        form = RefusalForm(request.POST)
        if not form.is_valid():
            messages.error(request, "Hãy chọn lý do không hiện; người gửi sẽ đọc lý do này.")
            return redirect(back)
        outcome = services.refuse_all(found, user, form.cleaned_data["reason"])
        messages.success(request, f"Đã từ chối {outcome.done} ý kiến.")
    if outcome.late:
        messages.warning(request, f"{outcome.late} ý kiến vừa được người khác xử lý.")
    return redirect(back)


def _decide(
    request: HttpRequest, comment: Comment
) -> tuple[ReplyForm, RefusalForm, HttpResponse | None]:
    """Do what the pressed button says; the answer is None where a field is wrong."""
    action = request.POST.get("action", "")
    reply = ReplyForm(request.POST if action in ("accept", "reply") else None)
    refusal = RefusalForm(request.POST if action == "refuse" else None)
    user = user_of(request)
    try:
        if action == "accept" and reply.is_valid():
            services.accept(comment, user, reply.cleaned_data["reply"].strip())
            said = "Ý kiến đã hiện trên trang."
        elif action == "reply" and reply.is_valid():
            services.reply(comment, user, reply.cleaned_data["reply"].strip())
            said = "Đã lưu trả lời của cơ quan."
        elif action == "refuse" and refusal.is_valid():
            services.refuse(comment, user, refusal.cleaned_data["reason"])
            said = "Ý kiến không hiện; người gửi xem được lý do."
        elif action == "reopen":
            services.reopen(comment, user)
            said = "Ý kiến đã được đưa lại vào hàng chờ và không còn hiện trên trang."
        else:
            return reply, refusal, None
    except WrongStateError as error:
        messages.error(request, str(error))
        return reply, refusal, redirect("staff_comments")
    messages.success(request, said)
    return reply, refusal, redirect("staff_comment", comment.pk)


def _ticked(request: HttpRequest) -> QuerySet[Comment]:
    keys = [int(key) for key in request.POST.getlist("comment") if key.isdecimal()]
    return Comment.objects.filter(pk__in=keys[:_MOST_AT_ONCE]).select_related("page")


def _tab(request: HttpRequest) -> str:
    wanted = request.POST.get("tinh_trang", "")
    return next((code for code, *_ in TABS if code == wanted), TABS[0][0])
