"""Effects as instructions: what the words of a sentence come to for a text."""

from __future__ import annotations

from dataclasses import replace

from tests.vnlaw.effects.written import decree

from vnlaw.consolidation import Op, Part
from vnlaw.consolidation.from_effects import from_effect, instructions, spot_of
from vnlaw.effects import (
    Effect,
    NewUnit,
    Phrase,
    Place,
    Quote,
    Step,
    Target,
    Unit,
    Verb,
    find_effects,
)

_POINT = Step(Unit.POINT, "đ", "điểm đ")
_CLAUSE = Step(Unit.CLAUSE, "2", "khoản 2")
_ARTICLE = Step(Unit.ARTICLE, "5", "Điều 5")
_AT = Place((_ARTICLE, _CLAUSE))


def _effect(verb: Verb, **more: object) -> Effect:
    values: dict[str, object] = {"certain": True, "order": 3}
    made = Effect(verb, "dieu-1/khoan-2", Quote("…", 4), Target(None, "", "Luật"))
    return replace(made, **(values | more))  # type: ignore[arg-type]


def test_each_place_gets_an_instruction_with_a_key_of_its_own() -> None:
    places = (_AT, Place((_ARTICLE, _CLAUSE, _POINT)))
    made = list(from_effect(_effect(Verb.REPEAL, places=places), "20/2022/QH15"))
    assert [do.key for do in made] == ["20/2022/QH15#3.1", "20/2022/QH15#3.2"]
    assert {do.op for do in made} == {Op.REPEAL}
    assert all(do.sure for do in made)


def test_a_bullet_is_a_piece_of_the_provision_it_stands_in() -> None:
    bullet = Step(Unit.PARAGRAPH, "2", "gạch đầu dòng thứ hai")
    spot = spot_of(Place((_ARTICLE, _CLAUSE, bullet)))
    assert spot is not None
    assert (spot.part, spot.ordinal, len(spot.steps)) == (Part.BULLET, 2, 2)


def test_what_a_tree_does_not_hold_changes_nothing_and_is_told() -> None:
    form = Place((Step(Unit.APPENDIX, "2", "Phụ lục II"), Step(Unit.FORM, "3", "Mẫu số 03")))
    [made] = from_effect(_effect(Verb.REPEAL, places=(form,)), "20/2022/QH15")
    assert made.op is Op.REPLACE
    assert made.lines == ()
    assert "unsupported" in made.doubts


def test_a_list_below_a_change_of_words_says_where_and_repeals_nothing() -> None:
    document = decree(
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 12/2028/NĐ-CP về chợ phiên",
        "1. Bỏ từ “quy hoạch,” tại các điểm, khoản, điều sau đây:",
        "a) Khoản 2 Điều 5;",
        "b) Điều 7.",
        "2. Bãi bỏ khoản 3 Điều 8.",
    )
    made = [do for _, do in instructions(document, find_effects(document))]
    assert [(do.op, do.old, [str(step.number) for step in do.spot.steps]) for do in made] == [
        (Op.REPLACE_PHRASE, "quy hoạch,", ["5", "2"]),
        (Op.REPLACE_PHRASE, "quy hoạch,", ["7"]),
        (Op.REPEAL, "", ["8", "3"]),
    ]
    assert all(do.sure for do in made)


def test_text_without_a_place_of_its_own_is_sorted_by_its_quotation_marks() -> None:
    point = Place((_ARTICLE, _CLAUSE, _POINT))
    clause = Place((_ARTICLE, Step(Unit.CLAUSE, "3", "khoản 3")))
    lines = ("đ) Một;”", "“3. Hai:", "a) Ba;", "đ) Bốn.”.")
    effect = _effect(
        Verb.AMEND, places=(point, clause), units=(NewUnit(point, lines),), certain=False
    )
    made = list(from_effect(effect, "20/2022/QH15"))
    assert [do.lines for do in made] == [("đ) Một;",), ("3. Hai:", "a) Ba;", "đ) Bốn.")]
    assert not any(do.sure for do in made)


def test_a_place_whose_new_text_is_missing_is_told() -> None:
    [made] = from_effect(_effect(Verb.AMEND, places=(_AT,)), "20/2022/QH15")
    assert (made.lines, made.doubts) == ((), ("no-text",))


def test_added_words_are_told_from_a_replacement_by_what_the_sentence_quotes() -> None:
    phrase = Phrase("Bộ trưởng", "Bộ trưởng Bộ Tài chính")
    said = Quote("Thay cụm từ “Bộ trưởng” bằng cụm từ “Bộ trưởng Bộ Tài chính” tại Điều 5.", 4)
    added = Quote("Bổ sung cụm từ “Bộ Tài chính” vào sau cụm từ “Bộ trưởng” tại Điều 5.", 4)
    for quote, expected in ((said, False), (added, True)):
        effect = _effect(Verb.REPLACE_PHRASE, places=(_AT,), phrase=phrase, quote=quote)
        [made] = from_effect(effect, "20/2022/QH15")
        assert made.added is expected
