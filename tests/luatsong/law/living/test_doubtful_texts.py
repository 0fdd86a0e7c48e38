"""New text that came damaged, or makes an article of unsound form, waits for a person."""

from __future__ import annotations

from datetime import date

import pytest
from tests.luatsong.law.living.acts import STREAMS, stored, text

from luatsong.accounts.models import User
from luatsong.law import services
from luatsong.law.models import Document, Effect
from luatsong.law.selectors import living

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]
_DAY = date(2032, 7, 1)


def _amending(number: str, body: str) -> str:
    return text(
        "Nghị định",
        number,
        "Sửa đổi, bổ sung một số điều của Nghị định số 10/2031/NĐ-CP quy định về bảo vệ suối",
        f"""Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 10/2031/NĐ-CP
{body}
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2032.""",
        day=date(2032, 4, 1),
    )


def _one(document: Document, verb: str) -> Effect:
    return Effect.objects.get(document=document, verb=verb, summary=False)


def _says(document: Document) -> dict[str, tuple[str, bool]]:
    return {
        row.address: ("\n".join(row.text), row.certain) for row in living.law_on(document, _DAY)
    }


def _doubts(effect: Effect) -> set[str]:
    return {doubt for finding in effect.findings for doubt in finding.get("doubts", ())}


def test_new_text_of_a_document_that_lost_a_quotation_mark_waits() -> None:
    editor = User.objects.create_user("bien-tap")
    law, amending = stored(
        STREAMS,
        _amending(
            "31/2032/NĐ-CP",
            """1. Sửa đổi, bổ sung khoản 1 Điều 2 như sau:
“1. Dọn suối mỗi tuần một lần.”.
2. Bãi bỏ khoản 3 Điều 2.
3. Cơ quan “suối là cơ quan giữ suối.""",
        ),
    )
    amend = _one(amending, "amend")
    assert (amend.state, _doubts(amend)) == (Effect.State.REVIEW, {"quotes-unpaired"})
    assert _says(law)["dieu-2/khoan-1"] == ("Dọn suối mỗi tháng một lần.", False)
    repeal = _one(amending, "repeal")
    assert repeal.state == Effect.State.APPLIED  # brings no text that could be damaged
    services.effect_accept(amend, editor)
    assert amend.state == Effect.State.APPLIED
    assert _says(law)["dieu-2/khoan-1"] == ("Dọn suối mỗi tuần một lần.", True)
    services.effect_unapply(amend, editor)
    assert _says(law)["dieu-2/khoan-1"] == ("Dọn suối mỗi tháng một lần.", False)


def test_a_change_that_leaves_a_gap_in_an_article_waits() -> None:
    editor = User.objects.create_user("bien-tap")
    law, amending = stored(
        STREAMS,
        _amending(
            "32/2032/NĐ-CP",
            """1. Bổ sung khoản 5 vào Điều 2 như sau:
“5. Thả cá mỗi năm.”.
2. Thay thế cụm từ “100.000” bằng cụm từ “200.000” tại Điều 3.""",
        ),
    )
    insert = _one(amending, "insert")
    assert insert.state == Effect.State.REVIEW
    assert "numbering-gap" in _doubts(insert)
    said = _says(law)
    assert "dieu-2/khoan-5" not in said
    assert not said["dieu-2"][1]  # what it may hold besides is not sure
    assert said["dieu-3"] == ("Mức chi là 200.000 đồng.", True)
    services.effect_accept(insert, editor)
    assert _says(law)["dieu-2/khoan-5"] == ("Thả cá mỗi năm.", True)
    services.effect_unapply(insert, editor)
    assert "dieu-2/khoan-5" not in _says(law)


GAPPED = STREAMS.replace("3. Báo cáo", "5. Báo cáo")


def test_words_are_changed_in_an_article_that_was_issued_with_a_gap_but_no_part_given_anew() -> (
    None
):
    law, amending = stored(
        GAPPED,
        _amending(
            "33/2032/NĐ-CP",
            """1. Thay thế cụm từ “mỗi tháng” bằng cụm từ “mỗi tuần” tại khoản 1 Điều 2.
2. Sửa đổi, bổ sung khoản 2 Điều 2 như sau:
“2. Trồng cây bên suối.”.""",
        ),
    )
    phrase, amend = _one(amending, "replace-phrase"), _one(amending, "amend")
    assert phrase.state == Effect.State.APPLIED
    assert _says(law)["dieu-2/khoan-1"][0] == "Dọn suối mỗi tuần một lần."
    # Lines that were lost may have stood in the part that is replaced.
    assert (amend.state, _doubts(amend)) == (Effect.State.REVIEW, {"numbering-gap"})


def test_words_that_may_change_anywhere_make_the_provisions_that_hold_them_unsure() -> None:
    changing = _amending("38/2032/NĐ-CP", "1. Thay thế cụm từ “Dọn suối” bằng cụm từ “Giữ suối”.")
    law, amending = stored(STREAMS, changing)
    assert _one(amending, "replace-phrase").state == Effect.State.REVIEW
    said = _says(law)
    assert not said["dieu-2/khoan-1"][1]
    assert said["dieu-2/khoan-2"][1]
