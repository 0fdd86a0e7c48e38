"""Comparing two days of a document, and two documents."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.luatsong.portal import chain, samples

from luatsong.law.storing import store

pytestmark = pytest.mark.django_db
DAYS = "ngay-cu=2024-06-01&ngay-moi=2025-06-01"


def html_of(client: Client, query: str) -> str:
    response = client.get(f"/so-sanh?{query}")
    assert response.status_code == 200
    return response.content.decode()


def rows(html: str) -> list[tuple[str, str]]:
    """(what, fate) of each row."""
    return re.findall(r'<h3>([^<]+) <span class="luc \w+">([^<]+)</span>', html)


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_two_days_of_a_document_show_what_was_changed_added_and_left_out(client: Client) -> None:
    html = html_of(client, f"cu={chain.amended().slug}&{DAYS}")
    assert rows(html) == [
        ("Khoản 1 Điều 2", "Sửa"),
        ("Khoản 3 Điều 2", "Thêm"),
        ("Khoản 2 Điều 3", "Bỏ"),
    ]
    assert "[bỏ:  một]" in plain(html)  # for those who do not see what is struck out
    assert "[thêm:  hai]" in plain(html)
    assert "che nắng" in html


def test_both_texts_stand_side_by_side_when_asked(client: Client) -> None:
    html = html_of(client, f"cu={chain.amended().slug}&{DAYS}&kieu=song-song")
    first = html.split('<div class="two">')[1].split("</article>")[0]
    old, new = first.split("Bản mới")
    assert "một" in old
    assert "hai" not in plain(old)
    assert "hai" in new
    assert "một" not in plain(new).replace("Một cột", "")


def test_what_did_not_change_is_shown_only_when_asked(client: Client) -> None:
    slug = chain.amended().slug
    assert "lập kế hoạch chăm sóc" not in html_of(client, f"cu={slug}&{DAYS}")
    assert "lập kế hoạch chăm sóc" in html_of(client, f"cu={slug}&{DAYS}&ca=1")


def test_equal_days_say_that_nothing_differs(client: Client) -> None:
    slug = chain.amended().slug
    html = html_of(client, f"cu={slug}&ngay-cu=2024-05-01&ngay-moi=2024-06-01")
    assert "không khác nhau chữ nào" in html


def test_two_documents_are_compared_by_what_they_say(client: Client) -> None:
    first = (
        samples.article(1, "Tưới nước", text=("Cây được tưới mỗi tuần một lần vào buổi sáng.",)),
        samples.article(2, "Bón phân", text=("Cây được bón phân mỗi năm hai lần vào mùa mưa.",)),
    )
    second = (
        samples.article(1, "Mục đích", text=("Làm cho thành phố xanh, sạch và mát hơn.",)),
        samples.article(2, "Tưới nước", text=("Cây được tưới mỗi tuần một lần vào buổi sáng.",)),
        samples.article(3, "Bón phân", text=("Cây được bón phân mỗi năm ba lần vào mùa mưa.",)),
    )
    old = store(samples.parsed(samples.metadata(), samples.body(*first)))
    number = samples.parse_number("13/2026/NĐ-CP")
    new = store(samples.parsed(samples.metadata(number=number), samples.body(*second)))
    html = html_of(client, f"cu={old.slug}&moi={new.number}")
    assert dict(rows(html)) == {"Điều 1": "Thêm", "Điều 2": "Đổi số", "Điều 3": "Đổi số"}
    assert "trước là Điều 1" in html


def test_calls_of_footnotes_are_no_difference(client: Client) -> None:
    words = "Cây được tưới mỗi tuần một lần vào buổi sáng sớm"
    plain_text = samples.body(samples.article(1, "Tưới", text=(f"{words}.",)))
    noted = samples.body(samples.article(1, "Tưới", text=(f"{words}.[1]",)))
    old = store(samples.parsed(samples.metadata(), plain_text))
    number = samples.parse_number("13/2026/NĐ-CP")
    notes = (samples.Footnote("1", "Được sửa đổi."),)
    new = store(samples.parsed(samples.metadata(number=number), noted, footnotes=notes))
    assert "không khác nhau chữ nào" in html_of(client, f"cu={old.slug}&moi={new.slug}")


def test_a_number_or_an_address_of_the_site_names_a_document(client: Client) -> None:
    slug = chain.amended().slug
    for typed in (slug, "12/2023/NĐ-CP", f"http://testserver/van-ban/{slug}?ngay=2024-01-01"):
        assert len(rows(html_of(client, f"cu={typed}&{DAYS}"))) == 3, typed


def test_what_cannot_be_compared_is_explained(client: Client) -> None:
    assert "Kho không có văn bản “99/2031/NĐ-CP”" in html_of(client, "cu=99/2031/NĐ-CP")
    slug = chain.amended().slug
    assert "Không hiểu ngày “mai”" in html_of(client, f"cu={slug}&ngay-cu=mai")
    for place in ("An Hà", "Bình Giang"):
        samples.local_decision(place)
    assert "Có 2 văn bản cùng số" in html_of(client, "cu=01/2024/QĐ-UBND")
    assert "<h1" in html_of(client, "")


def test_text_is_never_markup(client: Client) -> None:
    slug = samples.decree().slug
    html = html_of(client, f"cu={slug}&moi={chain.amended().slug}&ca=1")
    assert "<script>alert" not in html
    assert "<script>x" not in html_of(client, "cu=<script>x</script>")
