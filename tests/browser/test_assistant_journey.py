"""Asking on a phone: by keyboard, by voice, and with a model whose sentences come one by one."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.assistant.model_server import serving, stream
from tests.browser.conftest import Open
from tests.browser.test_voice_search import MICROPHONE
from tests.luatsong.portal import chain

from luatsong import search

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Who asks, what, and what must stand in the answer; None: honestly declined.
ASKED = (
    ("Cây xanh ở đô thị được tưới mỗi tuần mấy lần?", "Cây được tưới mỗi tuần hai lần."),
    ("cay xanh do thi tuoi moi tuan may lan", "Cây được tưới mỗi tuần hai lần."),
    ("Nghị định 77/2022/NĐ-CP còn hiệu lực không?", "77/2022/NĐ-CP"),
    ("Đội nào vô địch World Cup 2022?", None),
)
RULE = "Cây được tưới mỗi tuần hai lần."
# The whole of what a page of the assistant may fetch as scripts, packed as they are sent.
MOST_SCRIPT = 15_000
SPEAKER = """
window.SpeechRecognition = window.webkitSpeechRecognition = class {
  start() {
    setTimeout(() => {
      this.onstart();
      this.onresult({ results: [[{ transcript: %s }]] });
      this.onend();
    }, 20);
  }
  stop() {}
  abort() {}
};
localStorage.setItem("luatsong:dong-y-giong-noi", "1");
"""


@pytest.fixture
def site(live_server: LiveServer, settings: Settings, tmp_path: Path) -> str:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    settings.SITE_HOTLINE = "0269 000 000"
    chain.amended()
    chain.ended()
    search.index_pending()
    return str(live_server.url)


def _told(page: Page, answer: str | None) -> None:
    """The page shows the answer, has the focus there, and nothing sticks out to the side."""
    heading = page.locator("#tra-loi")
    expect(heading).to_be_focused()
    if answer is None:
        expect(heading).to_have_text("Chưa trả lời được")
        expect(page.get_by_role("button", name="Gửi cho cán bộ")).to_be_visible()
    else:
        expect(page.locator(".tra-loi")).to_contain_text(answer)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize(("question", "answer"), ASKED)
def test_questions_by_keyboard_on_a_phone(
    site: str, open_page: Open, question: str, answer: str | None
) -> None:
    page = open_page(f"{site}/hoi-dap/", width=360)
    page.get_by_label("Câu hỏi của bạn").focus()
    page.keyboard.type(question)
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.textContent") != "Hỏi":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    _told(page, answer)


@pytest.mark.parametrize(("question", "answer"), ASKED)
def test_questions_by_voice_on_a_phone(
    site: str, open_page: Open, question: str, answer: str | None
) -> None:
    page = open_page(f"{site}/gioi-thieu", width=360)
    page.add_init_script(SPEAKER % json.dumps(question))
    scripts: set[str] = set()
    page.on("request", lambda r: scripts.add(r.url) if r.resource_type == "script" else None)
    page.goto(f"{site}/hoi-dap/")
    page.locator("#hoi").get_by_role("button", name=MICROPHONE).click()
    _told(page, answer)
    assert any("listening" in url for url in scripts)
    # Fetched anew: the body of a page that is being left cannot be asked for.
    weights = [len(gzip.compress(page.request.get(url).body())) for url in scripts]
    assert sum(weights) <= MOST_SCRIPT


def test_sentences_of_a_model_appear_as_they_are_proved(
    site: str, open_page: Open, settings: Settings
) -> None:
    row = {"cau": RULE, "trich": [{"nguon": "s1", "loi": RULE}]}
    said = stream(json.dumps(row, ensure_ascii=False) + "\n")
    with serving(said) as (endpoint, _):
        settings.LLM_URL = endpoint.url
        page = open_page(f"{site}/hoi-dap/", width=360)
        page.get_by_label("Câu hỏi của bạn").fill(ASKED[0][0])
        page.get_by_role("button", name="Hỏi", exact=True).press("Enter")
        _told(page, RULE)
        expect(page.locator(".tra-loi li[data-cau]")).to_have_count(1)
        assert page.url == f"{site}/hoi-dap/"
        # The follow-up of a streamed answer is streamed, too, into its place.
        page.get_by_label("Hỏi tiếp").fill("thế còn cắt tỉa?")
        page.get_by_label("Hỏi tiếp").press("Enter")
        expect(page.locator("#hoi-them")).to_have_value("")
        _told(page, RULE)
        assert page.locator(".tra-loi").count() == 1
        expect(page.get_by_label("Câu hỏi của bạn")).to_have_value(ASKED[0][0])
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=Path(folder) / "streamed-360.png", full_page=True)
