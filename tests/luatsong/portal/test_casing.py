"""Printed capitals become the case people write."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from luatsong.portal.casing import readable


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("BẢO HIỂM TIỀN GỬI", "Bảo hiểm tiền gửi"),
        (
            "GIÁM SÁT CỦA QUỐC HỘI VÀ HỘI ĐỒNG NHÂN DÂN",
            "Giám sát của Quốc hội và Hội đồng nhân dân",
        ),
        ("SỬA ĐỔI MỘT SỐ ĐIỀU CỦA LUẬT GIÁ", "Sửa đổi một số điều của Luật Giá"),
        (
            "SỬA ĐỔI NGHỊ ĐỊNH SỐ 150/2025/NĐ-CP CỦA CHÍNH PHỦ",
            "Sửa đổi Nghị định số 150/2025/NĐ-CP của Chính phủ",
        ),
        ("BÃI BỎ QUYẾT ĐỊNH SỐ 12/2020/QĐ-TTG", "Bãi bỏ Quyết định số 12/2020/QĐ-TTg"),
        ("Quy định về UBND", "Quy định về UBND"),
        ("", ""),
    ],
)
def test_capitals_become_sentence_case_and_names_keep_theirs(printed: str, written: str) -> None:
    assert readable(printed) == written


def test_names_of_places_come_from_the_document_and_the_site(settings: Settings) -> None:
    settings.SITE_PROVINCE = "tỉnh An Hà"
    assert readable("QUẢN LÝ CÂY Ở TỈNH AN HÀ") == "Quản lý cây ở tỉnh An Hà"
    assert (
        readable("QUẢN LÝ CÂY TRÊN ĐỊA BÀN TỈNH BÌNH GIANG", "Ủy ban nhân dân tỉnh Bình Giang")
        == "Quản lý cây trên địa bàn tỉnh Bình Giang"
    )
