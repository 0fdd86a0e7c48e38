"""Whose address counts when logins are throttled."""

from __future__ import annotations

from django.test import RequestFactory
from pytest_django import Settings

from luatsong.accounts.client_address import client_address


def _address(settings: Settings, proxies: int, forwarded: str) -> str:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.9", headers={"X-Forwarded-For": forwarded}
    )
    return client_address(request)


def test_without_a_proxy_the_header_is_ignored(settings: Settings) -> None:
    assert _address(settings, 0, "1.2.3.4") == "10.0.0.9"


def test_behind_one_proxy_the_last_entry_counts(settings: Settings) -> None:
    assert _address(settings, 1, "6.6.6.6, 203.0.113.7") == "203.0.113.7"


def test_behind_two_proxies_the_entry_before_the_last_counts(settings: Settings) -> None:
    assert _address(settings, 2, "6.6.6.6, 203.0.113.7, 10.0.0.1") == "203.0.113.7"


def test_a_header_that_is_too_short_is_not_trusted(settings: Settings) -> None:
    assert _address(settings, 2, "203.0.113.7") == "10.0.0.9"
