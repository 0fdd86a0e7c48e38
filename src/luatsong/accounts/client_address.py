"""The network address a request really comes from, for throttling and for logs."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Address of the client as our own outermost proxy saw it.

    Anybody can send `X-Forwarded-For`; only the last `TRUSTED_PROXIES` entries were written by
    proxies we run, so the address is counted from the right. With no proxy (0) the header is
    ignored, else an attacker could take a new address for every guess.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    proxies: int = settings.TRUSTED_PROXIES
    if proxies <= 0:
        return direct
    header = request.META.get("HTTP_X_FORWARDED_FOR", "")
    forwarded = [part.strip() for part in header.split(",") if part.strip()]
    return forwarded[-proxies] if len(forwarded) >= proxies else direct
