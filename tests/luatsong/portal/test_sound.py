"""Listening on the public site: player, list, podcast, provisions on wish."""

from __future__ import annotations

import json
from collections.abc import Iterator
from xml.etree import ElementTree as Xml

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from tests.luatsong.factories import make_document
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.renditions.speech_server import Server, speech_server

from luatsong.knowledge.models import Item
from luatsong.law.models import Document
from luatsong.renditions import services
from luatsong.renditions.models import Form, Rendition, SpokenText

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def server(settings: Settings) -> Iterator[Server]:
    with speech_server() as running:
        settings.TTS_URL = running.address
        yield running


@pytest.fixture
def item() -> Item:
    made = make_item(
        title="Khai sinh cho con",
        body=[("heading", "Nộp gì"), ("text", "<p>Nộp đơn.</p>")],
        audiences=["citizen", "woman"],
    )
    services.make(made, Form.SOUND)
    return made


@pytest.fixture
def document() -> Document:
    return make_document()


def test_the_page_of_an_item_plays_every_voice_without_a_script(client: Client, item: Item):
    page = client.get(item.get_absolute_url()).content.decode()

    assert page.count("<audio controls") == 3
    assert "Giọng máy miền Bắc" in page
    assert "Do máy đọc" in page
    assert "Giọng máy khác (2)" in page
    assert "Các phần (3)" in page
    for row in Rendition.objects.filter(form=Form.SOUND, state=Rendition.State.MADE):
        assert f"/ban/{row.pk}/{row.file_name}" in page


def test_an_item_without_sound_shows_no_player(client: Client):
    page = client.get(make_item().get_absolute_url()).content.decode()

    assert "<audio" not in page
    assert "player.js" not in page


def test_the_list_holds_what_can_be_heard_and_little_is_asked(
    client: Client, item: Item, django_assert_max_num_queries: DjangoAssertNumQueries
):
    make_item(title="Bài không có tiếng")
    client.get("/am-thanh/")
    with django_assert_max_num_queries(10):
        page = client.get("/am-thanh/").content.decode()

    assert "Khai sinh cho con" in page
    assert "Bài không có tiếng" not in page
    assert client.get("/am-thanh/?doi-tuong=khong-co").status_code == 200


def test_an_empty_list_says_what_to_do(client: Client):
    assert "Chưa có bài nào" in client.get("/am-thanh/").content.decode()


def test_the_podcast_has_what_programs_ask_for(client: Client, item: Item):
    answer = client.get("/am-thanh/podcast.xml")

    assert answer["Content-Type"].startswith("application/rss+xml")
    rss = Xml.fromstring(answer.content)  # noqa: S314 - our own feed
    assert rss.get("version") == "2.0"
    channel = rss.find("channel")
    assert channel is not None
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert channel.findtext(name)
    episode = channel.find("item")
    assert episode is not None
    enclosure = episode.find("enclosure")
    assert enclosure is not None
    sound = client.get(enclosure.get("url", "").replace("http://testserver", ""))
    assert sound.status_code == 200
    content = b"".join(sound.streaming_content)  # type: ignore[attr-defined]
    assert str(len(content)) == enclosure.get("length") == sound["Content-Length"]
    assert enclosure.get("type") == "audio/mpeg"
    itunes = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
    assert episode.findtext(f"{itunes}duration", "").startswith("0:00:")
    assert channel.findtext(f"{itunes}explicit") == "false"
    picture = channel.find(f"{itunes}image")
    assert picture is not None
    assert picture.get("href", "").endswith("/static/portal/podcast.png")
    assert "Giọng máy" in episode.findtext("description", "")


def test_each_audience_has_a_podcast_of_its_own(client: Client, item: Item):
    slug = item.audiences.get(code="woman").slug

    assert b"Khai sinh" in client.get(f"/am-thanh/podcast-{slug}.xml").content
    assert client.get("/am-thanh/podcast-khong-co.xml").status_code == 404


def test_sound_of_words_that_have_changed_leaves_list_and_feed(client: Client, item: Item):
    Item.objects.filter(pk=item.pk).update(last_published_at="2099-01-01T00:00:00+00:00")

    assert "Khai sinh cho con" not in client.get("/am-thanh/podcast.xml").content.decode()


def test_a_provision_is_read_on_wish_and_once(client: Client, document: Document, server: Server):
    address = f"/am-thanh/van-ban/{document.slug}/dieu-1/khoan-2"
    page = client.get(address).content.decode()
    assert "Làm bản nghe" in page
    assert "<audio" not in page

    assert client.post(address, {"giong": "north"}).status_code == 302
    client.post(address, {"giong": "north"})
    page = client.get(address).content.decode()

    assert page.count("<audio") == 1
    assert len(server.asked) == 1
    assert "Người trồng cây" in json.loads(server.asked[0])["input"]
    row = SpokenText.objects.get()
    sound = client.get(page.split('<audio controls preload="none" src="')[1].split('"')[0])
    assert sound.status_code == 200
    assert int(sound["Content-Length"]) == row.bytes
    sound.close()


def test_a_player_gets_the_part_it_asks_for(client: Client, item: Item):
    row = Rendition.objects.filter(form=Form.SOUND, state=Rendition.State.MADE).first()
    assert row is not None
    answer = client.get(f"/ban/{row.pk}/{row.file_name}", headers={"range": "bytes=0-99"})

    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes 0-99/{row.bytes}"
    assert len(b"".join(answer.streaming_content)) == 100  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("data", "headers", "status"),
    [
        ({"giong": "$(id)"}, {}, 400),
        ({}, {}, 400),
        ({"giong": "north"}, {"origin": "https://khac.example"}, 403),
    ],
)
def test_wishes_from_elsewhere_or_for_no_voice_are_refused(
    client: Client, document: Document, data: dict[str, str], headers: dict[str, str], status: int
):
    address = f"/am-thanh/van-ban/{document.slug}/dieu-1"

    assert client.post(address, data, headers=headers).status_code == status
    assert not SpokenText.objects.exists()


def test_an_address_of_nothing_is_not_found(client: Client, document: Document):
    assert client.get(f"/am-thanh/van-ban/{document.slug}/dieu-99").status_code == 404
    assert client.get("/am-thanh/tep/1/x.mp3").status_code == 404


def test_a_voice_that_fails_tells_the_reader(
    client: Client, document: Document, server: Server, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("luatsong.renditions.sound.has_espeak", lambda: False)
    server.manner = "error"
    address = f"/am-thanh/van-ban/{document.slug}/dieu-1"
    client.post(address, {"giong": "north"})

    page = client.get(address).content.decode()
    assert "chưa có giọng đọc" in page
    assert "Làm bản nghe" in page
