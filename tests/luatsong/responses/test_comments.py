"""Comments of readers: without an account, seen by a person first, never lost on an error."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.signing import TimestampSigner, b62_encode
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from tests.luatsong.responses.conftest import FIREFOX, SUBJECT

from luatsong.accounts.models import User
from luatsong.responses import comments
from luatsong.responses.models import Comment, Salt, Trace
from luatsong.responses.screening import doubts, tidy
from luatsong.responses.signals import comments_changed
from luatsong.responses.subjects import Subject

pytestmark = pytest.mark.django_db
FORM = "/y-kien/"
WORDS = "Bài này giúp tôi hiểu cách làm giấy khai sinh cho con."


def _sent(words: str = WORDS, seconds: int = 30, **fields: str) -> dict[str, str]:
    """A filled form that was opened some seconds ago."""
    signer = TimestampSigner(salt="luatsong.portal.comment-form")
    opened = timezone.now().timestamp() - seconds
    stamped = f"{SUBJECT.address}:{b62_encode(int(opened))}"
    token = f"{stamped}:{signer.signature(stamped)}"
    values = {"trang": SUBJECT.sealed(), "dau": token, "y_kien": words, "dong_y": "1", "ten": ""}
    return {**values, **fields}


def test_a_comment_waits_until_a_person_has_seen_it(reader: Client) -> None:
    answer = reader.post(FORM, _sent(ten="Chị Hoa"), follow=True)
    html = answer.content.decode()
    assert "đang chờ người" in html
    kept = Comment.objects.get()
    assert (kept.state, kept.name, kept.body, kept.page.title) == (
        "waiting",
        "Chị Hoa",
        WORDS,
        "Giới thiệu",
    )
    assert not comments.shown_on(SUBJECT.address)
    assert not answer.cookies


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"y_kien": ""}, "Bạn chưa viết ý kiến"),
        ({"y_kien": "dài " * 600}, "hãy rút còn nhiều nhất 2000 ký tự"),
        ({"dong_y": ""}, "Hãy đánh dấu đồng ý"),
        ({"trang_web": "https://ban-hang.example"}, "phải để trống"),
        ({"dau": "giả"}, "để quá lâu"),
        ({"ten": "x" * 61}, "Tên dài quá"),
        ({"y_kien": "xem www.a.vn www.b.vn www.c.vn nhé"}, "quá 2 địa chỉ"),
    ],
)
def test_what_is_wrong_is_told_and_the_words_stay(
    reader: Client, fields: dict[str, str], told: str
) -> None:
    answer = reader.post(FORM, {**_sent(), **fields})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert told in html
    assert fields.get("y_kien", WORDS)[:500].strip() in html
    assert not Comment.objects.exists()


@pytest.mark.parametrize(("seconds", "told"), [(1, "quá nhanh"), (13 * 3600, "quá lâu")])
def test_a_program_is_too_quick_and_an_old_form_is_asked_again(
    reader: Client, seconds: int, told: str
) -> None:
    html = reader.post(FORM, _sent(seconds=seconds)).content.decode()
    assert told in html
    assert WORDS in html
    assert not Comment.objects.exists()


def test_the_same_words_are_one_comment(reader: Client) -> None:
    reader.post(FORM, _sent())
    again = reader.post(FORM, _sent(words=WORDS.upper()))
    assert "đã được gửi" in again.content.decode()
    assert Comment.objects.count() == 1


def test_a_flood_from_one_device_is_stopped_and_a_neighbour_is_not() -> None:
    device = Client(headers={"user-agent": FIREFOX})
    for number in range(5):
        device.post(FORM, _sent(words=f"{WORDS} Lần {number}."))
    stopped = device.post(FORM, _sent(words="Thêm một lần nữa nhé."))
    assert stopped.status_code == 429
    assert "Thêm một lần nữa nhé." in stopped.content.decode()
    other = Client(headers={"user-agent": f"{FIREFOX} khác"})
    assert other.post(FORM, _sent(words="Tôi ở cùng mạng.")).status_code == 302
    assert Comment.objects.count() == 6


def test_traces_tell_no_address_and_go_with_the_day(reader: Client) -> None:
    reader.post(FORM, _sent())
    assert Trace.objects.exists()
    assert not any("127.0.0.1" in trace.digest for trace in Trace.objects.all())
    yesterday = timezone.localdate() - timedelta(days=1)
    Salt.objects.update(day=yesterday)
    Trace.objects.update(day=yesterday)
    reader.post(FORM, _sent(words="Ngày hôm sau."))
    assert not Salt.objects.filter(day=yesterday).exists()
    assert not Trace.objects.filter(day=yesterday).exists()


def test_suspect_words_wait_apart(reader: Client) -> None:
    reader.post(FORM, _sent(words="Vay nóng lãi thấp, liên hệ www.vay-nhanh.example"))
    kept = Comment.objects.get()
    assert kept.state == "suspect"
    assert "có thể là quảng cáo" in kept.doubts


@pytest.mark.parametrize(
    ("words", "suspect"),
    [
        ("Nhà tôi nuôi lợn, có phải đăng ký không?", False),
        ("Các bạn ơi, đi buổi sáng hay buổi chiều?", False),
        ("Đồ ngu hết chỗ nói", True),
        ("vcl thật", True),
        ("TẠI SAO LẠI PHẢI NỘP NHIỀU GIẤY TỜ NHƯ THẾ NÀY HẢ CÁN BỘ XÃ ƠI LÀ CÁN BỘ", True),
    ],
)
def test_words_are_matched_whole_and_with_their_marks(words: str, suspect: bool) -> None:
    assert bool(doubts(words)) is suspect


@given(st.text(max_size=300))
def test_no_text_breaks_the_screening(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    doubts(once)


def test_another_page_than_ours_cannot_be_commented(reader: Client) -> None:
    assert reader.get(FORM, {"trang": "giả"}).status_code == 404
    closed = Subject("/gioi-thieu").sealed()
    assert reader.get(FORM, {"trang": closed}).status_code == 404


def test_another_site_cannot_send_in_somebodys_name(reader: Client) -> None:
    answer = reader.post(FORM, _sent(), headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert not Comment.objects.exists()


def test_personal_data_is_covered_on_show_and_for_good_once_decided(
    commented: Callable[..., Comment], django_user_model: type[User]
) -> None:
    comment = commented("Gọi cho tôi số 0912 345 678 nhé.", name="Lan")
    user = django_user_model.objects.create(username="bien-tap")
    comments.accept(comment, user, reply="Cảm ơn bạn.")
    comment.refresh_from_db()
    assert "0912" not in comment.body
    assert "[đã che: số điện thoại]" in comment.body


def test_markup_is_shown_as_text(
    commented: Callable[..., Comment], reader: Client, django_user_model: type[User]
) -> None:
    comment = commented("<script>alert(1)</script> & <b>đậm</b>", name="<img src=x>")
    comments.accept(comment, django_user_model.objects.create(username="a"))
    html = reader.get("/y-kien/tat-ca", {"trang": SUBJECT.sealed()}).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "<img src=x>" not in html


def test_of_two_who_decide_at_once_one_is_told(
    commented: Callable[..., Comment], django_user_model: type[User]
) -> None:
    comment = commented()
    user = django_user_model.objects.create(username="a")
    comments.accept(comment, user)
    with pytest.raises(comments.DecidedError):
        comments.refuse(comment, user, "trùng")
    comments.reply(comment, user, "Cảm ơn bạn.")
    comments.reopen(comment)
    comment.refresh_from_db()
    assert comment.open


def test_its_writer_sees_what_became_of_it_and_deletes_it(
    commented: Callable[..., Comment], reader: Client, django_user_model: type[User]
) -> None:
    comment = commented()
    own = f"/y-kien/cua-toi/{comment.secret}"
    comments.refuse(comment, django_user_model.objects.create(username="a"), "Nêu tên người khác")
    page = reader.get(own)
    assert "Nêu tên người khác" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "xóa hẳn" in reader.post(own).content.decode()
    assert not Comment.objects.exists()
    assert reader.get(own).status_code == 404


def test_what_was_refused_long_ago_is_deleted(
    commented: Callable[..., Comment], django_user_model: type[User]
) -> None:
    user = django_user_model.objects.create(username="a")
    old = commented("Cũ", state=Comment.State.REFUSED)
    Comment.objects.filter(pk=old.pk).update(decided_at=timezone.now() - timedelta(days=91))
    comments.accept(commented("Mới"), user)
    assert {comment.body for comment in Comment.objects.all()} == {"Mới"}


def test_pages_that_keep_their_html_hear_of_changes(
    commented: Callable[..., Comment],
    django_user_model: type[User],
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    heard: list[str] = []

    def hear(sender: object, address: str, **_: object) -> None:
        heard.append(address)

    comments_changed.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        comments.accept(commented(), django_user_model.objects.create(username="a"))
    assert heard == [SUBJECT.address]


def test_the_part_costs_no_query_on_pages_without_comments(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = rf.get("/gioi-thieu")
    with django_assert_num_queries(0):
        html = render_to_string("portal/_responses.html", {}, request=request)
    assert "Trang này có giúp được bạn không?" in html
    with django_assert_num_queries(1):
        html = render_to_string("portal/_responses.html", {"commented": True}, request=request)
    assert "Gửi ý kiến của bạn" in html
    assert len(html) < 4000
