"""Articles after real amending texts: what may be shown as certain, and what a person must see."""

from __future__ import annotations

from vnlaw.consolidation import Amendment, consolidate_article
from vnlaw.numbers import parse_number
from vnlaw.parse import parse_text

_BASE = parse_number("10/2020/QH14")
_ARTICLE = """Điều 5. Hồ sơ đăng ký
1. Hồ sơ gồm đơn và giấy tờ kèm theo.
2. Cơ quan đăng ký nhận hồ sơ trong giờ làm việc.
3. Thời hạn trả lời là 03 ngày."""
_HEAD = """QUỐC HỘI
Luật số: 20/2022/QH15
Hà Nội, ngày 10 tháng 6 năm 2022
LUẬT
SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT ĐĂNG KÝ TÀU CÁ SỐ 10/2020/QH14
Điều 1. Sửa đổi, bổ sung một số điều của Luật Đăng ký tàu cá số 10/2020/QH14
"""
_TAIL = """
Điều 2. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2023."""


def _amendment(body: str) -> Amendment:
    return Amendment.of(parse_text(_HEAD + body + _TAIL))


def test_a_clause_and_a_phrase_change_and_the_text_is_certain() -> None:
    found = consolidate_article(
        _ARTICLE,
        "5",
        _BASE,
        [
            _amendment(
                "1. Sửa đổi, bổ sung khoản 2 Điều 5 như sau:\n"
                "“2. Cơ quan đăng ký nhận hồ sơ suốt ngày đêm.”.\n"
                "2. Thay thế cụm từ “03 ngày” bằng cụm từ “02 ngày” tại khoản 3 Điều 5."
            )
        ],
    )
    assert found.text == _ARTICLE.replace("trong giờ làm việc", "suốt ngày đêm").replace(
        "03 ngày", "02 ngày"
    )
    assert found.certain
    quotes = {outcome.instruction.quote for outcome in found.outcomes}
    assert "Sửa đổi, bổ sung khoản 2 Điều 5 như sau:" in quotes


def test_an_article_the_amending_text_does_not_speak_of_stays_and_says_so() -> None:
    body = "1. Sửa đổi, bổ sung khoản 2 Điều 6 như sau:\n“2. Khác.”."
    found = consolidate_article(_ARTICLE, "5", _BASE, [_amendment(body)])
    assert found.text == _ARTICLE
    assert found.doubts == ("not-addressed",)


def test_amendments_of_another_law_with_the_same_article_are_left_alone() -> None:
    found = consolidate_article(
        _ARTICLE,
        "5",
        parse_number("11/2020/QH14"),
        [_amendment("1. Sửa đổi, bổ sung khoản 2 Điều 5 như sau:\n“2. Khác.”.")],
    )
    assert found.text == _ARTICLE


def test_a_new_article_comes_from_nothing() -> None:
    found = consolidate_article(
        "",
        "5a",
        _BASE,
        [
            _amendment(
                "1. Bổ sung Điều 5a vào sau Điều 5 như sau:\n"
                "“Điều 5a. Lệ phí\n1. Người đăng ký nộp lệ phí.\n2. Chính phủ quy định mức phí.”."
            )
        ],
    )
    assert found.text.startswith("Điều 5a. Lệ phí\n1. Người đăng ký nộp lệ phí.\n2. ")


def test_a_sentence_on_the_article_that_nobody_could_read_is_for_a_person() -> None:
    body = "1. Điều 5 nay hiểu theo cách khác với trước đây trong mọi trường hợp đã nêu."
    found = consolidate_article(_ARTICLE, "5", _BASE, [_amendment(body)])
    assert found.text == _ARTICLE
    assert "unread-mention" in found.doubts


def test_new_text_from_a_misread_scan_is_for_a_person_to_compare() -> None:
    body = "1. Sửa đổi, bổ sung khoản 2 Điều 5 như sau:\n“2. Nhận hồ sơ kêt hôn mọi lúc.”."
    found = consolidate_article(_ARTICLE, "5", _BASE, [_amendment(body)])
    assert not found.certain
    assert any("text-broken" in outcome.doubts for outcome in found.outcomes)


def test_new_text_beside_a_lost_quotation_mark_is_for_a_person() -> None:
    body = (
        "1. Sửa đổi, bổ sung khoản 2 Điều 5 như sau:\n“2. Nhận hồ sơ mọi lúc.”.\n"
        "2. Sửa đổi, bổ sung khoản 3 Điều 7 như sau:\n“3. Trả lời trong 02 ngày."
    )
    found = consolidate_article(_ARTICLE, "5", _BASE, [_amendment(body)])
    assert "2. Nhận hồ sơ mọi lúc." in found.text
    assert not found.certain
    assert any("quotes-unpaired" in outcome.doubts for outcome in found.outcomes)


def test_words_joined_to_others_by_and_are_for_a_person_to_punctuate() -> None:
    body = "1. Thay thế cụm từ “đơn” bằng cụm từ “đơn và bản sao” tại khoản 1 Điều 5."
    found = consolidate_article(_ARTICLE, "5", _BASE, [_amendment(body)])
    assert "đơn và bản sao và giấy tờ kèm theo" in found.text
    assert not found.certain


