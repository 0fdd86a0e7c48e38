from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.luatsong.knowledge.test_recall import AFTER, BEFORE, at, on
from tests.luatsong.law.living.acts import CHANGED, STREAMS, stored

from luatsong.knowledge import recall

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]


def test_readers_see_at_once_what_changed_and_where_to_compare(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(STREAMS)
    monkeypatch.setattr(timezone, "now", lambda: at(BEFORE))
    item = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP")
    address = item.get_absolute_url()
    recall.sweep()
    assert "Pháp luật đã thay đổi" not in client.get(address).content.decode()
    stored(CHANGED)
    before = client.get(address).content.decode()
    assert "Pháp luật sắp thay đổi" in before
    assert "sẽ thay đổi từ ngày 01/06/2032" in before
    monkeypatch.setattr(timezone, "now", lambda: at(AFTER))
    # No sweep has been by: the page works it out.
    page = client.get(address).content.decode()
    assert "Pháp luật đã thay đổi sau khi bài này được viết" in page
    assert "đã được sửa đổi từ ngày 01/06/2032 bởi Nghị định 20/2032/NĐ-CP" in page
    assert "so-sanh?cu=" in page
    compare = page.split('<a href="/so-sanh?')[1].split('"')[0].replace("&amp;", "&")
    assert client.get(f"/so-sanh?{compare}").status_code == 200


def test_the_page_of_an_affected_item_stays_within_its_queries(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(STREAMS)
    item = on("khoản 1 Điều 2 NĐ 10/2031/NĐ-CP\nĐiều 3 NĐ 10/2031/NĐ-CP")
    stored(CHANGED)
    monkeypatch.setattr(timezone, "now", lambda: at(AFTER))
    recall.sweep()
    client.get(item.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        assert client.get(item.get_absolute_url()).status_code == 200
    assert len(asked) <= 12
