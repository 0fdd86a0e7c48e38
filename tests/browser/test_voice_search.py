"""Searching by voice (acceptance case 20): the screen, the ten seconds, stopping early."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.conftest import ARGUMENTS, CHROMIUM, Open
from tests.luatsong.portal import samples
from tests.luatsong.portal.speech import SpeechServer

from luatsong import search

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A recogniser that hears on until it is stopped.
RECOGNISER = """
window.heard = [];
window.SpeechRecognition = window.webkitSpeechRecognition = class {
  start() {
    window.heard.push("start");
    setTimeout(() => { this.onstart(); this.say("nồng độ"); }, 20);
  }
  say(text) { const part = [{ transcript: text }]; this.onresult({ results: [part] }); }
  stop() { window.heard.push("stop"); this.say("cây cổ thụ"); setTimeout(() => this.onend(), 10); }
  abort() { window.heard.push("abort"); }
};
"""
DEAF = """
window.SpeechRecognition = window.webkitSpeechRecognition = class {
  start() { setTimeout(() => { this.onerror({ error: "network" }); this.onend(); }, 20); }
  stop() {}
  abort() {}
};
"""
NONE = "delete window.webkitSpeechRecognition; delete window.SpeechRecognition;"
MICROPHONE = "Tìm bằng giọng nói"


@pytest.fixture
def site(live_server: LiveServer, settings: Settings, tmp_path: Path) -> str:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    samples.decree()
    search.index_pending()
    return str(live_server.url)


def with_script(open_page: Open, site: str, script: str) -> Page:
    page = open_page(f"{site}/tim-kiem")
    page.add_init_script(script)
    page.goto(site)
    return page


def speaking(open_page: Open, site: str) -> Page:
    """The home page with the microphone pressed and the leaving of sound agreed to."""
    page = with_script(open_page, site, RECOGNISER)
    page.get_by_role("button", name=MICROPHONE).click()
    page.get_by_role("button", name="Đồng ý và nói").click()
    expect(page.get_by_role("heading", name="Mời bạn nói")).to_be_visible()
    return page


def test_the_first_time_one_is_told_that_sound_leaves_the_device(
    site: str, open_page: Open
) -> None:
    page = with_script(open_page, site, RECOGNISER)
    page.get_by_role("button", name=MICROPHONE).click()
    expect(page.get_by_role("dialog")).to_contain_text("gửi tiếng nói tới máy chủ")
    assert page.evaluate("window.heard") == []
    page.get_by_role("button", name="Thôi").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name=MICROPHONE).click()
    page.get_by_role("button", name="Đồng ý và nói").click()
    expect(page.get_by_role("heading", name="Mời bạn nói")).to_be_visible()
    page.keyboard.press("Escape")
    page.wait_for_function("window.heard.length > 1")  # a dialog tells that it closed a bit later
    assert page.evaluate("window.heard") == ["start", "abort"]
    page.get_by_role("button", name=MICROPHONE).click()  # asked once
    expect(page.get_by_role("heading", name="Mời bạn nói")).to_be_visible()


def test_the_screen_advises_and_the_turning_microphone_searches_at_once(
    site: str, open_page: Open
) -> None:
    page = speaking(open_page, site)
    expect(page.get_by_role("dialog")).to_contain_text("rõ ràng, không quá nhanh")
    expect(page.get_by_role("dialog")).to_contain_text("nồng độ")
    ring = "getComputedStyle(document.querySelector('dialog .mic'), '::after').animationName"
    assert page.evaluate(ring) == "quay"
    page.get_by_role("button", name="Dừng và tìm ngay").click()
    expect(page).to_have_url(re.compile("/tim-kiem"))
    expect(page.get_by_role("combobox")).to_have_value("cây cổ thụ")


def test_after_ten_seconds_it_stops_and_searches_by_itself(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/tim-kiem")
    page.add_init_script(RECOGNISER)
    page.clock.install()
    page.goto(site)
    page.get_by_role("button", name=MICROPHONE).click()
    page.get_by_role("button", name="Đồng ý và nói").click()
    page.clock.run_for(200)
    expect(page.get_by_role("heading", name="Mời bạn nói")).to_be_visible()
    page.clock.run_for(9_000)
    assert page.evaluate("window.heard") == ["start"]
    page.clock.run_for(1_300)
    expect(page).to_have_url(re.compile("/tim-kiem"))
    expect(page.get_by_role("combobox")).to_have_value("cây cổ thụ")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_screen_passes_axe(site: str, open_page: Open, width: int) -> None:
    page = speaking(open_page, site)
    page.set_viewport_size({"width": width, "height": 800})
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": rules}})
    assert found.violations_count == 0, found.generate_report()


def test_with_nothing_that_hears_there_is_no_microphone(site: str, open_page: Open) -> None:
    page = with_script(open_page, site, NONE)
    expect(page.get_by_role("combobox")).to_be_visible()
    expect(page.get_by_role("button", name=MICROPHONE)).to_have_count(0)


def test_a_recogniser_without_a_service_is_said_and_its_button_goes(
    site: str, open_page: Open
) -> None:
    page = with_script(open_page, site, DEAF)
    page.get_by_role("button", name=MICROPHONE).click()
    page.get_by_role("button", name="Đồng ý và nói").click()
    expect(page.get_by_role("dialog")).to_contain_text("Bạn hãy gõ câu cần tìm")
    page.get_by_role("button", name="Thôi").click()
    expect(page.get_by_role("button", name=MICROPHONE)).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name=MICROPHONE)).to_have_count(0)


@pytest.fixture
def listening(browser: Browser, settings: Settings) -> Iterator[tuple[Page, SpeechServer]]:
    """A page in a Chromium with a microphone that beeps, and a real speech server."""
    arguments = [
        *ARGUMENTS,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
    ]
    launched = browser.browser_type.launch(executable_path=CHROMIUM, args=arguments)
    with SpeechServer() as server:
        settings.ASR_URL = server.address
        page = launched.new_page()
        page.add_init_script(NONE)
        server.body = '{"text": "cây cổ thụ"}'.encode()
        yield page, server
    launched.close()


def test_the_server_hears_what_a_real_microphone_records(
    site: str, listening: tuple[Page, SpeechServer]
) -> None:
    page, server = listening
    page.goto(site)
    page.get_by_role("button", name=MICROPHONE).click()
    expect(page.get_by_role("heading", name="Mời bạn nói")).to_be_visible()
    page.wait_for_timeout(1_200)  # somebody speaks
    page.get_by_role("button", name="Dừng và tìm ngay").click()
    expect(page).to_have_url(re.compile("/tim-kiem"))
    expect(page.get_by_role("combobox")).to_have_value("cây cổ thụ")
    [(_, body)] = server.requests
    assert b"\x1a\x45\xdf\xa3" in body  # a Matroska/WebM recording
    assert 1_000 < len(body) < 100_000


def test_a_deaf_recogniser_hands_over_to_the_server(
    site: str, listening: tuple[Page, SpeechServer]
) -> None:
    page, server = listening
    page.add_init_script(DEAF)
    page.goto(site)
    page.get_by_role("button", name=MICROPHONE).click()
    page.get_by_role("button", name="Đồng ý và nói").click()
    expect(page.get_by_role("heading", name="Mời bạn nói")).to_be_visible()
    page.wait_for_timeout(600)  # somebody speaks
    page.get_by_role("button", name="Dừng và tìm ngay").click()
    expect(page.get_by_role("combobox")).to_have_value("cây cổ thụ")
    assert len(server.requests) == 1
