"""Listening in a real browser: chapters, speed, sleep, the remembered place; and accessibility."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.luatsong.factories import make_document
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.renditions.speech_server import speech_server

from luatsong.knowledge.models import Item
from luatsong.renditions import services
from luatsong.renditions.models import Form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Page]


@pytest.fixture
def item(settings: Settings) -> Iterator[Item]:
    with speech_server() as server:
        settings.TTS_URL = server.address
        made = make_item(
            title="Khai sinh cho con",
            body=[("heading", "Nộp gì"), ("text", "<p>Nộp đơn. Nộp giấy chứng sinh.</p>")],
        )
        services.make(made, Form.SOUND)
        yield made


def test_a_chapter_is_jumped_to_and_the_speed_is_kept(
    live_server: LiveServer, open_page: Open, item: Item
):
    page = open_page(live_server.url + item.get_absolute_url())
    page.locator(".marks summary").first.click()
    page.get_by_role("link", name="Nộp gì").first.click()
    page.wait_for_function("document.querySelector('audio').currentTime > 1")
    page.get_by_label("Tốc độ").select_option("1.5")

    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.5
    page.locator(".marks [aria-current=true]").first.wait_for(state="attached")
    page.reload()
    expect(page.get_by_label("Tốc độ")).to_have_value("1.5")


def test_one_voice_is_heard_at_a_time(live_server: LiveServer, open_page: Open, item: Item):
    page = open_page(live_server.url + item.get_absolute_url())
    page.evaluate("document.querySelectorAll('audio')[0].play()")
    page.evaluate("document.querySelectorAll('audio')[1].play()")
    page.wait_for_function("document.querySelectorAll('audio')[0].paused")


def test_the_sleep_timer_says_what_it_will_do(live_server: LiveServer, open_page: Open, item: Item):
    page = open_page(live_server.url + item.get_absolute_url())
    page.get_by_label("Hẹn giờ tắt").select_option("part")

    expect(page.get_by_text("Sẽ tắt: hết phần này.")).to_be_visible()


def test_without_javascript_everything_can_still_be_heard(
    live_server: LiveServer, open_page: Open, item: Item
):
    page = open_page(live_server.url + item.get_absolute_url(), javascript=False)

    assert page.locator("audio[controls]").count() == 3
    assert page.get_by_role("link", name="Tải về Giọng máy miền Bắc").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_pages_of_listening_have_no_barrier(
    live_server: LiveServer, open_page: Open, item: Item, width: int, scheme: str
):
    document = make_document()
    for path in (
        "/am-thanh/",
        f"/am-thanh/van-ban/{document.slug}/dieu-1",
        item.get_absolute_url(),
    ):
        page = open_page(live_server.url + path, width=width, scheme=scheme)
        for summary in page.locator(".player summary").all():
            summary.click()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
