"""What every public template may name."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, str]:
    """The province, the agency that runs the site, and its hotline."""
    return {
        "site_province": settings.SITE_PROVINCE,
        "site_agency": settings.SITE_AGENCY,
        "site_hotline": settings.SITE_HOTLINE,
    }
