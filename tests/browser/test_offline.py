"""Reading with the network off: in a browser that kept a topic, and from a folder."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.barriers import RULES
from tests.browser.test_portal_access import WIDTHS
from tests.browser.waiting import WAIT, until
from tests.luatsong.knowledge.factories import make_item

from luatsong.responses.models import ReturnedPack

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EVERYTHING = [
    ("heading", "Cách trồng"),
    ("facts", {"title": "Sự việc", "text": "<p>Anh Páo trồng cây.</p>"}),
    ("question_answer", {"question": "Trồng tre được không?", "answer": "<p>Được.</p>"}),
    ("steps", {"title": "Các bước", "steps": [{"title": "Đào hố", "text": "<p>Ba mét.</p>"}]}),
    ("checklist", {"title": "Mang theo", "items": ["Cuốc"]}),
    ("warning", {"title": "Không đào bờ suối", "text": "<p>Đất lở.</p>"}),
    ("quote", {"place": "Điều 1 Luật Suối", "words": "Chọn giống cây bản địa."}),
    ("table", {"caption": "Khoảng cách", "head": True, "rows": "Cây|Cách bờ\nTre|3 m"}),
    ("dialogue", {"title": "", "lines": [{"character": "Chị Mẩy", "words": "Trồng ở đâu?"}]}),
]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 360, "height": 800})
    yield made
    made.close()


def fifty() -> None:
    for number in range(50):
        body = [("text", f"<p>Hộ số {number} trồng cây bản địa bên suối.</p>" * 20)]
        make_item(title=f"Trồng cây ở thôn {number}", slug=f"cay-{number}", body=body)


def governed(page: Page) -> None:
    """Wait until the service worker answers for the page."""
    until(page, "navigator.serviceWorker.controller !== null")


def kept(page: Page) -> None:
    """Wait until the page itself is in a cache."""
    until(page, "caches.match(location.href).then((found) => found !== undefined)")


def test_keeping_is_offered_although_the_page_arrives_after_its_scripts(
    live_server: LiveServer, context: BrowserContext
) -> None:
    item = make_item(title="Trồng cây", slug="trong-cay")
    page = context.new_page()

    def halted(route: Route) -> None:
        """The page as a slow network gives it: what comes before the button, then the rest."""
        whole = route.fetch()
        wait = '<script src="/cham.js"></script><li data-keep-page'
        route.fulfill(response=whole, body=whole.text().replace("<li data-keep-page", wait))

    def late(route: Route) -> None:
        page.wait_for_timeout(1500)
        route.fulfill(body="", content_type="text/javascript")

    page.route("**/trong-cay", halted)
    page.route("**/cham.js", late)
    page.goto(live_server.url + item.get_absolute_url())
    expect(page.get_by_role("button", name="Lưu bài này")).to_be_visible()


def test_a_topic_of_fifty_items_opens_with_the_network_off(
    live_server: LiveServer, context: BrowserContext
) -> None:
    fifty()
    page = context.new_page()
    page.goto(f"{live_server.url}/ngoai-tuyen/doi-tuong/citizen/")
    governed(page)
    box = page.locator("[data-keep]")
    box.get_by_role("button", name="Lưu để đọc khi không có mạng").click()
    expect(box.get_by_role("status")).to_contain_text("Đã lưu 51 trang", timeout=WAIT)
    context.set_offline(True)
    for number in (0, 23, 49):
        page.goto(f"{live_server.url}/kien-thuc/cay-{number}")
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Trồng cây ở thôn {number}")
        expect(page.locator(".offline-copy")).to_contain_text("Bạn đang đọc bản lưu lúc")
        expect(page.locator(".offline-copy")).to_contain_text("Pháp luật có thể đã thay đổi")
    # The style is there, too.
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_what_was_not_kept_says_so_and_lists_what_was(
    live_server: LiveServer, context: BrowserContext
) -> None:
    make_item(title="Trồng cây", slug="cay")
    page = context.new_page()
    page.goto(f"{live_server.url}/")
    governed(page)
    page.goto(f"{live_server.url}/kien-thuc/cay")
    kept(page)
    context.set_offline(True)
    page.goto(f"{live_server.url}/tim-kiem?q=rung")
    expect(page.get_by_role("heading", level=1)).to_have_text("Máy đang không có mạng")
    page.get_by_role("link", name="Trồng cây").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trồng cây")


def test_staff_pages_forms_and_searches_are_never_kept(
    live_server: LiveServer, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{live_server.url}/")
    governed(page)
    for path in ("/tim-kiem?q=cay", "/quan-tri/login/", "/y-kien/", "/theo-doi/", "/hoi-dap/"):
        page.goto(f"{live_server.url}{path}")
    page.goto(f"{live_server.url}/")
    held = page.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async (name) =>"
        " (await (await caches.open(name)).keys()).map((one) => one.url)))).flat()"
    )
    pages = {re.sub(r"^https?://[^/]+", "", one) for one in held if "/static/" not in one}
    assert pages <= {"/", "/ngoai-tuyen/khong-co-mang", "/dem"}


def test_reading_without_a_network_is_counted_once_when_it_is_back(
    live_server: LiveServer, context: BrowserContext
) -> None:
    make_item(slug="cay")
    page = context.new_page()
    page.goto(f"{live_server.url}/")
    governed(page)
    address = f"{live_server.url}/kien-thuc/cay"
    page.goto(address)
    kept(page)
    context.set_offline(True)
    page.goto(address)
    page.goto(address)
    context.set_offline(False)
    page.goto(address)
    until(
        page,
        "caches.open('dem').then((cache) => cache.match('/dem')).then((kept) => kept?.json())"
        ".then((counts) => counts && !counts.gui && !Object.keys(counts.luot).length)",
    )
    assert list(ReturnedPack.objects.values_list("times", flat=True)) == [2]


def test_a_pack_opens_from_a_folder_and_finds_words_without_marks(
    live_server: LiveServer, context: BrowserContext, tmp_path: Path
) -> None:
    fifty()
    made = context.request.get(f"{live_server.url}/ngoai-tuyen/doi-tuong/citizen.zip").body()
    assert len(made) <= 5_000_000
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        archive.extractall(tmp_path)
    context.set_offline(True)
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "index.html").as_uri())
    page.get_by_role("searchbox").fill("thon 23")
    expect(page.get_by_role("status")).to_have_text("1 bài")
    page.get_by_role("link", name="Trồng cây ở thôn 23").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trồng cây ở thôn 23")
    page.get_by_role("link", name="Danh sách bài").click()
    expect(page.locator("#dem")).to_contain_text("Đã đọc 1 lượt")
    assert all(url.startswith("file:") for url in asked)
    assert json.loads((tmp_path / "goi.json").read_text())["name"] == "Người dân"


def test_a_pack_reads_without_javascript(
    live_server: LiveServer, browser: Browser, tmp_path: Path
) -> None:
    make_item(title="Trồng cây", slug="cay")
    context = browser.new_context(java_script_enabled=False, offline=False)
    made = context.request.get(f"{live_server.url}/ngoai-tuyen/doi-tuong/citizen.zip").body()
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        archive.extractall(tmp_path)
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.get_by_role("link", name="Trồng cây").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trồng cây")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_to_take_along_have_no_barriers(
    live_server: LiveServer, browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    make_item(title="Trồng cây", slug="cay", body=EVERYTHING)
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    made = context.request.get(f"{live_server.url}/ngoai-tuyen/doi-tuong/citizen.zip").body()
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        archive.extractall(tmp_path)
    topic = "/ngoai-tuyen/doi-tuong/citizen/"
    paths = ("/ngoai-tuyen/", topic, "/ngoai-tuyen/khong-co-mang", "/ban/cay/in")
    folder = [(tmp_path / name).as_uri() for name in ("index.html", "bai/cay.html")]
    page = context.new_page()
    for address in (*(live_server.url + path for path in paths), *folder):
        page.goto(address)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{address} is {wide} px too wide"
    context.close()
