"""Parts of pages that are the same for everybody, kept in memory until something is published."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.conf import settings

from luatsong.portal.caching import FRESH_SECONDS
from luatsong.portal.versions import ASKED_EVERY_SECONDS, Recent

T = TypeVar("T")

_MOST = 500

_recent = Recent()
_kept: OrderedDict[Hashable, tuple[str, float, Any]] = OrderedDict()
_lock = threading.Lock()


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, made anew after a publication and at least every minute.

    Off where whole pages are not kept either (`WHOLE_PAGE_BYTES` is 0).
    """
    return _kept_here(key, make, FRESH_SECONDS) if settings.WHOLE_PAGE_BYTES else make()


def looked_up(key: Hashable, make: Callable[[], T]) -> T:
    """As `kept`, for small tables that pages are put together from: counts, choices, headings.

    Kept for `LOOKUP_SECONDS` at most, also where pages are not. Who gets a value only reads it.
    """
    seconds = settings.LOOKUP_SECONDS
    return _kept_here(("lookup", key), make, seconds) if seconds else make()


def _kept_here(key: Hashable, make: Callable[[], T], seconds: float) -> T:
    version = _recent.version(ASKED_EVERY_SECONDS)
    with _lock:
        found = _kept.get(key)
        if found and found[0] == version and found[1] > time.monotonic():
            _kept.move_to_end(key)
            value: T = found[2]
            return value
    made = make()
    with _lock:
        _kept[key] = (version, time.monotonic() + seconds, made)
        _kept.move_to_end(key)
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return made
