"""The column for other sites: what it shows, to whom, and that parameters cannot harm it."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.luatsong.knowledge.factories import make_item

from luatsong.knowledge import services
from luatsong.knowledge.models import Agency

pytestmark = pytest.mark.django_db
HOSTILE = (
    '"><script>alert(1)</script>',
    "</script><img src=x onerror=alert(1)>",
    "\x00",
    "x" * 9000,
)


@pytest.fixture
def health() -> Agency:
    services.load_lists()
    return Agency.objects.get(code="so-y-te")


def titles(client: Client, query: str) -> list[str]:
    data = json.loads(client.get(f"/nhung/cot.json?{query}").content)
    return [one["tieu_de"] for one in data["bai"]]


def test_an_agency_and_a_field_mean_either(client: Client, health: Agency) -> None:
    make_item(title="Của sở", agency=health)
    make_item(title="Cùng lĩnh vực", area="Bảo hiểm")
    make_item(title="Của ai khác", area="Đất đai")
    make_item(title="Chưa đăng", agency=health, live=False)
    assert titles(client, "co-quan=so-y-te") == ["Của sở"]
    both = titles(client, f"co-quan=so-y-te&linh-vuc={quote('Bảo hiểm')}")
    assert set(both) == {"Của sở", "Cùng lĩnh vực"}
    assert titles(client, "co-quan=khong-co") == []


def test_the_frame_and_the_script_may_stand_in_any_site_and_set_no_cookie(
    client: Client, health: Agency
) -> None:
    make_item(title="Của sở", agency=health)
    frame = client.get("/nhung/cot/?co-quan=so-y-te")
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame
    assert "Của sở" in frame.content.decode()
    assert client.get("/nhung/cot.json")["Access-Control-Allow-Origin"] == "*"
    for path in ("/nhung/cot/", "/nhung/cot.json", "/nhung/cot.js", "/nhung/"):
        response = client.get(path)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_links_say_through_which_column_they_were_reached(client: Client, health: Agency) -> None:
    make_item(agency=health)
    data = json.loads(client.get("/nhung/cot.json?co-quan=so-y-te").content)
    assert data["bai"][0]["dia_chi"].endswith("?tu=so-y-te")


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_parameters_harm_nothing(client: Client, value: str) -> None:
    make_item()
    for name in ("co-quan", "linh-vuc", "doi-tuong", "loai", "so"):
        for path in ("/nhung/", "/nhung/cot/", "/nhung/cot.json", "/kien-thuc/"):
            response = client.get(path, {name: value})
            assert response.status_code == 200
            assert "<script>alert" not in response.content.decode()
            assert "<img src=x" not in response.content.decode()


def test_the_line_to_copy_names_what_was_chosen(client: Client, health: Agency) -> None:
    page = client.get("/nhung/", {"co-quan": health.slug, "linh-vuc": 'A "&" B'}).content.decode()
    assert 'data-co-quan="so-y-te"' in page
    assert "A &amp;quot;&amp;amp;&amp;quot; B" in page


def test_a_column_asks_few_queries(
    client: Client, health: Agency, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(8):
        make_item(agency=health)
    with django_assert_max_num_queries(3):
        client.get("/nhung/cot/?co-quan=so-y-te&doi-tuong=nguoi-dan")
