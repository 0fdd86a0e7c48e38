"""What of an article is quoted, what a question wants to be told, and when doubt is said."""

from __future__ import annotations

from datetime import date

import pytest

from luatsong.assistant.abstaining import Abstention, Model
from luatsong.assistant.asking import ask
from luatsong.assistant.choosing import Article, Choosing, ordered
from luatsong.assistant.matching import Measure
from luatsong.assistant.missing import not_found_words
from luatsong.assistant.values import Source
from luatsong.assistant.wanted import is_for_others, told, wants_of
from luatsong.search.backend import Card, Passage
from luatsong.search.understanding import understand

CARD = Card(
    1, "nd-12", "normative", "Nghị định", "12/2023/NĐ-CP", "Cây", ("Chính phủ",), 2023, None
)
OVERTIME = Article(
    "Tiền lương làm thêm giờ",
    "1. Người lao động làm thêm giờ được trả lương như sau:\n"
    "a) Vào ngày thường, ít nhất bằng 150%;\n"
    "b) Vào ngày nghỉ hằng tuần, ít nhất bằng 200%;\n"
    "2. Chính phủ quy định chi tiết Điều này.",
)


def passage(heading: str, text: str, score: float, address: str) -> Passage:
    return Passage(CARD, address, "Điều", heading, text, None, None, None, None, score)


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("vứt rác ra vỉa hè bị phạt bao nhiêu tiền?", {"penalty", "fine"}),
        ("vut rac ra via he bi phat bao nhieu", {"penalty", "fine"}),
        ("mấy tuổi được lái xe?", {"age"}),
        ("Em 17 tuổi chạy xe đi học được không?", {"age"}),
        ("mỗi ngày làm 12 tiếng có đúng luật không?", {"hours"}),
        ("bạn hàng trả chậm thì tính lãi mấy phần trăm?", {"interest", "rate"}),
        ("nộp hồ sơ ở đâu, cần giấy tờ gì?", {"place", "papers"}),
        ("cơ quan nào cấp hộ chiếu?", {"office"}),
        ("Sinh viên có phải ký hợp đồng không?", set()),
    ],
)
def test_what_a_question_wants_is_read_from_its_words(question: str, codes: set[str]) -> None:
    assert codes <= {want.code for want in wants_of(question)}
    assert codes or not wants_of(question)


def test_words_of_another_kind_do_not_tell_what_is_wanted() -> None:
    wants = wants_of("không đội mũ bảo hiểm phạt bao nhiêu?")
    assert told(wants, "Người ngồi trên xe phải đội mũ bảo hiểm có cài quai.") == 0
    assert told(wants, "Phạt tiền từ 400.000 đồng đến 600.000 đồng.") == 1


def test_a_question_that_wants_nothing_of_a_kind_is_told_by_any_words() -> None:
    assert told(wants_of("Chợ là gì"), "Cây xanh.") == 1


def test_papers_to_hand_in_are_no_place_to_hand_them_in() -> None:
    wants = wants_of("nộp hồ sơ ở đâu?")
    assert told(wants, "Giấy xác nhận do cơ quan có thẩm quyền của nước ngoài cấp.") == 0
    assert told(wants, "Hồ sơ nộp tại Ủy ban nhân dân cấp xã.") == 1


def test_everyday_words_choose_the_clause_in_the_words_of_the_law() -> None:
    question = "tăng ca ngày chủ nhật được trả lương mấy lần?"
    best = Choosing(question, understand(question, None), [OVERTIME]).ranked(0)[0]
    assert best.unit.point == "b"
    assert "làm thêm giờ" in best.said


def test_a_wording_of_the_law_counts_as_far_as_it_is_meant() -> None:
    understood = understand("tăng ca", None)
    measure = Measure.of(understood.content, ["làm thêm giờ", "trồng cây"], understood)
    assert 0 < measure.share(measure.said("được làm thêm giờ")) < 1
    assert measure.share(measure.said("được trồng cây")) == 0


def test_the_older_spelling_is_the_same_word() -> None:
    understood = understand("hòa giải", None)
    measure = Measure.telling(understood)
    assert measure.share(measure.said("việc hoà giải")) == 1


def test_the_article_that_tells_what_is_wanted_comes_before_its_equal() -> None:
    silent = passage("Mũ bảo hiểm", "1. Người đi xe phải đội mũ bảo hiểm.", 2.1, "dieu-1")
    speaking = passage(
        "Xử phạt", "1. Phạt tiền 500.000 đồng người không đội mũ bảo hiểm.", 2.0, "dieu-2"
    )
    question = "không đội mũ bảo hiểm phạt bao nhiêu tiền?"
    assert [one.address for one in ordered(question, [silent, speaking])] == ["dieu-2", "dieu-1"]
    other = "đội mũ bảo hiểm có bắt buộc không"
    assert [one.address for one in ordered(other, [silent, speaking])] == ["dieu-1", "dieu-2"]


def test_an_answer_that_does_not_tell_what_is_wanted_is_doubted() -> None:
    sure = Model({"score": 1.0}, 0.0, 0.0, {})
    model = Abstention(sure, sure, sure)
    assert not model.doubts({"score": 1.0, "told": 1.0})
    assert model.doubts({"score": 1.0, "told": 0.5})
    assert model.doubts({"score": -1.0, "told": 1.0})


def test_everyday_words_are_not_missed_where_the_law_says_them_otherwise() -> None:
    asked = ask("tăng ca 12 tiếng, phụ cấp xăng dầu", today=date(2026, 11, 22))
    source = Source("s1", 1, "nd-12", "Nghị định 12", "dieu-1", "Điều 1", *OVERTIME)
    (missed,) = not_found_words(asked, [source])
    assert "xăng dầu" in missed
    assert "tăng ca" not in missed


def test_a_law_for_some_persons_is_only_near_for_others() -> None:
    title = "Thông tư về nghỉ phép của quân nhân chuyên nghiệp"
    assert is_for_others("một năm được nghỉ phép mấy ngày?", title)
    assert not is_for_others("quân nhân một năm được nghỉ phép mấy ngày?", title)
    sure = Model({"score": 1.0}, 0.0, 0.0, {})
    assert Abstention(sure, sure, sure).doubts({"score": 1.0, "told": 1.0, "for_others": 1.0})
