"""Nothing typed is lost: what the script of the form (writing.js) asks and is told."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from luatsong.knowledge import cleaning
from luatsong.knowledge.models import Item

SAVED = "staff_saved"  # a cookie: which item the server has just saved
_SECONDS = 60 * 60


@never_cache
@require_GET
def session(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and a token for forms that were opened in an earlier session."""
    return JsonResponse({"user": request.user.pk, "token": get_token(request)})


def mark_saved(answer: Any, item: Item) -> None:
    """Tell the browser that it need not keep its own copy of this item any longer."""
    answer.set_cookie(SAVED, str(item.uid), max_age=_SECONDS, samesite="Lax")


@cache
def words() -> dict[str, Any]:
    """What the script says, and what it calls the parts that a paste loses."""
    text = files("luatsong.staff").joinpath("data", "writing.toml").read_text("utf-8")
    return {**tomllib.loads(text), "removed": cleaning.names_of_removed()}
