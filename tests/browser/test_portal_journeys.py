"""What a reader does on the public site, with and without script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.conftest import Open
from tests.luatsong.portal import chain, samples

from luatsong import search

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DECREE = "/van-ban/nghi-dinh-12-2026-nd-cp"


@pytest.fixture
def site(live_server: LiveServer, settings: Settings, tmp_path: Path) -> str:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    samples.decree()
    chain.amended()
    samples.law()
    samples.ordinary_document()
    search.index_pending()
    return str(live_server.url)


def test_a_reader_without_script_finds_and_reads_a_point(site: str, open_page: Open) -> None:
    page = open_page(site, javascript=False)
    page.get_by_role("searchbox").fill("cat tia bon phan")
    page.get_by_role("button", name="Tìm").click()
    page.locator(".docs a").first.click()
    expect(page.locator("article")).to_contain_text("Bón phân.")
    page.get_by_role("link", name="đ)").click()
    expect(page).to_have_url(re.compile("/dieu-2/khoan-2/diem-dd$"))
    expect(page.locator("[data-words]")).to_contain_text("điểm đ khoản 2 Điều 2 Nghị định")
    page.get_by_role("link", name=re.compile("Xem trong toàn văn")).click()
    expect(page.locator("#dieu-2-khoan-2-diem-dd")).to_be_in_viewport()


def test_the_contents_fold_on_a_phone_without_script(site: str, open_page: Open) -> None:
    page = open_page(site + DECREE, width=360, javascript=False)
    contents = page.get_by_role("navigation", name="Mục lục")
    expect(contents).to_be_hidden()
    page.get_by_text("Mục lục", exact=True).first.click()
    expect(contents).to_be_visible()
    contents.get_by_role("link", name=re.compile("Điều 3")).click()
    expect(page.locator("#dieu-3")).to_be_in_viewport()


def test_a_citation_is_copied(site: str, open_page: Open) -> None:
    page = open_page(f"{site}{DECREE}/dieu-2/khoan-1")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Chép").click()
    expect(page.get_by_role("status").filter(has_text="Đã chép câu viện dẫn.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("khoản 1 Điều 2 Nghị định số 12/2026/NĐ-CP ngày 05 tháng 02")


def test_the_contents_show_where_one_reads(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/van-ban/nghi-dinh-45-2026-nd-cp")
    page.locator("#dieu-20").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('dieu-20').scrollIntoView()")
    expect(page.locator("nav.toc [aria-current=location]")).to_have_attribute("href", "#dieu-20")


def test_the_first_tab_stop_leads_past_the_head(site: str, open_page: Open) -> None:
    page = open_page(site + DECREE)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Đến nội dung chính")
    page.keyboard.press("Enter")
    expect(page.locator("#noi-dung")).to_be_focused()


def test_a_printed_document_holds_the_text_and_nothing_to_click(site: str, open_page: Open) -> None:
    page = open_page(site + DECREE)
    page.emulate_media(media="print")
    expect(page.locator("article")).to_be_visible()
    for left_out in ("header.top", "footer", "nav.toc", ".tools", ".crumbs"):
        expect(page.locator(left_out)).to_be_hidden()


def test_a_citizen_asked_which_province_chooses_one(site: str, open_page: Open) -> None:
    samples.local_decision("An Hà")
    samples.local_decision("Bình Giang")
    page = open_page(f"{site}/van-ban/01-2024-qd-ubnd", javascript=False)
    page.get_by_role("link", name=re.compile("Bình Giang")).click()
    expect(page.locator(".facts")).to_contain_text("Ủy ban nhân dân tỉnh Bình Giang")


AMENDED = f"/van-ban/{chain.BASE_SLUG}"


def test_a_reader_without_script_picks_a_day_and_follows_words_to_their_source(
    site: str, open_page: Open
) -> None:
    page = open_page(site + AMENDED, javascript=False)
    page.get_by_role("textbox", name="Luật tại ngày").fill("2024-06-01")
    page.get_by_role("button", name="Xem").click()
    expect(page).to_have_url(re.compile("ngay=2024-06-01$"))
    expect(page.locator("article")).to_contain_text("mỗi tuần một lần")
    page.get_by_role("link", name="Xem hôm nay").click()
    page.get_by_role("link", name="Nguồn 1 của phần chữ này").first.click()
    expect(page.locator("#goc-1")).to_be_in_viewport()
    page.locator("#goc-1").get_by_role("link", name=re.compile("khoản 1 Điều 1")).click()
    expect(page).to_have_url(re.compile("nghi-dinh-34-2024-nd-cp/dieu-1/khoan-1$"))


@pytest.mark.parametrize("how", ["hover", "focus", "tap"])
def test_new_words_show_the_instruction_that_brought_them(
    site: str, open_page: Open, how: str
) -> None:
    page = open_page(site + AMENDED, width=360 if how == "tap" else 1280)
    words = page.locator(".moi").first
    if how == "hover":
        words.hover()
    elif how == "focus":
        page.locator(".nguon a").first.focus()
    else:
        words.click()
    box = page.get_by_role("tooltip")
    expect(box).to_contain_text("Sửa đổi khoản 1 Điều 2 như sau")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()


def test_two_days_are_compared_from_the_page_of_a_document(site: str, open_page: Open) -> None:
    page = open_page(f"{site}{AMENDED}/dong-doi", javascript=False)
    page.get_by_role("link", name="So sánh với trước đó").click()
    expect(page.locator("del")).to_contain_text(["một"])
    page.get_by_role("link", name="Hai cột").click()
    expect(page.locator(".two").first).to_contain_text("[thêm:  hai]")
