"""Why effects wait, what a person may enter beside the text, events, and texts no longer suited."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.luatsong.staff.effect_rows import BASE_NUMBER, amending, base, effects_of

from luatsong.law.models import Document, Effect, Force
from luatsong.law.selectors.living import validity_of

pytestmark = pytest.mark.django_db
START = date(2026, 7, 1)


@pytest.fixture
def waiting(db: None) -> list[Effect]:
    base()
    return effects_of(amending(), start=START)


def _item(row: Effect) -> str:
    return reverse("staff_effect", args=[row.pk])


def test_one_screen_says_how_many_wait_and_why(editor: Client, waiting: list[Effect]) -> None:
    Effect.objects.filter(pk=waiting[0].pk).update(doubts=["scope-limited", "transition"])
    Effect.objects.filter(pk=waiting[1].pk).update(findings=[{"code": "conflict", "message": ""}])
    html = editor.get(reverse("staff_effects")).content.decode()
    reasons = html.split("Vì sao còn chờ")[1].split("</ul>")[0]
    assert "Phạm vi giới hạn" in reasons
    assert "Mâu thuẫn với tác động khác trên cùng chỗ" in reasons
    listed = editor.get(reverse("staff_effects"), {"ly_do": "transition"}).content.decode()
    assert _item(waiting[0]) in listed
    assert _item(waiting[1]) not in listed


def test_the_next_effect_is_one_key_away(editor: Client, waiting: list[Effect]) -> None:
    first, second = waiting
    onward = reverse("staff_effect_following", args=[first.pk])
    html = editor.get(_item(first)).content.decode()
    assert f'href="{onward}" rel="next" accesskey="t"' in html
    done = editor.post(_item(first), {"action": "accept"}, follow=True).content.decode()
    assert "autofocus" in done.split(f'href="{onward}"')[1].split(">")[0]
    assert editor.get(onward)["Location"] == _item(second)
    editor.post(_item(second), {"action": "accept"})
    assert "Không còn tác động nào khác" in editor.get(onward, follow=True).content.decode()


def test_condition_scope_and_area_can_be_entered(editor: Client, waiting: list[Effect]) -> None:
    row = waiting[0]
    said = {
        "action": "correct",
        "verb": "amend",
        "target": BASE_NUMBER,
        "target_document": Document.objects.get(number=BASE_NUMBER).slug,
        "places": "khoản 1 Điều 5",
        "start": "01/07/2026",
        "text": "1. Mức chi cho xã là 700.000 đồng.",
        "scope": "trừ xã đảo",
        "territory": "tỉnh Sông Mây",
    }
    editor.post(_item(row), said, follow=True)
    row.refresh_from_db()
    assert (row.scope, row.territory) == ("trừ xã đảo", "tỉnh Sông Mây")
    assert row.corrections == {"scope": "trừ xã đảo", "territory": "tỉnh Sông Mây"}


def test_an_event_an_effect_waits_for_is_recorded(editor: Client, waiting: list[Effect]) -> None:
    row = waiting[1]
    assert "Ghi nhận sự kiện" not in editor.get(_item(row)).content.decode()
    Effect.objects.filter(pk=row.pk).update(
        condition="khi luật mới có hiệu lực", start=None, payload={**row.payload, "start": None}
    )
    said = {"action": "event", "day": "01/09/2026", "cause": BASE_NUMBER, "reason": "Luật mới"}
    editor.post(_item(row), said, follow=True)
    row.refresh_from_db()
    assert row.happened_on == date(2026, 9, 1)
    assert row.happened_by is not None
    wrong = editor.post(_item(row), {**said, "cause": "không có"})
    assert wrong.status_code == 422
    assert "Hãy chép địa chỉ trang" in wrong.content.decode()


def test_a_text_is_said_to_be_no_longer_suited_and_back(editor: Client) -> None:
    document = base()
    address = reverse("staff_document_judge", args=[document.pk])
    assert editor.post(address, {"reason": "Lạc hậu rồi"}).status_code == 422
    said = {"start": "01/08/2026", "reason": "Nội dung lạc hậu", "evidence": "Kết luận 5/KL-STP"}
    editor.post(address, said)
    document.refresh_from_db()
    assert validity_of(document, date(2026, 8, 1)).word == Force.Word.UNSUITED
    page = editor.get(reverse("staff_document", args=[document.pk])).content.decode()
    assert "Nội dung lạc hậu" in page
    editor.post(address, {"reason": "Ghi nhận nhầm", "evidence": "Kết luận 6/KL-STP"})
    document.refresh_from_db()
    assert document.unsuited_from is None
