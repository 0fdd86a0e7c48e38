"""What comes to the desk: all that needs a person, and nothing that does not."""

from __future__ import annotations

from datetime import date

import pytest
from tests.luatsong.law.living.acts import CHANGED, STREAMS, stored, text

from luatsong.accounts.models import User
from luatsong.law import services
from luatsong.law.models import Effect

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.service,
    pytest.mark.usefixtures("reading_at_once"),
]


def test_when_contracts_take_effect_is_no_start_of_the_law() -> None:
    [law] = stored(
        text(
            "Luật",
            "13/2032/QH17",
            "Hợp đồng suối",
            """Điều 1. Hợp đồng
Hợp đồng dọn suối có hiệu lực kể từ thời điểm đăng ký.
Điều 2. Hiệu lực thi hành
Luật này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2032.""",
            day=date(2032, 5, 20),
        )
    )
    starts = Effect.objects.filter(document=law, verb="take-effect")
    assert {(effect.state, effect.start) for effect in starts} == {
        (Effect.State.APPLIED, date(2032, 7, 1))
    }


ANNOUNCING = text(
    "Nghị định",
    "39/2032/NĐ-CP",
    "Về suối",
    """Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 10/2031/NĐ-CP.
Điều 2. Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2032.""",
    day=date(2032, 4, 1),
)


def test_a_change_that_is_announced_but_not_read_waits_for_a_person() -> None:
    editor = User.objects.create_user("bien-tap")
    [source] = stored(ANNOUNCING)
    announced = Effect.objects.get(document=source, summary=True)
    assert announced.state == Effect.State.MISSING
    stored(STREAMS)
    announced.refresh_from_db()
    assert announced.state == Effect.State.REVIEW
    assert [found["code"] for found in announced.findings] == ["only-announced"]
    services.effect_accept(announced, editor)
    assert (announced.state, announced.findings) == (Effect.State.APPLIED, [])


def test_a_heading_whose_changes_are_read_below_it_is_no_work() -> None:
    _, source = stored(STREAMS, CHANGED)
    summaries = Effect.objects.filter(document=source, summary=True)
    assert {effect.state for effect in summaries} == {Effect.State.APPLIED}
