"""What readers send: "did this help?", the scale of satisfaction, comments. No account, no cookie.

None of these needs a login, so nothing of a session can be abused by another site's form; posts
that a browser says come from another site are refused all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luatsong.portal.commenting import CommentForm, SatisfactionForm, new_form_token
from luatsong.portal.views.errors import forbidden, too_many
from luatsong.responses import answers, comments
from luatsong.responses.models import Answer, Comment
from luatsong.responses.settings import consent, limit
from luatsong.responses.subjects import Subject

View = Callable[..., HttpResponse]
_PAGE_SIZE = 50


def _of_readers(view: View) -> View:
    """Without a session: no CSRF token; never kept, never found by search engines."""

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("Sec-Fetch-Site") == "cross-site" and request.method == "POST":
            return forbidden(request)
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


@_of_readers
@require_POST
def helped(request: HttpRequest) -> HttpResponse:
    """Yes or no to "did this help?"; after a no, what is missing may be said."""
    subject = _subject(request)
    value = request.POST.get("giup", "")
    if value not in ("yes", "no"):
        raise Http404
    context: dict[str, Any] = {"subject": subject, "value": value}
    try:
        stored = answers.answer(request, subject, Answer.Question.HELPED, value)
        context["receipt"] = answers.receipt(stored)
    except answers.AnsweredError:
        context["answered"] = True
    except answers.TooManyError:
        return too_many(request)
    return render(request, _template(request, "thanks"), context)


@_of_readers
@require_POST
def missing(request: HttpRequest) -> HttpResponse:
    """Words added to an answer just given."""
    stored = answers.answer_of(request.POST.get("ma", ""))
    if stored is None:
        context = {"late": True, "words": request.POST.get("thieu", "")}
        return render(request, _template(request, "thanks"), context, status=410)
    answers.add_remark(stored, request.POST.get("thieu", ""))
    context = {"added": True, "subject": Subject(stored.page.address)}
    return render(request, _template(request, "thanks"), context)


@_of_readers
@require_http_methods(["GET", "HEAD", "POST"])
def satisfaction(request: HttpRequest) -> HttpResponse:
    """The official scale of satisfaction, for a page or for the whole site."""
    subject = _subject(request, Subject("/", "cả trang web này"))
    form = SatisfactionForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"subject": subject, "form": form}
    if request.method == "POST" and form.is_valid():
        value, remark = form.cleaned_data["muc"], form.remark()
        try:
            answers.answer(request, subject, Answer.Question.SATISFACTION, value, remark)
            context["done"] = True
        except answers.AnsweredError:
            context["answered"] = True
        except answers.TooManyError:
            return too_many(request)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "portal/responses/satisfaction.html", context, status=status)


@_of_readers
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest) -> HttpResponse:
    """The form for a comment; on any error the words typed stay."""
    subject = _subject(request)
    if not subject.comments:
        raise Http404
    form = CommentForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            kept = comments.send(
                request, subject, name=form.cleaned_data["ten"], body=form.cleaned_data["y_kien"]
            )
            return HttpResponseRedirect(reverse("portal:own-comment", args=[kept.secret]))
        except comments.KnownError:
            form.add_error("y_kien", "Ý kiến này đã được gửi cho trang này, đang chờ xem.")
        except comments.TooManyError:
            status = 429
            form.add_error(
                "y_kien",
                "Có quá nhiều ý kiến gửi từ nơi này trong một giờ. Hãy giữ nội dung và gửi sau.",
            )
    if form.errors:
        status = max(status, 422) if status == 200 else status
    context = {
        "subject": subject,
        "form": form,
        "consent": consent(),
        "token": new_form_token(subject),
        "longest": limit("longest_comment"),
    }
    return render(request, "portal/responses/comment.html", context, status=status)


@_of_readers
@require_http_methods(["GET", "HEAD", "POST"])
def own_comment(request: HttpRequest, secret: str) -> HttpResponse:
    """A comment for whoever wrote it: what became of it, and a button that deletes it."""
    if request.method == "POST":
        comments.delete_own(secret)
        return render(request, "portal/responses/own.html", {"deleted": True})
    found = Comment.objects.select_related("page").filter(secret=secret).first()
    context = {
        "comment": found,
        "here": request.build_absolute_uri(),
        "refused_days": limit_days(),
    }
    return render(request, "portal/responses/own.html", context, status=200 if found else 404)


@_of_readers
@require_safe
def all_comments(request: HttpRequest) -> HttpResponse:
    """Every shown comment of a page."""
    from django.core.paginator import Paginator

    subject = _subject(request)
    page = Paginator(comments.shown_on(subject.address), _PAGE_SIZE).get_page(request.GET.get("p"))
    return render(
        request, "portal/responses/comments.html", {"subject": subject, "found": page, "page": page}
    )


def limit_days() -> int:
    """Days that refused comments are kept."""
    from luatsong.responses.settings import data

    return int(data("responses")["kept"]["refused_days"])


def _subject(request: HttpRequest, otherwise: Subject | None = None) -> Subject:
    values = request.POST if request.method == "POST" else request.GET
    sealed = values.get("trang", "")
    if not sealed and otherwise:
        return otherwise
    try:
        return Subject.opened(sealed)
    except ValueError as error:
        raise Http404 from error


def _template(request: HttpRequest, name: str) -> str:
    """A whole page, or only its inner part for the script that asks so."""
    part = "_" if request.headers.get("X-Part") else ""
    return f"portal/responses/{part}{name}.html"
