"""What decisions at the desk of effects lead to, and who may take them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.luatsong.factories import make_document
from tests.luatsong.staff.effect_rows import BASE_NUMBER, amending, base, effects_of
from wagtail.models import ModelLogEntry

from luatsong.accounts.models import User
from luatsong.law.models import Document, Effect
from luatsong.law.selectors.living import law_on

pytestmark = pytest.mark.django_db

START = date(2026, 7, 1)
LATER = date(2026, 8, 1)
OLD, NEW = "Mức chi cho xã là 500.000 đồng.", "Mức chi cho xã là 700.000 đồng."


@pytest.fixture
def document(db: None) -> Document:
    """The document that is amended."""
    return base()


@pytest.fixture
def waiting(document: Document) -> list[Effect]:
    """Two dated effects on it: a new wording of Điều 5 khoản 1, and the repeal of Điều 7."""
    return effects_of(amending(), start=START)


def _item(row: Effect) -> str:
    return reverse("staff_effect", args=[row.pk])


def _post(client: Client, row: Effect, action: str, **data: str) -> str:
    """The page that a pressed button leads to."""
    return client.post(_item(row), {"action": action, **data}, follow=True).content.decode()


def _form(**changed: str) -> dict[str, str]:
    """What the correction form sends for the first effect when nothing is changed."""
    fields = {
        "verb": "amend",
        "target": BASE_NUMBER,
        "target_document": Document.objects.get(number=BASE_NUMBER).slug,
        "places": "khoản 1 Điều 5",
        "start": "01/07/2026",
        "end": "",
        "text": f"1. {NEW}",
        "old": "",
        "new": "",
    }
    return {**fields, **changed}


def _says(document: Document, address: str, day: date = LATER) -> str:
    return next("\n".join(r.text) for r in law_on(document, day) if r.address == address)


def test_an_accepted_effect_changes_the_text_from_its_day_on(
    editor: Client, document: Document, waiting: list[Effect]
) -> None:
    page = _post(editor, waiting[0], "accept")
    assert "Đã chấp nhận tác động." in page
    assert _says(document, "dieu-5/khoan-1") == NEW
    assert _says(document, "dieu-5/khoan-1", date(2026, 6, 30)) == OLD
    waiting[0].refresh_from_db()
    assert waiting[0].state == Effect.State.APPLIED


def test_a_decision_is_kept_with_who_and_when_and_written_to_the_log(
    editor: Client, people: dict[str, User], waiting: list[Effect]
) -> None:
    _post(editor, waiting[0], "accept")
    kept = waiting[0].decisions.get()
    assert kept.by == people["editor"]
    logged = ModelLogEntry.objects.get(action="luatsong.effect_accept")
    assert logged.user == people["editor"]
    page = editor.get(_item(waiting[0])).content.decode()
    assert "Lịch sử xử lý" in page
    assert "bien-tap</strong>: Chấp nhận" in page
    assert "Cần xem lại → Đã áp dụng" in page


def test_what_an_applied_effect_did_is_shown_before_and_after(
    editor: Client, waiting: list[Effect]
) -> None:
    page = _post(editor, waiting[0], "accept")
    assert "Đã thay đổi nội dung như sau" in page
    assert "<del> 500.000</del>" in page
    assert "<ins> 700.000</ins>" in page


def test_taking_an_effect_back_restores_the_text(
    editor: Client, document: Document, waiting: list[Effect]
) -> None:
    _post(editor, waiting[0], "accept")
    page = _post(editor, waiting[0], "reopen", reason="Áp dụng nhầm khoản")
    assert "nội dung văn bản đích trở lại như trước" in page
    assert _says(document, "dieu-5/khoan-1") == OLD
    waiting[0].refresh_from_db()
    assert waiting[0].state == Effect.State.REVIEW
    assert "Áp dụng nhầm khoản" in editor.get(_item(waiting[0])).content.decode()


def test_taking_back_needs_a_reason(
    editor: Client, document: Document, waiting: list[Effect]
) -> None:
    _post(editor, waiting[0], "accept")
    answer = editor.post(_item(waiting[0]), {"action": "reopen", "reason": ""})
    assert answer.status_code == 422
    assert "Hãy ghi lý do" in answer.content.decode()
    assert _says(document, "dieu-5/khoan-1") == NEW


def test_a_corrected_effect_is_applied_as_corrected(
    editor: Client, document: Document, waiting: list[Effect]
) -> None:
    corrected = _form(places="khoản 2 Điều 5", text="2. Sở Thủy lâm quyết định.")
    page = _post(editor, waiting[0], "correct", **corrected)
    assert "Đã lưu nội dung sửa" in page
    assert _says(document, "dieu-5/khoan-2") == "Sở Thủy lâm quyết định."
    assert _says(document, "dieu-5/khoan-1") == OLD
    waiting[0].refresh_from_db()
    assert waiting[0].corrections["places"] == "khoản 2 Điều 5"
    assert "Máy đọc" in page
    assert "Vị trí: khoản 2 Điều 5" in page


def test_what_cannot_be_used_is_pointed_out_and_everything_typed_stays(
    editor: Client, waiting: list[Effect]
) -> None:
    typed = _form(places="con mèo", start="31/02/2026", text="Nội dung đã gõ", target="số lạ")
    answer = editor.post(_item(waiting[0]), {"action": "correct", **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Không đọc được “con mèo”" in page
    assert "Ngày phải viết dạng ngày/tháng/năm" in page
    assert "Số ký hiệu không đúng dạng" in page
    for text in ("con mèo", "31/02/2026", "Nội dung đã gõ", "số lạ"):
        assert text in page
    waiting[0].refresh_from_db()
    assert waiting[0].corrections == {}


def test_a_number_that_no_document_has_is_pointed_out(
    editor: Client, waiting: list[Effect]
) -> None:
    typed = _form(target="99/2019/QĐ-UBND", target_document="")
    answer = editor.post(_item(waiting[0]), {"action": "correct", **typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "99/2019/QĐ-UBND" in page
    assert "Trong kho không có văn bản nào khớp" in page


def test_a_chosen_document_must_fit_the_typed_number(editor: Client, waiting: list[Effect]) -> None:
    typed = _form(target="99/2019/QĐ-UBND")
    answer = editor.post(_item(waiting[0]), {"action": "correct", **typed})
    assert answer.status_code == 422
    assert "không khớp số ký hiệu đã gõ" in answer.content.decode()


def test_new_places_alone_move_the_wording(
    editor: Client, document: Document, waiting: list[Effect]
) -> None:
    _post(editor, waiting[0], "correct", **_form(places="khoản 2 Điều 5", text="2. Hết."))
    _post(editor, waiting[0], "reopen", reason="Thử lại vị trí khác")
    row = Effect.objects.get(pk=waiting[0].pk)
    assert row.corrections == {"places": "khoản 2 Điều 5", "text": "2. Hết."}
    _post(editor, waiting[0], "correct", **_form())
    assert _says(document, "dieu-5/khoan-1") == NEW
    assert Effect.objects.get(pk=waiting[0].pk).corrections == {}


def test_a_piece_of_a_provision_can_be_named(
    editor: Client, document: Document, waiting: list[Effect]
) -> None:
    typed = _form(places="tên Điều 7", text="Điều 7. Tổ chức thi hành")
    _post(editor, waiting[0], "correct", **typed)
    article = next(row for row in law_on(document, LATER) if row.address == "dieu-7")
    assert article.heading == "Tổ chức thi hành"
    assert article.text == ("Các xã thực hiện.",)


def test_an_end_before_the_start_is_pointed_out(editor: Client, waiting: list[Effect]) -> None:
    answer = editor.post(_item(waiting[0]), {"action": "correct", **_form(end="01/06/2026")})
    assert answer.status_code == 422
    assert "Ngày kết thúc phải sau ngày bắt đầu." in answer.content.decode()


def test_nothing_changed_is_no_correction(editor: Client, waiting: list[Effect]) -> None:
    answer = editor.post(_item(waiting[0]), {"action": "correct", **_form()})
    assert answer.status_code == 422
    assert "Chưa có gì được sửa" in answer.content.decode()


def test_a_missing_target_is_chosen_from_the_store_without_scripts(editor: Client) -> None:
    row = effects_of(amending(), start=START)[0]
    other = make_document(
        text="Điều 5. Mức chi\n1. Mức chi là 1 đồng.\n2. Hết.", number="77/2025/TT-BTL"
    )
    found = editor.post(
        _item(row), {"action": "find", "verb": "amend", "target": "77/2025", "places": "Điều 5"}
    ).content.decode()
    assert f'value="{other.slug}"' in found
    assert "Thông tư 77/2025/TT-BTL" in found
    typed = {
        "verb": "amend",
        "target": "77/2025/TT-BTL",
        "target_document": other.slug,
        "places": "khoản 1 Điều 5",
        "start": "01/07/2026",
        "text": f"1. {NEW}",
    }
    _post(editor, row, "correct", **typed)
    assert _says(other, "dieu-5/khoan-1") == NEW


def test_rejecting_needs_a_reason_and_keeps_it(editor: Client, waiting: list[Effect]) -> None:
    answer = editor.post(_item(waiting[1]), {"action": "reject", "reason": ""})
    assert answer.status_code == 422
    page = _post(editor, waiting[1], "reject", reason="Câu nói về văn bản khác")
    assert "Đã loại tác động này." in page
    waiting[1].refresh_from_db()
    assert waiting[1].state == Effect.State.REJECTED
    page = editor.get(_item(waiting[1])).content.decode()
    assert "Lý do: Câu nói về văn bản khác" in page
    listed = editor.get(reverse("staff_effects"), {"trang_thai": "da-loai"}).content.decode()
    assert "Bãi bỏ Điều 7" in listed


def test_a_rejected_effect_can_be_looked_at_again(editor: Client, waiting: list[Effect]) -> None:
    _post(editor, waiting[1], "reject", reason="Câu nói về văn bản khác")
    assert "Đã đưa tác động về hàng chờ." in _post(
        editor, waiting[1], "reopen", reason="Xem lại theo ý kiến trưởng phòng"
    )
    waiting[1].refresh_from_db()
    assert waiting[1].state == Effect.State.REVIEW


def test_of_two_people_the_second_is_told(editor: Client, waiting: list[Effect]) -> None:
    _post(editor, waiting[0], "accept")
    page = _post(editor, waiting[0], "reject", reason="Không đúng văn bản")
    assert "có thể do người khác vừa xử lý" in page
    waiting[0].refresh_from_db()
    assert waiting[0].state == Effect.State.APPLIED


def test_a_viewer_sees_but_does_not_decide(viewer: Client, waiting: list[Effect]) -> None:
    page = viewer.get(_item(waiting[0])).content.decode()
    assert "Chấp nhận như máy đọc" not in page
    for action in ("accept", "reject", "correct", "reopen"):
        viewer.post(_item(waiting[0]), {"action": action, "reason": "Thử quyết định"})
    viewer.post(reverse("staff_effects_accept"), {"effect": waiting[0].pk, "confirm": "1"})
    waiting[0].refresh_from_db()
    assert waiting[0].state == Effect.State.REVIEW
    assert 'type="checkbox"' not in viewer.get(reverse("staff_effects")).content.decode()


def test_several_effects_are_shown_first_and_accepted_together(
    editor: Client, document: Document, waiting: list[Effect]
) -> None:
    address, keys = reverse("staff_effects_accept"), [row.pk for row in waiting]
    page = editor.post(address, {"effect": keys}).content.decode()
    assert "2 tác động dưới đây sẽ được áp dụng" in page
    assert "<ins> 700.000</ins>" in page
    assert _says(document, "dieu-5/khoan-1") == OLD
    page = editor.post(address, {"effect": keys, "confirm": "1"}, follow=True).content.decode()
    assert "Đã chấp nhận 2 tác động." in page
    assert _says(document, "dieu-5/khoan-1") == NEW


def test_what_is_doubtful_is_not_accepted_with_others(
    editor: Client, waiting: list[Effect]
) -> None:
    Effect.objects.filter(pk=waiting[1].pk).update(confidence=0.4)
    address, keys = reverse("staff_effects_accept"), [row.pk for row in waiting]
    page = editor.post(address, {"effect": keys}).content.decode()
    assert "1 tác động dưới đây sẽ được áp dụng" in page
    assert "Phải xem riêng từng tác động" in page
    page = editor.post(address, {"effect": keys, "confirm": "1"}, follow=True).content.decode()
    assert "Chưa chấp nhận gì" in page
    assert not Effect.objects.filter(pk__in=keys, state=Effect.State.APPLIED).exists()


def test_ticking_nothing_gets_a_message(editor: Client) -> None:
    page = editor.post(reverse("staff_effects_accept"), follow=True).content.decode()
    assert "Chưa chọn tác động nào" in page
