"""What sort of document a text is. None of these is taken for law by mistake."""

import pytest

from vnlaw.document import Kind, Metadata
from vnlaw.parse import parse_text

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PROVINCE = f"ỦY BAN NHÂN DÂN\nTỈNH SÔNG MÂY\n-------\n{MOTTO}"


def read(*parts: str) -> Metadata:
    return parse_text("\n".join(parts)).metadata


def decision(number: str, title: str = "Ban hành Quy chế dùng sách nói") -> Metadata:
    return read(
        PROVINCE,
        f"Số: {number}",
        "Sông Mây, ngày 09 tháng 3 năm 2026",
        "QUYẾT ĐỊNH",
        title,
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế dùng sách nói.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
    )


def test_the_year_in_its_number_makes_a_decision_normative() -> None:
    found = decision("18/2026/QĐ-UBND")
    assert found.kind is Kind.NORMATIVE
    assert found.issuer == "Ủy ban nhân dân tỉnh Sông Mây"


def test_a_decision_without_year_is_administrative() -> None:
    assert decision("1462/QĐ-UBND").kind is Kind.ADMINISTRATIVE


@pytest.mark.parametrize(
    "title",
    ["Về việc bổ nhiệm Giám đốc Sở Tư pháp", "Phê duyệt Đề án sách nói", "Về việc khen thưởng"],
)
def test_a_decision_on_one_named_matter_is_individual(title: str) -> None:
    assert decision("1462/QĐ-UBND", title).kind is Kind.INDIVIDUAL


def test_the_place_of_a_local_body_belongs_to_its_name() -> None:
    found = read(
        f"ỦY BAN NHÂN DÂN\n{MOTTO}",
        "Số: 210/KH-UBND",
        "Sông Mây, ngày 08 tháng 5 năm 2026",
        "KẾ HOẠCH",
        "THỰC HIỆN ĐỀ ÁN SÁCH NÓI",
        "Thực hiện Quyết định số 766/QĐ-TTg ngày 15 tháng 4 năm 2025 của Thủ tướng Chính phủ;"
        " Ủy ban nhân dân thành phố Sông Mây ban hành Kế hoạch như sau:",
        "I. MỤC TIÊU",
        "1. Mục tiêu chung",
    )
    assert found.kind is Kind.ADMINISTRATIVE
    assert found.issuer == "Ủy ban nhân dân thành phố Sông Mây"
    assert found.title == "THỰC HIỆN ĐỀ ÁN SÁCH NÓI"


def test_a_plan_with_a_blank_number_stays_administrative_and_says_so() -> None:
    found = read(
        PROVINCE,
        "Số:           /KH-UBND",
        "Sông Mây, ngày      tháng 6 năm 2026",
        "KẾ HOẠCH",
        "Triển khai Nghị quyết số 66-NQ/TW ngày 30/4/2025 của Bộ Chính trị",
        "Thực hiện Nghị quyết số 66-NQ/TW, Ủy ban nhân dân tỉnh Sông Mây ban hành Kế hoạch:",
        "I. MỤC TIÊU",
    )
    assert found.kind is Kind.ADMINISTRATIVE
    assert found.number is None
    assert found.issue_date is None
    assert {f.code for f in found.findings} == {"number-blank", "issue-date-blank"}


def test_a_party_document_is_known_by_its_number() -> None:
    found = read(
        "TỈNH ỦY SÔNG MÂY",
        "*",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 168-KH/TU",
        "Sông Mây, ngày 06 tháng 6 năm 2026",
        "KẾ HOẠCH",
        "thực hiện Nghị quyết số 66-NQ/TW",
        "I- MỤC ĐÍCH",
    )
    assert found.kind is Kind.PARTY
    assert found.number is not None
    assert found.number.text == "168-KH/TU"
    assert found.issuer == "Tỉnh ủy Sông Mây"


def test_a_party_programme_without_number_is_known_by_who_speaks() -> None:
    found = read(
        "CHƯƠNG TRÌNH HÀNH ĐỘNG",
        "thực hiện Nghị quyết số 66-NQ/TW",
        "Ban Thường vụ Tỉnh ủy ban hành Chương trình hành động với các nội dung sau:",
        "I. MỤC ĐÍCH",
        "1. Nâng cao nhận thức.",
    )
    assert found.kind is Kind.PARTY


