"""The document list, one document, and taking it off the public site."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.luatsong.factories import make_document, make_source

from luatsong.law.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.service]


def _list(client: Client, **filters: str) -> str:
    return client.get(reverse("staff_documents"), filters).content.decode()


def test_documents_are_found_without_diacritics_and_by_number(viewer: Client) -> None:
    make_document()
    assert "12/2026/TT-BTL" in _list(viewer, q="trong cay ben suoi")
    assert "12/2026/TT-BTL" in _list(viewer, q="12/2026/TT-BTL")
    assert "Không có văn bản nào khớp bộ lọc" in _list(viewer, q="nuôi ong")


def test_the_list_is_narrowed_by_state_type_and_kind(viewer: Client) -> None:
    make_document()
    make_document(number="13/2026/TT-BTL", title="Nuôi cá", state=Document.State.WITHDRAWN)
    page = _list(viewer, state="withdrawn", type="Thông tư", kind="normative")
    assert "13/2026/TT-BTL" in page
    assert "12/2026/TT-BTL" not in page


def test_the_list_is_sorted_as_asked(viewer: Client) -> None:
    make_document(number="1/2020/TT-BTL", title="Cũ", issue_date=date(2020, 1, 1))
    make_document(number="2/2026/TT-BTL", title="Mới", issue_date=date(2026, 1, 1))
    page = _list(viewer, **{"sap-xep": "cu-nhat"})
    assert page.index("1/2020/TT-BTL") < page.index("2/2026/TT-BTL")
    page = _list(viewer, **{"sap-xep": "moi-nhat"})
    assert page.index("2/2026/TT-BTL") < page.index("1/2020/TT-BTL")


def test_a_page_number_out_of_range_shows_the_last_page(viewer: Client) -> None:
    make_document()
    assert "12/2026/TT-BTL" in _list(viewer, p="99")


def test_the_list_costs_the_same_for_few_and_for_many(viewer: Client) -> None:
    make_document()
    _list(viewer)
    with CaptureQueriesContext(
        connection,
    ) as few:
        _list(viewer)
    for number in range(20, 40):
        make_document(number=f"{number}/2026/TT-BTL", title=f"Tên {number}")
    with CaptureQueriesContext(connection) as many:
        _list(viewer)
    assert len(many) == len(few)


def test_a_document_shows_its_contents_and_its_source(viewer: Client) -> None:
    document = make_document(source=make_source(name="goc.docx"))
    page = viewer.get(reverse("staff_document", args=[document.pk])).content.decode()
    assert "2 điều" in page
    assert "Phạm vi điều chỉnh" in page
    assert f"/van-ban/{document.slug}/dieu-1" in page
    assert "goc.docx" in page


def test_the_source_of_a_document_is_a_sandboxed_download(viewer: Client) -> None:
    document = make_document(source=make_source(name="goc.html", data=b"<script>"))
    answer = viewer.get(reverse("staff_document_source", args=[document.pk]))
    answer.close()
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_document_without_a_file_has_nothing_to_download(viewer: Client) -> None:
    document = make_document()
    assert viewer.get(reverse("staff_document_source", args=[document.pk])).status_code == 404


def test_a_withdrawn_document_leaves_the_public_site_and_its_index(editor: Client) -> None:
    document = make_document()
    before = document.updated_at
    editor.post(
        reverse("staff_document_withdraw", args=[document.pk]), {"reason": "Đăng nhầm bản nháp"}
    )
    document.refresh_from_db()
    assert document.state == Document.State.WITHDRAWN
    assert document.indexed_at is None
    assert document.updated_at > before


def test_withdrawing_needs_a_reason_and_keeps_what_was_typed(editor: Client) -> None:
    document = make_document()
    answer = editor.post(reverse("staff_document_withdraw", args=[document.pk]), {"reason": "abc"})
    assert "Lý do quá ngắn" in answer.content.decode()
    assert "abc" in answer.content.decode()
    document.refresh_from_db()
    assert document.state == Document.State.PUBLISHED


def test_the_history_says_who_withdrew_and_restored_a_document_and_why(editor: Client) -> None:
    document = make_document()
    editor.post(
        reverse("staff_document_withdraw", args=[document.pk]), {"reason": "Đăng nhầm bản nháp"}
    )
    editor.post(
        reverse("staff_document_restore", args=[document.pk]), {"reason": "Đã kiểm tra lại"}
    )
    page = editor.get(reverse("staff_document", args=[document.pk])).content.decode()
    assert "Đã công bố" in page
    assert page.index("Đã kiểm tra lại") < page.index("Đăng nhầm bản nháp")
    assert "Tài khoản bien-tap" in page


def test_the_second_of_two_who_withdraw_is_told_it_is_done(editor: Client) -> None:
    document = make_document(state=Document.State.WITHDRAWN)
    answer = editor.post(
        reverse("staff_document_withdraw", args=[document.pk]),
        {"reason": "Đăng nhầm bản nháp"},
        follow=True,
    )
    assert "không còn ở trạng thái" in answer.content.decode()


@pytest.mark.usefixtures("page_tree")
def test_administrators_read_in_the_log_who_withdrew_what(
    editor: Client, administrator: Client
) -> None:
    document = make_document()
    editor.post(
        reverse("staff_document_withdraw", args=[document.pk]), {"reason": "Đăng nhầm bản nháp"}
    )
    page = administrator.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "Gỡ khỏi trang công khai" in page
    assert "Thông tư 12/2026/TT-BTL" in page
