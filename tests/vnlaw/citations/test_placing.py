"""Provisions of attached regulations are not taken for those of the decision that issues them."""

import pytest

from vnlaw.citations import Context, Step, addresses_of, find

HERE = Context(address=(Step("article", "Điều", "7"), Step("clause", "khoản", "2")))


@pytest.mark.parametrize(
    ("text", "component", "expected"),
    [
        ("theo khoản 1 Điều này", "kem-theo-1", "kem-theo-1/dieu-7/khoan-1"),
        ("theo Điều 5 Quy chế này", "kem-theo-1", "kem-theo-1/dieu-5"),
        ("theo Điều 5", "kem-theo-1", "kem-theo-1/dieu-5"),
        ("theo Điều 5 của Quyết định này", "kem-theo-1", "dieu-5"),
        ("theo Điều 5 Luật Đất đai", "kem-theo-1", "dieu-5"),
        ("theo Điều 5", "phu-luc-1", "dieu-5"),
        ("theo khoản 1 Điều này", "phu-luc-1", "phu-luc-1/dieu-7/khoan-1"),
        ("theo Điều 5 Thông tư này", "", "dieu-5"),
        ("theo Phụ lục II", "kem-theo-1", ""),
        (
            "Điều 7 Quy chế tiếp khách ban hành kèm theo Quyết định số 45/2010/QĐ-TTg",
            "",
            "kem-theo-1/dieu-7",
        ),
        ("Phụ lục I ban hành kèm theo Thông tư số 5/2010/TT-BTC", "", ""),
    ],
)
def test_a_citation_of_the_text_itself_stays_in_its_component(
    text: str, component: str, expected: str
) -> None:
    (citation,) = find(text, HERE)
    assert addresses_of(citation, component) == (expected,)
