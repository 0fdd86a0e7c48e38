"""Validity of documents in small invented cases; those of the field: `tests/acceptance`."""

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


def test_a_number_with_its_issuer_means_the_text_of_that_issuer_only() -> None:
    def decision(province: str) -> str:
        return text(
            "Quyết định",
            "01/2031/QĐ-UBND",
            f"Về chợ phiên tỉnh {province}",
            "Điều 1. Chợ họp chủ nhật.\nĐiều 2. Quyết định này có hiệu lực từ ngày 01/5/2031.",
            day=date(2031, 4, 12),
            issuer=f"Ủy ban nhân dân tỉnh {province}",
            place=province,
        )

    end = text(
        "Nghị định",
        "55/2031/NĐ-CP",
        "Về việc xử lý văn bản",
        """Điều 1. Bãi bỏ toàn bộ Quyết định số 01/2031/QĐ-UBND ngày 12 tháng 4 năm 2031 của Ủy \
ban nhân dân tỉnh Nam Suối về chợ phiên.
Điều 2. Nghị định này có hiệu lực từ ngày 01 tháng 6 năm 2031.""",
        day=date(2031, 5, 12),
    )
    north, repeal = stored(decision("Bắc Suối"), end)
    [found] = effects(repeal, "repeal")
    assert (found.target_document, found.state) == (None, Effect.State.MISSING)
    [south] = stored(decision("Nam Suối"))
    found.refresh_from_db()
    assert found.target_document == south
    day = date(2031, 7, 1)
    assert (_word(north, day), _word(south, day)) == (Force.Word.IN_FORCE, Force.Word.ENDED)


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
