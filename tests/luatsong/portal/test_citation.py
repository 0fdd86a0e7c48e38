"""Citations in the form of Nghị định 78/2025/NĐ-CP Điều 68."""

from __future__ import annotations

from datetime import date

import pytest

from luatsong.law.models import Document
from luatsong.law.selectors import ComponentRow, ProvisionRow
from luatsong.portal.citation import (
    cite_document,
    cite_provision,
    full_title,
    long_date,
    short_name,
)


def document(**kept: object) -> Document:
    values: dict[str, object] = {
        "type_name": "Thông tư",
        "number": "07/2026/TT-BTP",
        "title": "Hướng dẫn trồng cây",
        "issuer_text": "Bộ trưởng Bộ Tư pháp",
        "issue_date": date(2026, 3, 15),
    }
    return Document(**{**values, **kept})


def row(level: str, number: str, label: str) -> ProvisionRow:
    return ProvisionRow(
        *(0, None, "", "", level, number, label, "", (), (), 0, 0, "", None, None)  # type: ignore[arg-type]
    )


BODY = ComponentRow("", "body", 0, "", "", ())
CHAIN = [row("chapter", "2", "Chương II"), row("article", "5", "Điều 5."), row("clause", "2", "2.")]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_take_a_zero(day: date, words: str) -> None:
    assert long_date(day) == words


def test_most_types_are_cited_by_type_number_date_issuer_and_title() -> None:
    assert cite_document(document()) == (
        "Thông tư số 07/2026/TT-BTP ngày 15 tháng 3 năm 2026 của Bộ trưởng Bộ Tư pháp"
        " hướng dẫn trồng cây"
    )


@pytest.mark.parametrize(
    ("type_name", "title", "cited"),
    [
        ("Luật", "Cây xanh", "Luật Cây xanh số 31/2026/QH16"),
        ("Bộ luật", "Bộ luật Cây xanh", "Bộ luật Cây xanh số 31/2026/QH16"),
        (
            "Hiến pháp",
            "NƯỚC VIỆT NAM DÂN CHỦ CỘNG HÒA",
            "Hiến pháp nước Việt Nam Dân chủ Cộng hòa số 31/2026/QH16",
        ),
        ("Luật", "sửa đổi Luật Cây xanh", "Luật sửa đổi Luật Cây xanh số 31/2026/QH16"),
    ],
)
def test_a_law_is_cited_by_its_name_and_number(type_name: str, title: str, cited: str) -> None:
    assert cite_document(document(type_name=type_name, title=title, number="31/2026/QH16")) == cited


def test_an_abbreviation_at_the_start_of_a_title_keeps_its_capitals() -> None:
    assert cite_document(document(title="UBND tỉnh trồng cây")).endswith("UBND tỉnh trồng cây")


def test_a_consolidated_text_is_cited_with_the_name_of_the_law_it_consolidates() -> None:
    merged = document(
        type_name="Văn bản hợp nhất",
        number="22/VBHN-VPQH",
        title="LUẬT CÂY XANH ĐÔ THỊ",
        issuer_text="Văn phòng Quốc hội",
    )
    assert full_title(merged) == "Luật Cây xanh đô thị"
    assert cite_document(merged).endswith("của Văn phòng Quốc hội hợp nhất Luật Cây xanh đô thị")


def test_a_document_without_type_and_number_goes_by_its_heading() -> None:
    leaflet = Document(title="TRỒNG CÂY NƠI CÔNG CỘNG", issuer_text="Sở Xây dựng")
    assert cite_document(leaflet) == short_name(leaflet) == "Trồng cây nơi công cộng"


def test_what_is_not_known_is_left_out() -> None:
    bare = document(number="", issue_date=None, issuer_text="", title="")
    assert cite_document(bare) == "Thông tư"
    assert full_title(document(title="")) == "Thông tư 07/2026/TT-BTP"


def test_a_provision_is_cited_from_the_inside_out_without_its_chapter() -> None:
    point = row("point", "đ", "đ)")
    law = document(type_name="Luật", title="Cây xanh", number="31/2026/QH16")
    assert cite_provision(law, BODY, [*CHAIN, point]) == (
        "điểm đ khoản 2 Điều 5 Luật Cây xanh số 31/2026/QH16"
    )
    assert cite_provision(law, BODY, CHAIN[:1]) == "Chương II Luật Cây xanh số 31/2026/QH16"


@pytest.mark.parametrize(
    ("label", "cited"),
    [
        ("QUY CHẾ", "Quy chế ban hành kèm theo"),
        ("PHỤ LỤC II", "Phụ lục II ban hành kèm theo"),
        ("MẪU SỐ 01", "Mẫu số 01 ban hành kèm theo"),
        ("", "Phụ lục ban hành kèm theo"),
    ],
)
def test_an_attached_text_is_cited_as_attached(label: str, cited: str) -> None:
    component = ComponentRow("phu-luc-1", "appendix", 1, label, "", ())
    assert cite_provision(document(), component, []).startswith(f"{cited} Thông tư số")
