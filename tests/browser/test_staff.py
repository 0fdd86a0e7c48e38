"""The staff side in a real browser: journeys, accessibility, language, content policy.

`open_page` fails a test for anything the content policy refuses, so every page opened here also
shows that the CMS works under the policy of the public site (docs/adr/0008).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group, Permission
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.conftest import Open
from tests.browser.waiting import settle
from tests.luatsong.factories import make_document, make_source
from tests.luatsong.law.texts import CIRCULAR
from tests.luatsong.staff.effect_rows import BASE, BASE_NUMBER, amending, effects_of
from tests.luatsong.staff.english import english_in
from wagtail.models import Locale
from wagtail.models import Page as CmsPage

from luatsong.accounts.models import User
from luatsong.accounts.roles import create_roles
from luatsong.accounts.services import create_account
from luatsong.law.models import Document, Effect, Intake

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reading_at_once"),
]

PASSWORD = "dung-mat-khau-2026"
WIDTHS = (360, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OWN_PAGES = (
    "/quan-tri/",
    "/quan-tri/tai-len/",
    "/quan-tri/van-ban/",
    "/quan-tri/van-ban/{document}/",
    "/quan-tri/van-ban/{document}/go/",
    "/quan-tri/ban-cach-ly/",
    "/quan-tri/ban-cach-ly/{intake}/",
    "/quan-tri/hieu-luc/",
    "/quan-tri/hieu-luc/{effect}/",
    "/quan-tri/hieu-luc/thieu-van-ban/",
    "/quan-tri/hieu-luc/doc-thu/",
)
CMS_PAGES = (
    "/quan-tri/users/",
    "/quan-tri/users/new/",
    "/quan-tri/groups/",
    "/quan-tri/groups/new/",
    "/quan-tri/account/",
    "/quan-tri/reports/site-history/",
)
# What people read and what a screen reader says of the page as scripts have made it.
_HEARD = """() => {
  const texts = [document.title, ...document.body.innerText.split('\\n')];
  for (const part of document.querySelectorAll('body *')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      if (part.hasAttribute(name)) texts.push(part.getAttribute(name));
    }
  }
  return texts;
}"""


@pytest.fixture
def staff(live_server: LiveServer, settings: Settings, tmp_path: Path) -> str:
    """A site with a document, a file on the desk, and an administrator."""
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    settings.LUATSONG_RECEIVING_DIR = tmp_path / "dang-nhan"
    Locale.objects.get_or_create(language_code="vi")
    CmsPage.add_root(title="Gốc", slug="root")
    create_roles(Group, Permission)
    create_account(username="quan-tri", role="administrator", password=PASSWORD, name="Lan")
    make_document(source=make_source(name="goc.docx"), text=BASE, number=BASE_NUMBER)
    Effect.objects.all().delete()
    effects_of(amending(), start=date(2026, 7, 1))
    Intake.objects.create(
        source=make_source(data=b"la", name="van-ban-la.html"),
        state=Intake.State.QUARANTINED,
        reasons=[{"code": "no-date", "message": "Không tìm thấy ngày ban hành."}],
        reading={"number": "9/QĐ-UBND", "excerpt": ["QUYẾT ĐỊNH"], "declared": {"number": "8"}},
    )
    return str(live_server.url)


def _sign_in(page: Page) -> Page:
    page.fill("#id_username", "quan-tri")
    page.fill("#id_password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/quan-tri/")
    return page


@pytest.fixture
def signed_in(staff: str, open_page: Open) -> Page:
    return _sign_in(open_page(f"{staff}/quan-tri/login/"))


def _addresses(staff: str, paths: tuple[str, ...]) -> list[str]:
    """Paths with the keys of the rows of this test; a database never uses a key twice."""
    keys = {
        "document": Document.objects.get(number=BASE_NUMBER).pk,
        "intake": Intake.objects.get().pk,
        "effect": Effect.objects.earliest("order").pk,
    }
    return [staff + path.format(**keys) for path in paths]


def test_our_own_pages_are_accessible(staff: str, signed_in: Page) -> None:
    axe = Axe()
    for path in _addresses(staff, OWN_PAGES):
        signed_in.goto(path)
        for width in WIDTHS:
            signed_in.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                signed_in.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                settle(signed_in)  # colours of the CMS's buttons change slowly
                found = axe.run(
                    signed_in,
                    context="#main",
                    options={"runOnly": {"type": "tag", "values": RULES}},
                )
                report = f"{path} {width} {scheme}\n{found.generate_report()}"
                assert found.violations_count == 0, report


def test_nothing_is_wider_than_a_small_screen(staff: str, signed_in: Page) -> None:
    signed_in.set_viewport_size({"width": 320, "height": 700})
    for path in _addresses(staff, OWN_PAGES):
        signed_in.goto(path)
        assert signed_in.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_scripts_bring_in_no_english(staff: str, signed_in: Page) -> None:
    for path in _addresses(staff, (*OWN_PAGES, *CMS_PAGES)):
        signed_in.goto(path)
        signed_in.wait_for_selector("body.ready")
        assert english_in(signed_in.evaluate(_HEARD)) == [], path


def test_menus_and_dialogs_are_vietnamese_and_obey_the_policy(staff: str, signed_in: Page) -> None:
    signed_in.get_by_role("button", name="Trợ giúp").click()
    signed_in.get_by_role("button", name="Phím tắt").or_(
        signed_in.get_by_role("link", name="Phím tắt")
    ).first.click()
    expect(signed_in.get_by_role("dialog")).to_be_visible()
    assert english_in(signed_in.evaluate(_HEARD)) == []
    signed_in.goto(f"{staff}/quan-tri/users/")
    signed_in.get_by_label("Hiện bộ lọc").click()
    signed_in.locator("[aria-label^='Thao tác khác với']").first.click()
    assert english_in(signed_in.evaluate(_HEARD)) == []


def test_files_are_sent_one_by_one_and_followed_to_the_end(
    staff: str, signed_in: Page, tmp_path: Path
) -> None:
    good, empty = tmp_path / "thong-tu.txt", tmp_path / "rong.txt"
    good.write_text(CIRCULAR, encoding="utf-8")
    empty.touch()
    signed_in.goto(f"{staff}/quan-tri/tai-len/")
    signed_in.set_input_files("#tep", [good, empty])
    expect(signed_in.locator("[data-staff-chosen]")).to_have_text("đã chọn 2 tệp")
    signed_in.get_by_role("button", name="Tải lên", exact=True).click()
    signed_in.wait_for_url("**/tai-len/*/")
    expect(signed_in.get_by_text("Đã đọc 2/2 tệp.")).to_be_visible(timeout=30_000)
    expect(signed_in.get_by_role("link", name="Thông tư 98/2031/TT-BTP")).to_be_visible()
    expect(signed_in.get_by_role("link", name="Cách ly", exact=True)).to_be_visible()


def test_a_file_over_the_limit_is_named_and_the_others_are_sent(
    staff: str, signed_in: Page, settings: Settings, tmp_path: Path
) -> None:
    settings.LUATSONG_MAX_FILE_BYTES = 10_000
    good, large = tmp_path / "thong-tu.txt", tmp_path / "qua-lon.pdf"
    good.write_text(CIRCULAR, encoding="utf-8")
    large.write_bytes(b"x" * 20_000)
    signed_in.goto(f"{staff}/quan-tri/tai-len/")
    signed_in.set_input_files("#tep", [large, good])
    signed_in.get_by_role("button", name="Tải lên", exact=True).click()
    expect(signed_in.get_by_text("không gửi: lớn hơn")).to_be_visible()
    expect(signed_in.get_by_role("link", name="Xem các tệp đã nhận")).to_be_visible()
    assert Document.objects.filter(number="98/2031/TT-BTP").exists()


def test_uploading_works_without_javascript(staff: str, open_page: Open, tmp_path: Path) -> None:
    good = tmp_path / "thong-tu.txt"
    good.write_text(CIRCULAR, encoding="utf-8")
    page = _sign_in(open_page(f"{staff}/quan-tri/login/", javascript=False))
    page.goto(f"{staff}/quan-tri/tai-len/")
    page.set_input_files("#tep", [good])
    page.get_by_role("button", name="Tải lên", exact=True).click()
    page.wait_for_url("**/tai-len/*/")
    expect(page.get_by_role("link", name="Thông tư 98/2031/TT-BTP")).to_be_visible(timeout=30_000)


def test_a_rejected_file_leaves_the_desk(staff: str, signed_in: Page) -> None:
    signed_in.goto(_addresses(staff, ("/quan-tri/ban-cach-ly/{intake}/",))[0])
    signed_in.get_by_role("textbox", name="Lý do").fill("Không phải văn bản pháp luật")
    signed_in.get_by_role("button", name="Loại tệp này").click()
    expect(signed_in.get_by_text("Bàn cách ly trống")).to_be_visible()
    assert Intake.objects.get().decided_by == User.objects.get()


def test_a_pasted_sentence_is_read_while_it_is_typed(staff: str, signed_in: Page) -> None:
    signed_in.goto(f"{staff}/quan-tri/hieu-luc/doc-thu/")
    sentence = signed_in.get_by_label("Câu hoặc đoạn văn bản")
    sentence.fill("Bãi bỏ khoản 2 Điều 5 Thông tư số 12/2026/TT-BTL.")
    expect(signed_in.get_by_text("Đọc ra 1 tác động")).to_be_visible()
    sentence.fill("Bãi bỏ khoản 2 Điều 5, Điều 7.")
    expect(signed_in.get_by_text("Câu không nêu văn bản chịu tác động.").first).to_be_visible()


def test_a_sentence_is_tried_without_javascript(staff: str, open_page: Open) -> None:
    page = _sign_in(open_page(f"{staff}/quan-tri/login/", javascript=False))
    page.goto(f"{staff}/quan-tri/hieu-luc/doc-thu/")
    page.get_by_label("Câu hoặc đoạn văn bản").fill("Bãi bỏ Điều 5 Thông tư số 12/2026/TT-BTL.")
    page.get_by_role("button", name="Đọc thử").click()
    expect(page.get_by_text("Đọc ra 1 tác động")).to_be_visible()


def test_documents_are_offered_for_a_typed_number(staff: str, signed_in: Page) -> None:
    signed_in.goto(_addresses(staff, ("/quan-tri/hieu-luc/{effect}/",))[0])
    signed_in.get_by_text("Sửa rồi chấp nhận").click()
    signed_in.get_by_label("Số ký hiệu văn bản chịu tác động").fill("12/2026")
    offered = signed_in.locator("#van-ban-dich option[value='12/2026/TT-BTL']")
    expect(offered).to_be_attached()


def test_several_effects_are_ticked_and_shown_before_they_are_accepted(
    staff: str, signed_in: Page
) -> None:
    signed_in.goto(f"{staff}/quan-tri/hieu-luc/")
    signed_in.get_by_role("button", name="Chọn mọi dòng chọn được").click()
    signed_in.get_by_role("button", name="Xem trước và chấp nhận").click()
    expect(signed_in.get_by_text("2 tác động dưới đây sẽ được áp dụng")).to_be_visible()
    expect(signed_in.locator("ins").first).to_have_text("700.000")
    signed_in.get_by_role("button", name="Chấp nhận các tác động đã chọn").click()
    expect(signed_in.get_by_text("Đã chấp nhận 2 tác động.")).to_be_visible()
