"""Areas, corrections, provisions that live on, events; and what holds for any set of effects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.vnlaw.versions.laws import ISSUED, START, decree, effect, history, law, place, text_on

from vnlaw.effects import Effect, NewUnit, Phrase, Verb
from vnlaw.versions import Entry, Register, Word, fold, law_on, validity
from vnlaw.versions.acts import Acts

_LAW = "10/2020/QH14"
_DAY = date(2023, 1, 1)
_AREAS = {"Nam Suối": "Bắc Suối", "xã Đá": "Nam Suối"}


def _local(verb: Verb = Verb.AMEND, area: str = "Nam Suối", **more: object) -> Entry:
    at = place("khoản 1 điều 2")
    units = (NewUnit(at, ("1. Hồ sơ gồm ảnh.",)),) if verb is Verb.AMEND else ()
    made = effect(verb, _LAW, date(2022, 2, 1), places=(at,), units=units, territory=area, **more)
    return decree("dp", "5/2022/NĐ-CP", date(2022, 1, 1), made)


def test_a_text_changed_for_one_area_is_read_so_there_and_in_what_lies_in_it() -> None:
    found = history(law(), _local(), areas=_AREAS)
    for area, words in (
        ("", "đơn đăng ký"),
        ("Bắc Suối", "đơn đăng ký"),
        ("Nam Suối", "Hồ sơ gồm ảnh"),
        ("xã Đá", "Hồ sơ gồm ảnh"),
    ):
        assert words in text_on(found, _DAY, territory=area)
    assert "đơn đăng ký" in text_on(found, date(2022, 1, 1), territory="Nam Suối")


def test_what_changes_everywhere_later_changes_the_text_of_the_area_too() -> None:
    at = place("khoản 2 điều 2")
    later = decree(
        "sau",
        "6/2022/NĐ-CP",
        date(2022, 3, 1),
        effect(
            Verb.AMEND,
            _LAW,
            date(2022, 6, 1),
            places=(at,),
            units=(NewUnit(at, ("2. Cơ quan trả lời.",)),),
        ),
    )
    found = history(law(), _local(), later, areas=_AREAS)
    assert "Hồ sơ gồm ảnh.\n2. Cơ quan trả lời." in text_on(found, _DAY, territory="Nam Suối")
    local = {v.node.identity for v in found.versions if v.territory}
    assert local == {"dieu-2/khoan-1"}


def test_a_provision_repealed_in_one_area_stays_in_the_others() -> None:
    found = history(law(), _local(Verb.REPEAL), areas=_AREAS)
    one = {"identity": "dieu-2/khoan-1"}
    assert validity(found, _DAY, territory="Nam Suối", **one).word is Word.ENDED  # type: ignore[arg-type]
    assert validity(found, _DAY, **one).word is Word.IN_FORCE  # type: ignore[arg-type]


def test_a_suspension_in_one_area_suspends_there_only() -> None:
    stop = decree(
        "dp",
        "5/2022/NĐ-CP",
        date(2022, 1, 1),
        effect(Verb.SUSPEND, _LAW, date(2022, 2, 1), territory="Nam Suối"),
    )
    found = history(law(), stop, areas=_AREAS)
    assert validity(found, _DAY, territory="Nam Suối").word is Word.SUSPENDED
    assert validity(found, _DAY, territory="Bắc Suối").word is Word.PARTLY_SUSPENDED
    assert validity(found, _DAY).word is Word.PARTLY_SUSPENDED


def _correcting(**more: object) -> Entry:
    values: dict[str, object] = {
        "places": (place("khoản 1 điều 2"),),
        "phrase": Phrase("đơn", "tờ đơn"),
    }
    made = effect(Verb.CORRECT, _LAW, date(2021, 5, 1), **(values | more))
    return decree("dc", "99/QĐ-BTP", date(2021, 5, 1), made)


def test_a_correction_holds_from_the_first_day_and_repeals_nothing() -> None:
    found = history(law(), _correcting())
    assert "Hồ sơ gồm tờ đơn đăng ký." in text_on(found, ISSUED)
    assert validity(found, _DAY).word is Word.IN_FORCE
    [version] = [v for v in found.versions if v.node.identity == "dieu-2/khoan-1"]
    assert found.reasons[version.node.origin].source == "99/QĐ-BTP"


def test_a_correction_without_the_words_waits_for_a_person() -> None:
    timeline = fold(Register((law(), _correcting(phrase=None))), "luat")
    assert [finding.code for finding in timeline.findings] == ["effect-not-applied"]
    assert "đơn đăng ký" in text_on(history(law(), _correcting(phrase=None)), _DAY)


def test_what_was_amended_is_corrected_in_its_first_words_only() -> None:
    at = place("khoản 1 điều 2")
    new = effect(
        Verb.AMEND, _LAW, date(2022, 2, 1), places=(at,), units=(NewUnit(at, ("1. Không đơn.",)),)
    )
    found = history(law(), _correcting(), decree("sd", "5/2022/NĐ-CP", date(2022, 1, 1), new))
    assert "tờ đơn" in text_on(found, START)
    assert "1. Không đơn." in text_on(found, _DAY)


def _ending(*kept: str) -> tuple[Entry, Entry]:
    repeal = decree("bb", "8/2022/QH15", date(2022, 1, 1), effect(Verb.REPEAL, _LAW, _DAY))
    places = tuple(map(place, kept))
    keep = effect(Verb.CONTINUE, _LAW, _DAY, places=places, end=date(2025, 1, 1))
    return repeal, decree("tt", "9/2022/QH15", date(2022, 1, 2), keep)


def test_provisions_that_continue_live_on_in_a_repealed_text() -> None:
    found = history(law(), *_ending("khoản 1 điều 2"))
    words = {
        standing.node.identity: standing.validity.word
        for standing in law_on(found, _DAY)
        if standing.node.level
    }
    assert words.pop("dieu-2/khoan-1") is Word.IN_FORCE
    assert words.pop("dieu-2") is Word.PARTLY_ENDED
    assert set(words.values()) == {Word.ENDED}
    assert validity(found, _DAY).word is Word.PARTLY_ENDED
    assert validity(found, date(2025, 1, 1)).word is Word.ENDED


def test_a_place_that_cannot_continue_because_it_is_not_there_is_a_finding() -> None:
    register = Register((law(), *_ending("điều 77")))
    timeline = fold(register, "luat")
    [finding] = timeline.findings
    assert (finding.code, finding.key) == ("effect-not-applied", "tt#0")
    assert str(finding.place) == "điều 77"
    assert validity(history(law(), *_ending("điều 77")), _DAY).word is Word.ENDED


def test_provisions_of_a_detailed_text_may_outlive_its_parent() -> None:
    parent = decree("cha", "8/2015/QH13", date(2015, 6, 1), end=date(2025, 8, 1))
    keep = effect(Verb.CONTINUE, _LAW, date(2025, 8, 1), places=(place("điều 1"),))
    notice = decree("tt", "13/NQ-CP", date(2025, 7, 1), keep)
    found = history(law(details=("cha",)), parent, notice)
    day = date(2026, 1, 1)
    assert validity(found, day).word is Word.PARTLY_ENDED
    assert validity(found, day, identity="dieu-1").word is Word.IN_FORCE
    assert validity(found, day, identity="dieu-2/khoan-1").word is Word.ENDED


def test_an_event_ends_a_text_before_its_day_and_never_after() -> None:
    pilot = decree("nq", "66.7/2025/NQ-CP", date(2025, 11, 15), end=date(2027, 3, 1))
    over = effect(Verb.EXPIRE, "66.7/2025/NQ-CP", date(2027, 3, 1), condition="hoặc luật mới")
    pilot = replace(pilot, effects=(replace(over, target=replace(over.target, own=True)),))
    for event, last in (
        (date(2026, 7, 1), date(2026, 6, 30)),
        (date(2028, 1, 1), date(2027, 2, 28)),
    ):
        found = history(pilot, key="nq", events={"nq#0": event})
        assert validity(found, last).word is Word.IN_FORCE
        assert validity(found, date.fromordinal(last.toordinal() + 1)).word is Word.ENDED


def test_a_place_held_back_leaves_the_rest_of_its_effect() -> None:
    repeal = effect(
        Verb.REPEAL, _LAW, date(2022, 2, 1), places=(place("điều 1"), place("khoản 2 điều 2"))
    )
    entries = (law(), decree("bb", "5/2022/NĐ-CP", date(2022, 1, 1), repeal))
    found = history(*entries, held=frozenset({"bb#0.2"}))
    said = text_on(found, _DAY)
    assert "Điều 1. (được bãi bỏ)" in said
    assert "2. Cơ quan đăng ký nhận hồ sơ." in said


# --- whatever comes -----------------------------------------------------------------------------

_NAMES = ("1/2021/NĐ-CP", "2/2021/NĐ-CP", "3/2021/NĐ-CP", _LAW)
_PLACES = ("", "điều 1", "khoản 1 điều 2", "khoản 9 điều 2", "điều 3")
_VERBS = (Verb.AMEND, Verb.REPEAL, Verb.SUSPEND, Verb.RESUME, Verb.CONTINUE, Verb.CORRECT)


@st.composite
def _effects(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Documents that do anything to each other, to themselves, and to what is not there."""
    made = []
    for name in _NAMES[:3]:
        rows = []
        for _ in range(draw(st.integers(0, 3))):
            verb, where = draw(st.sampled_from(_VERBS)), draw(st.sampled_from(_PLACES))
            at = (place(where),) if where else ()
            text = verb is Verb.AMEND and at
            rows.append(
                effect(
                    verb,
                    draw(st.sampled_from((*_NAMES, "99/1999/NĐ-CP"))),
                    draw(st.none() | st.dates(date(2019, 1, 1), date(2025, 1, 1))),
                    places=at,
                    units=(NewUnit(at[0], ("1. Lời mới.",)),) if text else (),
                    phrase=Phrase("Luật", "Bộ luật") if verb is Verb.CORRECT else None,
                    territory=draw(st.sampled_from(("", "", "Nam Suối"))),
                )
            )
        issued = draw(st.dates(date(2020, 7, 1), date(2021, 12, 1)))
        made.append(decree(name, name, issued, *rows))
    return tuple(made)


