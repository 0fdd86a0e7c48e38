"""What every test gets: its own folder for files, and hypothesis without deadlines.

Deadlines are left out because the machines that run the tests differ in speed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

hypothesis_settings.register_profile(
    "luatsong",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.load_profile("luatsong")


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Uploaded bytes of one test are never seen by another."""
    settings.MEDIA_ROOT = Path(tmp_path_factory.mktemp("files"))


@pytest.fixture
def reading_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploads are read in the process of the test: quicker, for tests of what comes after."""
    from luatsong.law.readers import read_job

    monkeypatch.setattr("luatsong.law.intake.read_alone", read_job)


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    """Counts kept by one test must not reach the next."""
    from django.core.cache import cache

    cache.clear()
