"""The editor's desk in a real browser: three persons bring a situation to the public.

The page with the form is opened under the policy of the public site. Its editor of rich text asks
for two styles of its own that the policy refuses; nothing is lost by that (docs/adr/0008), and
anything else that is refused fails the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group, Permission
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.waiting import settle
from tests.luatsong.factories import make_document
from tests.luatsong.staff.english import english_in
from tests.luatsong.staff.knowledge.conftest import picture_bytes
from wagtail.models import Collection, Locale
from wagtail.models import Page as CmsPage

from luatsong.accounts.roles import create_roles
from luatsong.accounts.services import create_account
from luatsong.knowledge import services
from luatsong.knowledge.models import Item
from luatsong.staff.knowledge.collections import give_collections

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # smaller pictures, made by the CMS
]

PASSWORD = "dung-mat-khau-2026"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TITLE = "Trồng cây bên suối phải chọn giống nào?"
Enter = Callable[[str], Page]
# A machine so busy that nothing is done after a quarter of a second before a minute is over.
_BUSY = """() => {
  const soon = window.setTimeout;
  window.setTimeout = (act, after, ...given) => soon(act, after >= 250 ? 60000 : after, ...given);
}"""


@pytest.fixture
def site(live_server: LiveServer, settings: Settings, tmp_path: Path) -> str:
    """A site with one circular, and one account in each of the three roles."""
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    settings.LUATSONG_RECEIVING_DIR = tmp_path / "dang-nhan"
    Locale.objects.get_or_create(language_code="vi")
    CmsPage.add_root(title="Gốc", slug="root")
    Collection.add_root(name="Gốc")
    create_roles(Group, Permission)
    for role in ("author", "reviewer", "approver"):
        create_account(username=role, role=role, password=PASSWORD, name=role)
    for group in Group.objects.all():
        give_collections(group)
    services.load_lists()
    make_document()
    (tmp_path / "suoi.png").write_bytes(picture_bytes(400, 300))
    return str(live_server.url)


@pytest.fixture
def enter(browser: Browser, site: str) -> Iterator[Enter]:
    """Signs a person in, in a browser of their own; complaints of the browser fail the test."""
    contexts = []
    complaints: list[str] = []

    def hear(said: ConsoleMessage) -> None:
        harmless = "Applying inline style" in said.text or "responded with a status" in said.text
        if said.type == "error" and not harmless:
            complaints.append(said.text)

    def entered(role: str) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
        contexts.append(context)
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{site}/quan-tri/login/")
        page.fill("#id_username", role)
        page.fill("#id_password", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/quan-tri/")
        return page

    yield entered
    for context in contexts:
        context.close()
    assert not complaints


def _write(page: Page) -> None:
    page.click("text=Viết nội dung mới")
    page.click("a:has(strong:text-is('Tình huống'))")
    page.fill("#id_title", TITLE)
    page.fill("#id_summary", "Phải chọn giống cây bản địa.")
    texts = page.locator(".public-DraftEditor-content")
    texts.nth(0).click()
    page.keyboard.type("Bà Mận muốn trồng cây bên suối.")
    page.fill("[name=body-1-value-question]", "Bà phải chọn giống nào?")
    texts.nth(1).click()
    page.keyboard.type("Bà chọn giống cây bản địa.")
    page.fill("#id_plain", "Bà Mận trồng cây bên suối. Bà chọn cây của quê mình.")
    page.locator("#id_audiences").get_by_text("Người dân", exact=True).click()


def _add_picture(page: Page, picture: Path) -> None:
    page.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name="Ảnh", exact=True).click()
    page.locator("[data-chooser-action-choose]:visible").first.click()
    page.get_by_role("tab", name="Tải lên").click()
    page.set_input_files("#tab-upload input[type=file]", picture)
    expect(page.locator("#tab-upload [name$=title]")).not_to_have_value("")
    page.click("#tab-upload button[type=submit]")
    expect(page.locator(".modal")).to_have_count(0)
    expect(page.locator("[data-chooser-title]").last).to_have_text("suoi")
    words = page.locator("[name=body-2-value-image-alt_text]")
    expect(words).to_have_value("suoi")  # the chooser writes words of its own first
    words.fill("Con suối chảy qua làng")
    expect(words).to_have_value("Con suối chảy qua làng")


def test_three_persons_bring_a_situation_to_readers(
    site: str, enter: Enter, tmp_path: Path
) -> None:
    page = enter("author")
    _write(page)
    page.fill("#id_basis_text", "Điều 77 Thông tư 12/2026/TT-BTL")
    page.click("[name=action-submit]")
    expect(page.locator(".staff-findings")).to_contain_text("không có Điều 77")
    expect(page.locator("#id_title")).to_have_value(TITLE)
    page.fill("#id_basis_text", "Điều 1 Thông tư 12/2026/TT-BTL")
    _add_picture(page, tmp_path / "suoi.png")
    page.click("[name=action-submit]")
    expect(page.locator(".messages")).to_contain_text("đi thẩm định")
    for role, said in (("reviewer", "chuyển sang người duyệt"), ("approver", "công bố")):
        other = enter(role)
        other.click(f".staff-todo a:has-text('{TITLE}')")
        frame = other.frame_locator(".staff-frame iframe")
        expect(frame.locator("h1")).to_have_text(TITLE)
        other.click("[name=dong-y]")
        expect(other.locator(".messages")).to_contain_text(said)
    item = Item.objects.get()
    assert item.live
    page.goto(f"{site}{item.get_absolute_url()}")
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.get_by_alt_text("Con suối chảy qua làng")).to_be_visible()


def test_words_typed_right_before_saving_are_kept(site: str, enter: Enter) -> None:
    page = enter("author")
    _write(page)
    page.evaluate(_BUSY)
    page.locator(".public-DraftEditor-content").nth(1).click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(" Cây tre thì tốt.")
    page.click("button:has-text('Lưu bản nháp')")
    page.wait_for_url("**/noi-dung/edit/*/")
    told = page.locator(".public-DraftEditor-content")
    expect(told.nth(0)).to_have_text("Bà Mận muốn trồng cây bên suối.")
    expect(told.nth(1)).to_have_text("Bà chọn giống cây bản địa. Cây tre thì tốt.")


def test_the_pages_of_the_desk_are_accessible_and_vietnamese(site: str, enter: Enter) -> None:
    page = enter("author")
    _write(page)
    page.click("button:has-text('Lưu bản nháp')")
    page.wait_for_url("**/noi-dung/edit/*/")
    item = Item.objects.get()
    axe = Axe()
    for path in ("", "noi-dung/viet-moi/", "noi-dung/lich/", f"noi-dung/{item.pk}/"):
        page.goto(f"{site}/quan-tri/{path}")
        assert english_in(page.locator("body").inner_text().split("\n")) == [], path
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            settle(page)  # colours of the CMS's buttons change slowly
            options = {"runOnly": {"type": "tag", "values": RULES}}
            found = axe.run(page, context="#main", options=options)
            assert found.violations_count == 0, f"{path} {width}\n{found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
