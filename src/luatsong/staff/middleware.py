"""The content security policy of the staff side (docs/adr/0004)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse


def staff_policy(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Relax the policy under the staff side only, by what its CMS cannot do without."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.path_info.startswith(reverse("wagtailadmin_home")):
            # django-csp reads this attribute; its decorator does no more than set it.
            response._csp_update = dict(settings.STAFF_CSP_UPDATE)  # type: ignore[attr-defined]
        return response

    return middleware
