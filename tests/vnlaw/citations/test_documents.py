"""Documents: numbers, names, the citing document, what was cited before, aliases, titles."""

from datetime import date

import pytest

from vnlaw.citations import Citation, Context, Target, TargetKind, find
from vnlaw.numbers import parse_number

MANY = "Luật sửa đổi, bổ sung một số điều của 15 luật trong lĩnh vực nông nghiệp và môi trường"


def only(text: str, context: Context | None = None) -> Citation:
    found = find(text, context or Context())
    assert len(found) == 1, [citation.surface for citation in found]
    return found[0]


@pytest.mark.parametrize(
    ("surface", "target"),
    [
        ("Nghị định số 15/2020/NĐ-CP", "15/2020/NĐ-CP"),
        ("Nghị định 15/2020/NĐ-CP", "15/2020/NĐ-CP"),
        ("Nghị quyết số 66.7/2025/NQ-CP", "66.7/2025/NQ-CP"),
        ("Nghị quyết số 66-NQ/TW", "66-NQ/TW"),
        ("Kế hoạch số 168-KH/TU", "168-KH/TU"),
        ("Quyết định số 471/QĐ- TTg", "471/QĐ-TTg"),
        ("Công văn số 1450/BTP-PBGDPL", "1450/BTP-PBGDPL"),
        ("Thông tư liên tịch số 14/2006/TTLT-BYT-BQP", "14/2006/TTLT-BYT-BQP"),
        ("Thông tư Liên tịch số 14/2006/TTLT-BYT-BQP", "14/2006/TTLT-BYT-BQP"),
        ("Thông tư liên ngành số 23/TTLT", "23/TTLT"),
        ("Luật số 91/2015/QH13", "91/2015/QH13"),
        ("Luật Đấu thầu số 22/2023/QH15", "22/2023/QH15"),
        ("Nghị quyết của Ủy ban Thường vụ Quốc hội số 12/2022/UBTVQH15", "12/2022/UBTVQH15"),
        ("Luật Thanh tra", "Luật Thanh tra"),
        ("Luật đất đai", "Luật đất đai"),
        ("Bộ luật Tố tụng hình sự năm 2015", "Bộ luật Tố tụng hình sự"),
        ("Luật Chăn nuôi ngày 19 tháng 11 năm 2018", "Luật Chăn nuôi"),
        ("Luật Phòng, chống ma tuý", "Luật Phòng, chống ma tuý"),
        ("Hiến pháp năm 2013", "Hiến pháp"),
        ("Điều lệ Đảng Cộng sản Việt Nam", "Điều lệ Đảng Cộng sản Việt Nam"),
        (MANY, MANY),
        ("Luật Vận hành tàu bay không người lái số 12/2031/QH19", "12/2031/QH19"),
        ("Thông tư số 05-BXD/ĐT", "Thông tư số 05-BXD/ĐT"),
        ("Thông tư số 304/DNTC2", "Thông tư số 304/DNTC2"),
        ("Thông tư liên tịch số 191", "Thông tư liên tịch số 191"),
        ("Pháp lệnh đo gió và mưa ngày 25 tháng 6 năm 1996", "Pháp lệnh đo gió và mưa"),
        ("Pháp lệnh Ướp lạnh", "Pháp lệnh Ướp lạnh"),
        ("BLHS năm 2015", "BLHS"),
    ],
)
def test_a_document_is_cited_with_its_exact_span(surface: str, target: str) -> None:
    citation = only(f"thực hiện theo {surface}; báo cáo kết quả.")
    assert citation.surface == surface
    assert citation.target.text == target


def test_provisions_and_document_are_one_citation() -> None:
    citation = only("quy định tại khoản 3 Điều 4 của Nghị định số 15/2020/NĐ-CP ngày 03/02/2020")
    assert citation.surface == "khoản 3 Điều 4 của Nghị định số 15/2020/NĐ-CP"
    assert citation.target.issued == date(2020, 2, 3)


