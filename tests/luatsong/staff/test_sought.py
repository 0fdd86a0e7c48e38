"""Tìm kiếm: what people sought and did not find, for those who may see documents."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from luatsong.follows import sought
from luatsong.follows.models import Sought

pytestmark = pytest.mark.django_db

PAGE = "/quan-tri/tim-kiem/"


@pytest.fixture(autouse=True)
def _counts() -> None:
    sought.forget()
    rows = (
        (date(2026, 11, 16), "xin cấp lại thẻ chim", 5, 5),
        (date(2026, 11, 16), "sổ đỏ", 9, 0),
        (date(2026, 11, 16), "một câu chỉ hỏi một lần", 1, 1),
        (date(2026, 11, 9), "phí qua đò", 3, 3),
    )
    for week, words, times, empty in rows:
        Sought.objects.create(week=week, words=words, times=times, empty=empty)


def test_what_was_missed_comes_first_with_counts(viewer: Client) -> None:
    html = viewer.get(PAGE).content.decode()
    assert html.index("xin cấp lại thẻ chim") < html.index("sổ đỏ")
    assert "15 lượt tìm" in html
    assert "phí qua đò" not in html


def test_rare_words_are_counted_and_not_shown(viewer: Client) -> None:
    html = viewer.get(PAGE).content.decode()
    assert "một câu chỉ hỏi một lần" not in html
    assert "1 câu được tìm ít hơn 2 lần" in html


def test_another_week_is_chosen(viewer: Client) -> None:
    assert "phí qua đò" in viewer.get(PAGE, {"tuan": "2026-11-09"}).content.decode()
    assert "sổ đỏ" in viewer.get(PAGE, {"tuan": "không phải ngày"}).content.decode()


def test_the_menu_leads_there_and_strangers_are_sent_to_the_login(
    client: Client, editor: Client
) -> None:
    assert PAGE in editor.get("/quan-tri/").content.decode()
    assert client.get(PAGE).status_code == 302


def test_without_counts_the_page_says_so(viewer: Client) -> None:
    Sought.objects.all().delete()
    assert "Chưa có lượt tìm nào" in viewer.get(PAGE).content.decode()
