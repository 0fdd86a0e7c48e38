"""What readers say, in a browser: with and without script, by everybody."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.barriers import RULES
from tests.browser.conftest import Open
from tests.browser.test_portal_access import WIDTHS

from luatsong.accounts.models import User
from luatsong.responses import comments, counting
from luatsong.responses.describing import Described
from luatsong.responses.models import Answer, Comment, Form, Reach
from luatsong.responses.subjects import Subject

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SUBJECT = Subject("/gioi-thieu", "Giới thiệu", comments=True)
PAGES = {
    "form": f"/y-kien/?trang={SUBJECT.sealed()}",
    "all": f"/y-kien/tat-ca?trang={SUBJECT.sealed()}",
    "scale": "/phan-hoi/danh-gia",
    "figures": "/so-lieu/",
    "part": "/gioi-thieu",
}


def _comment(state: str = "waiting") -> Comment:
    kept = Comment.objects.create(
        page=SUBJECT.page(), body="Bài dễ hiểu.", state="waiting", consent="2026-11", body_hash="x"
    )
    if state == "shown":
        user = User.objects.create(username="bien-tap")
        comments.accept(kept, user, reply="Cảm ơn bạn.")
    return kept


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(live_server: LiveServer, open_page: Open, name: str) -> None:
    _comment("shown")
    found = Described("/kien-thuc/a", "Bài", "article", "Đất đai", "Sở", ("farmer",))
    page_row = counting.pages_of([found])["/kien-thuc/a"]
    today = timezone.localdate()
    Reach.objects.create(day=today, page=page_row, form=Form.READ, times=12)
    Answer.objects.create(page=page_row, question="satisfaction", value="very", day=today)
    page = open_page(live_server.url + PAGES[name])
    for width in (320, *WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            report = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
            assert report.violations_count == 0, f"{width} {scheme}\n{report.generate_report()}"


def test_an_answer_is_given_without_leaving_the_page(
    live_server: LiveServer, open_page: Open
) -> None:
    page = open_page(f"{live_server.url}/gioi-thieu")
    page.get_by_role("button", name="Chưa").click()
    page.get_by_label("Điều còn thiếu").fill("Thiếu bản đồ đường đi.")
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.get_by_text("Đã ghi lại.").wait_for()
    expect(page).to_have_url(re.compile("/gioi-thieu$"))
    assert page.context.cookies() == []
    assert Answer.objects.get().remark == "Thiếu bản đồ đường đi."


def test_an_answer_and_a_comment_without_script(
    live_server: LiveServer, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(f"{live_server.url}/gioi-thieu", javascript=False)
    page.get_by_role("button", name="Có", exact=True).click()
    expect(page.get_by_role("heading", name="Cảm ơn bạn")).to_be_visible()
    page.get_by_role("link", name="Trở lại trang vừa đọc").click()
    expect(page).to_have_url(re.compile("/gioi-thieu$"))

    page.goto(live_server.url + PAGES["form"])
    page.get_by_label("Ý kiến của bạn").fill("Nên có thêm mẫu đơn để tải về.")
    page.get_by_label("Tôi đồng ý").check()
    page.get_by_role("button", name="Gửi ý kiến").click()
    # Too quick for a person: the words stay, and the second time is slow enough.
    expect(page.get_by_label("Ý kiến của bạn")).to_have_value("Nên có thêm mẫu đơn để tải về.")
    page.wait_for_timeout(5200)  # the server counts seconds of its own clock
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_text("đang chờ người của")).to_be_visible()
    page.get_by_role("button", name="Xóa ý kiến này").click()
    expect(page.get_by_text("đã được xóa hẳn")).to_be_visible()
    assert not Comment.objects.exists()


def test_the_reason_is_asked_only_where_it_is_needed(
    live_server: LiveServer, open_page: Open
) -> None:
    page = open_page(live_server.url + PAGES["scale"])
    expect(page.get_by_label("Xin cho biết lý do")).not_to_be_visible()
    page.get_by_label("Không hài lòng").check()
    page.get_by_label("Xin cho biết lý do").fill("Khó tìm.")
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_text("Đã ghi câu trả lời")).to_be_visible()


def test_a_comment_is_decided_by_keyboard_alone(live_server: LiveServer, open_page: Open) -> None:
    user = User.objects.create_superuser("quan-tri", password="dung-mat-khau-2026")
    kept = _comment()
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = open_page(f"{live_server.url}/gioi-thieu")
    page.context.add_cookies(
        [
            {
                "name": "sessionid",
                "value": client.cookies["sessionid"].value,
                "url": str(live_server.url),
            }
        ]
    )
    page.goto(f"{live_server.url}/quan-tri/y-kien/{kept.pk}/")
    report = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES[:-1]}})
    assert report.violations_count == 0, report.generate_report()
    page.get_by_label("Trả lời của cơ quan").focus()
    page.keyboard.type("Cảm ơn bạn.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Ý kiến đã hiện trên trang.").wait_for()
    kept.refresh_from_db()
    assert (kept.state, kept.reply) == ("shown", "Cảm ơn bạn.")
