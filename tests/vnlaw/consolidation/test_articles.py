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


def test_a_repealed_chapter_that_may_hold_the_article_is_for_a_person() -> None:
    found = consolidate_article(_ARTICLE, "5", _BASE, [_amendment("1. Bãi bỏ Chương II.")])
    assert found.text == _ARTICLE
    assert "container-unclear" in found.doubts


def test_two_amending_texts_follow_each_other() -> None:
    first = _amendment("1. Sửa đổi, bổ sung khoản 3 Điều 5 như sau:\n“3. Trả lời trong 02 ngày.”.")
    second = _amendment("1. Thay thế cụm từ “02 ngày” bằng cụm từ “01 ngày” tại khoản 3 Điều 5.")
    found = consolidate_article(_ARTICLE, "5", _BASE, [first, second])
    assert found.text.endswith("3. Trả lời trong 01 ngày.")
