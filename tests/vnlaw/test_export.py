from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.vnlaw.made_up import DECREE
from tests.vnlaw.strategies import documents

from vnlaw.document import Document
from vnlaw.export import from_json, to_json, to_text


@given(documents)
@settings(max_examples=60, deadline=None)
def test_json_gives_back_the_same_document(document: Document):
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_json_names_its_schema_and_the_work():
    values = to_json(DECREE)
    assert values["schema"] == "vnlaw.document/1"
    assert values["uri"] == "/akn/vn/act/nghi-dinh/chinh-phu/2031/12-2031-nd-cp"


def test_json_writes_dates_in_iso_form_and_missing_ones_as_null():
    metadata = to_json(DECREE)["metadata"]
    assert (metadata["issue_date"], metadata["expiry_date"]) == ("2031-03-04", None)
    assert metadata["effective"][0]["start"] == "2031-05-01"


def test_json_gives_every_provision_its_address():
    body, attached, _ = to_json(DECREE)["components"]
    article = body["provisions"][0]["children"][1]
    assert article["address"] == "dieu-2"
    points = article["children"][0]["children"]
    assert [point["address"] for point in points] == [
        "dieu-2/khoan-1/diem-d",
        "dieu-2/khoan-1/diem-dd",
    ]
    assert attached["provisions"][1]["address"] == "kem-theo-1/dieu-1~2"


def test_json_of_another_schema_is_refused():
    with pytest.raises(ValueError, match=r"vnlaw\.document/1"):
        from_json({"schema": "something-else"})


def test_text_is_what_one_would_type():
    assert to_text(DECREE).splitlines()[7:15] == [
        "Chương I",
        "QUY ĐỊNH CHUNG",
        "Điều 1. Phạm vi",
        "Nói về chợ[1].",
        "Điều 2. Các loại chợ",
        "1. Chợ gồm:",
        "d) Chợ phiên;",
        "đ) Chợ nổi.",
    ]


def test_text_keeps_the_signatures_between_the_body_and_what_is_attached():
    lines = to_text(DECREE).splitlines()
    assert lines.index("Thôi.") < lines.index("Trần Văn Ví Dụ") < lines.index("NỘI QUY")
    late = replace(DECREE, structure=replace(DECREE.structure, closing_line=99))
    assert to_text(late).splitlines()[-3:] == ["Trần Văn Ví Dụ", *to_text(late).splitlines()[-2:]]


def test_text_holds_every_footnote():
    assert "[2] Không ai gọi." in to_text(DECREE).splitlines()