# What these ask for may be so already; a whole text has no words to amend.
_IDLE = (Verb.RESUME, Verb.CONTINUE, Verb.CORRECT, Verb.SUSPEND)


@given(_effects())
def test_every_effect_happens_or_is_told_of(entries: tuple[Entry, ...]) -> None:
    register = Register((law(), *entries), areas=_AREAS)
    timelines = [fold(register, entry.key) for entry in register.entries]
    told = {finding.key for timeline in timelines for finding in timeline.findings}
    told |= {o.instruction.key.rpartition(".")[0] for t in timelines for o in t.outcomes}
    told |= {r.key for t in timelines for s in t.states for r in s.reasons}
    acts = Acts(register)
    told |= {act.key for found in acts.on.values() for act in found if not acts.periods(act)}
    for entry in entries:
        for one in entry.effects:
            without_words = one.verb is Verb.AMEND and not one.places
            if one.verb not in _IDLE and not without_words and _has_text(register, one):
                assert f"{entry.key}#{one.order}" in told


def _has_text(register: Register, one: Effect) -> bool:
    """Places of a document can be told of only where its text is at hand."""
    number = one.target.number
    texts = {entry.number.key for entry in register.entries if entry.number and entry.document}
    return not one.places or number is None or number.key in texts


@given(_effects(), st.sampled_from(["", "Nam Suối"]))
def test_every_span_has_one_source_and_no_day_has_two_texts(
    entries: tuple[Entry, ...], area: str
) -> None:
    timeline = fold(Register((law(), *entries), areas=_AREAS), "luat")
    spans = (
        span
        for version in timeline.versions
        for line in (version.node.label, version.node.heading, *version.node.text)
        for span in line
    )
    assert all(span.text and (not span.origin or span.origin in timeline.reasons) for span in spans)
    periods: dict[str, list[tuple[date, date]]] = {}
    for version in timeline.versions:
        if version.territory == area:
            period = (version.valid_from, version.valid_to or date.max)
            periods.setdefault(version.node.identity, []).append(period)
    for found in periods.values():
        assert all(start < end for start, end in found)
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(found)))