def test_a_consolidated_text_is_no_law_of_its_own() -> None:
    found = read(
        f"VĂN BẢN HỢP NHẤT - VĂN PHÒNG QUỐC HỘI\n{MOTTO}",
        "LUẬT",
        "SÁCH NÓI",
        "Luật Sách nói số 12/2026/QH16 ngày 20 tháng 6 năm 2026 của Quốc hội, có hiệu lực kể từ"
        " ngày 01 tháng 01 năm 2027, được sửa đổi, bổ sung bởi:",
        "1. Luật số 20/2027/QH16 ngày 20 tháng 6 năm 2027 của Quốc hội;",
        "Điều 1. Phạm vi điều chỉnh",
        "Luật này quy định về sách nói.",
        "XÁC THỰC VĂN BẢN HỢP NHẤT",
        "Số: 30/VBHN-VPQH",
        "Hà Nội, ngày 02 tháng 8 năm 2027",
        "CHỦ NHIỆM",
        "Bùi Thị Mẫu",
    )
    assert found.kind is Kind.CONSOLIDATED
    assert found.number is not None
    assert found.number.text == "30/VBHN-VPQH"
    assert found.issuer == "Văn phòng Quốc hội"
    assert found.title == "LUẬT SÁCH NÓI"
    assert found.effective_date is None


def test_an_english_translation_is_english_and_normative() -> None:
    found = read(
        "THE GOVERNMENT",
        "SOCIALIST REPUBLIC OF VIETNAM\nIndependence - Freedom - Happiness",
        "No. 11/2026/ND-CP",
        "Hanoi, March 9, 2026",
        "DECREE",
        "ON TALKING BOOKS",
        "Pursuant to the Law on Organization of the Government;",
        "At the request of the Minister of Justice;",
        "Article 1. Scope",
        "This Decree sets out the rules for the making and the lending of talking books by the"
        " libraries of the provinces, and for the payment of the readers of the books.",
    )
    assert found.language == "en"
    assert found.kind is Kind.NORMATIVE
    assert found.number is not None
    assert found.number.text == "11/2026/NĐ-CP"
    assert found.issuer == "Chính phủ"
    assert str(found.issue_date) == "2026-03-09"


def test_a_draft_is_a_draft() -> None:
    found = read(
        "DỰ THẢO 2",
        PROVINCE,
        "Số:      /2026/QĐ-UBND",
        "QUYẾT ĐỊNH",
        "Ban hành Quy chế dùng sách nói",
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế.",
    )
    assert found.kind is Kind.DRAFT


def test_case_law_is_other_and_dated_by_its_adoption() -> None:
    found = read(
        "Án lệ số 99/2026/AL về hợp đồng tặng cho sách nói",
        "Được Hội đồng Thẩm phán Tòa án nhân dân tối cao thông qua ngày 06 tháng 4 năm 2026 và"
        " được công bố theo Quyết định số 220/QĐ-CA ngày 06 tháng 4 năm 2026.",
        "Nguồn án lệ:",
        "Quyết định giám đốc thẩm số 04/2024/HS-GĐT.",
    )
    assert found.kind is Kind.OTHER
    assert found.type_name == "Án lệ"
    assert found.title == "về hợp đồng tặng cho sách nói"
    assert str(found.issue_date) == "2026-04-06"


def test_an_old_law_promulgated_by_the_president_is_the_assemblys() -> None:
    found = read(
        f"QUỐC HỘI\n********\n{MOTTO}",
        "Số: 18-L/CTN",
        "Hà Nội, ngày 06 tháng 7 năm 1993",
        "LUẬT",
        "SỐ 18-L/CTN NGÀY 06/07/1993 CỦA QUỐC HỘI VỀ SÁCH NÓI",
        "Điều 1",
        "Luật này quy định về sách nói.",
    )
    assert found.kind is Kind.NORMATIVE
    assert found.issuer == "Quốc hội"
    assert found.title == "VỀ SÁCH NÓI"


def test_a_detached_appendix_is_no_document() -> None:
    found = read(
        "Phụ lục II",
        "MẪU SỔ SÁCH NÓI",
        "(Kèm theo Nghị định số 30/2020/NĐ-CP",
        "ngày 05 tháng 3 năm 2020 của Chính phủ)",
        "I. Mẫu thứ nhất",
    )
    assert found.kind is Kind.OTHER
    assert found.number is None
    assert [f.code for f in found.findings] == ["detached-appendix"]


def test_a_leaflet_is_other() -> None:
    found = read(
        "ỦY BAN NHÂN DÂN\nTỈNH SÔNG MÂY\nSỞ TƯ PHÁP",
        "NHIỆM VỤ, GIẢI PHÁP",
        "1. Tăng cường sách nói",
        "- Ưu tiên nguồn lực.",
    )
    assert found.kind is Kind.OTHER
