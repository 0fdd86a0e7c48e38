"""OpenSearch that cannot be reached: people are told, changes wait, nothing is lost."""

from __future__ import annotations

import socket

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings
from tests.luatsong.factories import make_document

from luatsong.law.models import Document
from luatsong.law.signals import documents_changed
from luatsong.search import engine, index_pending, search
from luatsong.search.backend import SearchUnavailableError
from luatsong.search.opensearch_address import read_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def away(settings: Settings) -> None:
    """A server that is not there: a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    settings.SEARCH_URL = f"opensearch://127.0.0.1:{port}/luatsong"


@pytest.mark.usefixtures("away")
def test_the_search_page_says_that_search_is_away_and_keeps_the_words(client: Client) -> None:
    response = client.get("/tim-kiem", {"q": "trồng cây"})
    page = response.content.decode()
    assert response.status_code == 503
    assert "Tìm kiếm tạm thời không dùng được" in page
    assert 'value="trồng cây"' in page
    assert "no-store" in response["Cache-Control"]


@pytest.mark.usefixtures("away")
def test_a_document_number_still_leads_to_its_document(client: Client) -> None:
    document = make_document(number="78/2026/TT-BTL")
    response = client.get("/tim-kiem", {"q": "78/2026/TT-BTL"})
    assert (response.status_code, response["Location"]) == (302, f"/van-ban/{document.slug}")


@pytest.mark.usefixtures("away")
def test_a_change_waits_until_the_server_is_back(settings: Settings, index_folder: object) -> None:
    make_document()
    documents_changed.send(sender=Document)
    assert Document.objects.filter(indexed_at__isnull=True).count() == 1
    settings.SEARCH_URL = f"tantivy://{index_folder}"
    assert index_pending().added == 1


@pytest.mark.usefixtures("away")
def test_the_command_says_what_to_do() -> None:
    make_document()
    with pytest.raises(CommandError, match="Hãy kiểm tra máy chủ"):
        call_command("index", wait=0)


def test_a_server_that_hangs_is_given_up(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luatsong.search.opensearch_address._PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.SEARCH_URL = f"opensearch://127.0.0.1:{server.getsockname()[1]}/luatsong"
        with pytest.raises(SearchUnavailableError):
            search("trồng cây")


@pytest.mark.parametrize(
    "url",
    [
        "opensearch://127.0.0.1:9200",
        "opensearch://127.0.0.1:9200/Viết-Hoa",
        "opensearch:///luatsong",
        "opensearch+ftp://127.0.0.1/luatsong",
        "solr://127.0.0.1/luatsong",
    ],
)
def test_an_address_that_is_none_is_refused(settings: Settings, url: str) -> None:
    settings.SEARCH_URL = url
    with pytest.raises(ImproperlyConfigured, match="SEARCH_URL"):
        engine()


def test_an_address_may_hold_a_login_and_an_authority() -> None:
    address = read_address("opensearch+https://luat:m%40t@search.example/luatsong?ca=/etc/ca.pem")
    assert (address.user, address.password) == ("luat", "m@t")
    assert (address.port, address.is_secure, address.ca) == (9200, True, "/etc/ca.pem")
    assert "m@t" not in repr(address)
