"""Reading ease of plain texts (goal A7): figures, places, advice."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnlaw.readability import Assessment, assess
from vnlaw.readability.words import known_words, terms

EASY = (
    "Bạn muốn làm giấy khai sinh cho con? Bạn mang thẻ căn cước và giấy chứng sinh ra xã. "
    "Cán bộ xã làm giấy cho bạn ngay trong ngày. Bạn không phải trả tiền."
)


def codes(assessment: Assessment) -> set[str]:
    return {fault.code for fault in assessment.faults}


def at(text: str, code: str) -> list[str]:
    return [text[f.start : f.end] for f in assess(text).faults if f.code == code]


def test_a_text_in_daily_words_and_short_sentences_is_easy():
    found = assess(EASY)

    assert found.easy
    assert found.faults == ()
    assert found.sentences == 4
    assert 5 <= found.median <= 12
    assert found.longest <= 15
    assert found.rare_share <= 0.05


def test_a_sentence_above_thirty_five_syllables_is_shown_with_its_place():
    long = "Bạn phải " + "nộp đơn " * 20 + "ở xã."
    text = f"{EASY} {long} {EASY}"

    assert at(text, "long-sentence") == [long]
    assert assess(text).longest == 44
    assert not assess(text).easy


def test_a_sentence_of_thirty_five_syllables_is_still_right():
    text = ("nhà " * 35).strip() + "."

    assert "long-sentence" not in codes(assess(text))
    assert "long-sentence" in codes(assess("nhà " + text))


def test_the_median_counts_not_the_mean():
    text = "Bạn đi. " * 3 + "nhà " * 30 + "."

    assert assess(text).median == 2
    assert "median" not in codes(assess(text))
    assert "median" in codes(assess("nhà " * 21 + "."))


def test_a_legal_term_must_be_explained_where_it_first_stands():
    text = (
        "Bạn có thể thế chấp nhà để vay tiền. Ngân hàng sẽ giữ sổ đỏ của bạn khi bạn còn nợ tiền."
    )

    assert at(text, "unexplained-term") == ["thế chấp"]
    assert "bảo đảm trả nợ" in assess(text).faults[0].advice
    assert not assess(text).easy


@pytest.mark.parametrize(
    "text",
    [
        "Thế chấp là dùng nhà để bảo đảm trả nợ. Bạn vẫn ở trong nhà khi thế chấp nhà của bạn.",
        "Bạn có thể thế chấp (dùng nhà để bảo đảm trả nợ) để vay tiền ngân hàng.",
        "Bạn dùng nhà để bảo đảm trả nợ (thế chấp) thì vẫn được ở trong nhà đó.",
        "Dùng nhà để bảo đảm trả nợ gọi là “thế chấp”.",
        "Bạn có thể thế chấp nhà. Thế chấp là dùng nhà để bảo đảm trả nợ.",
    ],
)
def test_an_explained_term_is_no_fault_and_not_rare(text: str):
    found = assess(text)

    assert "unexplained-term" not in codes(found)
    assert found.rare_share == 0


def test_an_explanation_pages_later_comes_too_late():
    text = "Bạn thế chấp nhà. " + EASY * 5 + " Thế chấp là dùng nhà để bảo đảm trả nợ."

    assert at(text, "unexplained-term") == ["thế chấp"]


def test_names_numbers_and_dates_are_not_rare():
    text = "Ông Nguyễn Khuyến Lĩnh nộp 1.250.000 đồng ngày 01/7/2025 theo số 168/2024/NĐ-CP."

    assert assess(text).rare_share == 0


def test_a_number_is_one_syllable_and_its_dots_end_no_sentence():
    found = assess("Bạn nộp 1.250.000 đồng.")

    assert (found.sentences, found.longest) == (1, 4)


def test_points_of_a_list_are_sentences_without_their_marks():
    found = assess("Bạn cần:\n1. Sổ đỏ\n- Thẻ căn cước\na) Đơn xin")

    assert found.sentences == 4
    assert found.longest == 3


def test_too_many_unknown_words_are_a_fault_of_the_text_and_each_is_shown_once():
    text = EASY + " Bạn tịnh khuyếch tịnh khuyếch tịnh khuyếch nhé."
    found = assess(text)

    assert found.rare_share > 0.05
    assert "rare-share" in codes(found)
    assert at(text, "rare-word") == ["tịnh", "khuyếch"]


def test_an_abbreviation_is_to_be_written_out():
    assert at("Bạn đến UBND xã để nộp đơn.", "abbreviation") == ["UBND"]


def test_two_spellings_of_a_tone_mark_are_one_word():
    assert assess("Hoà giải ở thôn, uỷ ban xã.").rare_share == 0
    assert assess("Hòa giải ở thôn, ủy ban xã.").rare_share == 0


def test_a_text_in_decomposed_unicode_counts_the_same():
    assert assess(unicodedata.normalize("NFD", EASY)) == assess(EASY)


def test_nothing_is_easy_to_read():
    assert assess("") == Assessment(0, 0, 0.0, 0, 0.0, ())


def test_the_list_holds_three_thousand_words_and_no_term():
    assert len(known_words()) >= 2900  # spellings of one word with two marks fall together
    assert not known_words() & set(terms())


@given(st.text(alphabet='aăđ nhà.!?…\n"”(1.,-)UBND tố tụng là', max_size=300))
def test_any_text_is_measured_and_every_fault_has_a_place_and_advice(text: str):
    found = assess(text)

    size = len(unicodedata.normalize("NFC", text))
    assert 0 <= found.rare_share <= 1
    assert found.median <= found.longest
    for fault in found.faults:
        assert 0 <= fault.start <= fault.end <= size
        assert fault.advice
