"""What every public template may name."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from luatsong.portal.aids import aids_of
from luatsong.portal.navigation import entries


def site(request: HttpRequest) -> dict[str, object]:
    """The province, the agency that runs the site, its hotline, and the reader's own way."""
    return {
        "site_province": settings.SITE_PROVINCE,
        "site_agency": settings.SITE_AGENCY,
        "site_hotline": settings.SITE_HOTLINE,
        "aids": aids_of(request.GET),
        "navigation": entries(),
        "site_hears": bool(settings.ASR_URL),
    }
