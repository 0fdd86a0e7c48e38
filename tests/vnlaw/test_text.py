import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnlaw.text import clean, fold


@pytest.mark.parametrize(
    ("dirty", "repaired"),
    [
        ("chiến sƿ định kǶ", "chiến sĩ định kỳ"),
        ("Tƣ pháp, ĐƢỜNG", "Tư pháp, ĐƯỜNG"),
        ("Ðiều 5", "Điều 5"),
        ("văn\u00ad bản\u200b pháp\ufeff luật", "văn bản pháp luật"),
        ("Chương\u00a0I\tA", "Chương I A"),
        ("một\r\nhai\rba\u2028bốn\x0cnăm", "một\nhai\nba\nbốn\nnăm"),
        ("a\x00b\x07", "ab"),
        ("a\ufffeb\udc80c\ufdd0d", "abcd"),
        (unicodedata.normalize("NFD", "Điều khoản chuyển tiếp"), "Điều khoản chuyển tiếp"),
    ],
)
def test_known_faults_of_vietnamese_text_are_repaired(dirty: str, repaired: str):
    assert clean(dirty) == repaired


@pytest.mark.parametrize(
    ("dirty", "repaired"),
    [
        ("152/2025/TT-BTС", "152/2025/TT-BTC"),
        ("07/2025/NĐ-СР.", "07/2025/NĐ-CP."),
        ("Quyết định của Вộ", "Quyết định của Bộ"),
    ],
)
def test_cyrillic_lookalikes_inside_latin_words_and_numbers_become_latin(dirty: str, repaired: str):
    assert clean(dirty) == repaired


@pytest.mark.parametrize("russian", ["Москва", "сор", "Росатом-2"])
def test_real_cyrillic_words_are_kept(russian: str):
    assert clean(russian) == russian


def test_a_tone_typed_before_the_mark_of_its_vowel_joins_it():
    assert clean("vie\u0323\u0302t, e\u0301\u0302, o\u0301\u031b") == "việt, ế, ớ"


def test_folding_drops_marks_and_case_and_reads_dd_as_d():
    assert fold("Điều 2đ: HỢP ĐỒNG, uỷ ban “ế”") == "dieu 2d: hop dong, uy ban “e”"


def test_folding_composed_and_decomposed_text_gives_the_same():
    word = "Nghị quyết số 66-NQ/TW về Đổi mới"
    assert fold(unicodedata.normalize("NFD", word)) == fold(word)


@given(st.text())
def test_cleaning_gives_nfc_and_is_idempotent(text: str):
    once = clean(text)
    assert unicodedata.is_normalized("NFC", once)
    assert clean(once) == once


@given(st.text())
def test_folding_is_idempotent_and_never_fails(text: str):
    assert fold(fold(text)) == fold(text)


def test_clean_text_passes_at_five_million_characters_a_second():
    text = "1. Cơ quan có thẩm quyền quyết định việc giải quyết thủ tục hành chính.\n" * 40_000
    for function in (clean, fold):
        seconds = min(_timed(function, text) for _ in range(3))
        assert len(text) / seconds > 5_000_000


def _timed(function, text: str) -> float:
    start = time.process_time()
    function(text)
    return time.process_time() - start


def test_one_endless_word_beside_cyrillic_is_cleaned_in_time():
    assert _timed(clean, "с " + "a" * 5_000_000) < 5
