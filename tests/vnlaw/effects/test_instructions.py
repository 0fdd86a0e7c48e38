"""Instructions of amending articles: what is changed, where, and by which text."""

from __future__ import annotations

import pytest
from tests.vnlaw.effects.written import amending, effects, numbers, places

from vnlaw.effects import Piece, Verb


def test_new_text_goes_to_the_clause_it_is_for() -> None:
    found = amending(
        "1. Sửa đổi, bổ sung khoản 2 và khoản 3 Điều 5 như sau:",
        "“2. Chợ mở từ sáng.",
        "a) Có mái;",
        "b) Có đèn.",
        "3. Chợ đóng lúc tối.”.",
    )
    assert [(e.verb, places(e)) for e in found] == [
        (Verb.AMEND, ["khoản 2 Điều 5", "khoản 3 Điều 5"])
    ]
    assert [(str(unit.place), unit.lines) for unit in found[0].units] == [
        ("khoản 2 Điều 5", ("2. Chợ mở từ sáng.", "a) Có mái;", "b) Có đèn.")),
        ("khoản 3 Điều 5", ("3. Chợ đóng lúc tối.",)),
    ]
    assert found[0].certain
    assert found[0].target.printed == "12/2028/NĐ-CP"


def test_an_insertion_names_its_neighbour() -> None:
    found = amending(
        "1. Bổ sung khoản 2a vào sau khoản 2 Điều 5 như sau:", "“2a. Chợ đêm có đèn.”."
    )
    assert [(e.verb, places(e), str(e.after)) for e in found] == [
        (Verb.INSERT, ["khoản 2a Điều 5"], "khoản 2 Điều 5")
    ]
    assert found[0].units[0].lines == ("2a. Chợ đêm có đèn.",)


def test_an_insertion_may_name_only_what_it_goes_into() -> None:
    found = amending("1. Bổ sung khoản 4 vào Điều 5 như sau:", "“4. Chợ đêm có đèn.”.")
    assert (places(found[0]), str(found[0].into)) == (["khoản 4 Điều 5"], "Điều 5")


def test_a_new_article_stands_beside_another_in_its_chapter() -> None:
    found = amending(
        "1. Bổ sung Điều 5a vào sau Điều 5 trong Mục 1 Chương II như sau:",
        "“Điều 5a. Chợ đêm",
        "1. Chợ đêm có đèn.”.",
    )
    assert (places(found[0]), str(found[0].after)) == (["Điều 5a"], "Điều 5")


def test_instructions_below_a_head_take_its_article() -> None:
    found = amending(
        "1. Sửa đổi, bổ sung, bãi bỏ một số khoản của Điều 9 như sau:",
        "a) Sửa đổi, bổ sung khoản 1 như sau:",
        "“1. Chợ có bảng giá.”;",
        "b) Bãi bỏ khoản 4;",
        "c) Bổ sung điểm d vào sau điểm c khoản 2 như sau:",
        "“d) Có cân.”.",
    )
    assert [(e.verb, places(e)) for e in found] == [
        (Verb.AMEND, ["khoản 1 Điều 9"]),
        (Verb.REPEAL, ["khoản 4 Điều 9"]),
        (Verb.INSERT, ["điểm d khoản 2 Điều 9"]),
    ]
    assert all(e.certain for e in found)


def test_one_sentence_may_amend_and_insert() -> None:
    found = amending(
        "1. Sửa đổi, bổ sung khoản 3 và bổ sung khoản 4 vào sau khoản 3 Điều 7 như sau:",
        "“3. Chợ có cổng.",
        "4. Chợ có biển.”.",
    )
    assert [(e.verb, places(e), [u.lines for u in e.units]) for e in found] == [
        (Verb.AMEND, ["khoản 3 Điều 7"], [("3. Chợ có cổng.",)]),
        (Verb.INSERT, ["khoản 4 Điều 7"], [("4. Chợ có biển.",)]),
    ]


def test_a_provision_may_be_the_subject() -> None:
    found = amending("1. Điều 6 được sửa đổi, bổ sung như sau:", "“Điều 6. Giờ mở cửa”.")
    assert [(e.verb, places(e)) for e in found] == [(Verb.AMEND, ["Điều 6"])]


def test_a_list_of_repealed_provisions_is_spelled_out() -> None:
    found = amending(
        "1. Bãi bỏ điểm a, b và điểm đ khoản 2; khoản 4; từ khoản 6 đến khoản 8 Điều 5; các "
        "điều 11 "
        "và 12."
    )
    assert [place for e in found for place in places(e)] == [
        "điểm a khoản 2 Điều 5",
        "điểm b khoản 2 Điều 5",
        "điểm đ khoản 2 Điều 5",
        "khoản 4 Điều 5",
        "khoản 6 Điều 5",
        "khoản 7 Điều 5",
        "khoản 8 Điều 5",
        "Điều 11",
        "Điều 12",
    ]


