"""The acceptance cases of the living law, in small invented documents."""

from __future__ import annotations

from datetime import date

import pytest
from tests.luatsong.law.living.acts import CHANGED, STREAMS, effects, stored, text

from luatsong.accounts.models import User
from luatsong.law import selectors, services
from luatsong.law.models import Document, Effect, Force
from luatsong.law.selectors import living

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]

_FORCE = "Điều 2. Hiệu lực thi hành\nNghị {} này có hiệu lực thi hành kể từ ngày {}."


def _ends_all(number: str, act: str, day: date, start: str, *, kind: str = "Nghị định") -> str:
    body = f"Điều 1. {act}\n" + _FORCE.format(kind.split()[1], start)
    return text(kind, number, "Về việc xử lý văn bản", body, day=day)


def _word(document: Document, day: date) -> str:
    return living.validity_of(document, day).word


def test_not_yet_in_force_is_not_expired() -> None:
    [law] = stored(STREAMS)
    assert living.validity_of(law, date(2031, 2, 28)).label == "Chưa có hiệu lực"
    assert living.validity_of(law, date(2031, 3, 1)).label == "Còn hiệu lực"
    rows = living.law_on(law, date(2031, 2, 28))
    assert {row.status for row in rows} == {Force.Word.NOT_YET}


def test_a_repealed_decree_is_not_applied_any_more_and_says_why() -> None:
    repeal = _ends_all(
        "30/2033/NĐ-CP",
        "Bãi bỏ toàn bộ Nghị định số 10/2031/NĐ-CP ngày 10 tháng 01 năm 2031 của Chính phủ.",
        date(2033, 1, 5),
        "01 tháng 3 năm 2033",
    )
    law, _ = stored(STREAMS, repeal)
    validity = living.validity_of(law, date(2033, 3, 1))
    assert validity.label == "Hết hiệu lực toàn bộ"
    assert validity.reasons[0].effect
    assert "30/2033/NĐ-CP" in validity.reasons[0].text
    assert _word(law, date(2033, 2, 28)) == Force.Word.IN_FORCE
    assert selectors.provisions_of(law, date(2033, 3, 1)) == []
    assert {row.status for row in living.law_on(law, date(2033, 3, 1))} == {Force.Word.ENDED}


def test_suspending_a_replacement_revives_what_it_replaced() -> None:
    new = _ends_all(
        "46/2032/NĐ-CP",
        "Nghị định này thay thế Nghị định số 10/2031/NĐ-CP ngày 10 tháng 01 năm 2031.",
        date(2032, 1, 26),
        "01 tháng 02 năm 2032",
    )
    suspend = text(
        "Nghị quyết",
        "09/2032/NQ-CP",
        "Tạm ngưng hiệu lực của Nghị định số 46/2032/NĐ-CP",
        """Điều 1. Tạm ngưng hiệu lực toàn bộ Nghị định số 46/2032/NĐ-CP từ ngày 04 tháng 02 \
năm 2032 đến hết ngày 15 tháng 4 năm 2032.
Điều 2. Nghị quyết này có hiệu lực từ ngày 04 tháng 02 năm 2032.""",
        day=date(2032, 2, 4),
    )
    old, replacement, _ = stored(STREAMS, new, suspend)
    day = date(2032, 3, 1)
    assert _word(replacement, day) == Force.Word.SUSPENDED
    assert _word(old, date(2032, 2, 2)) == Force.Word.ENDED
    assert _word(old, day) == Force.Word.IN_FORCE
    assert _word(old, date(2032, 4, 16)) == Force.Word.ENDED


