"""An effect that is applied in some of its places: what waits is named, what holds is shown."""

from __future__ import annotations

from luatsong.law.models import Effect
from luatsong.staff.effects.states import FOR_PEOPLE
from luatsong.staff.effects.words import VIEWS, finding_lines, state_view

HELD = {
    "code": "effect-not-applied",
    "held": ["dieu-5/khoan-1", "dieu-7"],
    "places": ["khoản 1 Điều 5", "Điều 7"],
}


def test_places_held_back_are_named_behind_the_reason() -> None:
    reason, *_, places = finding_lines(HELD, "")
    assert reason == "Không áp dụng được vào câu chữ của văn bản đích."
    assert places == "Chưa áp dụng tại: khoản 1 Điều 5; Điều 7."


def test_many_places_are_counted() -> None:
    many = {**HELD, "places": [f"Điều {number}" for number in range(1, 31)]}
    assert finding_lines(many, "")[-1].endswith("Điều 12 và 18 chỗ khác.")


def test_a_finding_of_all_places_names_none() -> None:
    assert finding_lines({"code": "effect-not-applied"}, "") == [
        "Không áp dụng được vào câu chữ của văn bản đích."
    ]


def test_what_is_partly_applied_has_a_view_of_its_own_and_still_asks_for_a_person() -> None:
    assert state_view(Effect.State.PARTLY) == "mot-phan"
    waiting = next(view for view in VIEWS if view.code == "cho-xu-ly")
    assert Effect.State.PARTLY not in waiting.states
    assert Effect.State.PARTLY in FOR_PEOPLE