def test_words_to_be_changed_that_no_instruction_changes_are_for_a_person() -> None:
    body = (
        "1. Sửa đổi, bổ sung khoản 1 Điều 5 như sau:\n“1. Hồ sơ gồm đơn.”.\n"
        "2. Cụm từ “giờ làm việc” nay hiểu là cả ngày nghỉ."
    )
    found = consolidate_article(_ARTICLE, "5", _BASE, [_amendment(body)])
    assert "unread-mention" in found.doubts


def test_several_quotations_of_one_line_go_each_to_its_own_place() -> None:
    body = (
        "1. Sửa đổi, bổ sung khoản 1, khoản 3 Điều 5 như sau: “1. Hồ sơ gồm:\n"
        "a) Đơn;\nb) Ảnh.” “3. Thời hạn trả lời:\na) 02 ngày với tàu nhỏ;\n"
        "b) 05 ngày với tàu lớn.”."
    )
    found = consolidate_article(_ARTICLE, "5", _BASE, [_amendment(body)])
    assert found.text == (
        "Điều 5. Hồ sơ đăng ký\n1. Hồ sơ gồm:\na) Đơn;\nb) Ảnh.\n"
        "2. Cơ quan đăng ký nhận hồ sơ trong giờ làm việc.\n"
        "3. Thời hạn trả lời:\na) 02 ngày với tàu nhỏ;\nb) 05 ngày với tàu lớn."
    )
    assert found.certain


def test_an_instruction_may_name_the_place_first_and_quote_in_its_own_line() -> None:
    body = (
        "1. Khoản 1 Điều 5 được sửa đổi, bổ sung như sau: “1. Hồ sơ gồm:\na) Đơn;\nb) Ảnh.”\n"
        "2. Khoản 3 Điều 5 được sửa đổi như sau:\n“3. Thời hạn trả lời là 02 ngày.”"
    )
    found = consolidate_article(_ARTICLE, "5", _BASE, [_amendment(body)])
    assert "1. Hồ sơ gồm:\na) Đơn;\nb) Ảnh.\n2. Cơ quan" in found.text
    assert found.text.endswith("3. Thời hạn trả lời là 02 ngày.")


def test_new_text_may_follow_the_place_without_an_announcement() -> None:
    body = "1. Sửa đổi, bổ sung khoản 3 Điều 5 “3. Thời hạn trả lời là 02 ngày.”."
    found = consolidate_article(_ARTICLE, "5", _BASE, [_amendment(body)])
    assert found.text.endswith("3. Thời hạn trả lời là 02 ngày.")


def test_an_article_repealed_alone_keeps_its_name() -> None:
    found = consolidate_article(_ARTICLE, "5", _BASE, [_amendment("1. Bãi bỏ Điều 5.")])
    assert found.text == "Điều 5. Hồ sơ đăng ký (được bãi bỏ)"
    assert found.certain


def test_a_last_point_that_brings_the_paragraph_after_the_list_replaces_it() -> None:
    base = "Điều 5. Phí\n1. Không thu phí:\na) Tàu nhỏ;\nb) Tàu mới.\nCơ quan xem xét từng tàu."
    body = (
        "1. Sửa đổi, bổ sung điểm b khoản 1 Điều 5 như sau:\n"
        "“b) Tàu cũ.\nCơ quan xem xét từng chuyến.”."
    )
    found = consolidate_article(base, "5", _BASE, [_amendment(body)])
    assert found.text.endswith("b) Tàu cũ.\nCơ quan xem xét từng chuyến.")
    assert not found.certain


def test_a_head_that_repeats_the_places_below_it_orders_nothing_itself() -> None:
    body = (
        "1. Sửa đổi, bổ sung khoản 2 và khoản 3 Điều 5 như sau:\n"
        "a) Sửa đổi, bổ sung khoản 2 Điều 5 như sau:\n“2. Nhận hồ sơ mọi lúc.”;\n"
        "b) Sửa đổi, bổ sung khoản 3 Điều 5 như sau:\n“3. Trả lời trong 02 ngày.”."
    )
    found = consolidate_article(_ARTICLE, "5", _BASE, [_amendment(body)])
    assert found.text.endswith("2. Nhận hồ sơ mọi lúc.\n3. Trả lời trong 02 ngày.")
    assert found.certain


def test_a_repealed_chapter_that_may_hold_the_article_is_for_a_person() -> None:
    found = consolidate_article(_ARTICLE, "5", _BASE, [_amendment("1. Bãi bỏ Chương II.")])
    assert found.text == _ARTICLE
    assert "container-unclear" in found.doubts


def test_two_amending_texts_follow_each_other() -> None:
    first = _amendment("1. Sửa đổi, bổ sung khoản 3 Điều 5 như sau:\n“3. Trả lời trong 02 ngày.”.")
    second = _amendment("1. Thay thế cụm từ “02 ngày” bằng cụm từ “01 ngày” tại khoản 3 Điều 5.")
    found = consolidate_article(_ARTICLE, "5", _BASE, [first, second])
    assert found.text.endswith("3. Trả lời trong 01 ngày.")
