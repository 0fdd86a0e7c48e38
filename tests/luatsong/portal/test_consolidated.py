"""The consolidated view: links in new wording, words taken out, areas, suspension, reasons."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.luatsong.portal import chain

from luatsong.law import models
from luatsong.law.refreshing import refresh
from luatsong.law.selectors import living
from luatsong.law.services import note_merger
from luatsong.law.storing import store
from vnlaw.parse import parse_text

pytestmark = pytest.mark.django_db


def html_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def decree(number: str, day: str, title: str, body: str) -> models.Document:
    """One more decree in the store; all is folded."""
    document = store(parse_text(chain.HEAD.format(number=number, day=day, title=title, body=body)))
    refresh()
    return document


def reworded() -> models.Document:
    """The decree of 2023 with a wording that cites, and one that lost a phrase."""
    document = chain.base()
    chain.ended()
    decree(
        "35/2024/NĐ-CP",
        "11 tháng 11 năm 2024",
        "Sửa đổi, bổ sung một số điều của Nghị định số 12/2023/NĐ-CP",
        """Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 12/2023/NĐ-CP
1. Sửa đổi khoản 1 Điều 2 như sau:
“1. Cây được tưới theo kế hoạch quy định tại khoản 1 Điều 3 Nghị định này, khoản 9 Điều 3 Nghị \
định này và Điều 1 Nghị định số 77/2022/NĐ-CP.”
2. Bỏ cụm từ “mỗi năm” tại khoản 2 Điều 2.
3. Thay thế cụm từ “gãy đổ” bằng cụm từ “nghiêng ngả” tại khoản 2 Điều 3.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2025.""",
    )
    document.refresh_from_db()
    return document


def test_citations_in_new_wording_are_links_where_they_are_certain(client: Client) -> None:
    html = html_of(client, f"/van-ban/{reworded().slug}?ngay=2025-06-01")
    clause = html.split('id="dieu-2-khoan-1"')[1].split('id="dieu-2-khoan-2"')[0]
    links = re.findall(r'class="dan" href="([^"]+)"', clause)
    assert "#dieu-3-khoan-1" in links
    assert any("nghi-dinh-77-2022-nd-cp/dieu-1" in link for link in links)
    assert not any("khoan-9" in link for link in links)  # there is no such clause


def test_citations_of_new_wording_are_found_with_one_query(
    django_assert_num_queries: object,
) -> None:
    document = reworded()
    rows = living.law_on(document, chain.LATER)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert living.citations_in_rewordings(document, rows)


def test_words_taken_out_leave_a_sign_that_leads_to_what_took_them(client: Client) -> None:
    path = f"/van-ban/{reworded().slug}/dieu-2?ngay="
    html = html_of(client, path + "2025-06-01")
    sign = html.split('<span class="bot" data-goc="')[1]
    number = sign.split('"')[0]
    assert "[đã bỏ cụm từ “mỗi năm”]" in sign
    assert f'href="#goc-{number}"' in sign.split("</sup>")[0]
    assert "Bỏ cụm từ" in html.split(f'<li id="goc-{number}">')[1].split("</li>")[0]
    assert 'class="bot"' not in html_of(client, path + "2024-06-01")


def test_only_the_words_put_in_place_of_others_are_marked_as_new(client: Client) -> None:
    html = html_of(client, f"/van-ban/{reworded().slug}/dieu-3?ngay=2025-06-01")
    marked = re.findall(r'<span class="moi" data-goc="\d+">([^<]*)</span>', html)
    assert [words.strip() for words in marked] == ["nghiêng ngả"]


def test_what_one_document_orders_is_told_once(client: Client) -> None:
    html = html_of(client, f"/van-ban/{chain.amended().slug}?ngay=2025-06-01")
    force = html.split('<section class="force')[1].split("</section>")[0]
    assert force.count("34/2024/NĐ-CP") == 1
    assert force.count("01/01/2025") == 1
    assert "sửa đổi khoản 1 Điều 2" in force
    assert "bãi bỏ khoản 2 Điều 3" in force


def test_a_suspended_provision_says_from_when_to_when_and_by_what(client: Client) -> None:
    document = chain.base()
    source = decree(
        "40/2025/NĐ-CP",
        "20 tháng 02 năm 2025",
        "Ngưng hiệu lực một số quy định của Nghị định số 12/2023/NĐ-CP",
        """Điều 1. Ngưng hiệu lực khoản 2 Điều 3 Nghị định số 12/2023/NĐ-CP từ ngày 01 tháng 3 \
năm 2025 đến hết ngày 30 tháng 6 năm 2025.
Điều 2. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 3 năm 2025.""",
    )
    html = html_of(client, f"/van-ban/{document.slug}/dieu-3/khoan-2?ngay=2025-04-01")
    force = html.split('<section class="force ngung"')[1].split("</section>")[0]
    assert "<b>Ngưng hiệu lực</b>" in force
    assert "Ngưng từ ngày 01/03/2025, đến hết ngày 30/06/2025" in force
    assert f'href="/van-ban/{source.slug}/dieu-1"' in force
    after = html_of(client, f"/van-ban/{document.slug}/dieu-3/khoan-2?ngay=2025-07-01")
    assert "<b>Còn hiệu lực</b>" in after


def test_an_area_is_asked_for_only_where_the_law_differs(client: Client) -> None:
    note_merger("Bến Lau", "An Hà", chain.LATER)
    local = store(parse_text(chain.LOCAL))
    refresh()
    path = f"/van-ban/{local.slug}"
    assert 'name="dia-ban"' not in html_of(client, path)
    store(parse_text(chain.LOCAL_CHANGE))
    refresh()
    html = html_of(client, f"{path}?ngay=2027-01-01")
    assert 'name="dia-ban"' in html
    assert "<option>Bến Lau</option>" in html
    assert "An Hà (toàn bộ)" in html
    assert "100.000 đồng" in html
    part = html_of(client, f"{path}?ngay=2027-01-01&dia-ban=Bến+Lau")
    assert "<option selected>Bến Lau</option>" in part
    assert "200.000 đồng" in part
    assert "100.000 đồng" not in part
    assert "dia-ban=" in part.split('aria-label="Những ngày có thay đổi"')[1].split("</ul>")[0]


def test_an_area_nobody_knows_gives_the_whole_territory(client: Client) -> None:
    path = f"/van-ban/{chain.amended().slug}"
    assert "Cây được tưới" in html_of(client, f"{path}?dia-ban=<b>Nơi nào</b>")
