"""The shared cache may be away; nobody is refused for it."""

from __future__ import annotations

import logging

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from luatsong.site import caches as ours
from luatsong.site.caches import SharedCache

# Nothing listens there.
AWAY = "redis://127.0.0.1:9/0"


def away() -> SharedCache:
    return SharedCache(AWAY, {"OPTIONS": {"socket_connect_timeout": 0.5}})


def test_what_is_kept_while_the_shared_cache_is_away_is_found_in_this_process() -> None:
    cache = away()
    assert cache.get("a", 1) == 1
    cache.set("a", 2, 60)
    assert cache.get("a") == 2
    assert cache.get_many(["a", "b"]) == {"a": 2}
    assert cache.add("n", 1, 60)
    assert not cache.add("n", 1, 60)
    assert cache.incr("n") == 2
    cache.delete("a")
    assert cache.get("a") is None


def test_it_is_left_alone_for_a_while_and_told_once(caplog: pytest.LogCaptureFixture) -> None:
    cache = away()
    with caplog.at_level(logging.WARNING, logger=ours.__name__):
        for _ in range(5):
            cache.get("a")
    assert len(caplog.records) == 1


@pytest.mark.django_db
def test_pages_are_served_while_the_shared_cache_is_away(
    client: Client, settings: Settings
) -> None:
    settings.CACHES = {"default": {"BACKEND": "luatsong.site.caches.SharedCache", "LOCATION": AWAY}}
    assert isinstance(caches["default"], SharedCache)
    for path in ("/", "/kien-thuc/", "/van-ban/"):
        assert client.get(path).status_code == 200, path
