"""The law on a day: wording, validity, notes, sources, links; life line, relations, feed, JSON."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from lxml import etree
from pytest_django import DjangoAssertNumQueries
from tests.luatsong.portal import chain, samples

from luatsong.law.models import Effect
from luatsong.law.storing import store
from vnlaw.document import Kind

pytestmark = pytest.mark.django_db
AKN = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
AMENDING = "/van-ban/nghi-dinh-34-2024-nd-cp"


def html_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def block(html: str, identity: str) -> str:
    """The HTML of one provision, up to the next one."""
    return html.split(f'id="{identity}">')[1].split(' id="dieu-')[0]


def test_without_a_day_the_page_shows_the_words_of_today(client: Client) -> None:
    html = html_of(client, f"/van-ban/{chain.amended().slug}")
    assert "tưới mỗi tuần hai lần" in html
    assert "tưới mỗi tuần một lần" not in html
    assert "Cây non được che nắng" in html
    assert 'role="status">Bạn đang xem' not in html


def test_a_day_in_the_address_gives_the_words_of_that_day(client: Client) -> None:
    path = f"/van-ban/{chain.amended().slug}"
    html = html_of(client, f"{path}?ngay=2024-06-01")
    assert "tưới mỗi tuần một lần" in html
    assert "che nắng" not in html
    assert "như tại ngày <b>" in html
    assert f'<a href="{path}">Xem hôm nay</a>' in html
    assert html_of(client, f"{path}?ngay=1/6/2024").count("tưới mỗi tuần một lần") == 1


def test_links_inside_a_page_stay_on_its_day(client: Client) -> None:
    path = f"/van-ban/{chain.amended().slug}"
    html = html_of(client, f"{path}?ngay=2024-06-01")
    assert f'href="{path}/dieu-2/khoan-1?ngay=2024-06-01"' in html
    clause = html_of(client, f"{path}/dieu-2/khoan-1?ngay=2024-06-01")
    assert "mỗi tuần một lần" in clause
    assert f'rel="next" href="{path}/dieu-2/khoan-2?ngay=2024-06-01"' in clause


def test_a_day_nobody_can_read_is_said_and_today_is_shown(client: Client) -> None:
    path = f"/van-ban/{chain.amended().slug}"
    for wrong in ("hôm qua", "2025-13-40", "31/02/2025", "0001-01-01"):
        html = html_of(client, f"{path}?ngay={wrong}")
        assert f"Không hiểu ngày “{wrong}”" in html
        assert "tuần hai lần" in html
    assert "<script>" not in html_of(client, f"{path}?ngay=<script>")


def test_the_days_of_change_can_be_chosen(client: Client) -> None:
    path = f"/van-ban/{chain.amended().slug}"
    html = html_of(client, f"{path}?ngay=2024-06-01")
    assert f'href="{path}?ngay=2023-04-01" aria-current="true"' in html
    assert f'href="{path}?ngay=2025-01-01"' in html
    assert 'type="date" id="ngay" name="ngay" value="2024-06-01"' in html


def test_a_changed_provision_names_the_instruction_and_when(client: Client) -> None:
    html = html_of(client, f"/van-ban/{chain.amended().slug}")
    note = block(html, "dieu-2-khoan-1")
    assert f'<b>Sửa đổi bởi</b> <a href="{AMENDING}/dieu-1/khoan-1">' in note
    assert "khoản 1 Điều 1 Nghị định 34/2024/NĐ-CP</a>, từ 01/01/2025" in note
    assert "?ngay=2024-12-31" in note  # the words before
    assert "Sẽ được sửa đổi bởi" in html_of(client, f"/van-ban/{chain.BASE_SLUG}?ngay=2024-06-01")


def test_the_instruction_leads_back_to_what_it_changed(client: Client) -> None:
    base = chain.amended().slug
    note = block(html_of(client, AMENDING), "dieu-1-khoan-1")
    assert "<b>Sửa đổi</b>" in note
    assert f'href="/van-ban/{base}/dieu-2/khoan-1?ngay=2025-01-01"' in note


def test_what_waits_for_a_person_is_told_as_no_more_than_possible(client: Client) -> None:
    document = chain.amended()
    Effect.objects.filter(verb=Effect.Verb.AMEND).update(state=Effect.State.REVIEW)
    note = block(html_of(client, f"/van-ban/{document.slug}"), "dieu-2-khoan-1")
    assert "Có thể đã chịu tác động của" in note
    assert "<b>Sửa đổi bởi</b>" not in note
    life = html_of(client, f"/van-ban/{document.slug}/dong-doi")
    assert "Đang chờ xem xét" in life


def test_every_new_word_leads_to_its_source(client: Client) -> None:
    html = html_of(client, f"/van-ban/{chain.amended().slug}")
    marked = re.findall(r'<span class="moi" data-goc="(\d+)">([^<]+)</span>', html)
    assert ("1", "Cây được tưới mỗi tuần hai lần.") in marked
    assert {number for number, _ in marked} == {"1", "2"}
    for number in ("1", "2"):
        assert html.count(f'id="goc-{number}"') == html.count(f'id="tu-goc-{number}"') == 1
    source = html.split('<li id="goc-1">')[1].split("</li>")[0]
    assert "Sửa đổi khoản 1 Điều 2 như sau" in source
    assert f'href="{AMENDING}/dieu-1/khoan-1"' in source


def test_a_repealed_provision_is_never_shown_as_law(client: Client) -> None:
    document = chain.amended()
    html = html_of(client, f"/van-ban/{document.slug}")
    assert '<div class="clause het" id="dieu-3-khoan-2">' in html
    assert '<span class="luc het">Hết hiệu lực từ 01/01/2025</span>' in html
    assert "Bãi bỏ bởi" in block(html, "dieu-3-khoan-2")
    page = html_of(client, f"/van-ban/{document.slug}/dieu-3/khoan-2")
    assert '<section class="force het"' in page
    assert "<b>Hết hiệu lực</b>" in page
    assert "báo tin" not in html_of(client, f"/van-ban/{document.slug}.txt")
    assert "báo tin" in html_of(client, f"/van-ban/{document.slug}.txt?ngay=2024-06-01")


@pytest.mark.parametrize(
    ("day", "style", "word"),
    [
        ("2023-03-01", "chua", "Chưa có hiệu lực"),
        ("2024-06-01", "con", "Còn hiệu lực"),
        ("2025-06-01", "phan", "Hết hiệu lực một phần"),
    ],
)
def test_validity_is_said_in_the_official_word_with_a_shape(
    client: Client, day: str, style: str, word: str
) -> None:
    html = html_of(client, f"/van-ban/{chain.amended().slug}?ngay={day}")
    force = html.split(f'<section class="force {style}"')[1].split("</section>")[0]
    assert f"<b>{word}</b>" in force
    assert "<svg" in force
    assert "<li>" in force  # a reason


def test_an_expired_document_says_so_wherever_it_is_named(client: Client) -> None:
    document = chain.ended()
    html = html_of(client, f"/van-ban/{document.slug}")
    assert "<b>Hết hiệu lực toàn bộ</b>" in html
    assert 'class="law khong-ap-dung"' in html
    assert '<p class="luc het">Hết hiệu lực toàn bộ</p>' in html
    label = '<span class="luc het">Hết hiệu lực toàn bộ</span>'
    for path in ("/", "/van-ban/"):
        assert label in html_of(client, path)
    assert label not in html_of(client, f"/van-ban/{samples.law().slug}")


@pytest.mark.parametrize("kind", [Kind.DRAFT, Kind.CONSOLIDATED, Kind.OTHER])
def test_what_has_no_force_of_its_own_gets_no_word(client: Client, kind: Kind) -> None:
    document = samples.of_kind(kind, "", "Nghị quyết", "Trồng cây đầu xuân")
    assert '<section class="force' not in html_of(client, f"/van-ban/{document.slug}")


def test_a_certain_citation_is_a_link_and_a_missing_one_is_not(client: Client) -> None:
    document = chain.amended()
    html = html_of(client, f"/van-ban/{document.slug}")
    assert '<a class="dan" href="#dieu-3-khoan-1">' in html
    assert not re.search(r'<a class="dan"[^>]*>Luật Tổ chức Chính phủ', html)
    amending = html_of(client, AMENDING)
    assert f'<a class="dan" href="/van-ban/{document.slug}">' in amending


def test_the_life_line_tells_every_change_with_both_ways_out(client: Client) -> None:
    document = chain.amended()
    html = html_of(client, f"/van-ban/{document.slug}/dong-doi")
    days = re.findall(r'<h2><time datetime="([^"]+)"', html)
    assert days == ["2023-02-05", "2023-04-01", "2025-01-01"]
    assert f'href="{AMENDING}/dieu-1/khoan-3"' in html
    assert f"/so-sanh?cu={document.slug}&amp;ngay-cu=2024-12-31&amp;ngay-moi=2025-01-01" in html


def test_relations_are_grouped_and_drawn(client: Client) -> None:
    document = chain.amended()
    html = html_of(client, f"/van-ban/{document.slug}/quan-he")
    assert "Được sửa đổi, bổ sung bởi" in html
    assert f'<a href="{AMENDING}">Nghị định 34/2024/NĐ-CP</a>' in html
    picture = html.split('<svg class="hinh"')[1].split("</svg>")[0]
    assert "Nghị định 34/2024/NĐ-CP" in picture
    assert "<desc" in picture
    text = samples.body(samples.article(1, "Cây", text=("Trồng cây.",)))
    lonely = store(samples.parsed(samples.metadata(), text, preamble=()))
    assert "chưa thấy văn bản nào" in html_of(client, f"/van-ban/{lonely.slug}/quan-he")


def test_the_feed_of_a_document_lists_its_changes_newest_first(client: Client) -> None:
    document = chain.amended()
    response = client.get(f"/van-ban/{document.slug}/thay-doi.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = etree.fromstring(response.content)
    links = feed.xpath("//*[local-name()='entry']/*[local-name()='link']/@href")
    assert links[0] == f"http://testserver/van-ban/{document.slug}?ngay=2025-01-01"
    ids = feed.xpath("//*[local-name()='entry']/*[local-name()='id']/text()")
    assert len(ids) == len(set(ids))


def test_versions_and_effects_as_json(client: Client) -> None:
    document = chain.amended()
    value = json.loads(html_of(client, f"/van-ban/{document.slug}/dong-doi.json"))
    changed = next(v for v in value["versions"] if v["address"] == "dieu-2/khoan-1")
    assert changed["valid_from"] == "2025-01-01"
    effect = next(e for e in value["effects_on"] if e["id"] == changed["effect"])
    assert effect["source"] == f"http://testserver{AMENDING}/dieu-1/khoan-1"
    assert effect["state"] == "applied"
    assert value["validity"]["word"] == "partly-ended"
    assert value["change_days"][-1] == "2025-01-01"


def test_akoma_ntoso_tells_the_history(client: Client) -> None:
    document = chain.amended()
    root = etree.fromstring(client.get(f"/van-ban/{document.slug}.xml").content)
    mods = root.xpath("//a:passiveModifications/a:textualMod/@type", namespaces=AKN)
    assert sorted(mods) == ["insertion", "repeal", "substitution"]
    source = root.xpath("//a:textualMod[@type='repeal']/a:source/@href", namespaces=AKN)[0]
    amending = etree.fromstring(client.get(f"{AMENDING}.xml").content)
    (work,) = amending.xpath("//a:act/a:meta//a:FRBRWork/a:FRBRuri/@value", namespaces=AKN)
    assert source == f"{work}/~dieu-1/khoan-3"
    assert amending.xpath("//a:activeModifications/a:textualMod", namespaces=AKN)


def test_pages_of_the_living_law_ask_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    document = chain.amended()
    base = f"/van-ban/{document.slug}"
    for tail in ("", "?ngay=2024-06-01", "/dieu-2", "/dong-doi", "/quan-he", "/dong-doi.json"):
        with django_assert_max_num_queries(12):
            client.get(base + tail)


def test_a_new_change_is_a_new_page_at_once(client: Client) -> None:
    document = chain.base()
    path = f"/van-ban/{document.slug}"
    before = client.get(path)
    assert "tuần một lần" in before.content.decode()
    chain.amend()
    after = client.get(path, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "tuần hai lần" in after.content.decode()
    again = client.get(path, headers={"if-none-match": after["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("tail", ["dong-doi", "quan-he", "thay-doi.atom", "dong-doi.json"])
def test_pages_of_an_unknown_document_are_not_there(client: Client, tail: str) -> None:
    assert client.get(f"/van-ban/99-2031-nd-cp/{tail}").status_code == 404


def test_words_that_are_gone_lead_to_the_instruction_that_took_them_out(client: Client) -> None:
    document, _ = chain.store_texts(chain.STRUCK, chain.STRIKING)
    html = html_of(client, f"/van-ban/{document.slug}")
    gone, added = re.findall(r'data-goc="(\d+)"', block(html, "dieu-1-khoan-1"))
    sources = dict(re.findall(r'<li id="goc-(\d+)">(.*?)</li>', html))
    assert "Bỏ cụm từ" in sources[gone]
    assert "Bổ sung cụm từ" in sources[added]