def test_a_number_cut_short_is_that_of_the_document_cited_before() -> None:
    text = "Nghị định số 15/2020/NĐ-CP ngày 03/02/2020; theo khoản 2 Điều 7 Nghị định 15"
    *_, last = find(text)
    assert (last.surface, last.target.text) == ("khoản 2 Điều 7 Nghị định 15", "15/2020/NĐ-CP")
    assert find("ban hành Báo cáo số 3 và 12 quyết định") == ()


def test_a_number_in_cyrillic_letters_is_the_number_it_looks_like() -> None:
    assert only("Nghị định số 15/2020/NĐ-\u0421\u0420").target.printed == "15/2020/NĐ-CP"


def test_the_title_of_an_appendix_stands_before_the_document_that_issues_it() -> None:
    text = "Phụ lục II Danh mục dụng cụ lấy mẫu ban hành kèm theo Thông tư số 5/2020/TT-BTC ngày"
    citation = only(text)
    assert citation.target.text == "5/2020/TT-BTC"
    assert citation.provisions[0].text == "Phụ lục II"


def test_provisions_in_one_paragraph_that_changes_a_document_named_last() -> None:
    text = (
        "Bãi bỏ điểm a khoản 2 Điều 3, bỏ từ “và” tại điểm c khoản 1 và từ “hoặc” tại điểm d "
        "khoản 2 Điều 4 của Thông tư số 5/2020/TT-BTC. Theo Điều 9 phải báo cáo."
    )
    found = find(text)
    assert [c.target.text for c in found] == ["5/2020/TT-BTC"] * 3 + ["self"]
    assert found[1].provisions[0].text == "điểm c khoản 1 Điều 4"


def test_a_regulation_is_found_through_the_decision_that_issues_it() -> None:
    text = "tại Điều 7 Quy chế tiếp khách ban hành kèm theo Quyết định số 45/2010/QĐ-TTg của"
    citation = only(text)
    assert citation.surface.endswith("45/2010/QĐ-TTg")
    assert citation.target.text == "45/2010/QĐ-TTg"


def test_an_attached_plan_with_a_number_of_its_own_is_cited_by_it() -> None:
    text = "Điều 4 Kế hoạch số 5/KH-UBND ban hành kèm theo Quyết định số 6/QĐ-UBND"
    assert [c.target.text for c in find(text)] == ["5/KH-UBND", "6/QĐ-UBND"]


def test_each_document_of_a_list_is_a_citation() -> None:
    text = "các Nghị định số 15/2020/NĐ-CP, số 16/2021/NĐ-CP và 17/2022/NĐ-CP"
    assert [c.surface for c in find(text)] == [
        "Nghị định số 15/2020/NĐ-CP",
        "số 16/2021/NĐ-CP",
        "17/2022/NĐ-CP",
    ]


def test_what_ends_with_this_belongs_to_this_document() -> None:
    found = find("theo khoản 2 Điều này và Điều 5 Luật Đất đai")
    assert [(c.target.kind, c.surface) for c in found] == [
        (TargetKind.SELF, "khoản 2 Điều này"),
        (TargetKind.NAME, "Điều 5 Luật Đất đai"),
    ]


def test_the_document_named_above_is_the_last_of_its_type() -> None:
    text = (
        "Bãi bỏ Quyết định số 5/2019/QĐ-TTg và Thông tư số 8/2020/TT-BTC. Quyết định nêu trên hết"
    )
    assert find(text)[-1].target.text == "5/2019/QĐ-TTg"
    assert find("đăng tải Quyết định trên cổng thông tin") == ()
    assert find("gửi Quyết định đó cho đương sự") == ()


def test_several_documents_above_are_not_guessed() -> None:
    text = "Nghị định số 15/2020/NĐ-CP, Nghị định số 16/2021/NĐ-CP; các Nghị định nêu trên"
    assert len(find(text)) == 2


def test_an_alias_means_what_it_was_given_to() -> None:
    text = (
        "Nghị định số 15/2020/NĐ-CP của Chính phủ (sau đây gọi là Nghị định xử phạt); "
        "khoản 1 Điều 2 Nghị định xử phạt"
    )
    *_, last = find(text)
    assert (last.target.text, last.provisions[0].text) == ("15/2020/NĐ-CP", "khoản 1 Điều 2")