@given(_effects(), st.randoms(use_true_random=False))
def test_documents_may_come_in_any_order(entries: tuple[Entry, ...], rng: object) -> None:
    shuffled = [law(), *entries]
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    one, two = (
        fold(Register(tuple(found), areas=_AREAS), "luat")
        for found in ([law(), *entries], shuffled)
    )
    assert set(map(repr, one.versions)) == set(map(repr, two.versions))
    assert (one.states, set(one.findings)) == (two.states, set(two.findings))


@given(st.permutations(("điều 1", "khoản 1 điều 2", "khoản 2 điều 2")))
def test_effects_that_do_not_touch_each_other_commute(order: list[str]) -> None:
    kinds = {"điều 1": Verb.REPEAL, "khoản 1 điều 2": Verb.AMEND, "khoản 2 điều 2": Verb.AMEND}
    rows = []
    for where in order:
        at, verb = place(where), kinds[where]
        units = () if verb is Verb.REPEAL else (NewUnit(at, (f"{where.split()[1]}. Lời mới.",)),)
        rows.append(effect(verb, _LAW, date(2022, 2, 1), places=(at,), units=units))
    found = history(law(), decree("sd", "5/2022/NĐ-CP", date(2022, 1, 1), *rows))
    assert text_on(found, _DAY).count("Lời mới.") == 2
    assert "Điều 1. (được bãi bỏ)" in text_on(found, _DAY)
