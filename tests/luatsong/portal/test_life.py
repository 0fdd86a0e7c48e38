"""The life line: what one document did on one day is told together."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.luatsong.portal import chain
from tests.luatsong.portal.test_living import html_of

pytestmark = pytest.mark.django_db


def test_what_one_document_did_on_a_day_is_folded_under_its_name(client: Client) -> None:
    html = html_of(client, f"/van-ban/{chain.amended().slug}/dong-doi")
    [act] = [part for part in html.split("<li>") if "<details>" in part]
    assert "Nghị định 34/2024/NĐ-CP</a>: sửa đổi 1 chỗ, bổ sung 1 chỗ, bãi bỏ 1 chỗ" in act
    assert "<summary>Xem 3 thay đổi</summary>" in act


def test_a_single_change_stands_open(client: Client) -> None:
    document = chain.base()
    chain.suspend()
    html = html_of(client, f"/van-ban/{document.slug}/dong-doi")
    line = html.split('<ol class="line">')[1].split("</ol>")[0]
    assert "<b>Ngưng hiệu lực theo</b>" in line
    assert "<details>" not in line
