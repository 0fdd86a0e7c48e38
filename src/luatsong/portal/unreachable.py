"""While the search engine cannot be reached, every page that needs it says so; the rest goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from luatsong.portal.views import errors
from luatsong.search.backend import SearchUnavailableError

logger = logging.getLogger(__name__)


class SearchUnreachable:
    """Middleware: answers 503 with a page in place of an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this for what a view raised."""
        if not isinstance(exception, SearchUnavailableError):
            return None
        logger.error("The search engine cannot be reached: %s", exception)
        return errors.search_unreachable(request)
