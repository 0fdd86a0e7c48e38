"""Force in the official words, with reasons; nothing loops, nothing is silently dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.vnlaw.versions.laws import decree, effect, history, law, place

from vnlaw.effects import Verb
from vnlaw.versions import Entry, Period, Register, Word, fold, validity

_OLD = decree("cu", "15/2018/NĐ-CP", date(2018, 2, 2))


def _word(day: date, *entries: Entry, key: str = "cu", **more: object) -> Word:
    return validity(history(*entries, key=key, **more), day).word


def _codes(key: str, *entries: Entry) -> list[str]:
    return [finding.code for finding in fold(Register(entries), key).findings]


def test_between_issue_and_start_a_law_is_not_yet_in_force() -> None:
    found = history(law())
    assert validity(found, date(2020, 12, 31)).word is Word.NOT_YET
    assert validity(found, date(2021, 1, 1)).word is Word.IN_FORCE
    assert Word.NOT_YET.official == "Chưa có hiệu lực"


def test_without_a_known_start_nothing_is_claimed() -> None:
    assert _word(date(2022, 1, 1), replace(_OLD, start=None)) is Word.UNKNOWN


def test_a_replaced_decree_is_over_and_says_why() -> None:
    new = decree(
        "moi",
        "46/2026/NĐ-CP",
        date(2026, 1, 26),
        effect(Verb.REPLACE, "15/2018/NĐ-CP", date(2026, 1, 26)),
    )
    found = validity(history(_OLD, new, key="cu"), date(2026, 2, 1))
    assert found.word is Word.ENDED
    assert [reason.source for reason in found.reasons] == ["46/2026/NĐ-CP"]


def test_suspending_a_replacement_revives_what_it_replaced() -> None:
    new = decree(
        "moi",
        "46/2026/NĐ-CP",
        date(2026, 1, 26),
        effect(Verb.REPLACE, "15/2018/NĐ-CP", date(2026, 1, 26)),
    )
    stop = decree(
        "dung",
        "9/2026/NQ-CP",
        date(2026, 2, 4),
        effect(Verb.SUSPEND, "46/2026/NĐ-CP", date(2026, 2, 4), end=date(2026, 7, 1)),
    )
    for day, old, fresh in (
        (date(2026, 2, 1), Word.ENDED, Word.IN_FORCE),
        (date(2026, 2, 4), Word.IN_FORCE, Word.SUSPENDED),
        (date(2026, 7, 1), Word.ENDED, Word.IN_FORCE),
    ):
        assert _word(day, _OLD, new, stop) is old
        assert _word(day, _OLD, new, stop, key="moi") is fresh


def test_a_resumption_ends_a_suspension_without_term() -> None:
    stop = decree(
        "a",
        "9/2026/NQ-CP",
        date(2026, 2, 4),
        effect(Verb.SUSPEND, "15/2018/NĐ-CP", date(2026, 2, 4)),
    )
    go = decree(
        "b",
        "12/2026/NQ-CP",
        date(2026, 5, 1),
        effect(Verb.RESUME, "15/2018/NĐ-CP", date(2026, 5, 1)),
    )
    assert _word(date(2026, 4, 30), _OLD, stop, go) is Word.SUSPENDED
    assert _word(date(2026, 5, 1), _OLD, stop, go) is Word.IN_FORCE


def test_a_suspended_provision_suspends_its_document_in_part() -> None:
    stop = decree(
        "a",
        "9/2022/NQ-CP",
        date(2022, 2, 4),
        effect(
            Verb.SUSPEND,
            "10/2020/QH14",
            date(2022, 2, 4),
            end=date(2023, 1, 1),
            places=(place("điều 2"),),
        ),
    )
    found = history(law(), stop)
    assert validity(found, date(2022, 6, 1)).word is Word.PARTLY_SUSPENDED
    assert validity(found, date(2022, 6, 1), identity="dieu-2/khoan-1").word is Word.SUSPENDED
    assert validity(found, date(2022, 6, 1), identity="dieu-1").word is Word.IN_FORCE
    assert validity(found, date(2023, 1, 1)).word is Word.IN_FORCE


def test_a_repealed_provision_ends_its_document_in_part() -> None:
    end = decree(
        "a",
        "9/2022/NQ-CP",
        date(2022, 2, 4),
        effect(Verb.REPEAL, "10/2020/QH14", date(2022, 3, 1), places=(place("điều 1"),)),
    )
    found = history(law(), end)
    assert validity(found, date(2022, 3, 1)).word is Word.PARTLY_ENDED
    gone = validity(found, date(2022, 3, 1), identity="dieu-1")
    assert (gone.word, [reason.source for reason in gone.reasons]) == (Word.ENDED, ["9/2022/NQ-CP"])


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        (date(2020, 1, 1), Word.ENDED),
        (date(2025, 5, 1), Word.IN_FORCE),
        (date(2025, 8, 1), Word.ENDED),
    ],
)
def test_texts_that_lay_down_details_follow_the_rule_of_the_day_their_parent_ends(
    ended: date, expected: Word
) -> None:
    parent = decree("luat-cu", "8/2015/QH13", date(2015, 6, 1), end=ended)
    child = replace(_OLD, details=("luat-cu",))
    assert _word(date(2026, 1, 1), parent, child) is expected


def test_an_announcement_keeps_a_detailed_text_alive_though_its_parent_ended() -> None:
    parent = decree("luat-cu", "8/2015/QH13", date(2015, 6, 1), end=date(2025, 8, 1))
    child = replace(_OLD, details=("luat-cu",))
    kept = decree(
        "nq",
        "13/NQ-CP",
        date(2026, 1, 16),
        effect(Verb.CONTINUE, "15/2018/NĐ-CP", date(2026, 1, 16)),
    )
    assert _word(date(2026, 3, 1), parent, child, kept) is Word.IN_FORCE


def test_a_text_that_details_two_laws_lives_while_one_of_them_does() -> None:
    first = decree("a", "8/2015/QH13", date(2015, 6, 1), end=date(2025, 8, 1))
    second = decree("b", "9/2015/QH13", date(2015, 6, 1))
    child = replace(_OLD, details=("a", "b"))
    assert _word(date(2026, 1, 1), first, second, child) is Word.IN_FORCE


def test_a_sunset_ends_a_resolution_unless_it_is_extended() -> None:
    pilot = decree("nq", "66.7/2025/NQ-CP", date(2025, 11, 15), end=date(2027, 3, 1))
    longer = decree(
        "nq2",
        "66.20/2027/NQ-CP",
        date(2027, 1, 5),
        effect(Verb.EXTEND, "66.7/2025/NQ-CP", date(2027, 1, 5), end=date(2028, 3, 1)),
    )
    assert _word(date(2027, 2, 28), pilot, key="nq") is Word.IN_FORCE
    assert _word(date(2027, 3, 1), pilot, key="nq") is Word.ENDED
    assert _word(date(2027, 3, 1), pilot, longer, key="nq") is Word.IN_FORCE
    assert _word(date(2028, 3, 1), pilot, longer, key="nq") is Word.ENDED


def test_a_condition_that_came_true_starts_an_effect_and_one_that_did_not_is_a_finding() -> None:
    words = "khi luật mới có hiệu lực"
    waiting = decree(
        "nq",
        "5/2025/NQ-CP",
        date(2025, 1, 1),
        effect(Verb.REPEAL, "15/2018/NĐ-CP", None, condition=words),
    )
    assert _word(date(2026, 6, 1), _OLD, waiting) is Word.IN_FORCE
    assert _codes("cu", _OLD, waiting) == ["effect-date-unknown"]
    assert _word(date(2026, 6, 1), _OLD, waiting, events={words: date(2026, 3, 1)}) is Word.ENDED


def test_texts_of_a_merged_province_live_on_in_its_old_territory() -> None:
    entry = decree("qd", "5/2024/QĐ-UBND", date(2024, 3, 1), territory="Bình Định")
    areas = {"Bình Định": "Gia Lai", "Quy Nhơn": "Bình Định", "Pleiku": "Gia Lai"}
    found = history(entry, key="qd", areas=areas)
    day = date(2025, 12, 1)
    assert validity(found, day, territory="Quy Nhơn").word is Word.IN_FORCE
    assert validity(found, day, territory="Pleiku").word is not Word.IN_FORCE
    whole = validity(found, day, territory="Gia Lai")
    assert (whole.word, whole.territory) == (Word.IN_FORCE, "Bình Định")


def test_a_repeal_in_one_area_ends_the_text_there_only() -> None:
    repeal = decree(
        "moi",
        "7/2026/QĐ-UBND",
        date(2026, 1, 1),
        effect(Verb.REPEAL, "15/2018/NĐ-CP", date(2026, 1, 1), territory="Bình Định"),
    )
    areas = {"Bình Định": "Gia Lai", "Pleiku": "Gia Lai"}
    found = history(_OLD, repeal, key="cu", areas=areas)
    day = date(2026, 2, 1)
    assert validity(found, day, territory="Bình Định").word is Word.ENDED
    assert validity(found, day, territory="Pleiku").word is Word.PARTLY_ENDED
    assert validity(found, day).word is Word.PARTLY_ENDED


def test_what_a_person_declared_unsuited_says_so() -> None:
    entry = replace(_OLD, unsuited=Period(date(2025, 1, 1)))
    assert _word(date(2025, 2, 1), entry) is Word.UNSUITED
    assert Word.UNSUITED.official == "Không còn phù hợp"


def test_a_law_that_repeals_itself_is_a_finding_and_stays() -> None:
    odd = decree(
        "a",
        "15/2018/NĐ-CP",
        date(2018, 2, 2),
        effect(Verb.REPEAL, "15/2018/NĐ-CP", date(2018, 2, 2)),
    )
    assert _codes("a", odd) == ["effect-on-itself"]
    assert _word(date(2019, 1, 1), odd, key="a") is Word.IN_FORCE


def test_documents_that_repeal_each_other_are_a_finding_and_the_first_does() -> None:
    a = decree(
        "a", "1/2020/NĐ-CP", date(2020, 1, 1), effect(Verb.REPEAL, "2/2020/NĐ-CP", date(2020, 6, 1))
    )
    b = decree(
        "b", "2/2020/NĐ-CP", date(2020, 1, 2), effect(Verb.REPEAL, "1/2020/NĐ-CP", date(2020, 6, 1))
    )
    assert "effect-cycle" in _codes("a", a, b)
    assert _word(date(2021, 1, 1), a, b, key="a") is Word.IN_FORCE
    assert _word(date(2021, 1, 1), a, b, key="b") is Word.ENDED


def test_a_cycle_of_suspensions_ends() -> None:
    names = ["1/2020/NĐ-CP", "2/2020/NĐ-CP", "3/2020/NĐ-CP"]
    ring = [
        decree(
            name,
            name,
            date(2020, 1, 1 + index),
            effect(Verb.SUSPEND, names[(index + 1) % 3], date(2020, 6, 1)),
        )
        for index, name in enumerate(names)
    ]
    words = [_word(date(2020, 7, 1), *ring, key=name) for name in names]
    assert Word.IN_FORCE in words
    assert Word.SUSPENDED in words


def test_what_was_repealed_before_its_day_has_no_effect() -> None:
    lapsed = decree(
        "a",
        "1/2020/NĐ-CP",
        date(2020, 1, 1),
        effect(Verb.REPEAL, "15/2018/NĐ-CP", date(2021, 1, 1)),
    )
    killer = decree(
        "b", "2/2020/NĐ-CP", date(2020, 5, 1), effect(Verb.REPEAL, "1/2020/NĐ-CP", date(2020, 6, 1))
    )
    assert _word(date(2021, 6, 1), _OLD, lapsed, killer) is Word.IN_FORCE
    assert "effect-of-dead-source" in _codes("cu", _OLD, lapsed, killer)


@pytest.mark.parametrize(
    ("start", "code"),
    [(date(2019, 1, 1), "effect-before-issue"), (date(2017, 1, 1), "effect-before-issue")],
)
def test_effects_dated_before_their_document_wait_for_a_person(start: date, code: str) -> None:
    early = decree(
        "a", "1/2020/NĐ-CP", date(2020, 1, 1), effect(Verb.REPEAL, "15/2018/NĐ-CP", start)
    )
    assert _codes("cu", _OLD, early) == [code]
    assert _word(date(2021, 1, 1), _OLD, early) is Word.IN_FORCE
    accepted = replace(early, accepted=frozenset((0,)))
    assert _word(date(2021, 1, 1), _OLD, accepted) is Word.ENDED


def test_effects_on_documents_not_in_the_store_are_findings_of_their_source() -> None:
    lone = decree(
        "a",
        "1/2020/NĐ-CP",
        date(2020, 1, 1),
        effect(Verb.REPEAL, "99/2010/NĐ-CP", date(2020, 6, 1)),
    )
    assert _codes("a", lone) == ["effect-target-missing"]


def test_a_number_two_provinces_share_means_the_one_of_the_issuer() -> None:
    ours = decree("gl", "1/2024/QĐ-UBND", date(2024, 1, 1), issuers=("UBND tỉnh Gia Lai",))
    theirs = replace(ours, key="bd", issuers=("UBND tỉnh Bình Định",))
    repeal = decree(
        "moi",
        "5/2025/QĐ-UBND",
        date(2025, 1, 1),
        effect(Verb.REPEAL, "1/2024/QĐ-UBND", date(2025, 1, 1)),
        issuers=("UBND tỉnh Gia Lai",),
    )
    day = date(2025, 6, 1)
    assert _word(day, ours, theirs, repeal, key="gl") is Word.ENDED
    assert _word(day, ours, theirs, repeal, key="bd") is Word.IN_FORCE
    stranger = replace(repeal, issuers=("Chính phủ",))
    assert _codes("moi", ours, theirs, stranger) == ["effect-target-ambiguous"]
