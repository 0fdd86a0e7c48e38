"""Instructions on words."""

from __future__ import annotations

from tests.vnlaw.effects.written import amending, effects, numbers, places

from vnlaw.effects import Effect, Verb


def _changes(found: list[Effect]) -> list[tuple[str, str, list[str]]]:
    return [(e.phrase.old, e.phrase.new, places(e)) for e in found if e.phrase]


def test_a_phrase_is_replaced_in_several_places() -> None:
    found = amending(
        "1. Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại khoản 1, khoản 3 Điều 5; tên "
        "Điều 6."
    )
    changes = _changes(found)
    assert changes == [("cấp huyện", "cấp xã", ["khoản 1 Điều 5", "khoản 3 Điều 5", "Điều 6"])]
    assert found[0].verb is Verb.REPLACE_PHRASE
    assert found[0].certain


def test_places_may_stand_before_the_new_words() -> None:
    found = amending("1. Thay cụm từ “mười ngày” tại các điều 7, 8 và 9 thành “năm ngày”.")
    assert _changes(found) == [("mười ngày", "năm ngày", ["Điều 7", "Điều 8", "Điều 9"])]


def test_old_words_at_several_places_may_share_the_new_ones() -> None:
    found = amending(
        "1. Thay thế các cụm từ: “phòng A” tại khoản 1 Điều 2; “phòng B” tại khoản 3 Điều 4 "
        "thành cụm "
        "từ “phòng C”."
    )
    assert _changes(found) == [
        ("phòng A", "phòng C", ["khoản 1 Điều 2"]),
        ("phòng B", "phòng C", ["khoản 3 Điều 4"]),
    ]


def test_several_changes_stand_in_one_sentence() -> None:
    found = amending(
        "1. Thay thế cụm từ “A b” bằng cụm từ “C d” tại Điều 2; bỏ cụm từ “E g” tại khoản 1 "
        "Điều 3; "
        "bãi bỏ cụm từ “và H”, “và K” tại Điều 4."
    )
    assert _changes(found) == [
        ("A b", "C d", ["Điều 2"]),
        ("E g", "", ["khoản 1 Điều 3"]),
        ("và H", "", ["Điều 4"]),
        ("và K", "", ["Điều 4"]),
    ]


def test_words_are_added_beside_others() -> None:
    found = amending("1. Bổ sung cụm từ “, tổ chức” vào sau cụm từ “cá nhân” tại khoản 1 Điều 6.")
    assert _changes(found) == [("cá nhân", "cá nhân , tổ chức", ["khoản 1 Điều 6"])]


def test_a_phrase_may_go_everywhere() -> None:
    found = amending("1. Thay thế từ “huyện” bằng từ “xã” trong toàn bộ nội dung của Nghị định.")
    assert _changes(found) == [("huyện", "xã", [])]
    assert found[0].certain


def test_words_named_first_are_replaced_in_the_whole_document() -> None:
    found = amending(
        "1. Trong Nghị định số 12/2028/NĐ-CP, cụm từ “huyện” được thay bằng cụm từ “khu vực”; "
        "cụm từ “tổng cục” được thay thế bằng “cục”."
    )
    assert _changes(found) == [("huyện", "khu vực", []), ("tổng cục", "cục", [])]
    assert all(effect.certain for effect in found)


def test_words_named_first_may_have_a_place_of_their_own() -> None:
    found = amending("1. Cụm từ “huyện” tại khoản 2 Điều 6 được sửa thành “khu vực”.")
    assert _changes(found) == [("huyện", "khu vực", ["khoản 2 Điều 6"])]


def test_this_decree_among_amendments_is_the_one_amended() -> None:
    found = amending(
        "1. Bổ sung cụm từ “, tổ chức” vào sau cụm từ “cá nhân” tại các điều 6 và 9 của Nghị "
        "định này."
    )
    assert _changes(found) == [("cá nhân", "cá nhân , tổ chức", ["Điều 6", "Điều 9"])]
    assert numbers(found) == ["12/2028/NĐ-CP"]


def test_a_phrase_without_a_place_is_not_certain() -> None:
    found = amending("1. Thay thế cụm từ “huyện” bằng cụm từ “xã”.")
    assert not found[0].certain


def test_exceptions_of_a_phrase_are_kept_as_places() -> None:
    found = amending(
        "1. Thay thế cụm từ “huyện” bằng cụm từ “xã” trong toàn bộ Nghị định, trừ khoản 2 Điều 5."
    )
    assert found[0].phrase is not None
    assert [str(place) for place in found[0].phrase.excepted] == ["khoản 2 Điều 5"]


def test_provisions_and_words_are_repealed_in_one_breath() -> None:
    found = amending("1. Bãi bỏ khoản 5, cụm từ “và điểm d” tại khoản 6 Điều 7.")
    assert [(e.verb, places(e)) for e in found] == [
        (Verb.REPEAL, ["khoản 5 Điều 7"]),
        (Verb.REPLACE_PHRASE, ["khoản 6 Điều 7"]),
    ]


def test_the_document_named_last_holds_for_the_whole_sentence() -> None:
    found = amending(
        "1. Bãi bỏ cụm từ “thanh tra,” tại khoản 6 Điều 5; bãi bỏ Điều 7 của Nghị định số "
        "9/2027/NĐ-CP."
    )
    assert numbers(found)[-1] == "9/2027/NĐ-CP"


def test_numbers_that_do_not_pair_up_wait_for_a_person() -> None:
    found = amending("1. Thay thế cụm từ “A”, “B”, “C” bằng cụm từ “D”, “E” tại Điều 5.")
    assert found
    assert not any(effect.certain for effect in found)


def test_a_misprint_is_corrected() -> None:
    found = effects(
        "Điều 1. Đính chính một số lỗi kỹ thuật tại Nghị định số 12/2028/NĐ-CP",
        "1. Tại khoản 2 Điều 5: cụm từ “chợ phiêm” sửa lại thành “chợ phiên”.",
        "2. Tại Phụ lục I, đã in là “10 m”, nay sửa thành “10 m2”.",
    )
    assert {e.verb for e in found} == {Verb.CORRECT}
    assert numbers(found) == ["12/2028/NĐ-CP", "12/2028/NĐ-CP"]
    assert _changes(found) == [
        ("chợ phiêm", "chợ phiên", ["khoản 2 Điều 5"]),
        ("10 m", "10 m2", ["Phụ lục I"]),
    ]
