"""Limits for callers nobody knows: a hash with a salt of the day, both deleted with the day."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from luatsong.accounts.client_address import client_address
from luatsong.responses.models import Salt, Trace
from luatsong.responses.settings import limits_of


def first_today(request: HttpRequest, what: str) -> bool:
    """Whether this device does `what` for the first time today; counts it."""
    today = timezone.localdate()
    return _times(today, f"once:{what}", _device(request)) == 1


def within_limits(request: HttpRequest, what: str) -> bool:
    """Whether the caller stays within every limit of `what` (`data/responses.toml`); counts it."""
    now = timezone.localtime()
    seconds = now.hour * 3600 + now.minute * 60 + now.second
    within = True
    for limit in limits_of(what):
        who = _device(request) if limit.who == "device" else client_address(request)
        stretch = seconds // limit.stretch
        within &= _times(now.date(), f"{limit.who}:{what}:{stretch}", who) <= limit.most
    return within


def _device(request: HttpRequest) -> str:
    asked = request.META
    parts = (
        client_address(request),
        asked.get("HTTP_USER_AGENT", ""),
        asked.get("HTTP_ACCEPT_LANGUAGE", ""),
    )
    return "\n".join(parts)


def _times(day: date, what: str, who: str) -> int:
    digest = hmac.new(_salt(day).encode(), f"{what}\n{who}".encode(), hashlib.sha256).hexdigest()
    with transaction.atomic():
        trace, made = Trace.objects.get_or_create(digest=digest, defaults={"day": day})
        if made:
            return 1
        Trace.objects.filter(pk=trace.pk).update(times=F("times") + 1)
        return trace.times + 1


def _salt(day: date) -> str:
    found = Salt.objects.filter(day=day).first()
    return found.value if found else _new_day(day)


def _new_day(day: date) -> str:
    """Begin a day: whatever could tell of an earlier one is deleted."""
    Trace.objects.exclude(day=day).delete()
    Salt.objects.exclude(day=day).delete()
    try:
        with transaction.atomic():
            return Salt.objects.create(day=day).value
    except IntegrityError:  # another process began it
        return Salt.objects.get(day=day).value
