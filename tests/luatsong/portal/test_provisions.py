"""Pages of single provisions, and what happens at addresses that do not exist."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.luatsong.portal import samples

pytestmark = pytest.mark.django_db


def body_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_a_point_is_shown_with_what_stands_above_it(client: Client) -> None:
    base = f"/van-ban/{samples.decree().slug}"
    html = body_of(client, f"{base}/dieu-2/khoan-2/diem-dd")
    assert "<h1>Điểm đ khoản 2 Điều 2</h1>" in html
    assert "Bón phân." in html
    assert "Cắt tỉa;" not in html
    above = html.split('<div class="above">')[1].split("</div>")[0]
    for words in ("Chương I", "Giải thích từ ngữ", "Chăm sóc gồm:"):
        assert words in above


def test_a_provision_leads_to_its_neighbours_and_into_the_whole_text(client: Client) -> None:
    base = f"/van-ban/{samples.decree().slug}"
    html = body_of(client, f"{base}/dieu-2/khoan-2/diem-d")
    assert f'rel="prev" href="{base}/dieu-2/khoan-2/diem-a"' in html
    assert f'rel="next" href="{base}/dieu-2/khoan-2/diem-dd"' in html
    assert f'href="{base}#dieu-2-khoan-2-diem-d"' in html


def test_the_next_article_may_stand_in_the_next_chapter(client: Client) -> None:
    base = f"/van-ban/{samples.decree().slug}"
    html = body_of(client, f"{base}/dieu-2")
    assert f'rel="next" href="{base}/dieu-3"' in html
    attached = body_of(client, f"{base}/kem-theo-1/dieu-1")
    assert 'rel="prev"' not in attached


def test_a_provision_page_cites_the_provision(client: Client) -> None:
    base = f"/van-ban/{samples.decree().slug}"
    html = body_of(client, f"{base}/dieu-2/khoan-2/diem-dd")
    assert "<p data-words>điểm đ khoản 2 Điều 2 Nghị định số 12/2026/NĐ-CP ngày" in html
    attached = body_of(client, f"{base}/kem-theo-1/dieu-1")
    assert "<p data-words>Điều 1 Quy chế ban hành kèm theo Nghị định số" in attached


def test_chapters_attached_texts_and_appendices_have_pages(client: Client) -> None:
    base = f"/van-ban/{samples.decree().slug}"
    assert "Điều 3." in body_of(client, f"{base}/chuong-2")
    assert "Cây từ một trăm tuổi" in body_of(client, f"{base}/kem-theo-1")
    assert "<td>Dầu rái</td>" in body_of(client, f"{base}/phu-luc-1")


def test_a_provision_page_has_its_own_canonical_address(client: Client) -> None:
    base = f"/van-ban/{samples.law().slug}"
    html = body_of(client, f"{base}/dieu-1")
    assert f'<link rel="canonical" href="http://testserver{base}/dieu-1">' in html
    assert "<title>Điều 1 Luật Cây xanh số 31/2026/QH16 · Luật Sống</title>" in html


def test_a_missing_provision_shows_the_nearest_one_that_exists(client: Client) -> None:
    base = f"/van-ban/{samples.decree().slug}"
    html = body_of(client, f"{base}/dieu-2/khoan-99", 404)
    assert f'<a href="{base}/dieu-2">Điều 2</a>' in html
    assert f'<a href="{base}/dieu-2/khoan-1">' in html
    assert 'action="/tim-kiem"' in html
    nowhere = body_of(client, f"{base}/kem-theo-1/dieu-9/khoan-1", 404)
    assert f'<a href="{base}/kem-theo-1">Quy chế</a>' in nowhere
    assert f'<a href="{base}">' in body_of(client, f"{base}/dieu-77", 404)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("chuong-1/dieu-2", "dieu-2"),
        ("Dieu-2/Khoan-2", "dieu-2/khoan-2"),
        ("điều-2/khoản-2/điểm-đ", "dieu-2/khoan-2/diem-dd"),
        ("dieu-2/", "dieu-2"),
    ],
)
def test_an_address_written_another_way_leads_to_the_right_one(
    client: Client, written: str, meant: str
) -> None:
    base = f"/van-ban/{samples.decree().slug}"
    response = client.get(f"{base}/{written}", follow=True)
    assert response.redirect_chain[-1][0] == f"{base}/{meant}"
    assert response.status_code == 200


def test_a_guessed_address_of_one_document_leads_to_it(client: Client) -> None:
    decree = samples.decree()
    for guess in ("12-2026-nd-cp", "12/2026/NĐ-CP", "12-2026-ND-CP"):
        response = client.get(f"/van-ban/{guess}")
        assert response.status_code == 302, guess
        assert response["Location"] == f"/van-ban/{decree.slug}"


def test_a_number_that_every_province_has_asks_which_province(client: Client) -> None:
    places = ("An Hà", "Bình Giang")
    slugs = [samples.local_decision(place).slug for place in places]
    html = body_of(client, "/van-ban/01-2024-qd-ubnd", 300)
    for place, slug in zip(places, slugs, strict=True):
        assert f"Ủy ban nhân dân tỉnh {place}" in html
        assert f'href="/van-ban/{slug}"' in html


def test_an_unknown_document_is_a_page_that_searches(client: Client) -> None:
    html = body_of(client, "/van-ban/77-2031-nd-cp", 404)
    assert 'value="77 2031 nd cp"' in html
