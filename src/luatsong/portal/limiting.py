"""How often one caller may ask for something costly; counted in the cache."""

from __future__ import annotations

import hashlib
import time

from django.core.cache import cache


def allowed(what: str, *, most: int, seconds: int) -> bool:
    """Whether `what` (an action and who does it) stays within `most` in a stretch of `seconds`.

    Only a fingerprint of `what` is kept, and only for that stretch.
    """
    stretch = int(time.time()) // seconds
    digest = hashlib.sha256(f"{what}:{stretch}".encode()).hexdigest()
    key = f"limit:{digest}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:  # pushed out of the cache meanwhile
        return True
