"""What may be applied without a person, and what may not."""

from __future__ import annotations

from datetime import date

import pytest
from tests.vnlaw.effects.written import amending, effects, one, places

from vnlaw.effects import Verb, find_effects
from vnlaw.parse import parse_text

FAIR = "Nghị định số 7/2025/NĐ-CP"
RULES = "Điều 1. Quy định khác"


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Bãi bỏ Mục II, Phụ lục số 2", "Mục II Phụ lục số 2"),
        ("Bãi bỏ Mục II Phần A, Phụ lục số 2", "Mục II Phần A Phụ lục số 2"),
        ("Bãi bỏ điểm 4.1 tiểu mục 04, mục II, Phần A thuộc Phụ lục số 01", ""),
    ],
)
def test_a_comma_in_an_annex_may_part_two_places_and_a_person_looks(
    sentence: str, place: str
) -> None:
    effect = one(RULES, f"{sentence} ban hành kèm theo {FAIR}.")
    assert place in ("", *places(effect))
    assert len(effect.places) == 1
    assert not effect.certain


def test_items_of_a_list_do_not_lie_in_the_last_of_it() -> None:
    found = amending("1. Bãi bỏ điểm 5.4, điểm 6.3 và tiểu mục 9.")
    assert "điểm 5.4 tiểu mục 9" not in [place for effect in found for place in places(effect)]
    assert not any(effect.certain for effect in found)


def test_what_holds_a_row_is_not_repealed_with_it() -> None:
    row = "Bãi bỏ chỉ tiêu 0305 “Số chợ” tại Phụ lục I ban hành kèm theo"
    effect = one(RULES, f"{row} {FAIR}.")
    assert places(effect) == ["chỉ tiêu 0305 Phụ lục I"]


def test_an_exception_with_a_day_of_its_own_leaves_the_rest_its_day() -> None:
    effect = one(
        RULES, f"Bãi bỏ {FAIR}, trừ khoản 2 Điều 3 hết hiệu lực kể từ ngày 01 tháng 6 năm 2032."
    )
    assert (effect.start, effect.certain) == (date(2031, 5, 1), False)
    assert "khoản 2 Điều 3" in effect.scope


def test_the_area_in_the_title_of_a_document_limits_nothing() -> None:
    title = "của UBND tỉnh A ban hành Quy chế quản lý chợ trên địa bàn tỉnh A"
    effect = one(RULES, f"Bãi bỏ Quyết định số 3/2027/QĐ-UBND {title}.")
    assert (effect.territory, effect.certain) == ("", True)


def test_a_number_cut_by_misreading_is_for_a_person() -> None:
    effect = one(RULES, "Thông tư liên tịch số 206/2010/TT1 .T-BTC hết hiệu lực.")
    assert not effect.certain


def test_new_text_that_leaves_out_lines_is_for_a_person() -> None:
    (effect,) = amending(
        "1. Sửa đổi, bổ sung Điều 9 như sau:", "“Điều 9. Chợ", "1. Chợ mở cửa.", "2. …”."
    )
    assert not effect.certain


def test_a_comma_struck_out_is_for_a_person() -> None:
    found = amending("1. Bỏ số “14” và dấu “,” ngay sau số “14” tại Điều 55.")
    assert not any(effect.certain for effect in found)


def test_one_standard_of_a_document_is_not_the_document() -> None:
    effect = one(
        RULES, f"QCVN 7:2029/BCT - Quy chuẩn về chợ ban hành kèm theo {FAIR} hết hiệu lực."
    )
    assert not effect.certain


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        (f"Đình chỉ việc thi hành {FAIR}.", Verb.SUSPEND),
        (f"{FAIR} thôi áp dụng kể từ ngày 01/6/2031.", Verb.REPEAL),
        (f"Không áp dụng {FAIR} kể từ ngày Nghị định này có hiệu lực.", Verb.REPEAL),
        (f"{FAIR} không còn áp dụng.", Verb.REPEAL),
        (f"{FAIR} đều bãi bỏ.", Verb.REPEAL),
        (f"{FAIR} được tiếp tục áp dụng đến hết ngày 31/12/2032.", Verb.CONTINUE),
    ],
)
def test_orders_that_stop_or_prolong_a_text_are_not_missed(sentence: str, verb: Verb) -> None:
    effect = one(RULES, sentence)
    assert (effect.verb, effect.target.printed) == (verb, "7/2025/NĐ-CP")


def test_what_is_not_applied_in_a_case_is_not_ended() -> None:
    assert effects(RULES, f"Không áp dụng {FAIR} đối với chợ nổi từ ngày 01/6/2031.") == []


def test_a_misprint_is_corrected_in_one_sentence() -> None:
    effect = one(
        RULES, f"Đính chính khoản 2 Điều 5 {FAIR} đã in là “chợ huyện” nay sửa là “chợ xã”."
    )
    assert (effect.verb, places(effect)) == (Verb.CORRECT, ["khoản 2 Điều 5"])
    assert effect.phrase is not None
    assert (effect.phrase.old, effect.phrase.new) == ("chợ huyện", "chợ xã")


def test_words_go_at_each_place_of_the_list_below() -> None:
    found = amending(
        "1. Thay thế cụm từ “huyện” bằng cụm từ “xã” tại các điều, khoản sau đây:",
        "a) Khoản 1 Điều 9;",
        "b) Điểm a khoản 2 và khoản 3 Điều 10.",
    )
    assert [(e.phrase.new if e.phrase else "", places(e), e.certain) for e in found] == [
        ("xã", ["khoản 1 Điều 9"], True),
        ("xã", ["điểm a khoản 2 Điều 10", "khoản 3 Điều 10"], True),
    ]


def test_a_line_that_starts_with_d_is_a_paragraph_of_its_own() -> None:
    effect = one("Điều 1. Hết hiệu lực", f"Đồng thời bãi bỏ {FAIR}.")
    assert effect.quote.text.startswith("Đồng thời")


def test_an_area_in_the_title_of_an_attached_text_limits_nothing() -> None:
    attached = (
        "Quy định về quản lý bến đò trên địa bàn tỉnh Lam Thủy ban hành kèm theo Quyết định số "
        "27/2022/QĐ-UBND của Ủy ban nhân dân tỉnh Lam Thủy."
    )
    for order in (f"Bãi bỏ khoản 2 Điều 5 của {attached}", f"Bãi bỏ {attached}"):
        document = parse_text(f"Điều 2. Bãi bỏ\n1. {order}")
        repeals = [e for e in find_effects(document) if e.verb is Verb.REPEAL]
        assert repeals
        assert {effect.territory for effect in repeals} == {""}
