"""The quarantine desk: what it shows, and what each decision leads to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.luatsong.law.texts import CIRCULAR

from luatsong.accounts.models import User
from luatsong.law import services as law
from luatsong.law.models import Document, Intake

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]

UNTYPED = CIRCULAR.replace("THÔNG TƯ\n", "", 1).replace("Số: 98/2031/TT-BTP\n", "")


def _item(intake: Intake) -> str:
    return reverse("staff_desk_item", args=[intake.pk])


def test_the_list_shows_the_reason_and_who_sent_the_file(
    editor: Client, people: dict[str, User], quarantined: Callable[..., Intake]
) -> None:
    quarantined(uploaded_by=people["viewer"])
    page = editor.get(reverse("staff_desk")).content.decode()
    assert "thong-tu-la.html" in page
    assert "Số trong văn bản khác số được khai." in page
    assert "Tài khoản chi-xem" in page


def test_rejected_files_are_found_again(editor: Client, quarantined: Callable[..., Intake]) -> None:
    quarantined(state=Intake.State.REJECTED)
    assert "thong-tu-la.html" not in editor.get(reverse("staff_desk")).content.decode()
    page = editor.get(reverse("staff_desk"), {"state": "rejected"}).content.decode()
    assert "thong-tu-la.html" in page


def test_what_was_read_stands_beside_what_the_carrier_says(
    editor: Client, quarantined: Callable[..., Intake]
) -> None:
    page = editor.get(_item(quarantined())).content.decode()
    assert "12/2026/TT-BTL" in page
    assert "13/2026/TT-BTL" in page
    assert "khác nhau" in page
    assert "02/03/2026" in page


def test_text_of_a_file_is_never_markup(editor: Client, quarantined: Callable[..., Intake]) -> None:
    page = editor.get(_item(quarantined())).content.decode()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_file_itself_comes_only_as_a_sandboxed_download(
    viewer: Client, quarantined: Callable[..., Intake]
) -> None:
    answer = viewer.get(reverse("staff_desk_source", args=[quarantined().pk]))
    answer.close()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_corrected_file_is_published_and_the_decision_is_recorded(
    editor: Client, people: dict[str, User]
) -> None:
    intake = law.intake_bytes(data=UNTYPED.encode(), name="van-ban-la.txt")
    assert intake.state == Intake.State.QUARANTINED
    answer = editor.post(
        _item(intake),
        {
            "action": "accept",
            "number": "98/2031/TT-BTP",
            "type_name": "Thông tư",
            "issue_date": "02/03/2031",
            "title": "Quy định về trồng cây bên suối",
        },
    )
    document = Document.objects.get()
    assert answer["Location"] == reverse("staff_document", args=[document.pk])
    assert document.number == "98/2031/TT-BTP"
    intake.refresh_from_db()
    assert intake.decided_by == people["editor"]
    assert intake.decided_at is not None


def test_a_value_that_cannot_be_used_is_kept_in_the_form(
    editor: Client, quarantined: Callable[..., Intake]
) -> None:
    intake = quarantined()
    answer = editor.post(
        _item(intake),
        {"action": "accept", "issue_date": "31/02/2026", "title": "Tên đã gõ"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ngày phải viết dạng ngày/tháng/năm" in page
    assert "31/02/2026" in page
    assert "Tên đã gõ" in page


def test_a_type_that_does_not_exist_is_pointed_out_at_its_field(
    editor: Client, quarantined: Callable[..., Intake]
) -> None:
    intake = quarantined()
    answer = editor.post(_item(intake), {"action": "accept", "type_name": "Thông ba"})
    assert answer.status_code == 422
    assert "Không có loại văn bản này" in answer.content.decode()
    intake.refresh_from_db()
    assert intake.corrections == {}


def test_a_file_that_still_does_not_fit_stays_on_the_desk(
    editor: Client, quarantined: Callable[..., Intake]
) -> None:
    intake = quarantined(name="rong.txt", data=b"")
    answer = editor.post(_item(intake), {"action": "retry"}, follow=True)
    assert "vẫn phải cách ly" in answer.content.decode()
    intake.refresh_from_db()
    assert intake.state == Intake.State.QUARANTINED


def test_rejecting_needs_a_reason(editor: Client, quarantined: Callable[..., Intake]) -> None:
    intake = quarantined()
    answer = editor.post(_item(intake), {"action": "reject", "reason": ""})
    assert answer.status_code == 422
    assert "Hãy ghi lý do" in answer.content.decode()


def test_a_rejected_file_shows_who_rejected_it_and_why(
    editor: Client, viewer: Client, quarantined: Callable[..., Intake]
) -> None:
    intake = quarantined()
    editor.post(_item(intake), {"action": "reject", "reason": "Không phải văn bản"})
    intake.refresh_from_db()
    assert intake.state == Intake.State.REJECTED
    page = viewer.get(_item(intake)).content.decode()
    assert "Tài khoản bien-tap" in page
    assert "Lý do: Không phải văn bản" in page


def test_a_decision_that_comes_too_late_says_so(
    editor: Client, quarantined: Callable[..., Intake]
) -> None:
    intake = quarantined(state=Intake.State.REJECTED)
    answer = editor.post(
        _item(intake), {"action": "reject", "reason": "Không phải văn bản"}, follow=True
    )
    assert "không còn trong khu cách ly" in answer.content.decode()
