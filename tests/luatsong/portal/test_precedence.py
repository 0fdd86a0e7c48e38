"""Texts that go before others while they are alive: told on both sides."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.luatsong.portal import chain
from tests.luatsong.portal.test_living import block, html_of

pytestmark = pytest.mark.django_db


def test_a_document_says_at_its_head_what_goes_before_it(client: Client) -> None:
    law, pilot = chain.gone_before()
    html = html_of(client, f"/van-ban/{law.slug}?ngay=2025-06-01")
    head = html.split('<div class="doc')[0]
    assert "khi còn hiệu lực, đến hết ngày 28/02/2027" in head
    assert f'href="/van-ban/{pilot.slug}/dieu-2/khoan-2"' in head
    assert "khoản 1 Điều 2</a> của văn bản này" in head


def test_the_provision_it_names_says_so_beside_it(client: Client) -> None:
    law, pilot = chain.gone_before()
    html = html_of(client, f"/van-ban/{law.slug}?ngay=2025-06-01")
    note = block(html, "dieu-2-khoan-1").split('id="')[0]
    assert "<b>Áp dụng</b>" in note
    assert f'href="/van-ban/{pilot.slug}/dieu-2/khoan-2">Nghị quyết 66.7/2025/NQ-CP</a>' in note
    assert "<b>Áp dụng</b>" not in block(html, "dieu-3")


def test_before_and_after_the_life_of_that_text_nothing_is_said(client: Client) -> None:
    law, pilot = chain.gone_before()
    for day in ("2025-03-01", "2027-03-01"):
        assert pilot.number not in html_of(client, f"/van-ban/{law.slug}?ngay={day}")


def test_the_text_itself_says_what_it_goes_before(client: Client) -> None:
    law, pilot = chain.gone_before()
    html = html_of(client, f"/van-ban/{pilot.slug}?ngay=2025-06-01")
    told = html.split("được áp dụng trước các văn bản sau")[1].split("</section>")[0]
    assert f'href="/van-ban/{law.slug}"' in told
    assert "khoản 2 Điều 2" in told
