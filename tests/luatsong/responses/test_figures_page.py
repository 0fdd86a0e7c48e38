"""Số liệu: counts with their definitions, as pictures, tables and open data; counts sent in."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.portal import samples

from luatsong.portal import charts
from luatsong.renditions.models import Rendition
from luatsong.responses import counting
from luatsong.responses.describing import Described
from luatsong.responses.figures import months_until
from luatsong.responses.models import Answer, Form, Page, Reach, ReturnedPack

pytestmark = pytest.mark.django_db
PACK = {"goi": "a1b2c3d4e5f6a7b8", "luot": {"/kien-thuc/khai-sinh": 3, "/van-ban/x": 1}}


def _used() -> None:
    item = Described(
        "/kien-thuc/a", "=Bài <b>", "situation", "Đất đai", "Sở Tư pháp", ("farmer", "woman")
    )
    page = counting.pages_of([item])[item.address]
    today = timezone.localdate()
    for form, times in ((Form.READ, 1234), (Form.LISTENED, 56), (Form.OFFLINE, 7)):
        Reach.objects.create(day=today, page=page, form=form, times=times)
    for value in ("very", "very", "no"):
        Answer.objects.create(page=page, question="satisfaction", value=value, day=today)


def test_figures_stand_beside_their_definitions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _used()
    with django_assert_max_num_queries(12):
        page = client.get("/so-lieu/")
    html = page.content.decode()
    assert "1.234" in html
    assert "66,7%" in html
    assert "không phải là tỷ lệ người dân được tiếp cận" in html
    assert "<svg" in html
    assert "mục tiêu 90%" in html
    assert "&lt;b&gt;" in html
    assert "Nông dân" not in html  # the list of audiences is empty here: the code stands for it
    assert "farmer" in html
    assert len(page.content) < 60_000


def test_without_counts_the_page_says_so(client: Client) -> None:
    html = client.get("/so-lieu/").content.decode()
    assert "Chưa có lượt sử dụng" in html
    assert "Chưa có ai đánh giá" in html


def test_open_data_opens_in_spreadsheets_and_holds_no_formula(client: Client) -> None:
    _used()
    text = client.get("/so-lieu/luot.csv").content.decode()
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert {row["hinh_thuc"]: row["luot"] for row in rows} == {
        "đọc": "1234",
        "nghe": "56",
        "không có mạng": "7",
    }
    assert rows[0]["ten"] == "'=Bài <b>"
    found = json.loads(client.get("/so-lieu/hai-long.json").content)
    assert found["dong"][-1]["tham_gia"] == 3
    assert found["dong"][-1]["hai_long"] == 2
    assert client.get("/so-lieu/khac.csv").status_code == 404


def test_a_page_of_a_document_counts_for_it_by_name(client: Client) -> None:
    slug = samples.decree().slug
    firefox = {"user-agent": "Mozilla/5.0 Firefox/140.0"}
    assert client.get(f"/van-ban/{slug}/dieu-1", headers=firefox).status_code == 200
    assert client.get(f"/van-ban/{slug}", headers=firefox).status_code == 200
    assert client.get(f"/van-ban/{slug}.json", headers=firefox).status_code == 200
    counting.flush()
    page = Page.objects.get()
    assert (page.address, page.kind) == (f"/van-ban/{slug}", "document")
    assert page.reach.get().times == 2


def test_a_leaflet_counts_for_its_item() -> None:
    item = make_item(title="Khai sinh", audiences=["citizen"])
    leaflet = Rendition.objects.create(item=item, form="leaflet", state="made")
    counting.seen(f"/ban/{leaflet.pk}/to-gap.pdf", form=Form.DOWNLOADED)
    counting.seen(f"/ban/{item.slug}/the-hinh.zip", form=Form.DOWNLOADED)
    counting.flush()
    page = Page.objects.get()
    assert (page.address, page.title, page.kind) == (
        f"/kien-thuc/{item.slug}",
        "Khai sinh",
        "article",
    )
    assert page.reach.get().times == 2


def test_counts_of_reading_without_network_are_taken_once(reader: Client) -> None:
    sent = json.dumps(PACK)
    first = reader.post("/dem/ngoai-tuyen", sent, content_type="text/plain")
    assert (first.status_code, first.json()) == (200, {"nhan": 4})
    again = reader.post("/dem/ngoai-tuyen", sent, content_type="application/json")
    assert again.status_code == 409
    counting.flush()
    counted = {(r.page.address, r.form): r.times for r in Reach.objects.select_related("page")}
    assert counted == {("/kien-thuc/khai-sinh", "offline"): 3, ("/van-ban/x", "offline"): 1}
    assert ReturnedPack.objects.get().times == 4


@pytest.mark.parametrize(
    "sent",
    [
        "không phải json",
        "[" * 100_000,
        "[]",
        '{"goi": "ngan", "luot": {"/kien-thuc/a": 1}}',
        '{"goi": "a1b2c3d4e5f6a7b8"}',
        '{"goi": "a1b2c3d4e5f6a7b8", "luot": {"/quan-tri/": 1}}',
        '{"goi": "a1b2c3d4e5f6a7b8", "luot": {"/kien-thuc/a": -1}}',
        '{"goi": "a1b2c3d4e5f6a7b8", "luot": {"/kien-thuc/a": true}}',
        '{"goi": "a1b2c3d4e5f6a7b8", "luot": {"/kien-thuc/a": 1.5}}',
    ],
)
def test_counts_that_make_no_sense_are_refused_with_a_reason(reader: Client, sent: str) -> None:
    answer = reader.post("/dem/ngoai-tuyen", sent, content_type="text/plain")
    assert answer.status_code == 400
    assert answer.json()["loi"]
    counting.flush()
    assert not Reach.objects.exists()


def test_no_device_reads_one_page_thousands_of_times(reader: Client) -> None:
    sent = {**PACK, "luot": {"/kien-thuc/a": 10**9}}
    answer = reader.post("/dem/ngoai-tuyen", json.dumps(sent), content_type="text/plain")
    assert answer.json() == {"nhan": 50}


def test_what_a_browser_tells_counts_only_for_pages_that_exist(reader: Client) -> None:
    slug = samples.decree().slug
    for address in (f"/van-ban/{slug}", "/khong-co", "/quan-tri/"):
        sent = {"trang": address, "kieu": "listened"}
        assert reader.post("/dem/", sent).status_code == 204
    reader.post("/dem/", {"trang": f"/van-ban/{slug}", "kieu": "read"})
    counting.flush()
    row = Reach.objects.select_related("page").get()
    assert (row.page.address, row.form, row.times) == (f"/van-ban/{slug}", "listened", 1)


def test_months_run_over_the_turn_of_the_year() -> None:
    assert months_until(date(2026, 2, 14), 3) == [
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]


@pytest.mark.parametrize("top", [1, 3, 4, 5, 9, 10, 11, 999, 123_456])
def test_every_bar_stays_inside_its_picture(top: int) -> None:
    svg = charts.bars(
        "a", ["1/26", "2/26"], [charts.Series("x", (top, 0)), charts.Series("y", (1, None))]
    )
    heights = [float(part.split('"')[0]) for part in svg.split(' y="')[1:]]
    assert min(heights) >= 0
