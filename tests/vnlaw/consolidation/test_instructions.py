"""What single instructions do to a text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.vnlaw.consolidation.texts import ARTICLE, after, order, spans, spot, tree

from vnlaw.consolidation import Op, Part, Status, Tree, apply
from vnlaw.consolidation.rendering import text_of
from vnlaw.parse import parse_text


def test_a_clause_gets_new_text_and_all_else_stays() -> None:
    text, [outcome] = after(order(Op.REPLACE, "khoản 2 điều 5", "2. Nhận hồ sơ mọi lúc."))
    assert text == ARTICLE.replace(
        "Cơ quan đăng ký nhận hồ sơ trong giờ làm việc.", "Nhận hồ sơ mọi lúc."
    )
    assert outcome.certain


def test_new_text_of_a_clause_brings_its_points() -> None:
    text, _ = after(order(Op.REPLACE, "khoản 2 điều 5", "2. Nhận hồ sơ:", "a) Sáng;", "b) Chiều."))
    assert "\n2. Nhận hồ sơ:\na) Sáng;\nb) Chiều.\n3. " in text


def test_the_letter_đ_is_not_d_and_stands_behind_it() -> None:
    made = ARTICLE.replace("c) Ảnh chân dung.", "c) Ảnh;\nd) Lệ phí.")
    text, outcomes = after(
        order(Op.INSERT, "điểm đ khoản 1 điều 5", "đ) Tờ khai.", key="L2#1"),
        order(Op.REPLACE, "điểm d khoản 1 điều 5", "d) Biên lai;", key="L2#2"),
        text=made,
    )
    assert "c) Ảnh;\nd) Biên lai;\nđ) Tờ khai.\n2. " in text
    assert all(outcome.certain for outcome in outcomes)


@pytest.mark.parametrize(
    ("where", "line", "before", "behind"),
    [
        ("khoản 2a điều 5", "2a. Mới.", "giờ làm việc.", "3. Trường hợp"),
        ("điểm a1 khoản 1 điều 5", "a1) Mới;", "a) Đơn đăng ký;", "b) Bản sao"),
        ("khoản 4 điều 5", "4. Mới.", "trong 03 ngày.", ""),
    ],
)
def test_insertions_stand_where_their_number_belongs(
    where: str, line: str, before: str, behind: str
) -> None:
    text, [outcome] = after(order(Op.INSERT, where, line))
    assert f"{before}\n{line}" in text
    assert f"{line}\n{behind}" in text or not behind
    assert outcome.certain


def test_an_article_is_inserted_between_others() -> None:
    text, [outcome] = after(
        order(Op.INSERT, "điều 5a", "Điều 5a. Lệ phí", "1. Có lệ phí."),
        text=ARTICLE + "\nĐiều 6. Kết quả\nTrả kết quả.",
    )
    assert "03 ngày.\nĐiều 5a. Lệ phí\n1. Có lệ phí.\nĐiều 6. Kết quả" in text
    assert outcome.certain


def test_a_neighbour_that_contradicts_the_number_is_left_to_a_person() -> None:
    text, [outcome] = after(
        order(Op.INSERT, "khoản 1a điều 5", "1a. Mới.", after=spot("khoản 2 điều 5"))
    )
    assert text.index("1a. Mới.") > text.index("2. Cơ quan")
    assert outcome.doubts == ("order-unclear",)


def test_what_is_repealed_keeps_its_label_and_says_so() -> None:
    text, [outcome] = after(order(Op.REPEAL, "khoản 1 điều 5"))
    assert text.startswith("Điều 5. Hồ sơ đăng ký\n1. (được bãi bỏ)\n2. ")
    assert outcome.certain


def test_a_repealed_number_can_be_used_again() -> None:
    text, outcomes = after(
        order(Op.REPEAL, "khoản 2 điều 5", key="L2#1"),
        order(Op.INSERT, "khoản 2 điều 5", "2. Mới.", key="L3#1"),
    )
    assert "\n2. Mới.\n3. " in text
    assert all(outcome.certain for outcome in outcomes)


def test_the_lead_of_a_clause_changes_without_its_points() -> None:
    text, [outcome] = after(
        order(Op.REPLACE, "khoản 1 điều 5", "1. Hồ sơ nộp một lần gồm:", part=Part.LEAD)
    )
    assert "\n1. Hồ sơ nộp một lần gồm:\na) Đơn đăng ký;" in text
    assert outcome.certain


def test_a_lead_is_put_before_the_clauses() -> None:
    text, [outcome] = after(order(Op.INSERT, "điều 5", "Hồ sơ theo quy định sau:", part=Part.LEAD))
    assert text.startswith("Điều 5. Hồ sơ đăng ký\nHồ sơ theo quy định sau:\n1. ")
    assert outcome.certain


def test_the_name_of_an_article_changes_alone() -> None:
    text, _ = after(order(Op.REPLACE, "điều 5", "Điều 5. Hồ sơ và lệ phí", part=Part.HEADING))
    assert text.startswith("Điều 5. Hồ sơ và lệ phí\n1. Hồ sơ gồm:")


def test_the_second_bullet_changes() -> None:
    text, [outcome] = after(
        order(Op.REPLACE, "khoản 1 điều 7", "- Ba.", part=Part.BULLET, ordinal=2),
        text="Điều 7. Mức\n1. Gồm:\n- Một;\n- Hai.\n2. Khác.",
    )
    assert "- Một;\n- Ba.\n2. Khác." in text
    assert outcome.certain


def test_every_occurrence_of_a_phrase_is_replaced_capitals_at_sentence_starts_kept() -> None:
    text, [outcome] = after(
        order(Op.REPLACE_PHRASE, "điều 5", old="cơ quan đăng ký", new="bộ phận một cửa")
    )
    assert "2. Bộ phận một cửa nhận hồ sơ" in text
    assert "chưa đủ, bộ phận một cửa trả lời" in text
    assert outcome.certain


def test_a_phrase_is_found_whatever_way_its_tones_are_placed() -> None:
    text, _ = after(order(Op.REPLACE_PHRASE, "điều 5", old="giấy tờ tuỳ thân", new="thẻ căn cước"))
    assert "b) Bản sao thẻ căn cước;" in text


def test_a_phrase_inside_a_longer_word_stays() -> None:
    text, [outcome] = after(order(Op.REPLACE_PHRASE, "điều 5", old="Đơn đăng", new="X"))
    assert "a) X ký;" in text
    assert after(order(Op.REPLACE_PHRASE, "điều 5", old="ăng", new="X"))[0] == ARTICLE
    assert outcome.certain


def test_words_are_struck_out_with_one_blank() -> None:
    text, _ = after(order(Op.REPLACE_PHRASE, "khoản 3 điều 5", old="trong 03 ngày", new=""))
    assert text.endswith("cơ quan đăng ký trả lời.")


def test_what_stands_already_in_the_longer_wording_is_not_done_twice() -> None:
    do = order(Op.REPLACE_PHRASE, "điều 7", old="sở", new="sở và công ty con")
    text, _ = after(do, text="Điều 7. Về sở và công ty con\n1. Tại sở.")
    assert text == "Điều 7. Về sở và công ty con\n1. Tại sở và công ty con."


def test_two_changes_of_words_of_one_text_are_read_side_by_side() -> None:
    text, _ = after(
        order(Op.REPLACE_PHRASE, "điều 7", old="cấp huyện", new="cấp xã", key="L2#1"),
        order(Op.REPLACE_PHRASE, "điều 7", old="cấp xã", new="cấp thôn", key="L2#2"),
        text="Điều 7. Nơi\n1. Cấp huyện và cấp xã; ủy ban cấp huyện.",
    )
    assert text == "Điều 7. Nơi\n1. Cấp xã và cấp thôn; ủy ban cấp xã."


def test_words_added_to_others_leave_those_as_they_were() -> None:
    made = tree()
    do = order(
        Op.REPLACE_PHRASE, "khoản 3 điều 5", old="03 ngày", new="03 ngày làm việc", added=True
    )
    apply(made, [do])
    assert spans(made)[-2:] == [(" làm việc", "L2#1"), (".", "")]


def test_what_joins_an_added_list_is_for_a_person_to_see() -> None:
    do = order(
        Op.REPLACE_PHRASE, "khoản 3 điều 5", old="hồ sơ", new="hồ sơ Giấy phép, Thẻ", added=True
    )
    text, [outcome] = after(do)
    assert "3. Trường hợp hồ sơ, Giấy phép, Thẻ chưa đủ" in text
    assert outcome.doubts == ("phrase-joint",)


def test_an_added_comma_stands_next_to_the_word() -> None:
    do = order(Op.REPLACE_PHRASE, "khoản 3 điều 5", old="hồ sơ", new="hồ sơ , giấy tờ", added=True)
    assert "Trường hợp hồ sơ, giấy tờ chưa đủ" in after(do)[0]


def test_a_phrase_that_is_not_there_is_reported() -> None:
    text, [outcome] = after(order(Op.REPLACE_PHRASE, "khoản 2 điều 5", old="thuế", new="phí"))
    assert text == ARTICLE
    assert (outcome.status, outcome.doubts) == (Status.FAILED, ("phrase-missing",))


def test_a_phrase_in_other_case_is_changed_for_a_person_to_see() -> None:
    text, [outcome] = after(order(Op.REPLACE_PHRASE, "khoản 2 điều 5", old="Hồ Sơ", new="tài liệu"))
    assert "nhận tài liệu trong" in text
    assert not outcome.certain


def test_a_clause_changes_its_number_and_keeps_its_identity() -> None:
    made = tree()
    before = made.find(spot("khoản 3 điều 5"))
    apply(made, [order(Op.RENUMBER, "khoản 3 điều 5", becomes=spot("khoản 4 điều 5"))])
    moved = made.find(spot("khoản 4 điều 5"))
    assert before is not None
    assert moved is not None
    assert moved.identity == before.identity
    assert made.find(spot("khoản 3 điều 5")) is None


def test_an_insertion_waits_until_its_number_is_free() -> None:
    insertion = order(Op.INSERT, "khoản 3 điều 5", "3. Mới.", key="L2#1")
    move = order(Op.RENUMBER, "khoản 3 điều 5", key="L2#2", becomes=spot("khoản 4 điều 5"))
    text, outcomes = after(insertion, move)
    assert "giờ làm việc.\n3. Mới.\n4. Trường hợp" in text
    assert all(outcome.status is Status.APPLIED for outcome in outcomes)


def test_two_clauses_that_swap_numbers_end_as_a_conflict_not_as_a_loop() -> None:
    _, outcomes = after(
        order(Op.RENUMBER, "khoản 2 điều 5", key="L2#1", becomes=spot("khoản 3 điều 5")),
        order(Op.RENUMBER, "khoản 3 điều 5", key="L2#2", becomes=spot("khoản 2 điều 5")),
    )
    assert not any(outcome.certain for outcome in outcomes)


@pytest.mark.parametrize(
    "do",
    [
        order(Op.REPLACE, "khoản 9 điều 5", "9. Mới."),
        order(Op.REPLACE, "khoản 2 điều 5"),
        order(Op.REPEAL, "điểm x khoản 1 điều 5"),
        order(Op.INSERT, "khoản 2 điều 5", "2. Trùng số."),
        order(Op.REPLACE, "khoản 2 điều 5", "7. Sai số."),
        order(Op.REPLACE, "khoản 2 điều 5", "2. Nhận hồ sơ", "a) Một;", "b) Hai:"),
        order(Op.REPLACE, "khoản 2 điều 5", "2. Cơ quan đăng ký nhận hồ sơ trong giờ lầm việc."),
        order(Op.REPLACE, "khoản 2 điều 5", part=Part.LAST),
    ],
)
def test_what_does_not_fit_exactly_is_never_certain(do: object) -> None:
    _, [outcome] = after(do)  # type: ignore[arg-type]
    assert not outcome.certain


def test_every_character_knows_where_it_came_from() -> None:
    made = tree()
    apply(
        made,
        [
            order(Op.REPLACE, "khoản 2 điều 5", "2. Nhận hồ sơ mọi lúc.", key="L2#1"),
            order(Op.REPLACE_PHRASE, "khoản 3 điều 5", key="L2#2", old="03 ngày", new="01 ngày"),
        ],
    )
    found = spans(made)
    assert ("2. Nhận hồ sơ mọi lúc.", "L2#1") in found
    assert ("01 ngày", "L2#2") in found
    assert ("3. Trường hợp hồ sơ chưa đủ, cơ quan đăng ký trả lời trong ", "") in found
    assert {origin for _, origin in found} == {"", "L2#1", "L2#2"}


_TWO_TREES = parse_text(
    """ỦY BAN NHÂN DÂN TỈNH GIA LAI
