"""Accessibility of every public template (WCAG 2.2 AA), at three widths, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.barriers import barriers
from tests.browser.conftest import Open
from tests.luatsong.portal import chain, samples

from luatsong import search
from luatsong.law.services import note_merger
from vnlaw.document import Kind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (360, 768, 1280)
DECREE = "/van-ban/nghi-dinh-12-2026-nd-cp"
AMENDED = f"/van-ban/{chain.BASE_SLUG}"
LOCAL = "/van-ban/nghi-quyet-18-2026-nq-hdnd-hoi-dong-nhan-dan-tinh-an-ha"
STRUCK = "/van-ban/nghi-dinh-52-2023-nd-cp"
LONG = "/van-ban/nghi-dinh-90-2026-nd-cp"
PAGES = (
    "/",
    "/van-ban/",
    "/van-ban/?q=khong-co-gi",
    "/tim-kiem",
    "/tim-kiem?q=cay",
    "/tim-kiem?q=01/2024/QĐ-UBND",
    DECREE,
    f"{DECREE}/dieu-2/khoan-2",
    f"{DECREE}/chuong-2",
    f"{DECREE}/phu-luc-1",
    f"{DECREE}/dieu-2/khoan-9",
    "/van-ban/ke-hoach-168-kh-ubnd-2026-uy-ban-nhan-dan-tinh-an-ha",
    "/gioi-thieu",
    "/tro-nang",
    "/khong-co-trang-nay",
    AMENDED,
    f"{AMENDED}?ngay=2023-03-01",
    f"{AMENDED}/dieu-2?ngay=2024-06-01",
    f"{AMENDED}/dieu-3/khoan-2",
    f"{AMENDED}/dong-doi",
    f"{AMENDED}/quan-he",
    "/van-ban/nghi-dinh-77-2022-nd-cp",
    f"/so-sanh?cu={chain.BASE_SLUG}&ngay-cu=2024-06-01&ngay-moi=2025-06-01",
    f"/so-sanh?cu={chain.BASE_SLUG}&ngay-cu=2024-06-01&ngay-moi=2025-06-01&kieu=song-song&ca=1",
    LOCAL,
    f"{LOCAL}?dia-ban=tỉnh+Bến+Lau&ngay=2026-11-01",
    f"{AMENDED}?ngay=2024-07-01",
    f"{AMENDED}/dieu-3/khoan-2?ngay=2024-07-01",
    f"{AMENDED}?ngay=2025-06-01",
    "/van-ban/nghi-quyet-66-7-2025-nq-cp",
    STRUCK,
    LONG,
    "/dung-du-sach-song/",
    "/dung-du-sach-song/no-source",
)
GROUPS = 4  # the site is built once for a group; each worker takes some


@pytest.fixture
def site(live_server: LiveServer, settings: Settings, tmp_path: Path) -> str:
    """A site with a document of every sort, indexed."""
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    samples.decree()
    chain.amended()
    chain.ended()
    chain.suspend()
    note_merger("Bến Lau", "An Hà", chain.LATER)
    chain.store_texts(chain.PILOT, chain.LOCAL, chain.LOCAL_CHANGE, chain.STRUCK, chain.STRIKING)
    samples.long_decree(chapters=4, articles=5, syllables=1200)
    samples.of_kind(Kind.ADMINISTRATIVE, "168/KH-UBND", "Kế hoạch", "Trồng cây đầu xuân")
    samples.of_kind(Kind.PARTY, "66-NQ/TW", "Nghị quyết", "Đổi mới công tác trồng cây")
    samples.of_kind(Kind.DRAFT, "", "Nghị quyết", "Chính sách hỗ trợ trồng cây")
    for place in ("An Hà", "Bình Giang"):
        samples.local_decision(place)
    search.index_pending()
    return str(live_server.url)


@pytest.mark.timeout(600)  # seconds: a group is many pages
@pytest.mark.parametrize("group", range(GROUPS))
def test_axe_finds_nothing_and_nothing_scrolls_sideways_from_320_pixels_on(
    site: str, open_page: Open, group: int
) -> None:
    pages = [site + path for path in PAGES[group::GROUPS]]
    found = barriers(open_page, pages, WIDTHS)
    assert not found, "\n".join(found)
