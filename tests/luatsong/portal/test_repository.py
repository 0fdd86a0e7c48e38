"""The shared store: what its page counts, and how another store takes it without losing a thing."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries
from tests.luatsong.factories import make_document
from tests.luatsong.knowledge.factories import make_item

from luatsong.knowledge import services
from luatsong.knowledge.exchange import schema
from luatsong.knowledge.models import Agency, Item
from luatsong.portal import store_records
from luatsong.renditions.models import Form, Rendition
from luatsong.renditions.sources import page_hash

pytestmark = pytest.mark.django_db
PAGE, LINES = "/kho-du-lieu/", "/kho-du-lieu/noi-dung.jsonl"


def lines(client: Client, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"{LINES}?{query}")
    assert answer.status_code == 200
    return [json.loads(line) for line in answer.content.decode().splitlines()]


def leaflet(item: Item) -> Rendition:
    row = Rendition(item=item, form=Form.LEAFLET, variant="a5", state=Rendition.State.MADE)
    row.source_hash = page_hash(Item.objects.get(pk=item.pk))
    row.file.save("to-gap.0123.pdf", ContentFile(b"%PDF-1.7"), save=False)
    row.save()
    return row


def test_every_public_item_is_told_as_the_schema_says_with_licence_bases_and_files(
    client: Client,
) -> None:
    services.load_lists()
    item = make_item(agency=Agency.objects.get(code="so-y-te"), bases=[(make_document(), "dieu-1")])
    file = leaflet(item)
    make_item(live=False)
    (found,) = lines(client)
    assert schema.problems(found) == []
    assert found["ma"] == str(item.uid)
    assert found["dia_chi"] == f"http://testserver{item.get_absolute_url()}"
    assert found["giay_phep"]["dia_chi"].startswith("https://creativecommons.org/")
    assert found["can_cu"][0]["dia_chi"].startswith("http://testserver/van-ban/")
    assert found["ban_the_hien"][0]["dia_chi"].endswith(f"/ban/{file.pk}/to-gap.pdf")
    assert client.get(found["can_cu"][0]["dia_chi"]).status_code == 200


def test_a_file_of_old_words_is_not_told(client: Client) -> None:
    item = make_item()
    leaflet(item)
    Rendition.objects.update(source_hash="0" * 64)
    assert "ban_the_hien" not in lines(client)[0]


def test_page_by_page_everything_is_taken_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_records, "PAGE_SIZE", 3)
    wanted = {str(make_item().uid) for _ in range(7)}
    taken: list[str] = []
    address = LINES
    while address:
        answer = client.get(address)
        taken += [json.loads(line)["ma"] for line in answer.content.decode().splitlines()]
        more = re.search(r'<http://testserver([^>]+)>; rel="next"', answer.get("Link", ""))
        address = more[1] if more else ""
    assert len(taken) == 7
    assert set(taken) == wanted


def test_what_changes_while_somebody_reads_is_told_at_the_end(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_records, "PAGE_SIZE", 2)
    items = [make_item() for _ in range(5)]
    read = lines(client)
    items[0].unpublish()
    items[1].title = "Sửa giữa chừng"
    services.publish_loaded(items[1], note="sửa")
    while page := lines(client, f"tu={read[-1]['vi_tri']}"):
        read += page
    held = {one["ma"]: one for one in read}
    assert held[str(items[0].uid)]["trang_thai"] == "da-go"
    assert held[str(items[1].uid)]["tieu_de"] == "Sửa giữa chừng"
    assert sum(one["trang_thai"] == "cong-bo" for one in held.values()) == 4


def test_later_only_what_changed_is_told_and_what_was_withdrawn(client: Client) -> None:
    first, second = make_item(), make_item()
    last = lines(client)[-1]["vi_tri"]
    assert lines(client, f"tu={last}") == []
    second.unpublish()
    make_item(title="Mới")
    gone, new = lines(client, f"tu={last}")
    assert (gone["ma"], gone["trang_thai"]) == (str(second.uid), "da-go")
    assert set(gone) == {"phien_ban", "ma", "vi_tri", "thay_doi_luc", "trang_thai"}
    assert new["tieu_de"] == "Mới"
    assert next(one["ma"] for one in lines(client)) == str(first.uid)
    moment = gone["thay_doi_luc"]
    assert {one["ma"] for one in lines(client, f"sau={moment}")} >= {gone["ma"], new["ma"]}
    assert lines(client, "sau=2199-01-01") == []


def test_who_has_it_is_told_so_without_a_body(client: Client) -> None:
    make_item()
    answer = client.get(LINES)
    again = client.get(LINES, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = client.get(LINES, headers={"If-Modified-Since": answer["Last-Modified"]})
    assert since.status_code == 304
    make_item()
    assert client.get(LINES, headers={"If-None-Match": answer["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    "query", ["tu=abc", "tu=-1", "tu=" + "9" * 40, "tu=²", "sau=hôm qua", "sau=0001-01-01"]
)
def test_a_wrong_cursor_is_refused_with_advice(client: Client, query: str) -> None:
    answer = client.get(f"{LINES}?{query}")
    assert answer.status_code == 400
    assert "phải là" in answer.content.decode()


def test_the_table_has_the_same_and_no_cell_is_a_formula(client: Client) -> None:
    make_item(title="=1+1", licence="cc-by-nc")
    answer = client.get("/kho-du-lieu/noi-dung.csv")
    assert answer["Content-Type"].startswith("text/csv")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert row["tieu_de"] == "'=1+1"
    assert row["loai"] == "Bài viết"
    assert row["phap_luat_da_thay_doi"] == "không"
    assert "CC BY-NC" in row["giay_phep"]


def test_anybody_may_read_it_from_another_site_and_no_cookie_is_set(client: Client) -> None:
    make_item()
    for path in (LINES, "/kho-du-lieu/danh-muc.jsonld", "/kho-du-lieu/cau-truc/1.0.json"):
        answer = client.get(path)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
    assert client.post(LINES).status_code == 405


def test_the_catalogue_and_the_page_lead_to_files_that_are_there(client: Client) -> None:
    make_item()
    entry = json.loads(client.get("/kho-du-lieu/danh-muc.jsonld").content)
    assert entry["dcat:distribution"]
    for one in entry["dcat:distribution"]:
        assert client.get(one["dcat:accessURL"]).status_code == 200
    assert client.get(entry["dct:conformsTo"]).status_code == 200
    page = client.get(PAGE).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.+?)</script>', page)
    assert block
    assert json.loads(block[1])["@type"] == "Dataset"


def test_the_structure_is_one_for_people_and_machines(client: Client) -> None:
    published = json.loads(client.get("/kho-du-lieu/cau-truc/1.0.json").content)
    page = client.get("/kho-du-lieu/cau-truc/").content.decode()
    for name, rule in published["properties"].items():
        assert f"<code>{name}" in page
        assert escape(rule["title"]) in page
    assert client.get("/kho-du-lieu/cau-truc/9.9.json").status_code == 404


def test_the_page_counts_what_is_public_by_kind_field_agency_language_and_form(
    client: Client,
) -> None:
    services.load_lists()
    health = Agency.objects.get(code="so-y-te")
    document = make_document()
    item = make_item(agency=health, area="Đất đai", bases=[document])
    leaflet(item)
    make_item(kind="situation", language="hmn", bases=[document])
    make_item(live=False, kind="guide")
    Item.objects.filter(kind="situation").update(basis_state=Item.BasisState.AFFECTED)
    html = client.get(PAGE).content.decode()
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "Nội dung đang công bố 2" in text
    assert "Căn cứ còn nguyên 1 trên 2 bài có ghi căn cứ" in text
    assert "Chờ rà soát vì luật đổi 1" in text
    for words in ("Bài viết 1", "Đất đai 1", "Tiếng Hmông 1", "Tờ gấp 1", "Trang đọc 2"):
        assert words in text
    assert "Sở Y tế 1" in text
    assert "Hướng dẫn, cẩm nang" not in text


def test_an_empty_store_says_so(client: Client) -> None:
    text = client.get(PAGE).content.decode()
    assert "Chưa có cơ quan nào" in text
    assert lines(client) == []


def test_pages_ask_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    document = make_document()
    for _ in range(6):
        leaflet(make_item(bases=[document], audiences=["citizen", "pupil"]))
    client.get(PAGE)
    for path in (PAGE, LINES, "/kho-du-lieu/noi-dung.csv?tu=1", "/kho-du-lieu/cau-truc/"):
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200