def test_a_text_ends_with_what_it_details_unless_it_was_announced_to_continue() -> None:
    law = text(
        "Luật",
        "12/2030/QH17",
        "Suối",
        """Điều 1. Suối là của chung.
Điều 2. Luật này có hiệu lực thi hành kể từ ngày 01 tháng 01 năm 2031.""",
        day=date(2030, 11, 20),
    )
    detail = STREAMS.replace(
        "Quy định về bảo vệ suối", "Quy định chi tiết một số điều của Luật Suối số 12/2030/QH17"
    )
    end = text(
        "Luật",
        "40/2032/QH17",
        "Sông",
        """Điều 1. Luật Suối số 12/2030/QH17 hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành.
Điều 2. Luật này có hiệu lực thi hành kể từ ngày 01 tháng 01 năm 2033.""",
        day=date(2032, 6, 20),
    )
    parent, child, _ = stored(law, detail, end)
    day = date(2033, 1, 1)
    assert _word(parent, day) == Force.Word.ENDED
    assert _word(child, day) == Force.Word.ENDED
    keep = text(
        "Nghị quyết",
        "13/NQ-CP",
        "Về việc tiếp tục có hiệu lực của Nghị định số 10/2031/NĐ-CP",
        """Điều 1. Nghị định số 10/2031/NĐ-CP tiếp tục có hiệu lực kể từ ngày 01 tháng 01 năm 2033.
Điều 2. Nghị quyết này có hiệu lực từ ngày ký.""",
        day=date(2032, 12, 16),
    )
    stored(keep)
    assert _word(child, day) == Force.Word.IN_FORCE


def test_documents_that_repeal_each_other_end_in_a_finding_not_in_a_loop() -> None:
    first = _ends_all(
        "51/2032/NĐ-CP",
        "Bãi bỏ toàn bộ Nghị định số 52/2032/NĐ-CP.",
        date(2032, 1, 5),
        "01 tháng 3 năm 2032",
    )
    second = _ends_all(
        "52/2032/NĐ-CP",
        "Bãi bỏ toàn bộ Nghị định số 51/2032/NĐ-CP.",
        date(2032, 1, 6),
        "01 tháng 3 năm 2032",
    )
    one, two = stored(first, second)
    states = {effect.state for d in (one, two) for effect in effects(d, "repeal")}
    assert Effect.State.CONFLICT in states
    words = sorted((_word(one, date(2032, 4, 1)), _word(two, date(2032, 4, 1))))
    assert words == [Force.Word.ENDED, Force.Word.IN_FORCE]


def test_a_law_that_repeals_itself_waits_for_a_person() -> None:
    act = "Bãi bỏ toàn bộ Nghị định số 53/2032/NĐ-CP."
    [law] = stored(_ends_all("53/2032/NĐ-CP", act, date(2032, 1, 5), "01 tháng 3 năm 2032"))
    found = Effect.objects.get(document=law, verb="repeal")
    assert (found.own, found.state) == (True, Effect.State.REVIEW)
    assert _word(law, date(2032, 4, 1)) == Force.Word.IN_FORCE


def test_an_effect_dated_before_its_document_waits_for_a_person() -> None:
    act = "Bãi bỏ toàn bộ Nghị định số 10/2031/NĐ-CP kể từ ngày 01 tháng 5 năm 2031."
    law, repeal = stored(
        STREAMS, _ends_all("54/2032/NĐ-CP", act, date(2032, 1, 5), "01 tháng 3 năm 2032")
    )
    [found] = effects(repeal, "repeal")
    assert found.state in (Effect.State.REVIEW, Effect.State.CONFLICT)
    assert _word(law, date(2032, 4, 1)) == Force.Word.IN_FORCE


def test_local_numbers_are_linked_inside_one_province_only() -> None:
    def decision(province: str, number: str, body: str) -> str:
        return text(
            "Quyết định",
            number,
            f"Về chợ phiên tỉnh {province}",
            body,
            day=date(2031, 4, 12),
            issuer=f"Ủy ban nhân dân tỉnh {province}",
            place=province,
        )

    market = "Điều 1. Chợ họp chủ nhật.\nĐiều 2. Quyết định này có hiệu lực từ ngày 01/5/2031."
    end = """Điều 1. Bãi bỏ Quyết định số 01/2031/QĐ-UBND.
Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 6 năm 2031."""
    north, south, repeal = stored(
        decision("Bắc Suối", "01/2031/QĐ-UBND", market),
        decision("Nam Suối", "01/2031/QĐ-UBND", market.replace("chủ nhật", "thứ bảy")),
        decision("Nam Suối", "02/2031/QĐ-UBND", end),
    )
    assert [effect.target_document for effect in effects(repeal, "repeal")] == [south]
    day = date(2031, 7, 1)
    assert (_word(north, day), _word(south, day)) == (Force.Word.IN_FORCE, Force.Word.ENDED)


