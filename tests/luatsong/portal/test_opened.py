"""Long texts open in part: every heading keeps its place, the whole is one link away."""

from __future__ import annotations

import gzip
import re

import pytest
from django.test import Client
from tests.luatsong.portal import samples
from tests.luatsong.portal.test_living import html_of

from luatsong.law.models import Document
from luatsong.law.storing import store
from vnlaw.document import Provision

pytestmark = pytest.mark.django_db
ARTICLES = 400


def _stored(*provisions: Provision) -> Document:
    return store(samples.parsed(samples.metadata(), samples.body(*provisions)))


def _weight(html: str) -> int:
    return len(gzip.compress(html.encode(), 6))


def test_a_long_law_opens_within_the_weight_of_a_page(client: Client) -> None:
    base = f"/van-ban/{samples.long_decree().slug}"
    html = html_of(client, base)
    whole = html_of(client, f"{base}?toan-van=1")
    assert _weight(whole) > 60_000
    assert _weight(html) <= 50_000  # style and script come on top


def test_every_article_keeps_its_anchor_and_a_page_of_its_own(client: Client) -> None:
    base = f"/van-ban/{samples.long_decree().slug}"
    html = html_of(client, base)
    for number in range(1, ARTICLES + 1):
        assert f'id="dieu-{number}"' in html
        assert f'href="{base}/dieu-{number}"' in html
    assert 'id="dieu-1-khoan-1"' in html
    assert f'id="dieu-{ARTICLES}-khoan-1"' not in html


def test_where_the_text_stops_a_link_leads_to_the_whole(client: Client) -> None:
    base = f"/van-ban/{samples.long_decree().slug}"
    html = html_of(client, base)
    [first] = re.findall(rf'href="{base}\?toan-van=1#(dieu-\d+)"', html)
    assert f'id="{first}-khoan-1"' not in html
    whole = html_of(client, f"{base}?toan-van=1")
    assert f'id="{first}-khoan-1"' in whole
    assert f'id="dieu-{ARTICLES}-khoan-3"' in whole
    assert "toan-van=1" not in whole


def test_a_closed_place_is_shown_on_the_whole_text_from_its_own_page(client: Client) -> None:
    base = f"/van-ban/{samples.long_decree().slug}"
    late = html_of(client, f"{base}/dieu-{ARTICLES}/khoan-2")
    assert f'href="{base}?toan-van=1#dieu-{ARTICLES}-khoan-2"' in late
    early = html_of(client, f"{base}/dieu-1/khoan-2")
    assert f'href="{base}#dieu-1-khoan-2"' in early


def test_an_article_that_alone_is_too_long_opens_by_its_parts(client: Client) -> None:
    document = _stored(samples.long_article(1, clauses=700), samples.long_article(2))
    for path in (f"/van-ban/{document.slug}", f"/van-ban/{document.slug}/dieu-1"):
        html = html_of(client, path)
        assert 'id="dieu-1-khoan-1"' in html
        assert _weight(html) <= 60_000
        assert "toan-van=1" in html


def test_a_text_of_common_length_is_whole(client: Client) -> None:
    html = html_of(client, f"/van-ban/{_stored(*map(samples.long_article, range(1, 40))).slug}")
    assert "toan-van" not in html
    assert 'id="dieu-39-khoan-3"' in html


def test_exports_are_always_whole(client: Client) -> None:
    text = html_of(client, f"/van-ban/{samples.long_decree().slug}.txt")
    assert text.count("Điều ") >= ARTICLES
    assert text.rstrip().count(".") > ARTICLES
