"""Sentences that end, replace, suspend or keep documents."""

from __future__ import annotations

from datetime import date

import pytest
from tests.vnlaw.effects.written import decree, effects, numbers, one, places

from vnlaw.effects import Verb, find_effects, read_effects


def test_a_document_ends_with_the_start_of_this_one() -> None:
    effect = one(
        "Điều 1. Hết hiệu lực",
        "Nghị định số 7/2025/NĐ-CP ngày 02 tháng 01 năm 2025 của Chính phủ quy định về chợ đêm "
        "hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.",
    )
    assert effect.verb is Verb.REPEAL
    assert effect.target.printed == "7/2025/NĐ-CP"
    assert effect.places == ()
    assert effect.start == date(2031, 5, 1)
    assert effect.certain


def test_a_document_ends_on_a_day_of_its_own() -> None:
    effect = one(
        "Điều 1. Hết hiệu lực",
        "Nghị định số 7/2025/NĐ-CP hết hiệu lực kể từ ngày 01 tháng 01 năm 2033.",
    )
    assert effect.start == date(2033, 1, 1)


def test_earlier_amenders_of_a_document_are_not_ended() -> None:
    found = effects(
        "Điều 1. Hết hiệu lực",
        "Luật Chợ số 15/2020/QH14 đã được sửa đổi, bổ sung một số điều theo Luật số 3/2022/QH15 và "
        "Luật số 9/2024/QH15 hết hiệu lực kể từ ngày Nghị định này có hiệu lực.",
    )
    assert numbers(found) == ["15/2020/QH14"]


def test_an_administrative_decision_cannot_have_amended_and_ends_too() -> None:
    found = effects(
        "Điều 1. Hết hiệu lực",
        "Thông tư số 5/2021/TT-BCT, được sửa đổi bởi Thông tư số 74/2023/TT-BCT và Quyết định số "
        "1100/QĐ-BCT ngày 25 tháng 3 năm 2025 hết hiệu lực kể từ ngày Nghị định này có hiệu lực.",
    )
    assert numbers(found) == ["5/2021/TT-BCT", "1100/QĐ-BCT"]


def test_documents_in_the_title_of_another_one_are_not_ended() -> None:
    found = effects(
        "Điều 1. Bãi bỏ",
        "Bãi bỏ Thông tư số 4/2024/TT-BCT ngày 06/6/2024 sửa đổi, bổ sung một số điều của Thông tư "
        "số 2/2020/TT-BCT ngày 08/4/2020 về chợ và Thông tư số 3/2020/TT-BCT ngày 28/5/2020.",
    )
    assert numbers(found) == ["4/2024/TT-BCT"]


def test_a_younger_document_in_a_row_is_ended_on_its_own() -> None:
    found = effects(
        "Điều 1. Bãi bỏ",
        "Bãi bỏ Thông tư số 38/2016/TT-BTC ngày 28 tháng 12 năm 2016 quy định về lệ phí chợ và "
        "Thông tư số 42/2022/TT-BTC ngày 06 tháng 7 năm 2022 sửa đổi, bổ sung một số điều của "
        "Thông tư số 38/2016/TT-BTC.",
    )
    assert numbers(found) == ["38/2016/TT-BTC", "42/2022/TT-BTC"]


def test_a_list_takes_verb_and_day_from_its_head() -> None:
    found = effects(
        "Điều 1. Các văn bản hết hiệu lực",
        "1. Các văn bản sau đây hết hiệu lực kể từ ngày 01 tháng 6 năm 2031:",
        "a) Nghị định số 7/2025/NĐ-CP về chợ đêm;",
        "b) Khoản 2, khoản 3 Điều 4 và Chương II Nghị định số 8/2026/NĐ-CP về chợ nổi;",
        "c) Quy chế chợ ban hành kèm theo Quyết định số 9/2027/QĐ-TTg.",
    )
    assert [(e.target.printed, places(e)) for e in found] == [
        ("7/2025/NĐ-CP", []),
        ("8/2026/NĐ-CP", ["khoản 2 Điều 4", "khoản 3 Điều 4", "Chương II"]),
        ("9/2027/QĐ-TTg", []),
    ]
    assert {e.start for e in found} == {date(2031, 6, 1)}
    assert {e.verb for e in found} == {Verb.REPEAL}