@pytest.mark.parametrize(
    ("line", "piece"),
    [
        ("1. Sửa đổi, bổ sung tên Điều 8 như sau:", Piece.HEADING),
        ("1. Sửa đổi tên Chương II như sau:", Piece.HEADING),
        ("1. Sửa đổi, bổ sung đoạn mở đầu khoản 2 Điều 8 như sau:", Piece.LEAD),
        ("1. Sửa đổi, bổ sung đoạn cuối khoản 2 Điều 8 như sau:", Piece.LAST),
    ],
)
def test_a_piece_of_a_provision_may_be_amended(line: str, piece: Piece) -> None:
    found = amending(line, "“Chợ và người bán:”.")
    assert [place.piece for place in found[0].places] == [piece]


def test_provisions_get_new_numbers() -> None:
    found = amending(
        "1. Chuyển khoản 3 thành khoản 4 Điều 10.", "2. Khoản 5 Điều 11 cũ thành khoản 6."
    )
    assert [(places(e), str(e.becomes)) for e in found] == [
        (["khoản 3 Điều 10"], "khoản 4 Điều 10"),
        (["khoản 5 Điều 11"], "khoản 6 Điều 11"),
    ]


def test_a_chapter_gets_a_new_name() -> None:
    found = amending("1. Đổi tên Chương II thành “CHỢ VÀ NGƯỜI BÁN”.")
    assert [place.piece for place in found[0].places] == [Piece.HEADING]
    assert found[0].units[0].lines == ("CHỢ VÀ NGƯỜI BÁN",)


def test_an_annex_is_replaced_by_a_new_one() -> None:
    found = amending(
        "1. Thay thế Mẫu số 02 và Mẫu số 03 Phụ lục III bằng Mẫu số 02 và Mẫu số 03 ban hành "
        "kèm theo "
        "Nghị định này."
    )
    assert [(e.verb, places(e)) for e in found] == [
        (Verb.REPLACE, ["Mẫu số 02 Phụ lục III", "Mẫu số 03 Phụ lục III"])
    ]
    assert found[0].replaced_by.startswith("bằng Mẫu số 02")


def test_quoted_text_is_not_an_effect_of_the_amending_document() -> None:
    found = amending(
        "1. Sửa đổi, bổ sung Điều 20 như sau:",
        "“Điều 20. Hiệu lực",
        "1. Nghị định số 3/2020/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực.",
        "2. Bãi bỏ Điều 4 Nghị định số 4/2021/NĐ-CP.”.",
    )
    assert numbers(found) == ["12/2028/NĐ-CP"]


def test_headings_of_articles_instruct_too() -> None:
    found = effects(
        "Điều 1. Sửa đổi, bổ sung khoản 4 Điều 6",
        "“4. Chợ có nước.”.",
        title="Sửa đổi, bổ sung một số điều của Nghị định số 12/2028/NĐ-CP về chợ phiên",
    )
    assert [(e.target.printed, places(e), e.units[0].lines) for e in found] == [
        ("12/2028/NĐ-CP", ["khoản 4 Điều 6"], ("4. Chợ có nước.",))
    ]


def test_a_law_named_once_with_its_number_is_known_by_name() -> None:
    found = effects(
        "Điều 1. Sửa đổi, bổ sung Luật Chợ số 15/2020/QH14",
        "1. Bãi bỏ khoản 2 Điều 3.",
        "Điều 2. Bãi bỏ",
        "Bãi bỏ khoản 1 Điều 4 của Luật Chợ.",
    )
    assert numbers(found) == ["15/2020/QH14", "15/2020/QH14"]


def test_a_law_known_by_name_only_waits_for_a_person() -> None:
    found = effects("Điều 1. Bãi bỏ", "Bãi bỏ khoản 1 Điều 4 của Luật Bến bãi.")
    assert found[0].target.name == "Luật Bến bãi"
    assert not found[0].certain


def test_a_law_everybody_knows_gets_the_number_in_force_on_the_day() -> None:
    found = effects("Điều 1. Bãi bỏ", "Bãi bỏ khoản 1 Điều 4 của Luật Du lịch.")
    assert found[0].target.number is not None
    assert found[0].target.number.text == "09/2017/QH14"
    assert found[0].target.printed == ""


def test_a_promised_text_that_is_missing_is_no_certain_effect() -> None:
    found = amending("1. Sửa đổi, bổ sung khoản 2 Điều 5 như sau:")
    assert found[0].doubts == ("text-missing",)
    assert not found[0].certain


def test_an_instruction_that_does_not_parse_survives_as_a_fragment() -> None:
    found = amending("1. Bãi bỏ nhiệm vụ về phòng cháy của ban quản lý chợ tại khoản 3 Điều 2.")
    assert [(e.verb, places(e)) for e in found] == [(Verb.REPEAL, ["khoản 3 Điều 2"])]
    assert found[0].confidence < 0.5


def test_instructions_apply_in_the_order_of_the_text() -> None:
    found = amending("1. Bãi bỏ khoản 1 Điều 2.", "2. Bãi bỏ khoản 3 Điều 4.")
    assert [e.order for e in found] == sorted(e.order for e in found)
    assert [e.source for e in found] == ["dieu-1/khoan-1", "dieu-1/khoan-2"]
