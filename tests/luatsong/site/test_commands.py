"""What `luatsong serve` and its worker tell the people who start them, and other programs."""

from __future__ import annotations

import logging

import pytest
from pytest_django import Settings

from luatsong.site.management.commands import db_worker, serve


def test_addresses_in_leaflets_are_those_of_the_port_that_is_served(
    settings: Settings,
) -> None:
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:8000"
    assert serve.base_url(8617) == "http://localhost:8617"


def test_an_address_somebody_set_is_kept(settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://phapluat.anha.example"
    assert serve.base_url(8617) == "https://phapluat.anha.example"


@pytest.mark.parametrize("name", ["django_tasks", "django_tasks_db"])
def test_a_worker_says_of_tasks_what_the_site_wants_to_hear(name: str) -> None:
    logger, root = logging.getLogger(name), logging.getLogger()
    before, site = logger.level, root.level
    try:
        root.setLevel(logging.WARNING)
        db_worker.Command().configure_logging(1)
        assert not logger.isEnabledFor(logging.INFO)
        assert logger.isEnabledFor(logging.ERROR)
    finally:
        logger.setLevel(before)
        root.setLevel(site)
