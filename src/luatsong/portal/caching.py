"""Headers that let browsers and proxies keep public pages, and answer "not modified" cheaply."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from luatsong.law.models import Document
from vnlaw import ENGINE_VERSION

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

# A corrected text must reach readers within a minute; until then proxies may answer.
FRESH_SECONDS = 60


def public(view: View[P]) -> View[P]:
    """A page anyone may keep for a minute and revalidate after: GET only, ETag by content."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if not isinstance(response, HttpResponse):
            return response
        patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
        if response.status_code != 200:
            return response
        if not response.has_header("ETag"):
            response["ETag"] = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
        answer = get_conditional_response(request, etag=response["ETag"], response=response)
        return answer or response

    return wrapped


def document_etag(document: Document, form: str) -> str:
    """Equal as long as the document, the page around it and the engine are the same."""
    seen = (
        document.pk,
        document.text_hash,
        document.updated_at.isoformat(),
        form,
        revision(),
        ENGINE_VERSION,
        settings.SITE_PROVINCE,
        settings.SITE_AGENCY,
        settings.SITE_HOTLINE,
    )
    return quote_etag(hashlib.sha256(repr(seen).encode()).hexdigest()[:32])


def not_modified(request: HttpRequest, document: Document, form: str) -> HttpResponse | None:
    """The 304 answer, before anything is rendered; None when the page must be made."""
    answer = get_conditional_response(
        request,
        etag=document_etag(document, form),
        last_modified=int(document.updated_at.timestamp()),
    )
    return answer if isinstance(answer, HttpResponse) else None


def stamp(response: HttpResponse, document: Document, form: str) -> HttpResponse:
    """Give a page of a document its ETag and Last-Modified."""
    response["ETag"] = document_etag(document, form)
    response["Last-Modified"] = http_date(document.updated_at.timestamp())
    return response


@cache
def revision() -> str:
    """A hash of the portal's own code, templates and style: a new release is a new page."""
    digest = hashlib.sha256()
    for content in _contents(files("luatsong.portal")):
        digest.update(content)
    return digest.hexdigest()[:16]


def _contents(folder: Traversable) -> list[bytes]:
    found: list[bytes] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            found.extend(_contents(entry) if entry.name != "__pycache__" else [])
        else:
            found.append(entry.read_bytes())
    return found
