"""How effects are worded, typed, marked in their context and tried on a text: pure values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luatsong.law.typed_places import PIECES, NotPlacesError, read_places, written
from luatsong.law.wording import DATA
from luatsong.staff.effects.evidence import in_context
from luatsong.staff.effects.outcome import outcome_of
from luatsong.staff.effects.reading import headline, tell
from luatsong.staff.effects.trying import try_reading
from luatsong.staff.effects.words import (
    STATES,
    VERBS,
    VIEWS,
    applying_doubt_lines,
    doubt_lines,
    finding_lines,
    verb_choices,
)
from vnlaw.document import Document
from vnlaw.effects import Effect, Piece, Verb, find_effects
from vnlaw.lexicon import load
from vnlaw.parse import parse_text

BASE = """Điều 5. Mức chi
1. Mức chi cho xã là 500.000 đồng.
2. Sở Thủy lâm hướng dẫn:
a) Lập dự toán;
b) Quyết toán.
Điều 7. Thi hành
Các xã thực hiện."""


def _document(text: str = BASE) -> Document:
    return parse_text(text)


def _effect(sentence: str) -> Effect:
    """The last effect of an amending article."""
    return find_effects(parse_text(f"Điều 1. {sentence}"))[-1]


def test_every_verb_and_piece_of_the_engine_has_words() -> None:
    assert set(VERBS) == {verb.value for verb in Verb}
    assert set(PIECES) == {piece.value for piece in Piece} - {Piece.WHOLE.value}


def test_every_doubt_of_the_engine_has_a_sentence() -> None:
    for code in load("effects")["doubts"]:
        assert doubt_lines([code]) != [code]
    for code in load("consolidation")["doubts"]:
        assert applying_doubt_lines([code]) != [code]


def test_every_finding_of_the_store_and_the_fold_is_a_sentence() -> None:
    codes = {*load("validity")["findings"], *load("effects_messages"), *DATA["findings"]}
    for code in codes:
        told = finding_lines({"code": code, "doubts": ["place"]}, "Bãi bỏ Điều 7.")
        assert code not in told[0]
        assert "{" not in told[0]


def test_a_finding_names_its_doubts() -> None:
    told = finding_lines({"code": "effect-not-applied", "doubts": ["target-repealed"]}, "x")
    assert told[1:] == ["Quy định được sửa đổi đã bị bãi bỏ trước đó."]


def test_a_finding_nobody_worded_still_says_something() -> None:
    assert finding_lines({"code": "brand-new"}, "x") == ["Cần người xem (mã: brand-new)."]


def test_every_state_is_reached_by_one_view() -> None:
    reached = [state for view in VIEWS for state in view.states]
    assert sorted(reached) == sorted(STATES)


def test_what_every_document_has_by_itself_cannot_be_chosen() -> None:
    codes = {code for code, _ in verb_choices()}
    assert "repeal" in codes
    assert not codes & {"issue", "take-effect", "expire"}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("khoản 2 Điều 5; tên Điều 7", "khoản 2 Điều 5\ntên Điều 7"),
        ("các điểm a và b khoản 1 Điều 6", "điểm a khoản 1 Điều 6\nđiểm b khoản 1 Điều 6"),
        ("từ Điều 5 đến Điều 7", "Điều 5\nĐiều 6\nĐiều 7"),
        ("khoản 1 Điều 12 (Quy chế thi)", "khoản 1 Điều 12 (Quy chế thi)"),
        ("nội dung “mức chi” tại khoản 1 Điều 3", "nội dung “mức chi” khoản 1 Điều 3"),
        ("tên văn bản", "tên văn bản"),
        ("", ""),
    ],
)
def test_typed_places_are_read(typed: str, shown: str) -> None:
    assert written(read_places(typed)) == shown


@pytest.mark.parametrize("typed", ["con mèo", "Điều 5 con mèo", "khoản hai Điều năm"])
def test_what_is_no_place_is_named_in_the_message(typed: str) -> None:
    with pytest.raises(NotPlacesError, match="khoản 2 Điều 5"):
        read_places(typed)


_NUMBERS = st.integers(1, 40)
_LETTERS = st.sampled_from("abcdđeghi")


@given(st.lists(st.tuples(_LETTERS, _NUMBERS, _NUMBERS), min_size=1, max_size=4))
def test_places_survive_being_written_and_read(found: list[tuple[str, int, int]]) -> None:
    typed = "; ".join(f"điểm {a} khoản {b} Điều {c}" for a, b, c in found)
    places = read_places(typed)
    assert read_places(written(places)) == places
    assert len(places) == len(set(found))


@given(st.text(max_size=80))
def test_no_typed_text_breaks_the_reading_of_places(typed: str) -> None:
    try:
        places = read_places(typed)
    except NotPlacesError:
        return
    assert read_places(written(places)) == places


def test_an_effect_is_told_in_words() -> None:
    effect = _effect("Bãi bỏ khoản 2 Điều 5 Thông tư số 12/2026/TT-BTL.")
    assert headline(effect) == "Bãi bỏ khoản 2 Điều 5 · Thông tư 12/2026/TT-BTL"
    rows = {row.label: row.lines for row in tell(effect).rows}
    assert rows["Hành động"] == ("Bãi bỏ",)
    assert rows["Vị trí"] == ("khoản 2 Điều 5",)
    assert rows["Áp dụng từ ngày"] == ("chưa xác định",)
    assert "Không xác định được ngày bắt đầu." in tell(effect).doubts


def test_a_changed_phrase_shows_both_wordings() -> None:
    told = tell(
        _effect("Thay cụm từ “Sở Thủy lâm” bằng cụm từ “xã” tại Điều 5 Thông tư số 12/2026/TT-BTL.")
    )
    rows = {row.label: row.lines for row in told.rows}
    assert rows["Cụm từ cũ"] == ("Sở Thủy lâm",)
    assert rows["Cụm từ mới"] == ("xã",)


def test_the_quotation_is_marked_over_line_ends_and_blanks() -> None:
    lines = ["một", "hai", "ba", "bốn  năm", "sáu", "bảy", "tám", "chín"]
    found = in_context(lines, "năm\nsáu", near=1)
    assert found.found
    assert (found.cut_before, found.cut_after) == (True, True)
    marked = ["".join(p.text for p in line if p.marked) for line in found.lines]
    assert marked == ["", "năm", "sáu", ""]


def test_words_that_are_not_there_mark_nothing_and_show_all() -> None:
    found = in_context(["một", "hai"], "ba")
    assert not found.found
    assert len(found.lines) == 2


@given(
    st.lists(st.text(alphabet="ab \t", max_size=8), max_size=6), st.text(alphabet="ab ", max_size=5)
)
def test_marking_never_loses_a_character(lines: list[str], quote: str) -> None:
    found = in_context(lines, quote, near=99)
    assert ["".join(piece.text for piece in line) for line in found.lines] == lines


def test_a_new_wording_shows_what_goes_and_what_comes() -> None:
    effect = _effect(
        "Sửa đổi khoản 1 Điều 5 Thông tư số 12/2026/TT-BTL như sau:\n"
        "“1. Mức chi cho xã là 700.000 đồng.”"
    )
    changed = outcome_of(effect, _document(), "x").changes
    assert [change.place for change in changed] == ["khoản 1 Điều 5"]
    gone = "".join(part.text for part in changed[0].before if part.does == "delete")
    come = "".join(part.text for part in changed[0].after if part.does == "insert")
    assert (gone.strip(), come.strip()) == ("500.000", "700.000")


def test_a_repealed_provision_is_called_so() -> None:
    effect = _effect("Bãi bỏ Điều 7 Thông tư số 12/2026/TT-BTL.")
    changed = outcome_of(effect, _document(), "x").changes
    assert [(change.place, change.kind) for change in changed] == [("Điều 7", "bãi bỏ")]


def test_a_place_that_is_not_there_changes_nothing_and_says_so() -> None:
    effect = _effect("Bãi bỏ Điều 9 Thông tư số 12/2026/TT-BTL.")
    found = outcome_of(effect, _document(), "x")
    assert found.changes == ()
    assert found.doubts == ("Không có quy định mà câu sửa đổi nêu.",)


def test_a_pasted_sentence_is_read_at_once() -> None:
    tried = try_reading("Bãi bỏ khoản 2 Điều 5 Thông tư số 12/2026/TT-BTL.")
    assert [told.headline for told in tried.effects] == [
        "Bãi bỏ khoản 2 Điều 5 · Thông tư 12/2026/TT-BTL"
    ]
    assert tried.effects[0].doubts == ()
    assert tried.effects[0].certain


def test_a_sentence_without_its_document_takes_the_one_given() -> None:
    tried = try_reading("Bãi bỏ khoản 2 Điều 5.", target="12/2026/TT-BTL")
    assert "12/2026/TT-BTL" in tried.effects[0].headline


@given(st.text(max_size=200))
def test_trying_never_fails(text: str) -> None:
    try_reading(text)
