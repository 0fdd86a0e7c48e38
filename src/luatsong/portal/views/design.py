"""The design system as a living page: the site's own parts, in its own colours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luatsong.portal.caching import public
from luatsong.portal.narrowing import Choice
from luatsong.portal.palette import schemes
from luatsong.portal.templatetags.signs import sign_names


@public
def design_page(request: HttpRequest) -> HttpResponse:
    """Type, colour with computed contrast, signs, and every part in its states."""
    context = {
        "schemes": schemes(),
        "signs": sign_names(),
        "choices": [
            Choice("Đất đai", 12, "#bo-loc", True),
            Choice("Lao động", 8, "#bo-loc", False),
        ],
        "pages": [Choice(str(n), 0, "#phan-trang", n == 2) if n else None for n in (1, 2, 3, 0, 9)],
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/design.html", context)
