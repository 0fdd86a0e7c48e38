"""The shared store, movements, models and the state of the work in a browser."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group, Permission
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.conftest import Open
from tests.luatsong.factories import make_document
from tests.luatsong.knowledge.factories import make_item
from tests.luatsong.portal.test_campaigns import make_campaign, make_practice
from wagtail.models import Locale
from wagtail.models import Page as CmsPage

from luatsong.accounts.roles import create_roles
from luatsong.accounts.services import create_account
from luatsong.knowledge import services
from luatsong.knowledge.models import Agency, Campaign

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 768, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_BYTES = 60 * 1024
PASSWORD = "mot-cau-rat-dai-2026"
PAGES = (
    "/kho-du-lieu/",
    "/kho-du-lieu/cau-truc/",
    "/phong-trao/",
    "/phong-trao/binh-dan-hoc-vu-so/",
    "/mo-hinh/",
    "/mo-hinh/?tinh-trang=stopped",
    "/mo-hinh/loa-thon/",
    "/nhung/?phong-trao=binh-dan-hoc-vu-so",
)


@pytest.fixture
def site(live_server: LiveServer, settings: Settings, tmp_path: Path) -> str:
    """A site with items, a movement, a model that was measured, and an administrator."""
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    services.load_lists()
    Locale.objects.get_or_create(language_code="vi")
    CmsPage.add_root(title="Gốc", slug="root")
    create_roles(Group, Permission)
    create_account(username="quan-tri", role="administrator", password=PASSWORD, name="Lan")
    document = make_document()
    health = Agency.objects.get(code="so-y-te")
    items = [make_item(agency=health, bases=[document], area="Đất đai") for _ in range(3)]
    campaign = make_campaign(*items)
    campaign.platforms.create(name="Cổng", address="https://hoc.example", since="2026-11-01")
    practice = make_practice(pilot=True, support="Loa.", packs=["doi-tuong/citizen"])
    practice.items.set(items)
    practice.measures.create(name="Hộ đúng", unit="%", before=Decimal("4.5"), source="Phiếu")
    practice.evaluations.create(
        verdict="partly", text="Tạm.", by="Sở", on="2026-10-01", document="BC 1"
    )
    return str(live_server.url)


def _accessible(page: Page, where: str, context: str | None = None) -> None:
    axe = Axe()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{where} {width}"
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            if context:
                page.wait_for_timeout(350)  # colours of the CMS's buttons change slowly
            options = {"runOnly": {"type": "tag", "values": RULES}}
            found = axe.run(page, context=context, options=options)
            assert found.violations_count == 0, f"{where} {width}\n{found.generate_report()}"


@pytest.mark.parametrize("paths", [PAGES[:2], PAGES[2:4], PAGES[4:6], PAGES[6:]])
def test_public_pages_are_accessible_light_and_quiet(
    site: str, open_page: Open, paths: tuple[str, ...]
) -> None:
    page = open_page(f"{site}/kho-du-lieu/")
    for path in paths:
        answer = page.goto(site + path)
        assert answer is not None
        assert answer.status == 200
        assert len(answer.body()) <= MOST_BYTES
        _accessible(page, path)


@pytest.mark.parametrize(
    "paths",
    [
        ("/quan-tri/quan-ly/", "/quan-tri/quan-ly/?tu=2026-11-22&den=2026-01-01"),
        ("/quan-tri/quan-ly/noi-dung/?so=published", "/quan-tri/phong-trao/"),
        ("/quan-tri/phong-trao/{campaign}/", "/quan-tri/phong-trao/{campaign}/sua/"),
        ("/quan-tri/mo-hinh/them/",),
    ],
)
def test_staff_pages_are_accessible(site: str, open_page: Open, paths: tuple[str, ...]) -> None:
    page = open_page(f"{site}/quan-tri/login/")
    page.fill("#id_username", "quan-tri")
    page.fill("#id_password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/quan-tri/")
    campaign = Campaign.objects.get().pk
    for path in paths:
        page.goto(site + path.format(campaign=campaign))
        _accessible(page, path, "#main")


def test_without_scripts_a_reader_goes_from_the_store_to_items_and_files(
    site: str, open_page: Open
) -> None:
    page = open_page(f"{site}/", width=360, javascript=False)
    page.get_by_role("link", name="Kho dữ liệu dùng chung").click()
    expect(page.get_by_role("heading", name="Kho dữ liệu số dùng chung")).to_be_visible()
    address = page.get_by_role("link", name="noi-dung.jsonl").get_attribute("href")
    answer = page.request.get(f"{site}{address}")
    assert len([json.loads(line) for line in answer.text().splitlines()]) == 3
    page.get_by_role("link", name="Đất đai").click()
    expect(page.locator(".items h3")).to_have_count(3)
