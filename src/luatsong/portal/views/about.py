"""Pages about the site itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luatsong.law import selectors
from luatsong.portal.caching import public


@public
def about(request: HttpRequest) -> HttpResponse:
    """What the site is, where its texts come from, how to report an error."""
    context = {
        "section": "about",
        "counts": selectors.counts(),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/about.html", context)


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    context = {"canonical": request.build_absolute_uri(request.path)}
    return render(request, "portal/accessibility.html", context)
