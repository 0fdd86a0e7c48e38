"""The assistant's pages in a browser: accessible, narrow, and with script and without."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.barriers import RULES
from tests.browser.conftest import Open
from tests.browser.test_portal_access import WIDTHS
from tests.luatsong.portal import chain

from luatsong import search

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUESTION = "Cây được tưới mỗi tuần mấy lần?"
PAGES = (
    "/hoi-dap/",
    "/hoi-dap/?q=Cây xanh ở đô thị được tưới mỗi tuần mấy lần?",  # doubted: the nearest
    f"/hoi-dap/?q={QUESTION}",
    "/hoi-dap/?q=Đội nào vô địch World Cup 2022?",
    "/hoi-dap/?q=Nghị định 77/2022/NĐ-CP còn hiệu lực không?",
    "/nhung/hoi-dap/",
    f"/nhung/hoi-dap/?q={QUESTION}",
)


@pytest.fixture
def site(live_server: LiveServer, settings: Settings, tmp_path: Path) -> str:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    settings.SITE_HOTLINE = "0269 000 000"
    chain.amended()
    chain.ended()
    search.index_pending()
    return str(live_server.url)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    site: str, open_page: Open, path: str
) -> None:
    axe = Axe()
    page = open_page(site + path)
    for width in (320, *WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}})
            assert found.violations_count == 0, f"{width} {scheme}\n{found.generate_report()}"
    if folder := os.environ.get("SCREENSHOTS"):
        page.emulate_media(color_scheme="light")
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            name = f"{PAGES.index(path)}-{width}.png"
            page.screenshot(path=Path(folder) / name, full_page=True)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_question_and_its_follow_up_by_keyboard(
    site: str, open_page: Open, javascript: bool
) -> None:
    page = open_page(f"{site}/hoi-dap/", width=360, javascript=javascript)
    page.get_by_label("Câu hỏi của bạn").fill(QUESTION)
    page.get_by_role("button", name="Hỏi", exact=True).press("Enter")
    answer = page.get_by_role("region", name="Trả lời")
    assert "Cây được tưới mỗi tuần hai lần." in answer.inner_text()
    page.get_by_label("Hỏi tiếp").fill("thế còn cắt tỉa?")
    page.get_by_label("Hỏi tiếp").press("Enter")
    assert "cắt tỉa mỗi năm hai lần" in page.get_by_role("region", name="Trả lời").inner_text()