def test_texts_of_a_merged_province_live_on_in_its_old_territory() -> None:
    services.note_merger("Nam Suối", "Bắc Suối", date(2032, 7, 1))
    [old] = stored(
        text(
            "Quyết định",
            "05/2031/QĐ-UBND",
            "Về chợ phiên",
            "Điều 1. Chợ họp chủ nhật.\nĐiều 2. Quyết định này có hiệu lực từ ngày 01/5/2031.",
            day=date(2031, 4, 12),
            issuer="Ủy ban nhân dân tỉnh Nam Suối",
            place="Nam Suối",
        )
    )
    validity = living.validity_of(old, date(2033, 1, 1), territory="Bắc Suối")
    assert (validity.word, validity.territory) == (Force.Word.IN_FORCE, "Nam Suối")


def test_a_sunset_ends_the_text_on_its_day_and_not_before() -> None:
    act = "Nghị quyết này thí điểm việc dọn suối."
    body = f"""Điều 1. {act}
Điều 2. Nghị quyết này có hiệu lực từ ngày 01 tháng 3 năm 2031 đến hết ngày 28 tháng 02 năm 2033."""
    [pilot] = stored(
        text("Nghị quyết", "66.7/2031/NQ-CP", "Về thí điểm", body, day=date(2031, 2, 20))
    )
    assert pilot.number == "66.7/2031/NQ-CP"
    assert _word(pilot, date(2033, 2, 28)) == Force.Word.IN_FORCE
    assert _word(pilot, date(2033, 3, 1)) == Force.Word.ENDED


def test_a_start_a_person_enters_counts() -> None:
    editor = User.objects.create_user("bien-tap")
    body = """Điều 1. Suối là của chung.
Điều 2. Nghị quyết này có hiệu lực kể từ ngày Luật Suối có hiệu lực thi hành."""
    [waiting] = stored(text("Nghị quyết", "77/2031/NQ-CP", "Về suối", body, day=date(2031, 2, 20)))
    day = date(2031, 6, 1)
    assert _word(waiting, day) == Force.Word.UNKNOWN
    own = Effect.objects.get(document=waiting, verb="take-effect")
    services.effect_correct(own, {"start": "01/05/2031"}, editor)
    assert _word(waiting, day) == Force.Word.IN_FORCE
    assert {row.status for row in living.law_on(waiting, day)} == {Force.Word.IN_FORCE}


def test_a_withdrawn_document_changes_the_law_no_more() -> None:
    law, amending = stored(STREAMS, CHANGED)
    assert _word(law, date(2032, 7, 1)) == Force.Word.PARTLY_ENDED
    amending.state = Document.State.WITHDRAWN
    amending.save()
    Document.objects.update(folded_at=None)
    services.refresh()
    assert _word(law, date(2032, 7, 1)) == Force.Word.IN_FORCE


def test_validity_takes_few_queries(django_assert_max_num_queries: object) -> None:
    law, _ = stored(STREAMS, CHANGED)
    law = selectors.document_by_slug(law.slug)
    day = date(2032, 7, 1)
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        living.law_on(law, day)
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        living.validity_of(law, day)
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        living.relations_of(law)


def test_decisions_are_kept_when_a_document_is_read_again() -> None:
    editor = User.objects.create_user("bien-tap")
    law, amending = stored(STREAMS, CHANGED)
    [repeal] = effects(amending, "repeal")
    services.effect_reject(repeal, "Đọc nhầm", editor)
    from luatsong.law.selectors.documents import as_engine_document

    services.store(as_engine_document(amending), source=amending.source, document=amending)
    services.refresh()
    repeal.refresh_from_db()
    assert repeal.state == Effect.State.REJECTED
    assert "dieu-2/khoan-3" in {
        row.address for row in living.law_on(law, date(2032, 7, 1)) if row.status == "in-force"
    }
