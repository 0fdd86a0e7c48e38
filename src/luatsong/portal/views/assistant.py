"""Questions and their proved answers: the page, the box for other sites, and the API."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luatsong.assistant import services
from luatsong.assistant.answering import Answer
from luatsong.assistant.connectors import Connector, connectors, consult
from luatsong.assistant.scope import LONGEST_QUESTION, signs_of
from luatsong.portal.answers import as_data, near, shown, shown_sentences
from luatsong.portal.days import parse_day
from luatsong.portal.examples import answered_examples
from luatsong.portal.rate import within_rate
from luatsong.portal.streaming import UNREACHABLE, streamed
from luatsong.portal.views.errors import too_many
from luatsong.search.backend import SearchUnavailableError

logger = logging.getLogger(__name__)

PER_MINUTE = 30
_LARGEST_BODY = 64 * 1024
_NOT_NOW = "Bạn chưa viết câu hỏi, hoặc vừa hỏi nhiều lần liền nhau; hãy đợi một phút."
_NO_QUESTION = 'Thiếu câu hỏi: gửi ?q=… hoặc JSON {"cau_hoi": "…", "ngay": "2026-11-21"}.'

# No page here has an account behind it and none sets a cookie, so there is nothing that another
# site could misuse by posting: the forms carry no CSRF token.


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask_page(request: HttpRequest) -> HttpResponse:
    """The form, and below it the answer where a question was asked."""
    return _answered(request, "portal/assistant.html", {"section": "assistant"})


@csrf_exempt
@xframe_options_exempt
@csp_update({"frame-ancestors": settings.ASSISTANT_FRAME_ANCESTORS})
@require_http_methods(["GET", "HEAD", "POST"])
def embedded(request: HttpRequest) -> HttpResponse:
    """The same inside a frame of another agency's site."""
    return _answered(request, "portal/assistant_embedded.html", {"embedded": True})


@require_safe
def embed_script(request: HttpRequest) -> HttpResponse:
    """The script that puts the box into a page."""
    response = render(
        request,
        "portal/assistant_embed.js",
        {"site": request.build_absolute_uri("/").rstrip("/")},
        content_type="text/javascript; charset=utf-8",
    )
    patch_cache_control(response, public=True, max_age=3600)
    return response


@csrf_exempt
@require_POST
def feedback(request: HttpRequest) -> HttpResponse:
    """Whether an answer helped."""
    taken = services.rate(request.POST.get("ma", ""), helpful=request.POST.get("huu-ich") == "1")
    said = "Cảm ơn bạn đã cho ý kiến." if taken else "Ý kiến gửi quá muộn nên không ghi được."
    return _uncached(render(request, "portal/assistant_said.html", {"said": said}))


