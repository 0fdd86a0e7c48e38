"""What people type is read as what they mean."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luatsong.search.understanding import understand
from luatsong.search.understanding.contract import NumberKind, QuestionType, Reason, Understood
from luatsong.search.understanding.lexicon import CorpusLexicon, LexiconError, build, load

_TEXTS = [
    "Người lao động được nghỉ thai sản trước và sau khi sinh con là 06 tháng.",
    "Giấy phép lái xe hết hạn thì người lái xe không được điều khiển xe mô tô.",
    "Hộ kinh doanh nộp thuế khoán theo phương pháp khoán tại cơ quan thuế.",
    "Đăng ký kết hôn cần giấy tờ tùy thân và giấy xác nhận tình trạng hôn nhân.",
    "Nghị định quy định mức phạt về nồng độ cồn đối với người điều khiển xe.",
    "Người sử dụng lao động trả tiền lương, bảo hiểm xã hội cho người lao động.",
    "Bên mua được quyền sử dụng đất; quyền sở hữu nhà ở và tài sản gắn liền với đất.",
    "Ủy ban nhân dân cấp xã hòa giải tranh chấp đất đai giữa các hộ gia đình.",
    "Công ty cổ phần chuyển nhượng cổ phần cho người khác theo điều lệ công ty.",
]

_WORDS = ["dat", "đai", "giay", "phep", "k", "ko", "15/2018", "nđ", "BHXH", "dduwowc?", "a1"]


@pytest.fixture(scope="module")
def lexicon() -> CorpusLexicon:
    return build(_TEXTS * 5)


def _reading(text: str, lexicon: CorpusLexicon | None = None) -> str:
    return " ".join(understand(text, lexicon).reading)


def _terms(understood: Understood) -> set[str]:
    return {" ".join(expansion.terms) for expansion in understood.expansions}


def test_both_places_of_the_tone_are_one_spelling() -> None:
    assert understand("hoà giải, thuỷ sản").syllables == understand("HÒA GIẢI, thủy sản").syllables
    assert "quý" in understand("quý").syllables


def test_marks_are_restored(lexicon: CorpusLexicon) -> None:
    understood = understand("nghi thai san may thang", lexicon)
    assert " ".join(understood.reading) == "nghỉ thai sản mấy tháng"
    assert understood.did_you_mean == "nghỉ thai sản mấy tháng"
    assert understood.unaccented == 1


def test_wrong_tones_and_slips_are_mended(lexicon: CorpusLexicon) -> None:
    assert _reading("đăng ký kêt hôn cần giáy tờ gì", lexicon) == "đăng ký kết hôn cần giấy tờ gì"
    assert _reading("hộ kinh donh nộp thuế khoán", lexicon) == "hộ kinh doanh nộp thuế khoán"


@pytest.mark.parametrize("typed", ["dduwowcj nghir", "d9uoc75 nghi3", "đuwọc nghỉ"])
def test_leftover_keys_are_decoded(typed: str, lexicon: CorpusLexicon) -> None:
    assert _reading(f"{typed} thai sản", lexicon) == "được nghỉ thai sản"


def test_missing_spaces_are_put_back(lexicon: CorpusLexicon) -> None:
    understood = understand("giấyphép láixe hết hạn", lexicon)
    assert understood.reading == ("giấy", "phép", "lái", "xe", "hết", "hạn")
    assert understood.did_you_mean == "giấy phép lái xe hết hạn"


@pytest.mark.parametrize("text", _TEXTS)
def test_clean_legal_text_stays_unchanged(text: str, lexicon: CorpusLexicon) -> None:
    understood = understand(text, lexicon)
    assert understood.reading == understood.syllables
    assert understood.did_you_mean == ""
    assert understood.alternatives == ()


def test_names_of_people_are_not_corrected(lexicon: CorpusLexicon) -> None:
    typed = "Ông Trần Văn Khoản đăng ký kết hôn"
    assert _reading(typed, lexicon) == typed.lower()


def test_other_languages_are_left_alone(lexicon: CorpusLexicon) -> None:
    typed = "what is the penalty for drunk driving"
    assert _reading(typed, lexicon) == typed
    assert understand(typed, lexicon).did_you_mean == ""


def test_abbreviations_are_written_out_in_place() -> None:
    understood = understand("NSDLĐ không đóng BHXH")
    assert " ".join(understood.reading) == "người sử dụng lao động không đóng bảo hiểm xã hội"
    assert "bhxh" in _terms(understood)


def test_chat_spelling_is_written_out_and_is_no_correction(lexicon: CorpusLexicon) -> None:
    understood = understand("nghỉ ko lương có dc đóng bhxh k", lexicon)
    assert " ".join(understood.reading) == ("nghỉ không lương có được đóng bảo hiểm xã hội không")
    assert understood.did_you_mean == ""


def test_an_abbreviation_may_hold_an_ampersand() -> None:
    reading = " ".join(understand("Sở LĐTB&XH ở đâu").reading)
    assert reading == "sở lao động thương binh và xã hội ở đâu"


def test_a_word_of_the_language_is_no_abbreviation() -> None:
    assert _reading("vật tư nông nghiệp") == "vật tư nông nghiệp"


def test_neighbours_choose_between_two_readings(lexicon: CorpusLexicon) -> None:
    assert _reading("chuyển nhượng CP", lexicon).endswith("chuyển nhượng cổ phần")


def test_everyday_words_bring_the_legal_ones() -> None:
    understood = understand("mất sổ đỏ thì làm gì")
    (expansion,) = (e for e in understood.expansions if len(e.terms) == 7)
    assert " ".join(expansion.terms) == "giấy chứng nhận quyền sử dụng đất"
    assert understood.reading[expansion.start : expansion.end] == ("sổ", "đỏ")
    assert expansion.why is Reason.EVERYDAY


def test_everyday_words_without_marks_bring_them_too(lexicon: CorpusLexicon) -> None:
    assert "ly hôn theo yêu cầu của một bên" in _terms(understand("ly hon don phuong", lexicon))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NĐ 78/2025", (NumberKind.PARTIAL, "NĐ", "78", 2025)),
        ("nghị định 100 về nồng độ cồn", (NumberKind.PARTIAL, "NĐ", "100", None)),
        ("nghi dinh 168 nam 2024", (NumberKind.PARTIAL, "NĐ", "168", 2024)),
        ("15/2018", (NumberKind.PARTIAL, "", "15", 2018)),
        ("theo nđ 15/2018/nđ-cp", (NumberKind.FULL, "NĐ", "15", 2018)),
    ],
)
def test_numbers_of_documents_are_found(
    text: str, expected: tuple[NumberKind, str, str, int | None]
) -> None:
    (number,) = understand(text).numbers
    assert (number.kind, number.type_code, number.serial, number.year) == expected


def test_acts_are_found_by_short_and_by_full_name() -> None:
    (short,) = understand("BLDS 2015 điều 651").numbers
    assert (short.kind, short.name, short.year) == (NumberKind.NAMED, "bộ luật dân sự", 2015)
    (full,) = understand("luật hôn nhân và gia đình 2014 quy định gì").numbers
    assert full.name == "luật hôn nhân và gia đình"
    assert full.key


@pytest.mark.parametrize("text", ["điểm b khoản 2 điều 5", "điều 5 khoản 2 điểm b", "b"])
def test_provisions_are_found_in_any_order(text: str) -> None:
    found = understand(text).provisions
    assert [(p.article, p.clause, p.point) for p in found] == ([("5", "2", "b")] * (text != "b"))


def test_money_and_days_are_no_document_numbers() -> None:
    assert understand("phạt 5 triệu trong 10 ngày, lãi 1,5/tháng").numbers == ()


def test_numbers_are_not_corrected_and_are_no_content(lexicon: CorpusLexicon) -> None:
    understood = understand("mức phạt nồng độ cồn nghị định 100/2019/NĐ-CP", lexicon)
    assert understood.did_you_mean == ""
    assert understood.content == ("mức", "phạt", "nồng", "độ", "cồn")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sổ đỏ là gì", QuestionType.DEFINITION),
        ("không đội mũ bảo hiểm phạt bao nhiêu", QuestionType.AMOUNT),
        ("khiếu nại trong bao lâu", QuestionType.DEADLINE),
        ("ai có quyền yêu cầu ly hôn", QuestionType.WHO),
        ("đăng ký kết hôn cần giấy tờ gì", QuestionType.PROCEDURE),
        ("có được nhờ em gái mang thai hộ không", QuestionType.YES_NO),
        ("chia tài sản như thế nào", QuestionType.HOW),
        ("đất đai", QuestionType.OTHER),
    ],
)
def test_the_kind_of_answer_is_known(text: str, expected: QuestionType) -> None:
    assert understand(text).question_type is expected


def test_politeness_and_question_words_are_no_content() -> None:
    understood = understand("Luật sư cho em hỏi thủ tục ly hôn như thế nào ạ")
    assert understood.content == ("thủ", "tục", "ly", "hôn")


def test_a_question_of_stop_words_keeps_its_words() -> None:
    assert understand("là gì").content == ("là", "gì")


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=150)
def test_any_text_is_read(text: str) -> None:
    lexicon = build(_TEXTS)
    for understood in (understand(text), understand(text, lexicon)):
        assert understood.text == text
        for expansion in understood.expansions:
            assert 0 <= expansion.start < expansion.end <= len(understood.reading)
            assert expansion.terms
            assert 0 < expansion.weight <= 1
        assert all(0 <= other.confidence <= 1 for other in understood.alternatives)


@given(
    st.lists(
        st.sampled_from(
            ["dat", "đai", "giay", "phep", "k", "ko", "15/2018", "nđ", "BHXH", "dduwowc?", "a1"]
        )
    )
)
@settings(deadline=None, max_examples=100)
def test_any_mixture_is_read(words: list[str]) -> None:
    understand(" ".join(words), build(_TEXTS))


@pytest.mark.parametrize("piece", ["đất đai ", "dat dai ", "a", "nghi dinh 100 ", "giayphep", "k "])
def test_long_text_is_read_quickly(piece: str, lexicon: CorpusLexicon) -> None:
    text = piece * (10_000 // len(piece))
    # The best of five: others use the machine, and the heap of a test run is large to collect.
    assert min(_seconds(text, lexicon) for _ in range(5)) < 0.2


def _seconds(text: str, lexicon: CorpusLexicon) -> float:
    started = time.process_time()
    understand(text, lexicon)
    return time.process_time() - started


def test_a_saved_lexicon_counts_the_same(tmp_path: Path, lexicon: CorpusLexicon) -> None:
    lexicon.save(tmp_path / "lexicon")
    loaded = load(tmp_path / "lexicon")
    assert loaded.total == lexicon.total
    assert len(loaded) == len(lexicon)
    assert loaded.unigram("nghỉ") == lexicon.unigram("nghỉ") > 0
    assert loaded.bigram("thai", "sản") == lexicon.bigram("thai", "sản") > 0
    assert loaded.folded("san") == lexicon.folded("san")


def test_a_lexicon_joins_the_spellings_of_a_syllable() -> None:
    lexicon = build(["hoà giải hòa giải hoà giải"])
    assert lexicon.unigram("hòa") == 3
    assert lexicon.bigram("hòa", "giải") == 3


def test_near_syllables_are_one_letter_away(lexicon: CorpusLexicon) -> None:
    assert "doanh" in lexicon.near("donh")
    assert "lao" in lexicon.near("loa")
    assert "lao" not in lexicon.near("lao")
    assert "doanh" in lexicon.near_folded("donh")


@pytest.mark.parametrize("content", [b"", b"nonsense", b"luatsong-lexicon-1\n{}\n"])
def test_a_damaged_lexicon_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "lexicon").write_bytes(content)
    with pytest.raises(LexiconError, match="lập lại chỉ mục"):
        load(tmp_path / "lexicon")
