"""Đúng – Đủ – Sạch – Sống."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.luatsong.portal import chain

pytestmark = pytest.mark.django_db


def test_each_of_the_four_words_has_a_figure_and_a_definition(client: Client) -> None:
    chain.amended()
    html = client.get("/dung-du-sach-song/").content.decode()
    for word in ("Đúng", "Đủ", "Sạch", "Sống"):
        section = re.split(rf">{word}</h2>", html)[1].split("</section>")[0]
        assert re.search(r"\d+,\d%<span> của 2 văn bản", section), word
        assert "Tỷ lệ văn bản" in section


def test_an_empty_store_has_no_figures(client: Client) -> None:
    assert "Chưa có văn bản" in client.get("/dung-du-sach-song/").content.decode()


def test_a_figure_leads_to_the_documents_at_fault(client: Client) -> None:
    document = chain.amended()
    html = client.get("/dung-du-sach-song/").content.decode()
    assert 'href="/dung-du-sach-song/no-source"' in html
    listed = client.get("/dung-du-sach-song/no-source").content.decode()
    assert f'href="/van-ban/{document.slug}"' in listed
    assert client.get("/dung-du-sach-song/no-source?trang=x").status_code == 200
    assert client.get("/dung-du-sach-song/khong-co").status_code == 404