@csrf_exempt
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send a question on to a person."""
    if not within_rate(request, "assistant-send", PER_MINUTE // 3):
        return too_many(request)
    text, contact = request.POST.get("q", ""), request.POST.get("lien-he", "")
    context: dict[str, Any] = {"q": text, "contact": contact}
    try:
        sent = services.send(text, contact=contact, consent=request.POST.get("dong-y") == "1")
        context |= {"said": "Đã gửi câu hỏi cho cán bộ.", "sent": sent}
    except services.NoConsentError:
        context["wrong"] = "Để lại cách liên hệ thì cần đánh dấu đồng ý, hoặc xóa cách liên hệ đi."
    except ValueError:
        context["wrong"] = "Bạn chưa viết câu hỏi."
    status = 200 if "sent" in context else 422
    return _uncached(render(request, "portal/assistant_said.html", context, status=status))


@csrf_exempt
@require_http_methods(["GET", "POST", "OPTIONS"])
def api(request: HttpRequest) -> HttpResponse:
    """Question and answer as JSON: `?q=…&ngay=…`, or a JSON body {"cau_hoi", "ngay"}."""
    if request.method == "OPTIONS":
        return _open(HttpResponse(status=204))
    if not within_rate(request, "assistant-api", PER_MINUTE):
        response = JsonResponse({"loi": "Quá nhiều câu hỏi; hãy đợi một phút."}, status=429)
        response["Retry-After"] = "60"
        return _open(response)
    asked = _body(request) if request.method == "POST" else request.GET.dict()
    text = asked.get("cau_hoi") or asked.get("q")
    if not isinstance(text, str) or not text.strip():
        wrong = {"loi": _NO_QUESTION}
        return _open(_json(wrong, status=400))
    day = parse_day(str(asked.get("ngay") or ""))
    try:
        answer = services.reply(text[: LONGEST_QUESTION + 1], day=day)
    except SearchUnavailableError as error:
        logger.error("The search engine cannot be reached: %s", error)
        response = _json({"loi": UNREACHABLE}, status=503)
        response["Retry-After"] = "60"
        return _open(response)
    services.keep(answer)
    return _open(_json(as_data(answer, request.build_absolute_uri("/").rstrip("/"))))


@csrf_exempt
@require_POST
def stream(request: HttpRequest) -> HttpResponseBase:
    """The answer as it comes about, one JSON object a line (`luatsong.portal.streaming`)."""
    values = request.POST
    text = values.get("q", "")
    if not text.strip() or not within_rate(request, "assistant", PER_MINUTE):
        return _json({"loi": _NOT_NOW}, status=429 if text.strip() else 400)
    embedded = values.get("nhung") == "1"
    earlier = services.turns_of(values.get("truoc", ""))
    frame = {
        "ngay": values.get("ngay", ""),
        "streams": True,
        "embedded": embedded,
        "target": "portal:assistant-embedded" if embedded else "portal:assistant",
    }
    progress = services.reply_in_steps(
        text, day=parse_day(values.get("ngay", "").strip()), earlier=earlier
    )
    others = [one for one in connectors() if one.code in values.getlist("tro-ly")]

    def whole(answer: Answer) -> str:
        context = frame | _context(answer, earlier, others)
        return render_to_string("portal/_answer.html", context, request)

    return streamed(progress, whole)


def _answered(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    values = request.POST if request.method == "POST" else request.GET
    text = values.get("q", "")
    others = connectors()
    wanted = set(values.getlist("tro-ly"))
    context |= {
        "streams": services.writer() is not None,
        "q": text,
        "ngay": values.get("ngay", ""),
        "examples": [] if text.strip() else answered_examples(),
        "connectors": others,
        "wanted": wanted,
    }
    if not text.strip():
        return _uncached(render(request, template, context))
    if not within_rate(request, "assistant", PER_MINUTE):
        return too_many(request)
    day = parse_day(values.get("ngay", "").strip())
    earlier = services.turns_of(values.get("truoc", ""))
    try:
        answer = services.reply(text, day=day, earlier=earlier)
    except SearchUnavailableError as error:
        logger.error("The search engine cannot be reached: %s", error)
        context["unreachable"] = UNREACHABLE
        response = render(request, template, context, status=503)
        response["Retry-After"] = "60"
        return _uncached(response)
    chosen = [one for one in others if one.code in wanted]
    context |= _context(answer, earlier, chosen)
    return _uncached(render(request, template, context))


def _context(answer: Answer, earlier: Sequence[str], others: Sequence[Connector]) -> dict[str, Any]:
    """What the page shows of an answer, which is logged by this."""
    return {
        "answer": answer,
        "sentences": shown(answer),
        "near": near(answer),
        "token": services.keep(answer),
        "turns": services.turns(answer.asked, earlier),
        "too_long": answer.reply == "too-long",
        "consulted": [_consulted(one, answer) for one in others],
    }


def _consulted(connector: Connector, answer: Answer) -> dict[str, Any]:
    """What another assistant said, as the page shows it; it is not asked what is no question."""
    if signs_of(answer.asked.text, answer.asked.day).declines:
        return {"connector": connector, "failed": True}
    said = consult(connector, answer.asked)
    return {
        "connector": connector,
        "sentences": shown_sentences(said.sentences, answer.asked.day),
        "hidden": said.hidden,
        "failed": said.failed,
    }


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        body = json.loads(request.body[:_LARGEST_BODY])
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _json(data: dict[str, Any], status: int = 200) -> JsonResponse:
    response = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    add_never_cache_headers(response)
    return response


def _open(response: HttpResponse) -> HttpResponse:
    """Other sites may read it: it holds nothing of the one who asks."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Headers"] = "Content-Type"
    return response


def _uncached(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response
