"""Small tables that pages are put together from: kept for seconds, never past a publication."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from tests.luatsong.knowledge.factories import make_item

from luatsong.portal import fragments

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _looked_up(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.LOOKUP_SECONDS = 60
    monkeypatch.setattr(fragments, "ASKED_EVERY_SECONDS", 0.0)


def test_counts_beside_a_list_follow_a_publication_at_once(client: Client) -> None:
    item = make_item(title="Một")
    assert '<p class="sum">1 bài' in client.get("/kien-thuc/").content.decode()
    make_item(title="Hai")
    assert '<p class="sum">2 bài' in client.get("/kien-thuc/").content.decode()
    item.unpublish()
    assert '<p class="sum">1 bài' in client.get("/kien-thuc/").content.decode()


def test_home_shows_a_publication_at_once(client: Client) -> None:
    make_item(title="Bài thứ nhất")
    assert "Bài thứ hai" not in client.get("/").content.decode()
    make_item(title="Bài thứ hai")
    assert "Bài thứ hai" in client.get("/").content.decode()


def test_filters_do_not_mix(client: Client) -> None:
    make_item(title="Mua nhà")
    make_item(title="Thuê nhà")
    assert '<p class="sum">2 bài' in client.get("/kien-thuc/").content.decode()
    assert '<p class="sum">1 bài' in client.get("/kien-thuc/?q=thuê").content.decode()
    assert '<p class="sum">2 bài' in client.get("/kien-thuc/?q=nhà").content.decode()


def test_pages_ask_for_their_rows_alone_while_nothing_changes(
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = make_item().get_absolute_url()
    monkeypatch.setattr(fragments, "ASKED_EVERY_SECONDS", 60.0)
    for page, most in (("/", 2), ("/kien-thuc/", 2), (path, 11)):
        client.get(page)
        with django_assert_max_num_queries(most):
            assert client.get(page).status_code == 200
