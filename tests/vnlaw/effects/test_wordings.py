"""The ways in which documents say the same thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.vnlaw.effects.written import amending, decree, effects, numbers, one, places

from vnlaw.document import Kind
from vnlaw.effects import Verb, find_effects

FAIR = "Nghị định số 7/2025/NĐ-CP ngày 02 tháng 01 năm 2025 của Chính phủ quy định về chợ đêm"


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        (f"{FAIR} chấm dứt hiệu lực kể từ ngày Nghị định này có hiệu lực.", Verb.REPEAL),
        (f"{FAIR} không còn hiệu lực thi hành.", Verb.REPEAL),
        (f"{FAIR} bị bãi bỏ.", Verb.REPEAL),
        (f"{FAIR} được thay thế bởi Nghị định này.", Verb.REPLACE),
        (f"Kể từ ngày Nghị định này có hiệu lực thi hành thì {FAIR} hết hiệu lực.", Verb.REPEAL),
        (f"Chấm dứt hiệu lực thi hành {FAIR}.", Verb.REPEAL),
        (f"Huỷ bỏ hiệu lực của {FAIR}.", Verb.REPEAL),
        (f"Ngưng hiệu lực thi hành {FAIR} đến hết ngày 31/12/2032.", Verb.SUSPEND),
        (f"Khôi phục hiệu lực thi hành {FAIR} kể từ ngày 01/6/2031.", Verb.RESUME),
        (f"Kéo dài thời gian áp dụng {FAIR} đến hết ngày 31/12/2032.", Verb.EXTEND),
        (f"{FAIR} tiếp tục có hiệu lực cho đến khi có văn bản thay thế.", Verb.CONTINUE),
    ],
)
def test_one_document_is_acted_on(sentence: str, verb: Verb) -> None:
    effect = one("Điều 1. Quy định khác", sentence)
    assert (effect.verb, effect.target.printed) == (verb, "7/2025/NĐ-CP")


def test_a_second_order_has_its_own_verb() -> None:
    found = effects(
        "Điều 1. Quy định khác",
        f"Nghị định này thay thế {FAIR}; đồng thời bãi bỏ Nghị định số 8/2026/NĐ-CP và khoản 3 "
        "Điều 2 Nghị định số 9/2026/NĐ-CP.",
    )
    assert [(e.verb, e.target.printed, places(e)) for e in found] == [
        (Verb.REPLACE, "7/2025/NĐ-CP", []),
        (Verb.REPEAL, "8/2026/NĐ-CP", []),
        (Verb.REPEAL, "9/2026/NĐ-CP", ["khoản 3 Điều 2"]),
    ]


def test_each_order_of_a_sentence_has_its_own_day() -> None:
    found = effects(
        "Điều 1. Hết hiệu lực",
        f"{FAIR} hết hiệu lực kể từ ngày Nghị định này có hiệu lực; riêng Điều 9 của Nghị định số "
        "7/2025/NĐ-CP hết hiệu lực kể từ ngày 01 tháng 01 năm 2031.",
    )
    assert [(places(e), e.start) for e in found] == [
        ([], date(2031, 5, 1)),
        (["Điều 9"], date(2031, 1, 1)),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Kể từ ngày Nghị định này có hiệu lực, chấm dứt hiệu lực các văn bản sau đây:",
        "Nghị định này bãi bỏ các Nghị định, quy định sau:",
        "Nghị định này thay thế Nghị định số 6/2024/NĐ-CP và bãi bỏ các quy định sau:",
        "Các nghị định sau hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành",
    ],
)
def test_heads_of_lists_are_worded_in_many_ways(head: str) -> None:
    found = effects(
        "Điều 1. Hết hiệu lực",
        f"1. {head}",
        "a) Nghị định số 7/2025/NĐ-CP về chợ đêm;",
        "b) Khoản 2 Điều 4 Nghị định số 8/2026/NĐ-CP về chợ nổi.",
    )
    ended = [(e.target.printed, places(e)) for e in found if e.verb is Verb.REPEAL]
    assert ended == [("7/2025/NĐ-CP", []), ("8/2026/NĐ-CP", ["khoản 2 Điều 4"])]


def test_a_list_may_follow_in_the_same_sentence() -> None:
    found = effects(
        "Điều 1. Bãi bỏ",
        "Bãi bỏ các Quyết định: Quyết định số 4/2024/QĐ-UBND ngày 05/6/2024 của UBND tỉnh Hoa Ban "
        "về chợ; Quyết định số 4/2024/QĐ-UBND ngày 07/8/2024 của Ủy ban nhân dân tỉnh Sen Hồng.",
    )
    assert numbers(found) == ["4/2024/QĐ-UBND", "4/2024/QĐ-UBND"]
    issuers = [effect.target.issuer for effect in found]
    assert issuers == ["UBND tỉnh Hoa Ban", "Ủy ban nhân dân tỉnh Sen Hồng"]


def test_what_a_list_excepts_is_not_repealed() -> None:
    found = effects(
        "Điều 1. Bãi bỏ một phần văn bản",
        "1. Bãi bỏ Nghị định số 7/2025/NĐ-CP, trừ các nội dung sau:",
        "a) Khoản 2 Điều 4;",
        "b) Điều 9.",
    )
    assert [e.target.printed for e in found] == ["7/2025/NĐ-CP"]
    assert not found[0].certain


def test_the_number_of_a_form_is_no_document() -> None:
    found = amending("1. Bãi bỏ biểu mẫu có ký hiệu số 04/NTM/T-N tại Phụ lục I.")
    assert "04/NTM/T-N" not in numbers(found)


def test_words_quoted_in_a_title_are_not_changed() -> None:
    found = effects(
        "Điều 1. Bãi bỏ toàn bộ 02 văn bản",
        '1. Thông tư số 5/2017/TT-BCT hướng dẫn thực hiện nội dung "Chợ sạch" của chương trình.',
        "2. Thông tư số 6/2017/TT-BCT về chợ.",
    )
    assert [(e.verb, e.target.printed) for e in found] == [
        (Verb.REPEAL, "5/2017/TT-BCT"),
        (Verb.REPEAL, "6/2017/TT-BCT"),
    ]


def test_a_number_without_its_type_is_completed() -> None:
    effect = one("Điều 1. Bãi bỏ", "Bãi bỏ Điều 6 Thông tư số 69/2022/BCT về chợ.")
    assert effect.target.printed == "69/2022/BCT"
    assert effect.target.number is not None
    assert effect.target.number.text == "69/2022/TT-BCT"


def test_amenders_named_in_the_title_of_an_amender_are_not_acted_on() -> None:
    found = effects(
        "Điều 1. Sửa đổi, bổ sung Thông tư số 29/2018/TT-BCT ngày 16 tháng 11 năm 2018 quy định về "
        "chợ; hướng dẫn định giá, đã được sửa đổi, bổ sung tại Thông tư số 17/2022/TT-BCT ngày 27 "
        "tháng 10 năm 2022 sửa đổi, bổ sung một số điều của Thông tư số 29/2018/TT-BCT và Thông tư "
        "số 24/2024/TT-BCT ngày 12 tháng 12 năm 2024 sửa đổi, bổ sung một số điều của các thông tư",
        "1. Bãi bỏ khoản 2 Điều 3.",
    )
    assert [(e.target.printed, places(e)) for e in found] == [
        ("29/2018/TT-BCT", ["khoản 2 Điều 3"])
    ]


def test_a_heading_of_words_names_no_article_to_repeal() -> None:
    found = amending("1. Bãi bỏ khoản 1 Điều 2.")
    assert [places(e) for e in found] == [["khoản 1 Điều 2"]]
    found = effects(
        "Điều 1. Bãi bỏ cụm từ, điểm tại Điều 9 Nghị định số 12/2028/NĐ-CP",
        "1. Bãi bỏ cụm từ “chợ đêm” tại điểm a khoản 10.",
        "2. Bãi bỏ điểm b khoản 10.",
    )
    assert [(e.verb, places(e)) for e in found] == [
        (Verb.REPLACE_PHRASE, ["điểm a khoản 10 Điều 9"]),
        (Verb.REPEAL, ["điểm b khoản 10 Điều 9"]),
    ]


def test_a_deed_ruled_by_a_law_does_not_amend_the_law() -> None:
    found = effects(
        "Điều 1. Trách nhiệm",
        "a) Bổ sung giá thuê quy định tại khoản 6 Điều 3 của Nghị định số 7/2025/NĐ-CP;",
    )
    assert found == []


def test_an_event_that_ends_a_document_is_not_its_repeal() -> None:
    found = effects(
        last="Nghị định này có hiệu lực từ ngày 01 tháng 5 năm 2031 đến ngày các quy định về chợ "
        "quy định tại Nghị quyết số 29/2026/QH16 hết hiệu lực thi hành."
    )
    assert found == []


def test_a_part_may_be_the_subject_by_the_place_that_rules_it() -> None:
    effect = one(
        "Điều 1. Hết hiệu lực",
        "Tiêu chí xác định chợ quy định tại khoản 4 Điều 1 Nghị định số 7/2025/NĐ-CP hết hiệu lực "
        "thi hành từ ngày 01 tháng 01 năm 2032.",
    )
    assert (places(effect), effect.start) == (["khoản 4 Điều 1"], date(2032, 1, 1))


def test_rows_of_tables_keep_their_name_and_stand_anywhere() -> None:
    found = effects(
        "Điều 1. Bãi bỏ",
        "1. Bãi bỏ số thứ tự 15 tại Biểu phí, lệ phí quy định tại khoản 1 Điều 1 Thông tư số "
        "64/2025/TT-BTC.",
        "2. Bãi bỏ số thứ tự số 16 tại Phụ lục ban hành kèm theo Thông tư số 32/2019/TT-BCT.",
    )
    assert [places(e) for e in found] == [
        ["số thứ tự 15 khoản 1 Điều 1"],
        ["số thứ tự 16 Phụ lục"],
    ]


@pytest.mark.parametrize("kind", [Kind.CONSOLIDATED, Kind.DRAFT])
def test_consolidated_texts_and_drafts_order_nothing(kind: Kind) -> None:
    document = decree("Điều 1. Hết hiệu lực", f"{FAIR} hết hiệu lực.")
    metadata = replace(document.metadata, kind=kind)
    assert find_effects(replace(document, metadata=metadata)) == ()
