"""The desk of effects: what it shows, and what each decision leads to."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.luatsong.staff.effect_rows import AMENDING, BASE_NUMBER, amending, base, effects_of

from luatsong.law.models import Effect

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(db: None) -> list[Effect]:
    """Two effects on a document of the store: a new wording and a repeal."""
    base()
    return effects_of(amending())


def _item(row: Effect) -> str:
    return reverse("staff_effect", args=[row.pk])


def _page(client: Client, address: str, **data: str) -> str:
    answer = client.get(address, data)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_what_waits_with_its_quotation(
    viewer: Client, waiting: list[Effect]
) -> None:
    page = _page(viewer, reverse("staff_effects"))
    assert "Sửa đổi khoản 1 Điều 5" in page
    assert "Bãi bỏ Điều 7." in page
    assert "2 tác động" in page
    assert "Thông tư 20/2026/TT-BTL" in page


def test_the_list_is_narrowed_by_act_state_and_document(
    viewer: Client, waiting: list[Effect]
) -> None:
    address = reverse("staff_effects")
    page = _page(viewer, address, dong_tu="repeal")
    assert "1 tác động khớp bộ lọc" in page
    assert "Sửa đổi khoản 1" not in page
    assert "0 tác động" in _page(viewer, address, trang_thai="da-loai")
    assert "2 tác động" in _page(viewer, address, so="12/2026")
    assert "0 tác động" in _page(viewer, address, so="99/1999")


def test_the_longest_waiting_comes_first(viewer: Client, waiting: list[Effect]) -> None:
    later, earlier = waiting
    Effect.objects.filter(pk=earlier.pk).update(recorded_from="2026-01-01T00:00:00Z")
    page = _page(viewer, reverse("staff_effects"))
    assert page.index(_item(earlier)) < page.index(_item(later))


def test_counts_stand_on_every_view(viewer: Client, waiting: list[Effect]) -> None:
    Effect.objects.filter(pk=waiting[0].pk).update(state=Effect.State.CONFLICT)
    page = _page(viewer, reverse("staff_effects"))
    assert "Mâu thuẫn <strong>1</strong>" in page
    assert "Chờ xử lý <strong>1</strong>" in page


def test_an_announcement_is_no_work_for_anybody(viewer: Client, waiting: list[Effect]) -> None:
    Effect.objects.filter(pk=waiting[0].pk).update(summary=True)
    assert "1 tác động" in _page(viewer, reverse("staff_effects"))


def test_the_quotation_is_marked_in_its_provision(viewer: Client, waiting: list[Effect]) -> None:
    page = _page(viewer, _item(waiting[0]))
    assert "<mark>Sửa đổi, bổ sung khoản 1 Điều 5 như sau:</mark>" in page
    assert "khoản 1 Điều 1" in page
    assert "“1. Mức chi cho xã là 700.000 đồng.”" in page


def test_the_reading_and_its_doubts_are_told_in_words(
    viewer: Client, waiting: list[Effect]
) -> None:
    page = _page(viewer, _item(waiting[1]))
    assert '<dd><span class="staff-line">Bãi bỏ</span></dd>' in page
    assert "Không xác định được ngày bắt đầu." in page


def test_before_and_after_stand_side_by_side(viewer: Client, waiting: list[Effect]) -> None:
    page = _page(viewer, _item(waiting[0]))
    assert "<del> 500.000</del>" in page
    assert "<ins> 700.000</ins>" in page


def test_effects_on_the_same_place_are_shown(viewer: Client, waiting: list[Effect]) -> None:
    other = amending(number="21/2026/TT-BTL")
    rival = effects_of(other)[0]
    page = _page(viewer, _item(waiting[0]))
    assert "Tác động khác trên cùng chỗ" in page
    assert _item(rival) in page
    assert _item(waiting[1]) not in page


def test_documents_that_are_missing_are_grouped_with_counts(viewer: Client, db: None) -> None:
    rows = effects_of(amending())
    page = _page(viewer, reverse("staff_effects_missing"))
    assert BASE_NUMBER in page
    assert f"{len(rows)} tác động" in page
    assert "trang_thai=thieu-van-ban&amp;so=12%2F2026%2FTT-BTL" in page
    narrowed = _page(viewer, reverse("staff_effects"), trang_thai="thieu-van-ban", so=BASE_NUMBER)
    assert "2 tác động" in narrowed


def test_an_effect_whose_target_is_missing_says_what_to_do(editor: Client, db: None) -> None:
    row = effects_of(amending())[0]
    page = _page(editor, _item(row))
    assert "Chưa biết văn bản đích" in page
    assert "Chấp nhận như máy đọc" not in page


def test_text_of_the_law_is_never_markup(viewer: Client, db: None) -> None:
    base()
    text = AMENDING.replace("700.000", "<script>alert(1)</script>")
    row = effects_of(amending(text), text)[0]
    page = _page(viewer, _item(row))
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_sentence_is_tried_without_scripts(viewer: Client) -> None:
    address = reverse("staff_effects_try")
    answer = viewer.post(address, {"cau": "Bãi bỏ khoản 2 Điều 5.", "so": BASE_NUMBER})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Đọc ra 1 tác động" in page
    assert "Bãi bỏ khoản 2 Điều 5 · 12/2026/TT-BTL" in page
    assert "Bàn hiệu lực" in page


def test_a_script_gets_the_answer_alone(viewer: Client) -> None:
    answer = viewer.post(
        reverse("staff_effects_try"),
        {"cau": "Bãi bỏ khoản 2 Điều 5 Thông tư số 12/2026/TT-BTL."},
        headers={"X-Staff-Part": "1"},
    )
    page = answer.content.decode()
    assert "Đọc ra 1 tác động" in page
    assert "<html" not in page


def test_nothing_pasted_or_a_wrong_number_is_answered_with_a_message(viewer: Client) -> None:
    address = reverse("staff_effects_try")
    empty = viewer.post(address, {"cau": " "})
    assert empty.status_code == 422
    assert "Hãy dán một câu" in empty.content.decode()
    wrong = viewer.post(address, {"cau": "Bãi bỏ Điều 5.", "so": "con mèo"})
    assert wrong.status_code == 422
    assert "Số ký hiệu không đúng dạng" in wrong.content.decode()
    assert "Bãi bỏ Điều 5." in wrong.content.decode()


def test_documents_are_offered_for_a_typed_number(viewer: Client, waiting: list[Effect]) -> None:
    answer = viewer.get(reverse("staff_effects_documents"), {"q": "12/2026"})
    assert [row["number"] for row in answer.json()["documents"]] == [BASE_NUMBER]
    assert viewer.get(reverse("staff_effects_documents")).json() == {"documents": []}


def test_the_dashboard_counts_what_waits(viewer: Client, waiting: list[Effect]) -> None:
    page = _page(viewer, reverse("wagtailadmin_home"))
    assert "<strong>2</strong> tác động chờ xử lý" in page
    assert "<strong>0</strong> tác động thiếu văn bản đích" in page
