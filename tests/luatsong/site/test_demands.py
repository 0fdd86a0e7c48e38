"""Production settings start only when everything unsafe has been ruled out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from luatsong.site.settings import demands

KEY = "k3Y-" + "aB1cD2eF3gH4" * 5
GOOD = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "luat.anha.example",
    "DATABASE_URL": "sqlite:////tmp/luatsong-khong-co.sqlite3",
}


@pytest.mark.parametrize("key", ["", "short", "a" * 80, "django-insecure-" + KEY])
def test_a_weak_secret_key_is_refused(key: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY phải là chuỗi ngẫu nhiên"):
        demands.secret_key({"SECRET_KEY": key})


def test_a_random_secret_key_is_taken() -> None:
    assert demands.secret_key(GOOD) == KEY


@pytest.mark.parametrize("hosts", ["", " , ", "*", "luat.example,*", "*.example"])
def test_hosts_must_be_named(hosts: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS"):
        demands.allowed_hosts({"ALLOWED_HOSTS": hosts})


def test_several_hosts_are_taken() -> None:
    assert demands.allowed_hosts({"ALLOWED_HOSTS": "a.example, b.example"}) == [
        "a.example",
        "b.example",
    ]


def test_the_store_must_be_named() -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        demands.database_url({})


@pytest.mark.parametrize("address", ["http://a.example", "a.example", "https://a.example/x"])
def test_the_base_address_must_be_https_without_a_path(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="BASE_URL"):
        demands.base_url({"BASE_URL": address})


def test_the_base_address_is_the_first_host_by_default() -> None:
    assert demands.base_url(GOOD) == "https://luat.anha.example"


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("yes", True), ("0", False), ("", False)]
)
def test_a_flag_is_read(value: str, expected: bool) -> None:
    assert demands.flag({"F": value}, "F", default=not expected) is expected


def test_a_flag_that_is_not_a_yes_or_no_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="F phải là 1 hoặc 0"):
        demands.flag({"F": "maybe"}, "F", default=False)


@pytest.mark.parametrize("value", ["0", "-1", "soon"])
def test_a_length_of_time_must_be_positive(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="số giây"):
        demands.seconds({"T": value}, "T", default=1)


def _start(tmp_path: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The settings in a fresh process: what a server would see."""
    code = (
        "from luatsong.site.settings import production as p;"
        "print(p.DEBUG, p.SESSION_COOKIE_SECURE, p.CSRF_COOKIE_SECURE, p.SECURE_SSL_REDIRECT,"
        " p.SECURE_HSTS_SECONDS > 0, p.SAMPLE_ACCOUNTS, hasattr(p, 'SECURE_PROXY_SSL_HEADER'))"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "LUATSONG_HOME": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_complete_settings_start_with_everything_secure(tmp_path: Path) -> None:
    started = _start(tmp_path, GOOD)
    assert started.stdout.split() == ["False", "True", "True", "True", "True", "False", "False"]


@pytest.mark.parametrize("missing", sorted(GOOD))
def test_settings_with_a_gap_do_not_start(tmp_path: Path, missing: str) -> None:
    started = _start(tmp_path, {k: v for k, v in GOOD.items() if k != missing})
    assert started.returncode != 0
    assert missing in started.stderr.splitlines()[-1]


def test_the_proxy_header_is_trusted_only_on_request(tmp_path: Path) -> None:
    started = _start(tmp_path, GOOD | {"BEHIND_HTTPS_PROXY": "1"})
    assert started.stdout.split()[-1] == "True"
