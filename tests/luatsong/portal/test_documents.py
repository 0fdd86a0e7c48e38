"""Document pages: what they show, what they cost, what they never do."""

from __future__ import annotations

import gzip
import re
import time
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.luatsong.portal import samples

from luatsong.law import models
from luatsong.law.selectors import ComponentRow, ProvisionRow
from luatsong.portal import layout
from luatsong.portal.contents import contents
from vnlaw.document import Kind

pytestmark = pytest.mark.django_db

STATIC = Path(__file__).parents[3] / "src/luatsong/portal/static/portal"


class Ids(HTMLParser):
    """Collects the ids of a page and the targets of its own-page links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value and value.startswith("#"):
                self.targets.add(value[1:])


def page_of(client: Client, document: models.Document) -> str:
    response = client.get(f"/van-ban/{document.slug}")
    assert response.status_code == 200
    return response.content.decode()


def test_a_document_page_shows_its_text_contents_and_facts(client: Client) -> None:
    html = page_of(client, samples.decree())
    assert "<h1>Quy định chi tiết việc chăm sóc cây xanh ở đô thị</h1>" in html
    assert "12/2026/NĐ-CP" in html
    assert '<time datetime="2026-04-01">01/04/2026</time>' in html
    assert '<nav class="toc"' in html
    assert "Cây từ một trăm tuổi là cây cổ thụ." in html
    assert "TM. CHÍNH PHỦ" in html


def test_every_provision_has_an_id_of_its_own_and_every_inner_link_a_target(
    client: Client,
) -> None:
    document = samples.decree()
    page = Ids(page_of(client, document))
    assert len(page.ids) == len(set(page.ids))
    assert page.targets <= set(page.ids)
    for address in document.provisions.values_list("address", flat=True):
        assert address.replace("/", "-") in page.ids


def test_two_articles_of_the_same_number_have_different_addresses(client: Client) -> None:
    document = samples.decree()
    html = page_of(client, document)
    assert f'href="/van-ban/{document.slug}/dieu-1"' in html
    assert f'href="/van-ban/{document.slug}/kem-theo-1/dieu-1"' in html


def test_text_of_a_document_is_never_markup(client: Client) -> None:
    document = samples.decree()
    for address in ("", "/dieu-4", "/dieu-4/khoan-1", "/chuong-2", "/dieu-4/khoan-9"):
        html = client.get(f"/van-ban/{document.slug}{address}").content.decode()
        assert "<script>alert" not in html, address
    assert "&lt;script&gt;alert('x')&lt;/script&gt; &amp;" in page_of(client, document)


def test_a_quoted_provision_is_set_as_a_quotation_and_gets_no_address(client: Client) -> None:
    document = samples.decree()
    html = page_of(client, document)
    quoted = html.split('<blockquote class="trich">')[1].split("</blockquote>")[0]
    assert "“Điều 6. Trồng mới" in quoted
    assert client.get(f"/van-ban/{document.slug}/dieu-6").status_code == 404


def test_a_table_is_a_table_that_the_keyboard_can_scroll(client: Client) -> None:
    html = page_of(client, samples.decree())
    assert '<div class="bang" role="region" tabindex="0" aria-label="Bảng 1"><table>' in html
    assert '<th scope="col">Loài cây</th>' in html
    assert "<td>Sao đen</td>" in html


def test_a_footnote_and_its_mark_link_to_each_other(client: Client) -> None:
    html = page_of(client, samples.decree())
    assert '<a href="#chu-thich-1" id="tu-chu-thich-1"' in html
    assert '<li id="chu-thich-1">' in html
    assert '<a href="#tu-chu-thich-1"' in html


def test_the_contents_hold_chapters_articles_and_attached_texts(client: Client) -> None:
    contents = page_of(client, samples.decree()).split('<nav class="toc"')[1].split("</nav>")[0]
    for target in ("#chuong-1", "#dieu-2", "#kem-theo-1", "#kem-theo-1-dieu-1", "#phu-luc-1"):
        assert f'href="{target}"' in contents


@pytest.mark.parametrize(
    ("kind", "number", "type_name", "words"),
    [
        (Kind.ADMINISTRATIVE, "168/KH-UBND", "Kế hoạch", "Đây là văn bản hành chính"),
        (Kind.PARTY, "66-NQ/TW", "Nghị quyết", "Đây là văn bản của Đảng"),
        (Kind.DRAFT, "", "Nghị quyết", "Đây là dự thảo"),
        (Kind.CONSOLIDATED, "33/VBHN-VPQH", "Luật", "Văn bản hợp nhất ghép"),
    ],
)
def test_what_is_not_law_says_so(
    client: Client, kind: Kind, number: str, type_name: str, words: str
) -> None:
    document = samples.of_kind(kind, number, type_name, "Trồng cây đầu xuân")
    assert words in page_of(client, document)
    assert words in client.get(f"/van-ban/{document.slug}/dieu-1").content.decode()
    assert f'<span class="tag {kind}">' in client.get("/van-ban/").content.decode()


def test_the_citation_can_be_read_without_script(client: Client) -> None:
    html = page_of(client, samples.decree())
    assert (
        "<p data-words>Nghị định số 12/2026/NĐ-CP ngày 05 tháng 02 năm 2026 của Chính phủ"
        " quy định chi tiết việc chăm sóc cây xanh ở đô thị</p>"
    ) in html


@pytest.mark.parametrize("state", [models.Document.State.WITHDRAWN, models.Document.State.STUB])
def test_what_is_not_published_is_not_there(client: Client, state: str) -> None:
    document = samples.decree()
    models.Document.objects.update(state=state)
    for tail in ("", "/dieu-1", ".json", ".xml", ".txt", "/dieu-1.json"):
        assert client.get(f"/van-ban/{document.slug}{tail}").status_code == 404


def test_a_trailing_slash_leads_to_the_document(client: Client) -> None:
    document = samples.law()
    response = client.get(f"/van-ban/{document.slug}/")
    assert response.status_code == 301
    assert response["Location"] == f"/van-ban/{document.slug}"


def test_a_document_page_asks_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    document = samples.decree()
    for address in ("", "/dieu-2/khoan-2", "/kem-theo-1", ".json", "/dieu-1.xml"):
        with django_assert_max_num_queries(12):
            client.get(f"/van-ban/{document.slug}{address}")


def test_an_ordinary_document_loads_in_60_kilobytes(client: Client) -> None:
    document = samples.ordinary_document()
    response = client.get(f"/van-ban/{document.slug}", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    # Styles and script as they are: a small server does not compress them.
    page = gzip.decompress(response.content).decode()
    loaded = {STATIC / name for name in re.findall(r'="/static/portal/([\w.]+)\?v=', page)}
    assert STATIC / "site.css" in loaded
    weight = len(response.content) + sum(file.stat().st_size for file in loaded)
    assert weight <= 60_000
    assert (STATIC / "site.js").stat().st_size <= 5_000


def test_the_largest_law_is_made_in_well_under_a_second(client: Client) -> None:
    document = samples.big_law()
    assert document.provision_count > 3_400
    client.get(f"/van-ban/{samples.law().slug}")  # templates are loaded once a process
    start = time.perf_counter()
    html = page_of(client, document)
    assert time.perf_counter() - start < 1
    assert len(re.findall(r'class="article"', html)) == 700


def test_a_page_names_itself_and_its_other_forms(client: Client) -> None:
    document = samples.law()
    html = page_of(client, document)
    assert "<title>Luật 31/2026/QH16: Luật Cây xanh · Luật Sống</title>" in html
    assert f'<link rel="canonical" href="http://testserver/van-ban/{document.slug}">' in html
    for form in ("json", "xml", "txt"):
        assert f'href="/van-ban/{document.slug}.{form}"' in html


def test_contents_leave_out_the_marks_of_footnotes() -> None:
    row = ProvisionRow(
        *(0, None, "", "dieu-1", "article", "1", "Điều 1.", "Cây xanh[16]", (), ()),  # type: ignore[arg-type]
        *(0, 0, "", None, None),  # type: ignore[arg-type]
    )
    entries = contents([ComponentRow("", "body", 0, "", "", ())], [row])
    assert [entry.heading for entry in entries] == ["Cây xanh"]


def test_a_text_read_from_a_scan_says_so(client: Client) -> None:
    document = samples.decree()
    assert "nhận dạng từ bản quét" not in page_of(client, document)
    document.metadata["findings"] = [{"code": "ocr", "message": "", "severity": "info"}]
    document.updated_at += timedelta(seconds=1)
    document.save()
    assert "nhận dạng từ bản quét" in page_of(client, document)


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("LUẬT CÂY XANH", "caps"),
        ("Hà Nội, ngày 05 tháng 6 năm 2026", "date"),
        ("Quy định chi tiết việc chăm sóc cây xanh ở đô thị và nông thôn " * 2, ""),
        (f"1. Luật số 12/2026/QH16 {'sửa đổi một số điều của Luật Cây xanh ' * 3};", "prose"),
        ("Nguồn án lệ:", ""),
    ],
)
def test_running_text_among_the_opening_lines_is_set_as_such(line: str, style: str) -> None:
    assert layout.style(line) == style
