"""Home and lists: counts, filters in the address, kinds kept apart."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.luatsong.portal import samples

from vnlaw.document import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def store() -> None:
    samples.decree()
    samples.law()
    samples.of_kind(Kind.PARTY, "66-NQ/TW", "Nghị quyết", "Đổi mới công tác trồng cây")
    samples.of_kind(Kind.DRAFT, "", "Nghị quyết", "Chính sách hỗ trợ trồng cây")


def listed(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    html = response.content.decode()
    return (
        html.split('<ol class="docs">')[1].split("</ol>")[0] if '<ol class="docs">' in html else ""
    )


@pytest.mark.usefixtures("store")
def test_home_shows_law_as_new_and_what_the_store_holds(client: Client) -> None:
    new = listed(client, "/")
    assert "Luật Cây xanh" in new
    assert "Đổi mới công tác trồng cây" not in new
    html = client.get("/").content.decode()
    assert "Sở Tư pháp" in html
    assert '<a href="/van-ban/?nhom=dang">' in html
    assert '<a href="/van-ban/?loai=nghi-dinh">' in html
    assert '<a href="/van-ban/?co-quan=quoc-hoi">' in html


def test_an_empty_store_has_a_home_page_and_a_list(client: Client) -> None:
    assert "Kho chưa có văn bản" in client.get("/").content.decode()
    assert "Không có văn bản nào khớp" in client.get("/van-ban/").content.decode()


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("query", "found", "left_out"),
    [
        ("nhom=dang", "Đổi mới công tác", "Luật Cây xanh"),
        ("nhom=du-thao", "Chính sách hỗ trợ", "Đổi mới công tác"),
        ("loai=luat", "Luật Cây xanh", "12/2026/NĐ-CP"),
        ("co-quan=chinh-phu", "12/2026/NĐ-CP", "Luật Cây xanh"),
        ("nam=2026&q=cham+soc", "12/2026/NĐ-CP", "Luật Cây xanh"),
        ("q=chăm sóc", "12/2026/NĐ-CP", "Luật Cây xanh"),
    ],
)
def test_filters_in_the_address_narrow_the_list(
    client: Client, query: str, found: str, left_out: str
) -> None:
    documents = listed(client, f"/van-ban/?{query}")
    assert found in documents
    assert left_out not in documents


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "query",
    ["nhom=khong-co", "loai=%00", "nam=abc", "nam=99999", "trang=-1", "trang=999999999", "q=%00"],
)
def test_a_senseless_filter_is_a_page_not_an_error(client: Client, query: str) -> None:
    assert client.get(f"/van-ban/?{query}").status_code == 200


@pytest.mark.usefixtures("store")
def test_a_filter_in_force_can_be_taken_back(client: Client) -> None:
    html = client.get("/van-ban/?loai=luat&nam=2026").content.decode()
    chosen = html.split('<div class="chosen">')[1].split("</div>")[0]
    assert 'href="/van-ban/?nam=2026"' in chosen
    assert 'href="/van-ban/?loai=luat"' in chosen


def test_a_long_list_has_pages_that_keep_the_filters(client: Client) -> None:
    for number in range(1, 46):
        about = samples.metadata(number=samples.parse_number(f"{number:02}/2026/NĐ-CP"))
        samples.store(samples.parsed(about, samples.body()))
    html = client.get("/van-ban/?loai=nghi-dinh&trang=2").content.decode()
    assert 'href="/van-ban/?loai=nghi-dinh&amp;trang=3"' in html
    assert 'href="/van-ban/?loai=nghi-dinh"' in html
    assert html.count('<p class="no">') == 20


@pytest.mark.usefixtures("store")
def test_lists_ask_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for path in ("/", "/van-ban/?loai=luat&nam=2026"):
        client.get(path)
        with django_assert_max_num_queries(5):
            client.get(path)
