"""The staff side of what readers say: moderation, satisfaction, CSV."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.luatsong.staff.english import english_on

from luatsong.responses.models import Answer, Comment, Page

pytestmark = pytest.mark.django_db

QUEUE = "/quan-tri/y-kien/"


def _comment(body: str = "Bài hay, gọi tôi 0912345678.", **fields: object) -> Comment:
    page, _ = Page.objects.get_or_create(address="/kien-thuc/a", defaults={"title": "Khai sinh"})
    values = {"state": "waiting", "consent": "2026-11", "body_hash": body[:64]}
    return Comment.objects.create(page=page, body=body, **{**values, **fields})


def test_the_queue_shows_what_waits_the_oldest_first(editor: Client) -> None:
    _comment("Ý kiến thứ nhất")
    _comment("Ý kiến thứ hai")
    _comment("Mua bằng giả", state="suspect", doubts=["có thể là quảng cáo"])
    html = editor.get(QUEUE).content.decode()
    assert html.index("Ý kiến thứ nhất") < html.index("Ý kiến thứ hai")
    assert "Mua bằng giả" not in html
    suspects = editor.get(QUEUE, {"tinh_trang": "nghi"}).content.decode()
    assert "có thể là quảng cáo" in suspects
    assert english_on(suspects) == []


def test_a_comment_is_shown_with_an_answer_and_its_masked_words(
    editor: Client, client: Client
) -> None:
    comment = _comment()
    page = editor.get(f"{QUEUE}{comment.pk}/").content.decode()
    assert "0912345678" in page
    assert "[đã che: số điện thoại]" in page
    assert english_on(page) == []
    editor.post(f"{QUEUE}{comment.pk}/", {"action": "accept", "reply": "Cảm ơn bạn."})
    comment.refresh_from_db()
    assert (comment.state, comment.reply) == ("shown", "Cảm ơn bạn.")
    assert "0912345678" not in comment.body
    assert "Cho hiện ý kiến bạn đọc" in editor.get(f"{QUEUE}{comment.pk}/").content.decode()


def test_a_refusal_needs_a_reason_that_its_writer_reads(editor: Client, client: Client) -> None:
    comment = _comment()
    wrong = editor.post(f"{QUEUE}{comment.pk}/", {"action": "refuse", "reason": ""})
    assert wrong.status_code == 422
    assert "Hãy ghi lý do" in wrong.content.decode()
    editor.post(f"{QUEUE}{comment.pk}/", {"action": "refuse", "reason": "Trùng"})
    assert "Lý do: Trùng" in client.get(f"/y-kien/cua-toi/{comment.secret}").content.decode()


def test_several_are_decided_at_once(editor: Client) -> None:
    comments = [_comment(f"Ý kiến {number}") for number in range(3)]
    keys = [str(comment.pk) for comment in comments]
    none = editor.post(f"{QUEUE}xu-ly/", {"action": "accept"}, follow=True)
    assert "Chưa chọn ý kiến nào" in none.content.decode()
    why = editor.post(f"{QUEUE}xu-ly/", {"action": "refuse", "comment": keys}, follow=True)
    assert "Hãy chọn lý do" in why.content.decode()
    done = editor.post(f"{QUEUE}xu-ly/", {"action": "accept", "comment": keys[:2]}, follow=True)
    assert "Đã cho hiện 2 ý kiến" in done.content.decode()
    sent = {"action": "refuse", "reason": "Trùng", "comment": [*keys, "x"]}
    late = editor.post(f"{QUEUE}xu-ly/", sent, follow=True).content.decode()
    assert "Đã từ chối 1 ý kiến" in late
    assert "2 ý kiến vừa được người khác xử lý" in late


def test_a_decision_is_taken_back_and_an_answer_changed(editor: Client) -> None:
    comment = _comment()
    address = f"{QUEUE}{comment.pk}/"
    editor.post(address, {"action": "accept", "reply": ""})
    editor.post(address, {"action": "reply", "reply": "Đã sửa bài."})
    comment.refresh_from_db()
    assert comment.reply == "Đã sửa bài."
    editor.post(address, {"action": "reopen"})
    comment.refresh_from_db()
    assert comment.state == "waiting"


def test_who_only_sees_cannot_decide_and_strangers_see_nothing(
    viewer: Client, client: Client
) -> None:
    comment = _comment()
    address = f"{QUEUE}{comment.pk}/"
    assert "Cho hiện trên trang" not in viewer.get(address).content.decode()
    viewer.post(address, {"action": "accept", "reply": ""})
    viewer.post(f"{QUEUE}xu-ly/", {"action": "accept", "comment": [comment.pk]})
    comment.refresh_from_db()
    assert comment.state == "waiting"
    assert client.get(QUEUE).status_code == 302
    assert client.get("/quan-tri/hai-long/").status_code == 302


def test_the_report_tells_what_people_miss(
    viewer: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page = Page.objects.create(address="/kien-thuc/a", title="Khai sinh")
    today = timezone.localdate()
    for value, remark in (("no", "Thiếu mẫu đơn"), ("no", ""), ("yes", "")):
        Answer.objects.create(page=page, question="helped", value=value, remark=remark, day=today)
    Answer.objects.create(
        page=page, question="satisfaction", value="no", remark="=Khó tìm", day=today
    )
    with django_assert_max_num_queries(20):
        html = viewer.get("/quan-tri/hai-long/").content.decode()
    assert "Thiếu mẫu đơn" in html
    assert "0,0%" in html
    assert english_on(html) == []
    only = viewer.get("/quan-tri/hai-long/", {"hoi": "satisfaction"}).content.decode()
    assert "Thiếu mẫu đơn" not in only
    csv = viewer.get("/quan-tri/hai-long/tai-ve/").content.decode()
    assert "Không hài lòng,'=Khó tìm" in csv