def test_an_alias_of_an_earlier_paragraph_holds() -> None:
    number = parse_number("15/2020/NĐ-CP")
    target = Target(TargetKind.NUMBER, number, "Nghị định")
    context = Context(aliases={"nghị định": target})
    assert only("theo Điều 5 Nghị định", context).target == target


def test_a_type_alone_never_means_this_document() -> None:
    citation = only("theo mẫu tại Phụ lục I Nghị định (bản chính)")
    assert citation.target == Target(TargetKind.NAME, name="Nghị định")


def test_names_in_the_title_of_a_cited_document_are_marked() -> None:
    text = (
        "Nghị định số 15/2020/NĐ-CP ngày 03/02/2020 của Chính phủ quy định chi tiết một số điều "
        "của Luật Nhà ở (được sửa đổi bởi Nghị định số 16/2021/NĐ-CP)"
    )
    assert [(c.target.text, c.in_title) for c in find(text)] == [
        ("15/2020/NĐ-CP", False),
        ("Luật Nhà ở", True),
        ("16/2021/NĐ-CP", False),
    ]


def test_the_number_of_an_amended_law_is_not_that_of_the_amending_one() -> None:
    text = "ban hành Luật sửa đổi, bổ sung một số điều của Luật Sở hữu trí tuệ số 50/2005/QH11"
    assert only(text).target.kind is TargetKind.NAME


def test_provisions_of_a_text_that_details_another_are_those_of_the_other() -> None:
    text = (
        "1. Thông tư này hướng dẫn quy định tại khoản 4 Điều 21 về biểu mẫu; quy định tại "
        "khoản 3 Điều 43 của Nghị định số 15/2020/NĐ-CP về báo cáo."
    )
    assert [c.target.text for c in find(text)] == ["self", "15/2020/NĐ-CP", "15/2020/NĐ-CP"]


def test_bare_provisions_in_an_amending_article_are_those_of_the_amended_act() -> None:
    amended = Target(TargetKind.NUMBER, parse_number("50/2005/QH11"))
    citation = only("Sửa đổi, bổ sung các khoản 1a và 2 Điều 110 như sau:", Context(amends=amended))
    assert citation.target.kind is TargetKind.AMENDED
    assert citation.target.text == "50/2005/QH11"


def test_a_number_whose_year_is_not_that_of_its_date_is_a_finding() -> None:
    # Acceptance case 9: a legal basis with a misprint.
    citation = only("Căn cứ Nghị định số 187/2020/NĐ-CP ngày 01/7/2025 của Chính phủ;")
    assert [finding.code for finding in citation.findings] == ["citation-year-mismatch"]
    assert not only("Nghị định số 187/2025/NĐ-CP ngày 01/7/2025").findings


def test_treaties_are_told_from_our_own_documents() -> None:
    assert only("theo Điều 5 của Công ước Viên về luật biển").target.kind is TargetKind.OTHER
    assert find("theo Công ước Viên và pháp luật về hàng hải") == ()


@pytest.mark.parametrize(
    "text",
    [
        "QCVN 4-2:2010/BYT",
        "TCVN ISO 9001:2015",
        "tỷ lệ 1/2000",
        "ngày 12/03/2020",
        "pháp Luật chuyên ngành",
    ],
)
def test_standards_dates_and_ratios_are_no_documents(text: str) -> None:
    assert find(text) == ()


def test_a_citation_tells_all_that_shows_it_to_be_stale() -> None:
    # Acceptance case 12: the store asks whether this provision was in force on the citing day.
    citation = only("theo khoản 2 Điều 7 Nghị định số 15/2020/NĐ-CP ngày 03 tháng 02 năm 2020")
    number = citation.target.number
    assert number == parse_number("15/2020/NĐ-CP")
    assert citation.target.issued == date(2020, 2, 3)
    assert citation.provisions[0].address == "dieu-7/khoan-2"


def test_an_amender_is_not_the_document_that_is_changed() -> None:
    text = "Sửa đổi khoản 8 Điều 25 được sửa đổi, bổ sung bởi Điều 2 Thông tư số 18/2025/TT-BTC"
    assert [c.target.text for c in find(text)] == ["self", "18/2025/TT-BTC"]
