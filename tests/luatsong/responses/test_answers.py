"""Did this help, and the official scale of satisfaction."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.luatsong.responses.conftest import FIREFOX, SUBJECT

from luatsong.responses.models import Answer
from luatsong.responses.settings import satisfaction

pytestmark = pytest.mark.django_db
HELPED = {"trang": SUBJECT.sealed(), "giup": "no"}


def test_the_official_answers_are_four_and_the_third_asks_why() -> None:
    choices = satisfaction()
    assert [choice.label for choice in choices] == [
        "Rất hài lòng",
        "Hài lòng",
        "Không hài lòng",
        "Ý kiến khác",
    ]
    assert choices[2].remark_needed


def test_a_no_asks_what_is_missing_and_masks_what_is_personal(reader: Client) -> None:
    page = reader.post("/phan-hoi/giup", HELPED)
    html = page.content.decode()
    assert "Bạn cần gì mà trang chưa có?" in html
    assert not page.cookies
    receipt = html.split('name="ma" value="')[1].split('"')[0]
    reader.post("/phan-hoi/them", {"ma": receipt, "thieu": "Thiếu mẫu đơn, gọi 0912345678"})
    stored = Answer.objects.get()
    assert (stored.question, stored.value) == ("helped", "no")
    assert stored.remark == "Thiếu mẫu đơn, gọi [đã che: số điện thoại]"


def test_one_device_answers_once_a_day_on_a_page(reader: Client) -> None:
    reader.post("/phan-hoi/giup", HELPED)
    again = reader.post("/phan-hoi/giup", {**HELPED, "giup": "yes"})
    assert "đã trả lời về trang này rồi" in again.content.decode()
    other = Client(headers={"user-agent": f"{FIREFOX} 2"})
    other.post("/phan-hoi/giup", {**HELPED, "giup": "yes"})
    assert sorted(Answer.objects.values_list("value", flat=True)) == ["no", "yes"]


def test_the_script_gets_only_the_part(reader: Client) -> None:
    html = reader.post("/phan-hoi/giup", HELPED, headers={"x-part": "1"}).content.decode()
    assert "<html" not in html
    assert "Bạn cần gì" in html


@pytest.mark.parametrize("fields", [{"trang": "giả"}, {"giup": "<b>"}])
def test_answers_that_no_page_of_ours_sends_are_refused(
    reader: Client, fields: dict[str, str]
) -> None:
    assert reader.post("/phan-hoi/giup", {**HELPED, **fields}).status_code == 404
    assert not Answer.objects.exists()


def test_words_that_come_too_late_are_given_back(reader: Client) -> None:
    answer = reader.post("/phan-hoi/them", {"ma": "giả", "thieu": "Thiếu ví dụ"})
    assert answer.status_code == 410
    assert "Thiếu ví dụ" in answer.content.decode()


def test_who_is_not_satisfied_says_why(reader: Client) -> None:
    page = "/phan-hoi/danh-gia"
    wrong = reader.post(page, {"muc": "no", "loi_no": " "})
    assert wrong.status_code == 422
    assert "Xin cho biết lý do: xin ghi vài chữ" in wrong.content.decode()
    assert "Hãy chọn một mức." in reader.post(page, {}).content.decode()
    done = reader.post(page, {"muc": "no", "loi_no": "Khó tìm.", "loi_other": "bỏ qua"})
    assert "Đã ghi câu trả lời" in done.content.decode()
    stored = Answer.objects.select_related("page").get()
    assert (stored.page.address, stored.value, stored.remark) == ("/", "no", "Khó tìm.")
    assert "đã đánh giá trang này rồi" in reader.post(page, {"muc": "very"}).content.decode()


def test_what_was_typed_stays_on_an_error(reader: Client) -> None:
    html = reader.post("/phan-hoi/danh-gia", {"loi_other": "Tôi muốn có bản tiếng Tày"}).content
    assert "Tôi muốn có bản tiếng Tày" in html.decode()


def test_nothing_of_an_answer_tells_who_gave_it() -> None:
    names = {field.name for field in Answer._meta.fields}
    assert names == {"id", "page", "question", "value", "remark", "day"}