Số: 12/2024/QĐ-UBND
Gia Lai, ngày 05 tháng 3 năm 2024
QUYẾT ĐỊNH
Ban hành Quy chế quản lý cảng cá
Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý cảng cá.
Điều 2. Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này.
QUY CHẾ
Quản lý cảng cá
(Ban hành kèm theo Quyết định số 12/2024/QĐ-UBND ngày 05 tháng 3 năm 2024)
Điều 1. Phạm vi
Quy chế này quy định việc quản lý cảng cá.
Điều 2. Giờ mở cửa
Cảng mở cửa cả ngày."""
)


def test_an_article_of_the_decision_is_not_that_of_the_regulation_attached() -> None:
    made = Tree.of(_TWO_TREES)
    do = order(Op.REPLACE, "điều 2", "Điều 2. Giờ mở cửa", "Cảng mở cửa ban ngày.")
    [unclear] = apply(made, [do])
    assert unclear.doubts == ("component-unclear",)
    made = Tree.of(_TWO_TREES)
    named = replace(do, spot=replace(do.spot, within="Quy chế quản lý cảng cá"))
    [outcome] = apply(made, [named])
    assert outcome.certain
    assert "Điều 2. Giờ mở cửa\nCảng mở cửa ban ngày." in text_of(made, "kem-theo-1")


def test_words_that_begin_with_a_comma_stand_close_behind_those_before_them() -> None:
    text, _ = after(
        order(
            Op.REPLACE_PHRASE,
            "khoản 2 điều 5",
            old="trong giờ làm việc",
            new=", trả lời trong giờ làm việc",
        )
    )
    assert "2. Cơ quan đăng ký nhận hồ sơ, trả lời trong giờ làm việc." in text


def test_a_paragraph_whose_words_are_all_struck_out_leaves_no_empty_line() -> None:
    text, _ = after(
        order(Op.REPLACE_PHRASE, "điều 5", old="Hồ sơ nộp một lần.", new=""),
        text="Điều 5. Hồ sơ\nNgười dân nộp hồ sơ.\nHồ sơ nộp một lần.\nCơ quan trả lời.",
    )
    assert text == "Điều 5. Hồ sơ\nNgười dân nộp hồ sơ.\nCơ quan trả lời."
