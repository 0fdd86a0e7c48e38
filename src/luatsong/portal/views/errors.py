"""Pages for what is not there or not allowed; each says what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.cache import add_never_cache_headers


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