def test_a_heading_governs_the_list_below_it() -> None:
    found = effects(
        "Điều 1. Bãi bỏ toàn bộ 02 văn bản quy phạm pháp luật",
        "1. Thông tư số 1/2001/TT-BTM ngày 5 tháng 6 năm 2001 về chợ.",
        "2. Thông tư liên bộ số 11/TTLB ngày 5 tháng 6 năm 1990 về chợ.",
    )
    assert numbers(found) == ["1/2001/TT-BTM", "11/TTLB"]


def test_a_list_in_an_annex_is_read() -> None:
    document = decree(
        "Điều 1. Bãi bỏ văn bản",
        "Bãi bỏ toàn bộ các văn bản tại Phụ lục ban hành kèm theo Nghị định này.",
        after=(
            "PHỤ LỤC",
            "DANH MỤC VĂN BẢN BỊ BÃI BỎ",
            "(Kèm theo Nghị định số 45/2031/NĐ-CP)",
            "1. Nghị định số 7/2025/NĐ-CP về chợ đêm.",
            "2. Điều 3 Nghị định số 8/2026/NĐ-CP về chợ nổi.",
        ),
    )
    found = [effect for effect in find_effects(document) if effect.verb is Verb.REPEAL]
    assert [(e.target.printed, places(e)) for e in found if e.target.printed] == [
        ("7/2025/NĐ-CP", []),
        ("8/2026/NĐ-CP", ["Điều 3"]),
    ]


def test_taking_effect_and_replacing_stand_in_one_sentence() -> None:
    found = effects(
        last="Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2031, thay thế cho Nghị "
        "định số 7/2025/NĐ-CP ngày 02 tháng 01 năm 2025 của Chính phủ về chợ đêm và bãi bỏ Điều 2 "
        "Nghị định số 8/2026/NĐ-CP."
    )
    assert [(e.verb, e.target.printed, places(e)) for e in found] == [
        (Verb.REPLACE, "7/2025/NĐ-CP", []),
        (Verb.REPEAL, "8/2026/NĐ-CP", ["Điều 2"]),
    ]


def test_a_part_may_be_named_by_its_content_only() -> None:
    effect = one(
        "Điều 1. Bãi bỏ",
        "Bãi bỏ quy định về phụ cấp của trưởng ban quản lý chợ tại Nghị định số 7/2025/NĐ-CP.",
    )
    assert effect.places
    assert effect.places[0].within.startswith("quy định về phụ cấp")
    assert not effect.certain


def test_an_exception_limits_a_repeal_and_is_not_repealed() -> None:
    effect = one(
        "Điều 1. Hết hiệu lực",
        "Nghị định số 7/2025/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực, trừ Điều 5 "
        "và khoản 2 Điều 6.",
    )
    assert effect.places == ()
    assert "Điều 5" in effect.scope
    assert not effect.certain


def test_suspension_has_a_term() -> None:
    effect = one(
        "Điều 1. Tạm ngưng",
        "Tạm ngưng hiệu lực Nghị định số 7/2025/NĐ-CP từ ngày 01 tháng 6 năm 2031 đến hết ngày 31 "
        "tháng 12 năm 2031.",
    )
    assert effect.verb is Verb.SUSPEND
    assert effect.start == date(2031, 6, 1)
    assert effect.end == date(2032, 1, 1)


def test_suspended_provisions_may_be_resumed() -> None:
    effect = one(
        "Điều 1. Khôi phục", "Khôi phục hiệu lực Điều 3 Nghị định số 7/2025/NĐ-CP về chợ đêm."
    )
    assert (effect.verb, places(effect)) == (Verb.RESUME, ["Điều 3"])


def test_a_document_goes_on_although_its_parent_ended() -> None:
    effect = one(
        "Điều 1. Tiếp tục có hiệu lực",
        "Công bố Nghị định số 24/2026/NĐ-CP ngày 05 tháng 4 năm 2026, được sửa đổi bởi Nghị "
        "định số "
        "14/2028/NĐ-CP tiếp tục có hiệu lực thi hành kể từ năm ngân sách 2032 cho đến khi có văn "
        "bản thay thế.",
    )
    assert effect.verb is Verb.CONTINUE
    assert effect.target.printed == "24/2026/NĐ-CP"
    assert "năm ngân sách 2032" in effect.condition


