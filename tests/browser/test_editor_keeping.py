"""Nothing typed at the editor's desk is lost: session over, network away, two people, a paste."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.test_editor_desk import PASSWORD, site  # noqa: F401 - a fixture

from luatsong.accounts.services import create_account
from luatsong.knowledge.models import Item

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVED_BY_ITSELF = re.compile("/noi-dung/edit/")
_LOG_OUT = """() => fetch('/quan-tri/logout/', {method: 'POST', headers: {
  'X-CSRFToken': document.cookie.match(/csrftoken=([^;]+)/)[1]}}).then(answer => answer.status)"""


Enter = Callable[[str], Page]


@pytest.fixture
def enter(browser: Browser, site: str) -> Iterator[Enter]:  # noqa: F811
    """Signs a person in. The console may complain: of the network we take away, of the script in
    what we paste; a script of ours that breaks fails the test.
    """
    contexts = []
    broken: list[str] = []

    def entered(name: str) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        return _sign_in(page, site, name)

    yield entered
    for context in contexts:
        context.close()
    assert not broken


def _sign_in(page: Page, site: str, name: str) -> Page:  # noqa: F811
    page.goto(f"{site}/quan-tri/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/quan-tri/")
    return page


def _begin(page: Page, title: str = "Chữ gõ ngay khi trang mở") -> Page:
    page.click("text=Viết nội dung mới")
    page.click("a:has(strong:text-is('Tình huống'))")
    page.fill("#id_title", title)
    expect(page).to_have_url(SAVED_BY_ITSELF, timeout=30_000)
    expect(page.locator("#w-autosave-indicator")).to_have_attribute(
        "data-w-autosave-state-value", "saved", timeout=30_000
    )
    return page


def _in_browser(page: Page) -> int:
    """How many copies the browser keeps."""
    script = "Object.keys(localStorage).filter(key => key.startsWith('luatsong:desk:')).length"
    return int(page.evaluate(script))


def _wait_until_nothing_is_kept(page: Page) -> None:
    """The server has every word; the policy of the page forbids asking with `wait_for_function`."""
    for _ in range(300):
        if not _in_browser(page):
            return
        page.wait_for_timeout(100)
    pytest.fail("The browser still keeps a copy: the words have not been saved.")


def test_a_new_item_saves_itself_from_the_first_words_on(enter: Enter) -> None:
    page = _begin(enter("author"))
    _wait_until_nothing_is_kept(page)
    page.locator(".public-DraftEditor-content").nth(0).click()
    page.keyboard.type("Bà Mận muốn trồng cây.")
    page.wait_for_timeout(700)  # the copy is written three tenths of a second after typing
    _wait_until_nothing_is_kept(page)
    page.reload()
    expect(page.locator(".public-DraftEditor-content").nth(0)).to_have_text(
        "Bà Mận muốn trồng cây."
    )
    assert Item.objects.count() == 1


def test_words_survive_the_end_of_the_session(enter: Enter, site: str) -> None:  # noqa: F811
    page = _begin(enter("author"))
    _wait_until_nothing_is_kept(page)
    other = page.context.new_page()
    other.goto(f"{site}/quan-tri/")
    other.evaluate(_LOG_OUT)
    page.locator(".public-DraftEditor-content").nth(0).click()
    page.keyboard.type("Gõ sau khi hết phiên.")
    page.click("button:has-text('Lưu bản nháp')")
    expect(page.get_by_role("alert").first).to_contain_text("Phiên đăng nhập đã hết")
    expect(page).to_have_url(SAVED_BY_ITSELF)
    _sign_in(other, site, "author")
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    _wait_until_nothing_is_kept(page)
    assert "Gõ sau khi hết phiên." in str(Item.objects.get().get_latest_revision_as_object().body)
    expect(page.locator(".staff-note")).to_have_count(0)


def test_words_survive_a_lost_network_and_a_closed_browser(enter: Enter, site: str) -> None:  # noqa: F811
    page = _begin(enter("author"))
    _wait_until_nothing_is_kept(page)
    context, address = page.context, page.url
    context.set_offline(True)
    page.fill("#id_summary", "Gõ lúc mất mạng")
    expect(page.get_by_role("alert").first).to_contain_text("mất mạng", timeout=30_000)
    page.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"{site}/quan-tri/")
    expect(again.locator(".staff-kept")).to_contain_text("còn giữ chữ bạn gõ")
    again.goto(address)
    expect(again.locator("#id_summary")).to_have_value("")
    again.click("text=Lấy lại và lưu")
    expect(again.locator(".messages")).to_contain_text("Đã lưu bản nháp")
    expect(again.locator("#id_summary")).to_have_value("Gõ lúc mất mạng")
    assert _in_browser(again) == 0


def test_of_two_people_neither_loses_a_word(enter: Enter) -> None:
    first = _begin(enter("author"))
    _wait_until_nothing_is_kept(first)
    create_account(username="other", role="author", password=PASSWORD, name="Chị Hoa")
    second = enter("other")
    second.goto(first.url)
    second.fill("#id_summary", "Chị Hoa viết")
    expect(second.locator("#w-autosave-indicator")).to_have_attribute(
        "data-w-autosave-state-value", "saved", timeout=30_000
    )
    first.fill("#id_summary", "Tác giả viết")
    note = first.get_by_role("alert").filter(has_text="đã được lưu ở nơi khác")
    expect(note).to_be_visible(timeout=30_000)
    expect(first.locator("#id_summary")).to_have_value("Tác giả viết")
    first.click("button:has-text('Lưu bản nháp')")
    confirm = first.get_by_role("dialog").get_by_role("button", name=re.compile("Tiếp tục|Lưu"))
    if confirm.count():
        confirm.first.click()
    expect(first.locator(".messages")).to_contain_text("Chị Hoa đã lưu một bản khác")
    item = Item.objects.get()
    kept = {revision.as_object().summary for revision in item.revisions.all()}
    assert {"Chị Hoa viết", "Tác giả viết"} <= kept
    assert item.get_latest_revision_as_object().summary == "Tác giả viết"


_PASTE = """() => {
  const markup = '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>'
    + '<h1 class="MsoTitle" onclick="alert(1)">Đề mục</h1><p>Chữ của đoạn<o:p></o:p></p>'
    + '<script>document.title = "hỏng"</' + 'script><table><tr><td>Ô</td></tr></table>'
    + '<img src="x" onerror="document.title=1"><iframe src="https://example.org"></iframe>'
    + '</body></html>';
  const data = new DataTransfer();
  data.setData('text/html', markup);
  data.setData('text/plain', 'Đề mục\\nChữ của đoạn');
  document.activeElement.dispatchEvent(
    new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_a_paste_from_word_says_what_it_lost(enter: Enter) -> None:
    page = _begin(enter("author"))
    editor = page.locator(".public-DraftEditor-content").nth(0)
    editor.click()
    page.evaluate(_PASTE)
    expect(editor).to_contain_text("Chữ của đoạn")
    told = page.locator(".staff-pasted")
    for lost in ("ảnh dán kèm", "khung bảng", "cỡ chữ đề mục", "script", "mã định dạng của Word"):
        expect(told).to_contain_text(lost)
    page.click("button:has-text('Lưu bản nháp')")
    expect(page.locator(".messages")).to_contain_text("Đã lưu bản nháp")
    words = str(Item.objects.get().get_latest_revision_as_object().body)
    assert "Chữ của đoạn" in words
    assert not re.search("script|onclick|onerror|iframe|<h1|<img|<table", words)
