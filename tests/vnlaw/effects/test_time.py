"""From when effects work."""

from __future__ import annotations

from datetime import date

from tests.vnlaw.effects.written import decree, effects

from vnlaw.effects import Verb, find_effects


def test_parts_of_a_document_may_start_later() -> None:
    found = effects(
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 12/2028/NĐ-CP",
        "1. Bãi bỏ khoản 1 Điều 2.",
        "2. Bãi bỏ khoản 3 Điều 4.",
        "Điều 2. Điều khoản thi hành",
        "1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2031, trừ trường hợp quy "
        "định "
        "tại khoản 2 Điều này.",
        "2. Quy định tại khoản 2 Điều 1 của Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 "
        "năm 2032.",
        last="Các Bộ trưởng chịu trách nhiệm thi hành Nghị định này.",
    )
    assert [e.start for e in found] == [date(2031, 5, 1), date(2032, 1, 1)]


def test_a_document_states_its_own_life() -> None:
    found = find_effects(
        decree(
            last="Nghị định này có hiệu lực từ ngày 01 tháng 5 năm 2031 đến hết ngày 28 tháng "
            "02 năm "
            "2033."
        )
    )
    assert [(e.verb, e.start) for e in found] == [
        (Verb.ISSUE, date(2031, 3, 10)),
        (Verb.TAKE_EFFECT, date(2031, 5, 1)),
        (Verb.EXPIRE, date(2033, 3, 1)),
    ]


def test_an_effect_without_any_day_is_not_certain() -> None:
    found = effects(
        "Điều 1. Bãi bỏ",
        "Bãi bỏ Nghị định số 7/2025/NĐ-CP.",
        last="Các Bộ trưởng chịu trách nhiệm thi hành Nghị định này.",
    )
    assert found[0].start is None
    assert not found[0].certain


def test_a_day_before_the_document_is_reported() -> None:
    from vnlaw.effects import read_effects

    reading = read_effects(
        decree(
            "Điều 1. Hết hiệu lực",
            "Nghị định số 7/2025/NĐ-CP hết hiệu lực kể từ ngày 01 tháng 01 năm 2030.",
        )
    )
    assert "effect-date-early" in {finding.code for finding in reading.findings}
