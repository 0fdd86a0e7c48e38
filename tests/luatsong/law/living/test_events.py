"""Texts that prevail while they are alive, and end on a day or with a later law (case 3)."""

from __future__ import annotations

from datetime import date

import pytest
from tests.luatsong.law.living.acts import STREAMS, stored, text

from luatsong.accounts.models import User
from luatsong.law import services
from luatsong.law.models import Document, Effect, EffectDecision, Force
from luatsong.law.selectors import living

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]

PILOT = text(
    "Nghị quyết",
    "66.7/2031/NQ-CP",
    "Về thí điểm dọn suối",
    """Điều 1. Người dân được tự dọn suối.
Điều 2. Hiệu lực thi hành
1. Nghị quyết này có hiệu lực từ ngày 01 tháng 4 năm 2031 đến hết ngày 28 tháng 02 năm 2033.
2. Trong thời gian Nghị quyết này có hiệu lực, nếu khoản 1 Điều 2 Nghị định số 10/2031/NĐ-CP có \
quy định khác với Nghị quyết này thì thực hiện theo Nghị quyết này.""",
    day=date(2031, 3, 20),
)
LATER = text(
    "Luật",
    "12/2032/QH17",
    "Suối",
    """Điều 1. Suối là của chung.
Điều 2. Luật này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2032.""",
    day=date(2032, 5, 20),
)


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("bien-tap")


def _word(document: Document, day: date) -> str:
    return living.validity_of(document, day).word


def _end(document: Document) -> Effect:
    return Effect.objects.get(document=document, verb="expire")


def test_a_later_law_ends_it_before_its_own_day(editor: User) -> None:
    pilot, law = stored(PILOT, LATER)
    assert _word(pilot, date(2032, 7, 1)) == Force.Word.IN_FORCE
    services.effect_event(_end(pilot), date(2032, 7, 1), editor, reason="Luật Suối", cause=law)
    assert _word(pilot, date(2032, 6, 30)) == Force.Word.IN_FORCE
    assert _word(pilot, date(2032, 7, 1)) == Force.Word.ENDED
    found = _end(pilot)
    assert (found.happened_by, found.state) == (law, Effect.State.APPLIED)
    assert found.decisions.get().action == EffectDecision.Action.EVENT


def test_its_own_day_ends_it_where_the_law_comes_later(editor: User) -> None:
    [pilot] = stored(PILOT)
    services.effect_event(_end(pilot), date(2034, 1, 1), editor)
    assert _word(pilot, date(2033, 3, 1)) == Force.Word.ENDED
    assert _word(pilot, date(2033, 2, 28)) == Force.Word.IN_FORCE


def test_an_event_taken_back_leaves_the_text_as_it_was_read(editor: User) -> None:
    [pilot] = stored(PILOT)
    services.effect_event(_end(pilot), date(2032, 7, 1), editor)
    services.effect_event(_end(pilot), None, editor, reason="Nhầm luật")
    assert _word(pilot, date(2032, 8, 1)) == Force.Word.IN_FORCE
    assert _word(pilot, date(2033, 3, 1)) == Force.Word.ENDED
    assert _end(pilot).decided_at is None
    assert _end(pilot).decisions.count() == 2


def test_a_repeal_by_a_later_text_ends_it_by_itself() -> None:
    end = text(
        "Nghị quyết",
        "80/2032/NQ-CP",
        "Về việc kết thúc thí điểm",
        """Điều 1. Bãi bỏ toàn bộ Nghị quyết số 66.7/2031/NQ-CP.
Điều 2. Nghị quyết này có hiệu lực từ ngày 01 tháng 9 năm 2032.""",
        day=date(2032, 8, 20),
    )
    pilot, _ = stored(PILOT, end)
    assert _word(pilot, date(2032, 8, 31)) == Force.Word.IN_FORCE
    assert _word(pilot, date(2032, 9, 1)) == Force.Word.ENDED


def test_provisions_it_deviates_from_say_what_goes_before_them(editor: User) -> None:
    law, pilot = stored(STREAMS, PILOT)
    [found] = living.prevailing_over(law, date(2031, 6, 1))
    assert found.source_slug == pilot.slug
    assert found.addresses == ("dieu-2/khoan-1",)
    assert "thực hiện theo Nghị quyết này" in found.quote
    assert living.prevailing_over(law, date(2031, 3, 31)) == []
    assert living.prevailing_over(law, date(2033, 3, 1)) == []
    services.effect_event(_end(pilot), date(2031, 6, 1), editor)
    assert living.prevailing_over(law, date(2031, 6, 1)) == []


def test_only_what_waits_for_something_has_an_event(editor: User) -> None:
    [pilot] = stored(PILOT)
    issue = Effect.objects.get(document=pilot, verb="issue")
    with pytest.raises(services.NotDecidable, match="không chờ sự kiện"):
        services.effect_event(issue, date(2032, 7, 1), editor)
    with pytest.raises(services.NotDecidable, match="trước ngày ban hành"):
        services.effect_event(_end(pilot), date(2030, 7, 1), editor)


def test_a_condition_that_came_true_starts_what_waited_for_it(editor: User) -> None:
    body = """Điều 1. Suối là của chung.
Điều 2. Nghị quyết này có hiệu lực kể từ ngày Luật Suối có hiệu lực thi hành."""
    [waiting] = stored(text("Nghị quyết", "77/2031/NQ-CP", "Về suối", body, day=date(2031, 2, 20)))
    own = Effect.objects.get(document=waiting, verb="take-effect")
    services.effect_event(own, date(2032, 7, 1), editor)
    assert _word(waiting, date(2032, 6, 30)) == Force.Word.NOT_YET
    assert _word(waiting, date(2032, 7, 1)) == Force.Word.IN_FORCE


def test_a_text_that_goes_before_all_others_is_told_on_those_it_cites() -> None:
    general = text(
        "Nghị quyết",
        "66.8/2031/NQ-CP",
        "Về thí điểm trồng cây",
        """Điều 1. Người dân được trồng cây khác với khoản 1 Điều 2 Nghị định số 10/2031/NĐ-CP.
Điều 2. Hiệu lực thi hành
1. Nghị quyết này có hiệu lực từ ngày 01 tháng 4 năm 2031 đến hết ngày 28 tháng 02 năm 2033.
2. Trong thời gian Nghị quyết này có hiệu lực, nếu các văn bản khác có quy định khác với Nghị \
quyết này thì thực hiện theo Nghị quyết này.""",
        day=date(2031, 3, 20),
    )
    law, other, resolution = stored(STREAMS, LATER, general)
    [found] = living.prevailing_over(law, date(2031, 6, 1))
    assert (found.source_slug, found.addresses) == (resolution.slug, ())
    assert living.prevailing_over(law, date(2033, 3, 1)) == []
    assert living.prevailing_over(other, date(2032, 8, 1)) == []
