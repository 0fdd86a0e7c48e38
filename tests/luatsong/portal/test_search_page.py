"""The search page: numbers go straight there, words are found with and without diacritics."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests.luatsong.portal import samples

from luatsong import search
from vnlaw.document import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    samples.decree()
    samples.law()
    samples.of_kind(Kind.PARTY, "66-NQ/TW", "Nghị quyết", "Đổi mới công tác trồng cây")
    search.index_pending()


def results(client: Client, query: str) -> str:
    response = client.get(f"/tim-kiem?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_a_document_number_goes_straight_to_the_document(client: Client) -> None:
    document = samples.decree()
    for number in ("12/2026/NĐ-CP", "12/2026/nđ-cp", "12/2026/ND-CP"):
        response = client.get("/tim-kiem", {"q": number})
        assert response.status_code == 302, number
        assert response["Location"] == f"/van-ban/{document.slug}"


def test_a_number_of_several_provinces_asks_which(client: Client) -> None:
    for place in ("An Hà", "Bình Giang", "Cát Sơn"):
        samples.local_decision(place)
    html = client.get("/tim-kiem", {"q": "01/2024/QĐ-UBND"}).content.decode()
    assert "của nơi nào" in html
    for place in ("An Hà", "Bình Giang", "Cát Sơn"):
        assert f"Ủy ban nhân dân tỉnh {place}" in html


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("words", ["cây cổ thụ", "cay co thu"])
def test_words_are_found_with_and_without_diacritics(client: Client, words: str) -> None:
    html = results(client, f"q={words}")
    assert "/kem-theo-1/dieu-1" in html
    assert "<mark>" in html


@pytest.mark.usefixtures("index")
def test_what_is_found_is_escaped(client: Client) -> None:
    html = results(client, "q=<script>alert văn bản có")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


@pytest.mark.usefixtures("index")
def test_nothing_found_says_what_to_try(client: Client) -> None:
    html = results(client, "q=xyzzyx")
    assert "Không thấy kết quả nào" in html
    assert 'href="/van-ban/"' in html


@pytest.mark.usefixtures("index")
def test_results_carry_the_label_of_their_kind_and_can_be_filtered(client: Client) -> None:
    assert '<span class="tag party">' in results(client, "q=trồng cây")
    assert '<span class="tag party">' not in results(client, "q=cây&nhom=quy-pham")
    assert "31/2026/QH16" in results(client, "q=cây xanh&co-quan=quoc-hoi")


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("query", ["", "q=", "q=%00", 'q="("', "q=*", "q=AND", "trang=9&q=cây"])
def test_any_query_is_a_page(client: Client, query: str) -> None:
    assert "Tìm" in results(client, query)


def test_before_there_is_an_index_the_page_says_so(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'none'}"
    assert "Chỉ mục tìm kiếm đang được dựng" in results(client, "q=cây")
