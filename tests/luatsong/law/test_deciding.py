from __future__ import annotations

from dataclasses import replace

import pytest
from tests.luatsong.factories import make_parsed, two_articles

from luatsong.law.corrections import InvalidCorrection, apply, merged
from luatsong.law.deciding import objections
from vnlaw.document import Component, ComponentKind, Document, Finding, Kind


def _codes(document: Document, confidence: float | None = None, **corrections: str) -> list[str]:
    return [finding.code for finding in objections(document, confidence, corrections)]


def test_a_complete_text_may_be_published() -> None:
    assert _codes(make_parsed()) == []


def test_a_normative_text_needs_a_number_unless_it_is_the_constitution() -> None:
    assert _codes(make_parsed(number="")) == ["no-number"]
    assert _codes(make_parsed(number="", type_code="HP", type_name="Hiến pháp")) == []


def test_a_leaflet_needs_neither_type_nor_number_nor_date() -> None:
    leaflet = make_parsed(number="", type_code="", type_name="", kind=Kind.OTHER, issue_date=None)
    assert _codes(leaflet) == []
    assert _codes(make_parsed(number="", kind=Kind.OTHER, title="")) == ["no-title"]


def test_an_administrative_text_of_unknown_type_waits() -> None:
    assert _codes(make_parsed(type_code="", kind=Kind.ADMINISTRATIVE)) == ["unknown-type"]


def test_a_number_that_every_place_has_needs_its_issuer() -> None:
    assert _codes(make_parsed(number="01/2026/QĐ-UBND", issuer=())) == ["no-issuer"]
    assert _codes(make_parsed(issuer=())) == []


def test_a_number_without_a_year_needs_a_date() -> None:
    letter = make_parsed(number="5/QĐ-BTL", kind=Kind.ADMINISTRATIVE, issue_date=None)
    assert _codes(letter) == ["no-date"]


def test_a_heading_alone_is_no_document() -> None:
    empty = Component(ComponentKind.BODY, 0, "", "", (), (), 0)
    parts = replace(two_articles(), components=(empty,))
    assert _codes(replace(make_parsed(), structure=parts)) == ["no-content"]


def test_what_was_hardly_legible_waits_for_a_person() -> None:
    assert _codes(make_parsed(), confidence=0.4) == ["ocr-low-confidence"]
    assert _codes(make_parsed(), confidence=0.95) == []
    assert _codes(make_parsed(), confidence=0.4, accept="1") == []


def test_a_scan_that_lost_the_number_of_an_article_waits_for_a_person() -> None:
    lost = make_parsed(text="Điều 2. Tên\nNội dung hai.\nĐiều 3. Tên\nNội dung ba.")
    assert _codes(lost) == []
    assert _codes(lost, confidence=0.95) == ["ocr-articles-missing"]
    assert "2, 3" in objections(lost, 0.95, {})[0].message
    assert _codes(lost, confidence=0.95, accept="1") == []


@pytest.mark.parametrize("code", ["macro", "heading-mismatch"])
def test_errors_of_reading_hold_a_text_back_until_a_person_vouches(code: str) -> None:
    document = replace(make_parsed(), findings=(Finding(code, "…", severity="error"),))
    assert _codes(document) == [code]
    assert _codes(document, accept="1") == []


def test_warnings_hold_nothing_back() -> None:
    assert _codes(replace(make_parsed(), findings=(Finding("images", "…"),))) == []


def test_corrections_take_the_place_of_what_was_recognised() -> None:
    corrections = merged(
        {},
        {
            "number": "7/2027/QĐ-UBND",
            "type_name": "quyết định",
            "issuer": "Ủy ban nhân dân xã Đồi Gió; Ủy ban nhân dân xã Suối Mây",
            "issue_date": "2/3/2027",
            "effective_date": "2027-04-01",
            "title": "  Về  chợ ",
            "kind": "draft",
        },
    )
    metadata = apply(make_parsed(), corrections).metadata
    assert metadata.number
    assert (metadata.number.text, metadata.type_code) == ("7/2027/QĐ-UBND", "QĐ")
    assert len(metadata.issuers) == 2
    assert (metadata.issue_date, metadata.effective_date) == (
        make_parsed().metadata.issue_date.replace(2027),
        make_parsed().metadata.effective_date.replace(2027, 4),
    )
    assert (metadata.title, metadata.kind) == ("Về chợ", Kind.DRAFT)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "không có số"),
        ("type_name", "Thơ"),
        ("issue_date", "31/02/2027"),
        ("effective_date", "mai"),
        ("issuer", ";"),
        ("kind", "secret"),
        ("slug", "x"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_with_advice(field: str, value: str) -> None:
    with pytest.raises(InvalidCorrection) as refused:
        merged({}, {field: value})
    assert refused.value.field == field
    assert refused.value.message
