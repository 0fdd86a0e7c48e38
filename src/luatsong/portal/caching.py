"""Headers that let browsers and proxies keep public pages, and answer "not modified" cheaply."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, wraps
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from luatsong.law.models import Document
from luatsong.law.selectors import store_version
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


@dataclass(frozen=True, slots=True)
class Freshness:
    """What a page of a document rests on: the law as the store knows it, the day, the site."""

    etag: str
    modified: int  # seconds since 1970

    @classmethod
    def of(cls, document: Document, form: str, day: date) -> Freshness:
        """Of one form of a document on a day. One query: any document may act on any other."""
        version = store_version()
        seen = (
            document.pk,
            document.text_hash,
            version,
            form,
            day.isoformat(),
            revision(),
            ENGINE_VERSION,
            settings.SITE_PROVINCE,
            settings.SITE_AGENCY,
            settings.SITE_HOTLINE,
        )
        digest = hashlib.sha256(repr(seen).encode()).hexdigest()[:32]
        # What holds today may differ from what held yesterday, although nothing was stored since.
        midnight = datetime.combine(timezone.localdate(), time(), timezone.get_current_timezone())
        changed = max(document.updated_at, midnight, _moment(version) or midnight)
        return cls(quote_etag(digest), int(changed.timestamp()))

    def not_modified(self, request: HttpRequest) -> HttpResponse | None:
        """The 304 answer, before anything is rendered; None when the page must be made."""
        answer = get_conditional_response(request, etag=self.etag, last_modified=self.modified)
        return answer if isinstance(answer, HttpResponse) else None

    def stamp(self, response: HttpResponse) -> HttpResponse:
        """Give a page its ETag and Last-Modified."""
        response["ETag"] = self.etag
        response["Last-Modified"] = http_date(self.modified)
        return response


def _moment(version: str) -> datetime | None:
    try:
        return datetime.fromisoformat(version)
    except ValueError:  # an empty store, or a version that is more than a moment
        return None


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
