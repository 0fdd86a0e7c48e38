"""Whole public pages kept in the memory of each process, ready to send.

A page is kept while the store says the same (`versions`), at most as long as proxies may keep it
(`caching.FRESH_SECONDS`). Nothing of staff, no form, no page that sets or reads a cookie is kept.
Stands inside `CountPages`, which sees every answer.
"""

from __future__ import annotations

import gzip
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

from luatsong.follows import reads
from luatsong.portal.caching import FRESH_SECONDS
from luatsong.portal.versions import ASKED_EVERY_SECONDS, Recent

_LARGEST_PAGE = 1024 * 1024
_LONGEST_QUERY = 400
_SMALLEST_COMPRESSED = 200
# These count what is asked, or answer for one reader.
_NEVER = ("/quan-tri/", "/tim-kiem", "/hoi-dap", "/theo-doi", "/api/", "/so-lieu")
_Key = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: its body as it is and compressed, and the document that was read with it."""

    headers: tuple[tuple[str, str], ...]
    etag: str
    body: bytes
    compressed: bytes
    version: str
    until: float
    document: int | None

    @property
    def size(self) -> int:
        """Bytes of memory, about."""
        return len(self.body) + len(self.compressed) + 1000


class Pages:
    """Kept pages; the one not asked for the longest goes first when there are too many bytes."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[_Key, Page] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: _Key, version: str) -> Page | None:
        """The page, when it still is what would be made."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            if found.version != version or found.until < time.monotonic():
                self._drop(key)
                return None
            self._kept.move_to_end(key)
            return found

    def put(self, key: _Key, page: Page) -> None:
        """Keep a page, and let go of others for it."""
        with self._lock:
            self._drop(key)
            self._kept[key] = page
            self._bytes += page.size
            while self._bytes > self._most and self._kept:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: _Key) -> None:
        gone = self._kept.pop(key, None)
        if gone:
            self._bytes -= gone.size


class WholePages:
    """Middleware: answers anonymous readers from memory where it can."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        self._pages = Pages(settings.WHOLE_PAGE_BYTES)
        self._recent = Recent()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not (settings.WHOLE_PAGE_BYTES and _may_be_kept(request)):
            return self._get_response(request)
        key = (request.META.get("HTTP_HOST", ""), request.get_full_path(), request.is_secure())
        # Before the page is made: what changes while it is made, changes the version.
        version = self._recent.version(ASKED_EVERY_SECONDS)
        if found := self._pages.get(key, version):
            if found.document is not None:
                reads.note(found.document)
            return _answer(request, found)
        response = self._get_response(request)
        page = _page(response, version)
        if page is None:
            return response
        self._pages.put(key, page)
        return _answer(request, page)


def _may_be_kept(request: HttpRequest) -> bool:
    asked = request.META
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in asked.get("HTTP_COOKIE", "")
        and "HTTP_AUTHORIZATION" not in asked
        and "HTTP_RANGE" not in asked
        and len(asked.get("QUERY_STRING", "")) <= _LONGEST_QUERY
        and not request.path.startswith(_NEVER)
    )


def _page(response: HttpResponseBase, version: str) -> Page | None:
    """What may be kept of an answer; None when it may not."""
    if not isinstance(response, HttpResponse) or response.status_code != 200 or response.cookies:
        return None
    headers = response.headers
    if "public" not in headers.get("Cache-Control", "") or "Content-Encoding" in headers:
        return None
    if "cookie" in headers.get("Vary", "").lower() or len(response.content) > _LARGEST_PAGE:
        return None
    patch_vary_headers(response, ["Accept-Encoding"])
    body = response.content
    small = len(body) < _SMALLEST_COMPRESSED
    return Page(
        headers=tuple((k, v) for k, v in headers.items() if k not in ("ETag", "Content-Length")),
        etag=headers.get("ETag", ""),
        body=body,
        compressed=b"" if small else gzip.compress(body, 6, mtime=0),
        version=version,
        until=time.monotonic() + FRESH_SECONDS,
        document=getattr(response, "read_document", None),
    )


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    """The kept page as this reader can take it; 304 for one who has it."""
    squeezed = bool(page.compressed) and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    etag = page.etag
    if squeezed and etag and not etag.startswith("W/"):
        etag = f"W/{etag}"
    if etag and _has(request.META.get("HTTP_IF_NONE_MATCH", ""), page.etag):
        response = HttpResponse(status=304)
        del response["Content-Type"]
        kept = ("Cache-Control", "Vary", "Last-Modified", "Expires")
        for name, value in page.headers:
            if name in kept:
                response[name] = value
    else:
        response = HttpResponse(page.compressed if squeezed else page.body)
        for name, value in page.headers:
            response[name] = value
        response["Content-Length"] = str(len(response.content))
        if squeezed:
            response["Content-Encoding"] = "gzip"
    if etag:
        response["ETag"] = etag
    return response


def _has(asked: str, etag: str) -> bool:
    """Whether one of the tags a reader names is this one (weakly: RFC 9110, 8.8.3.2)."""
    own = etag.removeprefix("W/")
    return any(tag.strip().removeprefix("W/") in (own, "*") for tag in asked.split(","))
