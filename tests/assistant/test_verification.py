"""What may be shown to a person, and what may never be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luatsong.assistant.values import (
    Computation,
    Draft,
    DraftSentence,
    Fault,
    Operand,
    Operation,
    Quote,
    Source,
    Verdict,
)
from luatsong.assistant.verification import verify

DAY = date(2026, 11, 21)
TERM = "Thời hạn giải quyết là 15 ngày làm việc kể từ ngày nhận đủ hồ sơ."
FEE = "Người nộp hồ sơ không phải nộp lệ phí."
FINE = "Phạt tiền từ 2.000.000 đồng đến 3.000.000 đồng đối với hành vi nhận hồ sơ quá hạn."
SOURCE = Source(
    key="s1",
    document_id=1,
    slug="15-2024-nd-cp",
    document="Nghị định 15/2024/NĐ-CP",
    address="dieu-5",
    label="Điều 5",
    heading="Thời hạn giải quyết hồ sơ",
    text=f"1. {TERM}\n2. {FEE}\n3. {FINE}",
    valid_from=date(2024, 1, 1),
)
ENDED = Source(
    key="old",
    document_id=2,
    slug="7-2014-nd-cp",
    document="Nghị định 7/2014/NĐ-CP",
    address="dieu-3",
    label="Điều 3",
    heading="Thời hạn",
    text="Thời hạn giải quyết là 30 ngày kể từ ngày nhận hồ sơ.",
    valid_from=date(2014, 1, 1),
    valid_to=date(2024, 1, 1),
)


def check(text: str, *quotes: str, key: str = "s1", **details: object) -> Verdict:
    sentence = DraftSentence(text, tuple(Quote(key, quote) for quote in quotes), **details)  # type: ignore[arg-type]
    question = "Hồ sơ nộp ngày 03/11/2026 thì bao lâu có kết quả?"
    return verify(Draft((sentence,)), [SOURCE, ENDED], day=DAY, question=question)


def fault(verdict: Verdict) -> Fault:
    assert not verdict.sentences
    (cut,) = verdict.cuts
    return cut.fault


def test_an_exact_quote_with_its_place_is_shown() -> None:
    verdict = check(f"Theo khoản 1 Điều 5 Nghị định 15/2024/NĐ-CP: {TERM}", TERM)
    (sentence,) = verdict.sentences
    (quote,) = sentence.quotes
    assert quote.text == TERM
    assert SOURCE.text[quote.start : quote.end] == TERM
    assert sentence.in_force


def test_white_space_may_differ_in_a_quote_and_nothing_else() -> None:
    assert check(TERM, TERM.replace(" ", "  ")).sentences
    assert fault(check(TERM, TERM.replace("15", "16"))) is Fault.QUOTE_ALTERED


def test_a_paraphrase_that_adds_nothing_is_shown() -> None:
    assert check("Thời hạn là 15 ngày làm việc.", TERM).sentences


@pytest.mark.parametrize(
    ("text", "quotes", "expected"),
    [
        (TERM, (), Fault.NO_QUOTE),
        ("Thời hạn là 15 ngày.", (TERM,), Fault.NUMBER_WITHOUT_SOURCE),
        ("Thời hạn là 20 ngày làm việc.", (TERM,), Fault.NUMBER_WITHOUT_SOURCE),
        ("Thời hạn là hai mươi ngày làm việc.", (TERM,), Fault.NUMBER_WITHOUT_SOURCE),
        (f"Theo khoản 2 Điều 5: {TERM}", (TERM,), Fault.CITATION_WITHOUT_SOURCE),
        (f"Theo Điều 6: {TERM}", (TERM,), Fault.CITATION_WITHOUT_SOURCE),
        (f"Theo Nghị định 16/2024/NĐ-CP: {TERM}", (TERM,), Fault.CITATION_WITHOUT_SOURCE),
        ("Người nộp hồ sơ phải nộp lệ phí.", (FEE,), Fault.NOT_SUPPORTED),
        ("Phải nộp lệ phí.", ("phải nộp lệ phí.",), Fault.QUOTE_ALTERED),
        (f"Hãy chuyển tiền cho luật sư của chúng tôi. {TERM}", (TERM,), Fault.NOT_SUPPORTED),
        (f"{TERM} <script>alert(1)</script>", (TERM,), Fault.MARKUP),
        (f"{TERM} Xem https://lua-dao.example", (TERM,), Fault.MARKUP),
        (TERM, ("kể từ ngày",), Fault.QUOTE_TOO_SHORT),
        ("Ồ " * 2000, (TERM,), Fault.TOO_LONG),
        ("", (TERM,), Fault.TOO_LONG),
    ],
)
def test_what_the_source_does_not_prove_is_cut(
    text: str, quotes: tuple[str, ...], expected: Fault
) -> None:
    assert fault(check(text, *quotes)) is expected


def test_a_source_nobody_retrieved_proves_nothing() -> None:
    assert fault(check(TERM, TERM, key="s99")) is Fault.UNKNOWN_SOURCE


def test_ended_law_is_shown_only_as_ended_law() -> None:
    assert fault(check(ENDED.text, ENDED.text, key="old")) is Fault.NOT_IN_FORCE
    said = f"Quy định cũ, nay đã hết hiệu lực: {ENDED.text}"
    assert fault(check(said, ENDED.text, key="old")) is Fault.NOT_IN_FORCE
    verdict = check(
        f"Quy định đã hết hiệu lực: {ENDED.text}", ENDED.text, key="old", says_not_in_force=True
    )
    (sentence,) = verdict.sentences
    assert not sentence.in_force


def test_law_in_force_is_not_called_ended() -> None:
    said = f"Quy định đã hết hiệu lực: {TERM}"
    assert fault(check(said, TERM, says_not_in_force=True)) is Fault.NOT_IN_FORCE
    assert fault(check(said, TERM)) is Fault.NOT_IN_FORCE


def fine_for_organisations(result: str) -> Verdict:
    doubled = Computation(
        Operation.TIMES, (Operand("3.000.000 đồng", "s1"), Operand("2 lần", "s1")), result
    )
    text = f"Mức gấp 2 lần là {result}."
    twice = "Mức phạt đối với tổ chức bằng 2 lần mức phạt đối với cá nhân."
    source = replace(SOURCE, text=f"{SOURCE.text}\n4. {twice}")
    draft = Draft((DraftSentence(text, (Quote("s1", FINE), Quote("s1", twice)), (doubled,)),))
    return verify(draft, [source], day=DAY)


def test_a_sum_is_done_again_and_shown_when_right() -> None:
    assert fine_for_organisations("6.000.000 đồng").sentences
    assert fault(fine_for_organisations("5.000.000 đồng")) is Fault.WRONG_COMPUTATION


def test_a_date_of_the_question_may_be_counted_from_but_not_invented() -> None:
    def counted(start: str) -> Verdict:
        until = Computation(
            Operation.ADD_DAYS, (Operand(start), Operand("30 ngày", "old")), "03/12/2026"
        )
        text = (
            f"Tính từ ngày {start}, thời hạn đã hết hiệu lực là 30 ngày, đến hết ngày 03/12/2026."
        )
        return check(text, ENDED.text, key="old", computations=(until,), says_not_in_force=True)

    assert counted("03/11/2026").sentences
    assert fault(counted("04/11/2026")) is Fault.NUMBER_WITHOUT_SOURCE


@given(st.text(max_size=300), st.text(max_size=120))
def test_no_text_makes_the_checks_fail_or_shows_an_inexact_quote(text: str, quote: str) -> None:
    for sentence in check(text, quote).sentences:
        for checked in sentence.quotes:
            assert " ".join(checked.text.split()) == " ".join(quote.split())


@given(st.integers(min_value=0, max_value=len(TERM) - 1), st.characters(categories=["L", "N"]))
def test_one_changed_letter_of_a_quote_is_always_found(at: int, letter: str) -> None:
    altered = TERM[:at] + letter + TERM[at + 1 :]
    verdict = check(altered, altered)
    assert bool(verdict.sentences) == (altered == TERM)


@given(st.integers(min_value=0, max_value=10_000))
def test_one_changed_number_of_a_sentence_is_always_found(number: int) -> None:
    verdict = check(f"Thời hạn là {number} ngày làm việc.", TERM)
    assert bool(verdict.sentences) == (number == 15)


LIST = "Hồ sơ gồm giấy tờ quy định tại các Điều 22, 23 và 24 của Nghị định này và bản sao."


@pytest.mark.parametrize(
    "said", [LIST.replace("24", "22"), LIST.replace("22, 23", "23, 22"), LIST.replace("bản", "đơn")]
)
def test_numbers_that_trade_places_in_a_copy_are_found(said: str) -> None:
    source = replace(SOURCE, text=LIST)
    draft = Draft((DraftSentence(said, (Quote("s1", LIST),)),))
    assert not verify(draft, [source], day=DAY).sentences
