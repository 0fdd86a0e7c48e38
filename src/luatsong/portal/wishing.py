"""Asking for words to be read aloud: within limits, from pages of this site only."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest

from luatsong.accounts.client_address import client_address
from luatsong.portal.limiting import allowed
from luatsong.renditions import wishes
from luatsong.renditions.making import CannotMakeError
from luatsong.renditions.models import SpokenText
from luatsong.renditions.voices import voices

_AN_HOUR = 20
_TOO_MANY = "Bạn đã yêu cầu nhiều bản nghe. Hãy thử lại sau một giờ."


def wished(request: HttpRequest, title: str, text: str) -> tuple[str, int]:
    """Put it on the list; what to tell the reader when that cannot be, with a status."""
    if not _is_own(request):
        return "Hãy mở trang này rồi bấm nút.", 403
    if not allowed(f"wish:{client_address(request)}", most=_AN_HOUR, seconds=3600):
        return _TOO_MANY, 429
    voice = request.POST.get("giong", "")
    if voice not in voices():
        return "Hãy chọn một giọng đọc.", 400
    try:
        wishes.wish(title, text, voice)
    except wishes.BusyError as busy:
        return str(busy), 503
    except CannotMakeError as problem:
        return str(problem), 400
    return "", 200


def is_offered(row: SpokenText | None) -> bool:
    """Whether a voice may still be asked for: nobody did, or it failed."""
    return row is None or row.state == SpokenText.State.FAILED


def _is_own(request: HttpRequest) -> bool:
    """Whether a page of this site sends it."""
    origin = request.headers.get("Origin", "")
    if origin:
        return urlsplit(origin).netloc == request.get_host()
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
