"""The bookshelf in a browser: read, left and found again, heard, without script, by everybody."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.base import ContentFile
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.barriers import RULES
from tests.browser.conftest import Open
from tests.browser.test_portal_access import WIDTHS
from tests.browser.waiting import until
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.portal import chain

from luatsong.accounts.models import User
from luatsong.bookshelf import registers, services
from luatsong.knowledge.models import Audience
from luatsong.renditions.making import registered
from luatsong.renditions.models import Form, Rendition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOOK = "/tu-sach/cay-xanh-quanh-ta/"


@pytest.fixture
def shelf(live_server: LiveServer) -> str:
    """A site with a published book of a long item, with sound, and of a law that has changed."""
    chain.base()
    maker, publisher = User.objects.create(username="a"), User.objects.create(username="b")
    long = "".join(f"<p>Đoạn {n}: chọn giống cây bản địa, tưới đều.</p>" for n in range(60))
    item = make_item(title="Trồng cây trước cửa", body=[("text", long)])
    book = services.create(maker, title="Cây xanh quanh ta", summary="Sách nhỏ.")
    book.audiences.set([Audience.objects.get(code="citizen")])
    registers.load_shelves()
    services.add_item(book, maker, item)
    services.add_law(book, maker, "Điều 2 Nghị định số 12/2023/NĐ-CP")
    services.submit(book, maker)
    services.publish(book, publisher)
    chain.amend()
    sound = registered(Form.SOUND)
    row = Rendition(
        item=item, form=Form.SOUND, variant="bac", state=Rendition.State.MADE, seconds=95.0
    )
    row.source_hash = sound.source(item) if sound else ""
    row.media_type, row.bytes = "audio/mpeg", 1000
    row.file.save("bac.abc.mp3", ContentFile(b"\xff\xfb" + bytes(998)))
    return str(live_server.url)


@pytest.mark.parametrize(
    "path",
    [
        "/tu-sach/",
        "/tu-sach/?q=khong-co-gi",
        BOOK,
        f"{BOOK}trong-cay-truoc-cua",
        f"{BOOK}dieu-2-nghi-dinh-12-2023-nd-cp-cham-soc-cay",
        f"{BOOK}nghe",
        f"{BOOK}ca-cuon",
    ],
)
def test_axe_finds_nothing(shelf: str, open_page: Open, path: str) -> None:
    page = open_page(shelf + path)
    for width in (320, *WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            report = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
            assert report.violations_count == 0, f"{width} {scheme}\n{report.generate_report()}"


def test_the_place_is_remembered_in_this_browser_only(shelf: str, open_page: Open) -> None:
    page = open_page(f"{shelf}{BOOK}")
    expect(page.locator("[data-continue]")).not_to_be_visible()
    page.get_by_role("link", name="Bắt đầu đọc").click()
    page.wait_for_load_state()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    until(page, "Object.values(JSON.parse(localStorage['luatsong:dang-doc']))[0].y > 0.2")
    at = page.evaluate("scrollY")
    page.goto(f"{shelf}/tu-sach/")
    link = page.locator("[data-continue] a")
    expect(link).to_have_text("Trồng cây trước cửa")
    link.click()
    page.wait_for_load_state()
    until(page, f"Math.abs(scrollY - {at}) < 250")
    assert page.context.cookies() == []


def test_a_book_is_read_from_cover_to_end_without_script(shelf: str, open_page: Open) -> None:
    page = open_page(f"{shelf}/tu-sach/", javascript=False)
    page.get_by_role("link", name="Cây xanh quanh ta").first.click()
    page.get_by_role("link", name="Bắt đầu đọc").click()
    expect(page.get_by_role("heading", name="Trồng cây trước cửa", level=1)).to_be_visible()
    page.get_by_role("link", name="Phần sau").click()
    expect(page.get_by_text("mỗi tuần hai lần")).to_be_visible()
    expect(page.get_by_text("Luật đã thay đổi so với ngày")).to_be_visible()
    page.get_by_role("link", name="Mục lục", exact=True).click()
    expect(page).to_have_url(re.compile(f"{BOOK}$"))


def test_an_audio_book_has_speed_and_a_sleep_timer(shelf: str, open_page: Open) -> None:
    page = open_page(f"{shelf}{BOOK}nghe")
    page.get_by_label("Tốc độ").select_option("1.25")
    assert page.evaluate("document.querySelector('[data-album] audio').playbackRate") == 1.25
    page.get_by_label("Tự tắt").select_option("10")
    expect(page.get_by_text("Sẽ tự tắt sau 10 phút.")).to_be_visible()
