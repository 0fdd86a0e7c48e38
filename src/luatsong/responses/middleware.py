"""Counts the pages that people open, also those that a cache of ours answers.

Stands outside every cache of whole pages, so that it sees each answer; adds no header, reads no
cookie, makes no query.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from luatsong.responses import counting
from luatsong.responses.audience import is_reader
from luatsong.responses.settings import data

_Answer = Callable[[HttpRequest], HttpResponseBase]


class CountPages:
    """Every public HTML page a reader gets (200), or has and asks whether it changed (304)."""

    def __init__(self, get_response: _Answer) -> None:
        self.get_response = get_response
        names = data("reach")["pages"]
        self._not_counted = tuple(names["not_counted"])
        self._columns = tuple(names["columns"])

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "GET" and self._is_page(request.path, response) and is_reader(request):
            counting.seen(request.path, column=self._column(request))
        return response

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
