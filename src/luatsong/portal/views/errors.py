"""Pages for what is not there or not allowed; each says what to do next."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.cache import add_never_cache_headers

_SECRET = re.compile(r"pass|token|secret|otp", re.IGNORECASE)
_WRITTEN = 15  # characters
_MOST_KEPT = 20


def not_found_page(
    request: HttpRequest,
    *,
    search: str = "",
    template: str = "portal/not_found.html",
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    """The 404 page, with the words of the address ready to be searched for."""
    return render(request, template, {"search": search, **(context or {})}, status=404)


def not_found(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001
    """Django's handler404."""
    words = request.path.strip("/").replace("/", " ").replace("-", " ")
    return not_found_page(request, search=words[:200])


def forbidden(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001
    """Django's handler403."""
    return render(request, "portal/forbidden.html", status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Django's CSRF_FAILURE_VIEW: a form that was open for too long, or cookies that are off.

    What was typed is shown to be copied, so nothing is lost; only when the form was sent from a
    page of this site, or others could put words into it.
    """
    own = request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"
    response = render(
        request, "portal/form_expired.html", {"typed": _typed(request) if own else []}, status=403
    )
    add_never_cache_headers(response)
    return response


def _typed(request: HttpRequest) -> list[str]:
    """What a person wrote, longest first; codes and choices are short, secrets stay hidden."""
    values = (
        value.strip()
        for name in request.POST
        if not _SECRET.search(name)
        for value in request.POST.getlist(name)
    )
    written = [value for value in values if len(value) >= _WRITTEN]
    return sorted(written, key=len, reverse=True)[:_MOST_KEPT]


def bad_request(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001
    """Django's handler400."""
    return render(request, "portal/bad_request.html", status=400)


def too_many(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001
    """For whatever limits how often it may be asked."""
    response = render(request, "portal/too_many.html", status=429)
    response["Retry-After"] = "60"
    return response


def search_unreachable(request: HttpRequest) -> HttpResponse:
    """While the search engine cannot be reached; what was typed stays, to be tried again."""
    context = {"typed": request.GET.get("q", "")[:300]}
    response = render(request, "portal/search_unreachable.html", context, status=503)
    response["Retry-After"] = "60"
    add_never_cache_headers(response)
    return response


def server_error(_request: HttpRequest) -> HttpResponse:
    """Django's handler500: no store, no context processors, only the file."""
    return HttpResponseServerError(get_template("portal/server_error.html").render())