def test_a_term_is_extended() -> None:
    effect = one(
        "Điều 1. Kéo dài",
        "Kéo dài thời hạn áp dụng Nghị quyết số 5/2026/NQ-CP đến hết ngày 28 tháng 02 năm 2033.",
    )
    assert (effect.verb, effect.end) == (Verb.EXTEND, date(2033, 3, 1))


def test_texts_that_hang_on_a_law_are_not_the_law() -> None:
    effect = one(
        "Điều 1. Chuyển tiếp",
        "Các văn bản quy định chi tiết Luật Chợ số 15/2020/QH14 tiếp tục có hiệu lực đến ngày 01 "
        "tháng 01 năm 2033.",
    )
    assert effect.target.relation == "details"
    assert not effect.certain


def test_texts_of_a_merged_province_keep_their_territory() -> None:
    effect = one(
        "Điều 1. Chuyển tiếp",
        "Quyết định số 3/2024/QĐ-UBND tiếp tục có hiệu lực trên địa bàn tỉnh Sông Mây cũ cho "
        "đến khi "
        "có văn bản thay thế.",
    )
    assert effect.verb is Verb.CONTINUE
    assert effect.territory == "tỉnh Sông Mây cũ"


def test_going_on_being_applied_is_force_only_in_a_named_area() -> None:
    area = "Nghị quyết số 3/2030/NQ-HĐND tiếp tục áp dụng trên địa bàn tỉnh Sông Mây cũ."
    cases = "Nghị quyết số 3/2030/NQ-HĐND tiếp tục áp dụng cho hồ sơ đã nộp."
    assert one("Điều 1. Chuyển tiếp", area).verb is Verb.CONTINUE
    assert effects("Điều 1. Chuyển tiếp", cases) == []


def test_contrary_texts_nobody_listed_come_out_for_a_person() -> None:
    effect = one("Điều 1. Bãi bỏ", "Các quy định trước đây trái với Nghị định này đều bị bãi bỏ.")
    assert effect.target.number is None
    assert not effect.certain


@pytest.mark.parametrize(
    "line",
    [
        "Hồ sơ nộp trước ngày Nghị định số 7/2025/NĐ-CP hết hiệu lực thì thực hiện theo nghị "
        "định đó.",
        "Giấy phép cấp theo Nghị định số 7/2025/NĐ-CP tiếp tục có hiệu lực đến hết thời hạn.",
        "Trường hợp văn bản dẫn chiếu được sửa đổi, bổ sung hoặc thay thế thì theo văn bản mới.",
        "Bổ sung, thay thế tài sản bảo đảm theo quy định tại khoản 1 Điều 5 Nghị định này.",
        "Khoản 2 Điều 6 của Nghị định này có hiệu lực từ ngày Nghị quyết số 5/2026/NQ-CP hết "
        "hiệu lực.",
    ],
)
def test_talk_about_force_is_not_an_effect(line: str) -> None:
    assert effects("Điều 1. Chuyển tiếp", line) == []


def test_a_prevailing_text_says_so() -> None:
    found = find_effects(
        decree(
            "Điều 1. Áp dụng",
            "Trong thời gian Nghị định này có hiệu lực, nếu có quy định khác nhau về cùng một "
            "vấn đề "
            "thì áp dụng quy định của Nghị định này.",
        )
    )
    assert [e.verb for e in found if e.prevails] == [Verb.TAKE_EFFECT]


def test_the_title_alone_is_not_certain() -> None:
    found = effects("Điều 1. Phạm vi", "Chợ.", title="Bãi bỏ Nghị định số 7/2025/NĐ-CP")
    assert numbers(found) == ["7/2025/NĐ-CP"]
    assert not found[0].certain


def test_findings_speak_vietnamese_and_name_the_line() -> None:
    reading = read_effects(
        decree("Điều 1. Bãi bỏ", "Bãi bỏ toàn bộ Nghị định số 45/2031/NĐ-CP về quản lý chợ.")
    )
    codes = {finding.code for finding in reading.findings}
    assert "effect-on-itself" in codes
    assert all(finding.line for finding in reading.findings)
