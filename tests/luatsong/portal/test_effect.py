"""What the page says on when a document applies."""

from __future__ import annotations

from luatsong.law.models import Document
from luatsong.portal.effect import exceptions


def said(**clause: object) -> list[str]:
    empty = {"scope": "", "start": None, "end": None, "condition": "", "quote": ""}
    return exceptions(
        Document(type_name="Nghị định", metadata={"effective": [{**empty, **clause}]})
    )


def test_a_part_with_its_own_date_is_named() -> None:
    assert said(scope="khoản 3 Điều 5", start="2026-07-01") == ["khoản 3 Điều 5: từ 01/07/2026"]


def test_an_end_is_given_as_the_last_day_that_counts() -> None:
    assert said(scope="Điều 9", end="2027-03-01") == ["Điều 9: đến hết 28/02/2027"]


def test_a_condition_is_given_in_the_words_of_the_text() -> None:
    words = "Nghị định này có hiệu lực kể từ kỳ tính thuế năm sau"
    assert said(condition="kỳ tính thuế", quote=words) == [words]


def test_what_takes_effect_inside_the_text_is_not_said_of_the_document() -> None:
    words = "Hợp đồng tặng cho có hiệu lực kể từ thời điểm đăng ký"
    assert said(condition="thời điểm đăng ký", quote=words) == []


def test_the_date_of_the_whole_document_is_no_exception() -> None:
    assert said(start="2026-07-01") == []
    assert exceptions(Document(type_name="Nghị định", metadata={})) == []
