"""/giong-noi/: speech to text for voice search, by the server that `ASR_URL` names."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from luatsong.accounts.client_address import client_address
from luatsong.portal import hearing
from luatsong.portal.limiting import allowed

_A_MINUTE = 10
_BUSY = "Bạn vừa nói nhiều lần liền nhau. Hãy đợi một phút, hoặc gõ câu cần tìm."


@csrf_exempt  # pages kept by proxies hold no token; the origin is checked instead
@never_cache
@require_POST
def hear(request: HttpRequest) -> JsonResponse:
    """The words of a recording sent as the body; {"text"} or {"error"} in Vietnamese.

    The recording is passed on and dropped; neither it nor the words are kept.
    """
    if not settings.ASR_URL:
        raise Http404
    if not _is_own(request):
        return _refused("Chỉ trang này được gửi giọng nói.", 403)
    if not allowed(f"voice:{client_address(request)}", most=_A_MINUTE, seconds=60):
        return _refused(_BUSY, 429)
    try:
        # Asked before reading: what is too long is not even received.
        hearing.check_size(int(request.headers.get("Content-Length") or 0))
        text = hearing.heard(request.body, request.headers.get("Content-Type", ""))
    except hearing.RefusedError as error:
        return _refused(str(error), error.status)
    return JsonResponse({"text": text})


def _is_own(request: HttpRequest) -> bool:
    """Whether a page of this site sends it."""
    origin = request.headers.get("Origin", "")
    if origin:
        return urlsplit(origin).netloc == request.get_host()
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def _refused(message: str, status: int) -> JsonResponse:
    return JsonResponse({"error": message}, status=status)
