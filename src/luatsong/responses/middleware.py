"""Counts the pages that people open, also those that a cache of ours answers.

Stands outside every cache of whole pages, so that it sees each answer; adds no header, reads no
cookie, makes no query.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from luatsong.responses import counting
from luatsong.responses.audience import is_reader
from luatsong.responses.models import Form
from luatsong.responses.settings import data

_Answer = Callable[[HttpRequest], HttpResponseBase]


# What a page fetches to show itself; nobody has taken that home.
_SHOWN = frozenset({"image", "audio", "video", "track", "serviceworker", "style", "script"})
_NO_FILES = ("text/html", "application/json", "text/css", "text/javascript")


class CountPages:
    """Every public HTML page a reader gets (200), or has and asks whether it changed (304).

    A file below `pages.files` of the data that a reader takes away counts as downloaded.
    """

    def __init__(self, get_response: _Answer) -> None:
        self.get_response = get_response
        names = data("reach")["pages"]
        self._not_counted = tuple(names["not_counted"])
        self._columns = tuple(names["columns"])
        self._files = tuple(names["files"])

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "GET" and (form := self._form(request, response)):
            counting.seen(request.path, form=form, column=self._column(request))
        return response

    def _form(self, request: HttpRequest, response: HttpResponseBase) -> Form | None:
        """How the answer is counted; None for what is no reader's."""
        if self._is_page(request.path, response):
            return Form.READ if is_reader(request) else None
        taken = request.path.startswith(self._files) and self._is_taken(request, response)
        return Form.DOWNLOADED if taken and is_reader(request) else None

    def _is_taken(self, request: HttpRequest, response: HttpResponseBase) -> bool:
        kind: str = response.headers.get("Content-Type", "")
        if response.status_code != 200 or not kind or kind.startswith(_NO_FILES):
            return False
        asked = request.META.get("HTTP_SEC_FETCH_DEST", "")
        return asked not in _SHOWN and (bool(asked) or not kind.startswith(("image/", "audio/")))

    def _is_page(self, path: str, response: HttpResponseBase) -> bool:
        if path.startswith(self._not_counted):
            return False
        if response.status_code == 304:  # has no Content-Type any more; machine forms end so
            return "." not in path.rpartition("/")[2]
        kind: str = response.headers.get("Content-Type", "")
        return response.status_code == 200 and kind.startswith("text/html")

    def _column(self, request: HttpRequest) -> str:
        """The agency on whose own site the page was shown (`co-quan`) or linked (`tu`)."""
        query: str = request.META.get("QUERY_STRING", "")
        if not query:
            return ""
        if request.path.startswith(self._columns):
            return request.GET.get("co-quan", "")
        return request.GET.get("tu", "") if "tu=" in query else ""
