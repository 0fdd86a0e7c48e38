"""The shared cache, which may be away: the site goes on with what each process keeps itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# So long it is not asked again once it has not answered (seconds).
_LEFT_ALONE = 5.0


def _or_near(name: str) -> Callable[..., Any]:
    """The operation in Redis, or in this process while Redis is away."""
    shared = getattr(RedisCache, name)

    def run(self: SharedCache, *args: Any, **options: Any) -> Any:
        if monotonic() >= self.away_until:
            try:
                return shared(self, *args, **options)
            except RedisError as error:
                self.away_until = monotonic() + _LEFT_ALONE
                logger.warning(
                    "The shared cache does not answer (%s); each process keeps its own.", error
                )
        return getattr(self.near, name)(*args, **options)

    return run


class SharedCache(RedisCache):
    """Redis. While it is away nothing fails: limits then count in each process."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        limits: dict[str, Any] = {
            name: params[name] for name in ("TIMEOUT", "KEY_PREFIX") if name in params
        }
        self.near = LocMemCache(f"near {server}", limits)
        self.away_until = 0.0

    add = _or_near("add")
    get = _or_near("get")
    set = _or_near("set")
    touch = _or_near("touch")
    delete = _or_near("delete")
    get_many = _or_near("get_many")
    set_many = _or_near("set_many")
    delete_many = _or_near("delete_many")
    has_key = _or_near("has_key")
    incr = _or_near("incr")
    clear = _or_near("clear")
