"""Static files: one that is asked for by the hash of what it holds never changes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

from luatsong.portal.templatetags.portal import asset

# RFC 9111, 5.2.2.1 and RFC 8246: a year, and no asking meanwhile.
_FOR_EVER = "public, max-age=31536000, immutable"


class Assets(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise, which lets browsers keep for good what `{% asset %}` names.

    Any other address of a file (scripts ask for each other by plain names) is kept for a minute.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The file, or what the site answers."""
        response: HttpResponseBase = super().__call__(request)
        version = request.META.get("QUERY_STRING", "")
        if version and response.status_code in (200, 304) and self._holds(request, version):
            response["Cache-Control"] = _FOR_EVER
        return response

    def _holds(self, request: HttpRequest, version: str) -> bool:
        """Whether the file is still the one of that hash: a page may be of another release."""
        path: str = request.path_info
        if path not in self.files or not path.startswith(self.static_prefix):
            return False
        named: Any = asset(path.removeprefix(self.static_prefix))
        return bool(named.partition("?")[2] == version)
