"""Asking the search: days and states, one document, slips, long questions, choices while typing."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from tests.luatsong.portal import chain, samples

from luatsong import search
from luatsong.follows import reads, sought
from luatsong.follows.models import Sought
from luatsong.law.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.service]


@pytest.fixture(autouse=True)
def _index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    sought.forget()
    reads.forget()


@pytest.fixture
def amended() -> None:
    """A decree whose watering rule changed on 1 January 2025."""
    chain.amended()
    search.index_pending()


@pytest.fixture
def several() -> None:
    samples.decree()
    samples.law()
    search.index_pending()


def asked(client: Client, **query: str) -> str:
    response = client.get("/tim-kiem", query)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.usefixtures("amended")
def test_the_law_of_another_day_is_searched(client: Client) -> None:
    today = asked(client, q="cây được tưới mỗi tuần")
    assert "hai lần" in today
    assert "một lần" not in today
    before = asked(client, q="cây được tưới mỗi tuần", ngay="2024-06-01")
    assert "một lần" in before
    assert "?ngay=2024-06-01" in before


@pytest.mark.usefixtures("amended")
def test_other_states_are_one_click_away(client: Client) -> None:
    html = asked(client, q="cây được tưới mỗi tuần một lần")
    assert "trang-thai=het" in html
    html = asked(client, q="cây được tưới mỗi tuần một lần", **{"trang-thai": "het"})
    assert "Hết hiệu lực từ 01/01/2025" in html


@pytest.mark.usefixtures("amended")
def test_a_day_that_is_none_is_said_and_today_is_searched(client: Client) -> None:
    html = asked(client, q="tưới cây", ngay="45/13/2025")
    assert "Không hiểu ngày “45/13/2025”" in html
    assert "/dieu-2" in html


@pytest.mark.usefixtures("several")
def test_one_document_is_searched_and_left_again(client: Client) -> None:
    slug = Document.objects.get(number="12/2026/NĐ-CP").slug
    html = asked(client, q="cây xanh", trong=slug)
    assert "31/2026/QH16" not in html
    assert "Trong Nghị định 12/2026/NĐ-CP" in html
    assert "31/2026/QH16" in asked(client, q="cây xanh", trong="khong-co")


@pytest.mark.usefixtures("several")
def test_a_document_page_has_a_box_for_its_own_words(client: Client) -> None:
    slug = Document.objects.get(number="12/2026/NĐ-CP").slug
    html = client.get(f"/van-ban/{slug}").content.decode()
    assert f'name="trong" value="{slug}"' in html


@pytest.mark.usefixtures("several")
def test_a_number_and_year_show_the_document_before_its_places(client: Client) -> None:
    html = asked(client, q="12/2026")
    first = html.index("<h3>")
    assert html[first:].startswith('<h3><a href="/van-ban/nghi-dinh-12-2026-nd-cp"')


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize(("how", "path"), [("get", ""), ("post", "/cau-dai")])
def test_a_question_that_is_too_long_is_kept_and_said(client: Client, how: str, path: str) -> None:
    question = "cây cổ thụ " * 400
    response = getattr(client, how)(f"/tim-kiem{path}", {"q": question})
    html = response.content.decode()
    assert response.status_code == 200
    assert "máy chỉ tìm theo 300 ký tự đầu" in html
    assert " ".join(question.split()) in html


def test_nothing_found_offers_fewer_words_the_hotline_and_news(
    client: Client, settings: Settings
) -> None:
    samples.decree()
    search.index_pending()
    settings.SITE_HOTLINE = "1900 0000"
    html = asked(client, q="xyzzyx qwrtp zzkkq wwvvx")
    assert ">xyzzyx qwrtp<" in html
    assert "1900 0000" in html
    assert "/theo-doi/?q=" in html


@pytest.mark.usefixtures("several")
def test_choices_come_while_typing(client: Client) -> None:
    options = client.get("/tim-kiem/goi-y", {"q": "12/2026"}).json()["options"]
    assert options[0]["href"] == "/van-ban/nghi-dinh-12-2026-nd-cp"
    options = client.get("/tim-kiem/goi-y", {"q": "cay co thu"}).json()["options"]
    assert any(option["href"].startswith("/van-ban/") for option in options)
    assert len({option["href"] for option in options}) == len(options)


@pytest.mark.parametrize("typed", ["", "a", "x" * 5000, "\x00", "<b>"])
def test_choices_for_anything_are_json(client: Client, typed: str) -> None:
    response = client.get("/tim-kiem/goi-y", {"q": typed})
    assert response.status_code == 200
    assert isinstance(response.json()["options"], list)


@pytest.mark.usefixtures("several")
def test_a_search_costs_few_queries_and_a_light_page(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cache.clear()
    with django_assert_max_num_queries(12):
        html = asked(client, q="cây")
    assert len(html.encode()) < 60_000


@pytest.mark.usefixtures("several")
def test_searches_are_counted_without_personal_data(client: Client) -> None:
    for _ in range(2):
        asked(client, q="xyzzyx qwrtp gọi 0912345678")
    asked(client, q="cây")
    sought.flush()
    missed = Sought.objects.get(empty__gt=0)
    assert missed.times == missed.empty == 2
    assert "0912345678" not in missed.words
    week = sought.week(missed.week, limit=10)
    assert week.times == 3
    assert [row.words for row in week.missed] == [missed.words]
    assert week.once == 1


@pytest.mark.usefixtures("several")
def test_what_is_opened_often_is_offered_first(client: Client) -> None:
    for slug, times in (("luat-31-2026-qh16", 3), ("nghi-dinh-12-2026-nd-cp", 1)):
        for _ in range(times):
            assert client.get(f"/van-ban/{slug}").status_code == 200
    reads.flush()
    html = client.get("/tim-kiem").content.decode()
    often = html[html.index("Được đọc nhiều") :]
    assert often.index("31/2026/QH16") < often.index("12/2026/NĐ-CP")
