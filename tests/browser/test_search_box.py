"""The search box with script: choices while typing, long questions; what was read; read aloud."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.conftest import Open
from tests.luatsong.portal import chain, samples

from luatsong import search

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DECREE = "/van-ban/nghi-dinh-12-2026-nd-cp"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def site(live_server: LiveServer, settings: Settings, tmp_path: Path) -> str:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    samples.decree()
    samples.law()
    chain.amended()
    search.index_pending()
    return str(live_server.url)


def test_choices_are_taken_by_keyboard_alone(site: str, open_page: Open) -> None:
    page = open_page(site)
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("12/2026")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("12/2026/NĐ-CP")
    identity = chosen.get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", str(identity))
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("12/2026")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{DECREE}$"))


def test_enter_without_a_choice_searches(site: str, open_page: Open) -> None:
    page = open_page(site)
    page.get_by_role("combobox").press_sequentially("cây cổ thụ")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/tim-kiem"))


def test_a_long_question_is_sent_whole_and_kept(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/tim-kiem")
    question = "Tôi muốn hỏi về cây cổ thụ. " * 400
    page.get_by_role("combobox").fill(question)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("máy chỉ tìm theo 300 ký tự đầu")
    assert page.locator("textarea").input_value() == question.strip()


@pytest.mark.parametrize("width", [360, 1280])
def test_open_choices_pass_axe_and_stay_on_the_screen(
    site: str, open_page: Open, width: int
) -> None:
    page = open_page(f"{site}/tim-kiem", width=width)
    page.get_by_role("combobox").press_sequentially("cây")
    expect(page.get_by_role("listbox")).to_be_visible()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    "path",
    [
        "/tim-kiem?q=cây được tưới&ngay=2024-06-01&trang-thai=tat-ca",
        "/tim-kiem?q=xyzzyx qwrtp zzkkq",
        f"/tim-kiem?q=cây&trong={DECREE.rpartition('/')[2]}",
        "/tim-kiem?q=" + "cây cổ thụ " * 60,
        "/theo-doi/?q=cây tưới",
        "/theo-doi/",
        "/theo-doi/xac-nhan/khong-co",
        "/theo-doi/thoi/khong-co",
    ],
)
def test_pages_of_search_and_follows_pass_axe(site: str, open_page: Open, path: str) -> None:
    page = open_page(site + path, width=360)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_was_read_stays_in_the_browser_and_can_be_forgotten(
    site: str, open_page: Open
) -> None:
    page = open_page(site + DECREE)
    page.goto(f"{site}/tim-kiem")
    recent = page.get_by_role("region", name="Bạn đọc gần đây")
    expect(recent.get_by_role("link")).to_have_count(1)
    recent.get_by_role("button", name="Xóa").click()
    expect(recent).to_be_hidden()
    page.reload()
    expect(page.get_by_role("region", name="Bạn đọc gần đây")).to_be_hidden()


VOICE = """
window.said = [];
class Said extends EventTarget { constructor(text) { super(); this.text = text; } }
window.SpeechSynthesisUtterance = Said;
const voices = [{ lang: "vi-VN", name: "Giọng" }];
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, cancel() {}, pause() { window.state = "paused"; },
  resume() { window.state = "on"; },
  speak(one) { window.said.push(one.text); if (window.said.length < 3) one.onend(); },
} });
"""


def test_a_provision_is_read_aloud_paused_and_stopped(site: str, open_page: Open) -> None:
    page = open_page(site)
    page.add_init_script(VOICE)
    page.goto(f"{site}{DECREE}/dieu-2")
    page.get_by_role("button", name="Nghe đọc").click()
    assert "".join(page.evaluate("window.said")).startswith("Điều 2")
    page.get_by_role("button", name="Tạm dừng").click()
    assert page.evaluate("window.state") == "paused"
    page.get_by_role("button", name="Đọc tiếp").click()
    page.get_by_role("button", name="Dừng đọc").click()
    expect(page.get_by_role("button", name="Nghe đọc")).to_be_focused()


def test_without_a_vietnamese_voice_there_is_no_button(site: str, open_page: Open) -> None:
    page = open_page(f"{site}{DECREE}/dieu-2")
    assert page.evaluate("speechSynthesis.getVoices().filter(v => /^vi/.test(v.lang)).length") == 0
    expect(page.get_by_role("button", name="Nghe đọc")).to_be_hidden()
