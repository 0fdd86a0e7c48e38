"""What every provision said on any day, and what we knew of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.vnlaw.versions.laws import (
    ISSUED,
    START,
    amending,
    decree,
    effect,
    history,
    law,
    place,
    text_on,
)

from vnlaw.effects import NewUnit, Verb
from vnlaw.versions import Entry, Register, Word, fold, law_on, record, validity

FIRST = amending(
    "20/2022/QH15",
    date(2022, 6, 10),
    "1. Sửa đổi, bổ sung khoản 2 Điều 2 như sau:\n“2. Nhận hồ sơ mọi lúc.”.\n"
    "2. Bổ sung khoản 3 vào sau khoản 2 Điều 2 như sau:\n“3. Trả lời trong 03 ngày.”.",
    date(2023, 1, 1),
)
SECOND = amending(
    "30/2024/QH15",
    date(2024, 6, 10),
    "1. Thay thế cụm từ “03 ngày” bằng cụm từ “01 ngày” tại khoản 3 Điều 2.\n2. Bãi bỏ Điều 1.",
    date(2025, 1, 1),
)


def test_before_the_issue_there_is_no_text() -> None:
    assert law_on(history(law()), date(2020, 6, 14)) == ()


def test_each_day_has_its_own_text() -> None:
    found = history(law(), FIRST, SECOND)
    assert "2. Cơ quan đăng ký nhận hồ sơ." in text_on(found, date(2022, 12, 31))
    assert "3. Trả lời" not in text_on(found, date(2022, 12, 31))
    assert "2. Nhận hồ sơ mọi lúc.\n3. Trả lời trong 03 ngày." in text_on(found, date(2023, 1, 1))
    assert "3. Trả lời trong 01 ngày." in text_on(found, date(2025, 1, 1))
    assert "Điều 1. (được bãi bỏ)" in text_on(found, date(2025, 1, 1))


def test_a_provision_that_did_not_change_has_one_version() -> None:
    found = history(law(), FIRST, SECOND)
    versions = [v for v in found.versions if v.node.identity == "dieu-2/khoan-1"]
    assert [(v.valid_from, v.valid_to) for v in versions] == [(ISSUED, None)]


def test_a_version_names_the_effect_that_made_it() -> None:
    found = history(law(), FIRST, SECOND)
    [now] = [s for s in law_on(found, date(2024, 1, 1)) if s.node.identity == "dieu-2/khoan-2"]
    reason = found.reasons[now.node.origin]
    assert reason.source == "20/2022/QH15"
    assert reason.quote.startswith("Sửa đổi, bổ sung khoản 2 Điều 2")


def test_what_we_knew_is_kept_when_an_amendment_arrives_late() -> None:
    before, after = Register((law(),)), Register((law(), FIRST))
    known = record(None, fold(before, "luat"), date(2022, 1, 1), before)
    known = record(known, fold(after, "luat"), date(2023, 3, 1), after)
    day = date(2023, 2, 1)
    assert "nhận hồ sơ." in text_on(known, day, known_at=date(2023, 2, 15))
    assert "mọi lúc" in text_on(known, day, known_at=date(2023, 3, 1))
    assert "mọi lúc" in text_on(known, day)
    assert law_on(known, day, known_at=date(2021, 12, 31)) == ()


def test_recording_the_same_again_changes_nothing() -> None:
    register = Register((law(), FIRST))
    once = record(None, fold(register, "luat"), date(2023, 3, 1), register)
    assert record(once, fold(register, "luat"), date(2024, 3, 1), register) == once


def test_a_provision_of_its_own_later_start_is_not_yet_in_force() -> None:
    text = effect(Verb.TAKE_EFFECT, "10/2020/QH14", date(2022, 1, 1), scope="khoản 2 Điều 2")
    own = replace(text, target=replace(text.target, own=True), order=90)
    base = law()
    found = history(replace(base, effects=(*base.effects, own)))
    day = date(2021, 6, 1)
    assert validity(found, day, identity="dieu-2/khoan-2").word is Word.NOT_YET
    assert validity(found, day, identity="dieu-2/khoan-1").word is Word.IN_FORCE
    assert validity(found, date(2022, 1, 1), identity="dieu-2/khoan-2").word is Word.IN_FORCE


def test_an_amendment_of_a_provision_that_does_not_exist_is_a_finding() -> None:
    bad = decree(
        "nd",
        "5/2022/NĐ-CP",
        date(2022, 1, 1),
        effect(
            Verb.AMEND,
            "10/2020/QH14",
            date(2022, 2, 1),
            places=(place("khoản 9 điều 2"),),
            units=(NewUnit(place("khoản 9 điều 2"), ("9. X.",)),),
        ),
    )
    timeline = fold(Register((law(), bad)), "luat")
    assert [f.code for f in timeline.findings] == ["effect-uncertain"]
    assert "Không có quy định mà câu sửa đổi nêu." in timeline.findings[0].message


def test_two_documents_that_rewrite_one_provision_on_one_day_are_a_conflict() -> None:
    def rewriting(key: str, name: str, text: str) -> Entry:
        at = place("khoản 1 điều 2")
        return decree(
            key,
            name,
            date(2022, 1, 1),
            effect(
                Verb.AMEND,
                "10/2020/QH14",
                date(2022, 2, 1),
                places=(at,),
                units=(NewUnit(at, (text,)),),
            ),
        )

    entries = (
        law(),
        rewriting("a", "5/2022/NĐ-CP", "1. A."),
        rewriting("b", "6/2022/NĐ-CP", "1. B."),
    )
    timeline = fold(Register(entries), "luat")
    assert "effect-conflict" in [f.code for f in timeline.findings]


def test_a_new_identity_does_not_depend_on_later_numbers() -> None:
    found = history(law(), FIRST)
    inserted = next(v for v in found.versions if v.node.number == "3" and v.node.parent == "dieu-2")
    assert inserted.node.identity.startswith("dieu-2/khoan-3@20/2022/QH15#")
    assert inserted.valid_from == date(2023, 1, 1)


_DAYS = st.dates(min_value=START, max_value=date(2026, 1, 1))
_PLACES = st.sampled_from(
    ["khoản 1 điều 2", "khoản 2 điều 2", "điều 1", "khoản 3 điều 2", "điều 9"]
)


def _acting(index: int, day: date, where: str, verb: Verb) -> Entry:
    at = place(where)
    word, label = where.split()[:2]
    head = f"Điều {label}. Tên" if word == "điều" else f"{label}. Nội dung {index}."
    return decree(
        f"nd{index}",
        f"{index + 1}/2020/NĐ-CP",
        ISSUED,
        effect(
            verb,
            "10/2020/QH14",
            day,
            places=(at,),
            units=() if verb in (Verb.REPEAL, Verb.SUSPEND) else (NewUnit(at, (head, "Chữ.")),),
        ),
    )


_VERBS = st.sampled_from([Verb.AMEND, Verb.INSERT, Verb.REPEAL, Verb.SUSPEND])
_ENTRIES = st.lists(st.tuples(_DAYS, _PLACES, _VERBS), max_size=6).map(
    lambda rows: [_acting(index, *row) for index, row in enumerate(rows)]
)


@given(_ENTRIES, st.randoms(use_true_random=False))
def test_the_order_in_which_documents_arrive_does_not_matter(
    entries: list[Entry], rng: object
) -> None:
    shuffled = [law(), *entries]
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    timelines = [fold(Register(tuple(e)), "luat") for e in ([law(), *entries], shuffled)]
    assert {_told(v) for v in timelines[0].versions} == {_told(v) for v in timelines[1].versions}
    assert timelines[0].states == timelines[1].states


def _told(version: object) -> str:
    return repr(version)


@given(_ENTRIES)
def test_versions_of_a_provision_never_overlap(entries: list[Entry]) -> None:
    timeline = fold(Register((law(), *entries)), "luat")
    by_identity: dict[str, list[tuple[date, date]]] = {}
    for version in timeline.versions:
        period = (version.valid_from, version.valid_to or date.max)
        by_identity.setdefault(version.node.identity, []).append(period)
    for periods in by_identity.values():
        assert all(start < end for start, end in periods)
        assert all(a[1] <= b[0] for a, b in pairwise(sorted(periods)))


@given(_ENTRIES, st.integers(0, 5))
def test_taking_a_document_away_gives_the_text_as_if_it_had_never_come(
    entries: list[Entry], index: int
) -> None:
    kept = [entry for place, entry in enumerate(entries) if place != index]
    with_it, without = Register((law(), *entries)), Register((law(), *kept))
    known = record(None, fold(without, "luat"), date(2021, 1, 1), without)
    known = record(known, fold(with_it, "luat"), date(2021, 1, 2), with_it)
    known = record(known, fold(without, "luat"), date(2021, 1, 3), without)
    expected = record(None, fold(without, "luat"), date(2021, 1, 1), without)
    for day in (START, date(2023, 5, 5), date(2027, 1, 1)):
        assert text_on(known, day) == text_on(expected, day)
