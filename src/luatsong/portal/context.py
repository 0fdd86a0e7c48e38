"""What every public template may name."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, object]:
    """The province, the agency that runs the site, its hotline, and whether it hears speech."""
    return {
        "site_province": settings.SITE_PROVINCE,
        "site_agency": settings.SITE_AGENCY,
        "site_hotline": settings.SITE_HOTLINE,
        "site_hears": bool(settings.ASR_URL),
    }
