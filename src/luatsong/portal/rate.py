"""How often one client may ask for what costs much; nothing that tells who it is is kept."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from luatsong.accounts.client_address import client_address

_WINDOW = 60  # seconds


def within_rate(request: HttpRequest, code: str, per_minute: int) -> bool:
    """Count this request; whether its client asked at most `per_minute` times in a minute."""
    who = salted_hmac(f"luatsong.rate.{code}", client_address(request)).hexdigest()
    key = f"rate:{code}:{who}"
    if cache.add(key, 1, _WINDOW):
        return True
    try:
        return bool(cache.incr(key) <= per_minute)
    except ValueError:  # it went out between the two
        return True
