"""Hỏi đáp: what the assistant was asked, for those who may see it; contacts for fewer."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from luatsong.assistant.models import AskedQuestion, AssistantQuestion

pytestmark = pytest.mark.django_db

PAGE = "/quan-tri/hoi-dap/"
DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _questions() -> None:
    cited = [{"document": "nd-12-2023", "address": "dieu-2", "version": 7}]
    rows = (
        {"text": "Tưới cây mấy lần?", "cited": cited, "helpful": True},
        {"text": "=Phạt chặt cây bao nhiêu?", "cited": cited, "helpful": False},
        {"text": "Ai vô địch?", "declined": True, "reply": "not-law"},
    )
    for row in rows:
        AskedQuestion.objects.create(day=DAY, **row)
    AssistantQuestion.objects.create(text="Hỏi về cây đổ", contact="0900 000 000", consent=True)


def test_questions_are_listed_with_what_was_answered(viewer: Client) -> None:
    html = viewer.get(PAGE).content.decode()
    assert "3 câu hỏi" in html
    assert 'href="/van-ban/nd-12-2023/dieu-2?ngay=2026-11-20"' in html
    assert "Câu này không hỏi về quy định pháp luật" in html


@pytest.mark.parametrize(
    ("wanted", "seen", "unseen"),
    [
        ({"ket_qua": "khong-tra-loi"}, "Ai vô địch?", "Tưới cây"),
        ({"ket_qua": "danh-gia-kem"}, "Phạt chặt cây", "Tưới cây"),
        ({"q": "tưới"}, "Tưới cây", "Ai vô địch?"),
        ({"den_ngay": "2020-01-01"}, "Không có câu hỏi nào khớp", "Tưới cây"),
        ({"tu_ngay": "không phải ngày", "ket_qua": "lạ"}, "Tưới cây", "Không có câu hỏi nào"),
    ],
)
def test_filters_narrow_the_list(
    viewer: Client, wanted: dict[str, str], seen: str, unseen: str
) -> None:
    html = viewer.get(PAGE, wanted).content.decode()
    assert seen in html
    assert unseen not in html


@pytest.mark.usefixtures("page_tree")
def test_the_file_holds_what_is_listed_and_no_formulas(
    viewer: Client, administrator: Client
) -> None:
    response = viewer.post(f"{PAGE}csv/", {"ket_qua": "danh-gia-kem"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "'=Phạt chặt cây" in text
    assert "Tưới cây" not in text
    assert "Tải câu hỏi" in administrator.get("/quan-tri/reports/site-history/").content.decode()


def test_contacts_are_seen_by_those_who_work_on_cases_only(viewer: Client, editor: Client) -> None:
    assert "0900 000 000" in editor.get(f"{PAGE}gui-can-bo/").content.decode()
    refused = viewer.get(f"{PAGE}gui-can-bo/")
    assert refused.status_code in (302, 403)
    assert "0900 000 000" not in viewer.get(PAGE).content.decode()


def test_the_menu_leads_there_and_strangers_are_sent_to_the_login(
    client: Client, viewer: Client
) -> None:
    assert PAGE in viewer.get("/quan-tri/").content.decode()
    assert client.get(PAGE).status_code == 302
