"""What a document says about itself, read from small invented documents."""

from datetime import date

import pytest

from vnlaw.document import Kind, Metadata
from vnlaw.parse import parse_text
from vnlaw.tables import row

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------"


def read(*parts: str) -> Metadata:
    return parse_text("\n".join(parts)).metadata


def circular(
    *,
    heading: str = f"BỘ TÀI CHÍNH\n-------\n{MOTTO}\nSố: 07/2026/TT-BTC",
    place: str = "Hà Nội, ngày 09 tháng 3 năm 2026",
    title: str = "THÔNG TƯ\nQuy định về sổ quỹ của hợp tác xã",
    effect: str = "Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2026.",
    closing: str = "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n(Đã ký)\nĐỗ Văn Mẫu",
) -> Metadata:
    return read(
        heading,
        place,
        title,
        "Căn cứ Luật Hợp tác xã số 17/2023/QH15;",
        "Theo đề nghị của Vụ trưởng Vụ Pháp chế;",
        "Bộ trưởng Bộ Tài chính ban hành Thông tư quy định về sổ quỹ của hợp tác xã.",
        "Điều 1. Phạm vi điều chỉnh",
        "Thông tư này quy định về sổ quỹ của hợp tác xã.",
        "Điều 2. Hiệu lực thi hành",
        effect,
        "Nơi nhận:",
        "- Văn phòng Chính phủ;",
        "- Lưu: VT.",
        closing,
    )


def test_an_ordinary_circular_is_read_whole() -> None:
    found = circular()
    assert found.kind is Kind.NORMATIVE
    assert found.language == "vi"
    assert (found.type_code, found.type_name) == ("TT", "Thông tư")
    assert found.number is not None
    assert found.number.text == "07/2026/TT-BTC"
    assert found.issuers == ("Bộ Tài chính",)
    assert (found.place, found.issue_date) == ("Hà Nội", date(2026, 3, 9))
    assert found.title == "Quy định về sổ quỹ của hợp tác xã"
    assert found.legal_bases == ("Luật Hợp tác xã số 17/2023/QH15",)
    assert found.effective_date == date(2026, 5, 1)
    assert found.recipients == ("Văn phòng Chính phủ", "Lưu: VT")
    assert found.findings == ()
    (signer,) = found.signers
    assert (signer.name, signer.position) == ("Đỗ Văn Mẫu", "Thứ trưởng")
    assert (signer.capacity, signer.on_behalf_of) == ("KT.", "Bộ trưởng")


@pytest.mark.parametrize(
    "heading",
    [
        f"BỘ TÀI CHÍNH {MOTTO}\nSố : 07 /2026/TT-BTC",
        "BỘ TÀI CHÍNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\n"
        "Số: 07/2026/TT – BTC",
        "BỘ TÀI CHÍNH\nCỘNG HOÀ XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do\n- Hạnh phúc\n"
        "Số: 07/2026/TT-BTC",
        row(["BỘ TÀI CHÍNH\nSố: 07/2026/TT-BTC", MOTTO]),
        row(["BỘ TÀI CHÍNH", MOTTO]) + "\n" + row(["Số: 07/2026/TT-BTC", ""]),
        f"2 CÔNG BÁO/Số 11 + 12/Ngày 20-3-2026\nVĂN BẢN QUY PHẠM PHÁP LUẬT\nBỘ TÀI CHÍNH\n"
        f"BỘ TÀI CHÍNH\n{MOTTO}\nSố: 07/2026/TT-BTC",
    ],
)
def test_headings_are_read_however_their_columns_were_flattened(heading: str) -> None:
    found = circular(heading=heading)
    assert found.number is not None
    assert found.number.text == "07/2026/TT-BTC"
    assert found.issuer == "Bộ Tài chính"
    assert found.title == "Quy định về sổ quỹ của hợp tác xã"
    assert found.issue_date == date(2026, 3, 9)


def test_number_and_place_may_share_a_line() -> None:
    found = circular(
        heading=f"BỘ TÀI CHÍNH\n{MOTTO}",
        place="Số: 07/2026/TT-BTC Hà Nội , ngày  24  tháng 11năm 2026",
    )
    assert found.number is not None
    assert found.number.text == "07/2026/TT-BTC"
    assert (found.place, found.issue_date) == ("Hà Nội", date(2026, 11, 24))


def test_a_title_over_several_lines_is_joined_and_may_cite_articles() -> None:
    found = circular(
        title="THÔNG TƯ\nHướng dẫn thi hành khoản 3\nĐiều 160 Luật Hợp tác xã\n"
        "và thực hiện Đề án sổ quỹ điện tử\n_______"
    )
    assert found.title == (
        "Hướng dẫn thi hành khoản 3 Điều 160 Luật Hợp tác xã và thực hiện Đề án sổ quỹ điện tử"
    )


def test_the_issuer_printed_above_the_bases_is_no_part_of_the_title() -> None:
    found = circular(title="THÔNG TƯ\nVỀ SỔ QUỸ CỦA HỢP TÁC XÃ\nBỘ TRƯỞNG BỘ TÀI CHÍNH")
    assert found.title == "VỀ SỔ QUỸ CỦA HỢP TÁC XÃ"


def test_a_joint_circular_names_all_its_ministries() -> None:
    found = circular(
        heading=f"BỘ TƯ PHÁP - BỘ CÔNG AN -\nTÒA ÁN NHÂN DÂN TỐI CAO\n{MOTTO}\n"
        "Số: 03/2026/TTLT-BTP-BCA-\nTANDTC",
        title="THÔNG TƯ LIÊN TỊCH\nQuy định về phối hợp tống đạt",
    )
    assert found.number is not None
    assert found.number.text == "03/2026/TTLT-BTP-BCA-TANDTC"
    assert found.issuers == ("Bộ Tư pháp", "Bộ Công an", "Tòa án nhân dân tối cao")
    assert found.type_name == "Thông tư liên tịch"


def test_a_ministry_that_is_no_more_cannot_have_issued() -> None:
    found = circular(
        heading=f"BỘ NÔNG NGHIỆP VÀ\nMÔI TRƯỜNG\n{MOTTO}\nSố: 07/2026/TT-BTNMT",
    )
    assert found.issuer == "Bộ Nông nghiệp và Môi trường"


def test_a_symbol_of_another_type_is_reported() -> None:
    found = circular(heading=f"BỘ TÀI CHÍNH\n{MOTTO}\nSố: 07/2026/QĐ-UBND")
    assert found.issuer == "Bộ Tài chính"
    assert "number-type-mismatch" in {f.code for f in found.findings}


def test_a_law_is_dated_by_its_adoption() -> None:
    found = read(
        "QUỐC HỘI",
        MOTTO,
        "Luật số: 12/2026/QH16",
        "LUẬT",
        "SÁCH NÓI",
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;",
        "Quốc hội ban hành Luật Sách nói.",
        "Điều 1. Phạm vi điều chỉnh",
        "Luật này quy định về sách nói.",
        "Điều 2. Hiệu lực thi hành",
        "1. Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2027, trừ trường hợp quy định"
        " tại khoản 2 Điều này.",
        "2. Điều 1 của Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2026.",
        "Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XVI, kỳ họp thứ 2"
        " thông qua ngày 20 tháng 6 năm 2026.",
        "CHỦ TỊCH QUỐC HỘI",
        "Trần Thị Ví Dụ",
    )
    assert (found.type_name, found.issuer) == ("Luật", "Quốc hội")
    assert found.issue_date == date(2026, 6, 20)
    assert found.effective_date == date(2027, 1, 1)
    whole, part = found.effective
    assert (whole.scope, whole.condition) == (
        "",
        "trừ trường hợp quy định tại khoản 2 Điều này",
    )
    assert part.scope.startswith("Điều 1")
    assert part.start == date(2026, 7, 1)
    assert found.signers[0].position == "Chủ tịch Quốc hội"


def test_a_day_that_no_calendar_has_is_reported_and_not_taken() -> None:
    found = circular(place="Hà Nội, ngày 31 tháng 02 năm 2026")
    assert found.issue_date is None
    (wrong,) = [f for f in found.findings if f.code.startswith("issue-date")]
    assert (wrong.code, "31 tháng 02 năm 2026" in wrong.message) == ("issue-date-wrong", True)


def test_a_constitution_is_dated_by_the_meeting_that_adopted_it() -> None:
    found = read(
        "HIẾN PHÁP",
        "NƯỚC VÍ DỤ",
        "LỜI NÓI ĐẦU",
        "Nhân dân ta xây dựng Hiến pháp này.",
        "Điều 1",
        "Nước Ví Dụ là một nước thống nhất.",
        "Bản Hiến pháp này đã được Quốc hội nước Ví Dụ khoá II, kỳ họp thứ 3 nhất trí thông qua"
        " trong phiên họp ngày 12 tháng 5 năm 1968, hồi 9 giờ.",
        "Trần Ví Dụ",
    )
    assert (found.type_name, found.issue_date) == ("Hiến pháp", date(1968, 5, 12))


@pytest.mark.parametrize(
    ("words", "start", "end", "basis"),
    [
        ("có hiệu lực kể từ ngày ký ban hành.", date(2026, 3, 9), None, "signing"),
        ("có hiệu lực từ ngày 15/4/2026.", date(2026, 4, 15), None, "date"),
        (
            "có hiệu lực từ ngày 15 tháng 4 năm 2026 đến hết ngày 28 tháng 02 năm 2027.",
            date(2026, 4, 15),
            date(2027, 3, 1),
            "date",
        ),
        ("có hiệu lực sau 45 ngày, kể từ ngày ký.", date(2026, 4, 23), None, "signing"),
        ("có hiệu lực thi hành từ năm ngân sách 2027.", None, None, "period"),
        ("có hiệu lực kể từ ngày Luật Sách nói có hiệu lực thi hành.", None, None, "event"),
        ("có hiệu lực từ 0 giờ 00 phút ngày 01/7/2026.", date(2026, 7, 1), None, "date"),
        ("hết hiệu lực kể từ ngày 01 tháng 3 năm 2027.", None, date(2027, 3, 1), "date"),
        ("có hiệu lực thi hành từ ngày     tháng     năm 2026.", None, None, "date"),
    ],
)
def test_effect_is_read_as_data(
    words: str, start: date | None, end: date | None, basis: str
) -> None:
    found = circular(effect=f"1. Thông tư này {words}")
    (clause,) = found.effective
    assert (clause.scope, clause.start, clause.end, clause.basis) == ("", start, end, basis)
    assert found.effective_date == start
    assert found.expiry_date == end


def test_an_aside_about_effect_is_no_clause() -> None:
    found = circular(
        effect="1. Thông tư này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2026.\n"
        "2. Sổ mở trước ngày Thông tư này có hiệu lực thì dùng đến hết năm 2026.\n"
        "3. Kể từ ngày Thông tư này có hiệu lực thi hành, Thông tư số 01/2001/TT-BTC hết hiệu lực."
    )
    assert [clause.start for clause in found.effective] == [date(2026, 5, 1)]


def test_an_effect_clause_broken_over_lines_is_joined() -> None:
    found = circular(effect="Thông tư này có hiệu lực thi hành kể từ\nngày 01 tháng 5 năm 2026.")
    assert found.effective_date == date(2026, 5, 1)


def test_a_blank_date_of_effect_is_reported_not_guessed() -> None:
    found = circular(effect="Thông tư này có hiệu lực thi hành từ ngày    tháng    năm 2026.")
    assert found.effective_date is None
    assert {f.code for f in found.findings} == {"effective-date-blank"}


def test_a_year_that_contradicts_the_date_is_reported() -> None:
    found = circular(place="Hà Nội, ngày 09 tháng 3 năm 2025")
    assert "number-year-mismatch" in {f.code for f in found.findings}


def test_an_acting_minister_and_a_rank_are_understood() -> None:
    (signer,) = circular(closing="Q. BỘ TRƯỞNG\nThượng tướng Đỗ Văn Mẫu").signers
    assert (signer.name, signer.position) == ("Đỗ Văn Mẫu", "Bộ trưởng")
    assert signer.capacity == "Q."


def test_a_signature_run_together_on_one_line_is_taken_apart() -> None:
    (signer,) = circular(closing="KT. BỘ TRƯỞNG THỨ TRƯỞNG Đỗ Văn Mẫu").signers
    assert (signer.name, signer.position) == ("Đỗ Văn Mẫu", "Thứ trưởng")
    assert signer.on_behalf_of == "Bộ trưởng"


def test_recipients_printed_after_the_signature_are_still_recipients() -> None:
    found = circular(closing="BỘ TRƯỞNG\n(Đã ký)\nĐỗ Văn Mẫu\n- Văn phòng Quốc hội;\n- Công báo.")
    assert found.recipients[-2:] == ("Văn phòng Quốc hội", "Công báo")
    assert [signer.name for signer in found.signers] == ["Đỗ Văn Mẫu"]


def test_an_english_translation_says_when_it_takes_effect() -> None:
    found = parse_text(
        "THE GOVERNMENT\nNo. 12/2025/ND-CP\nHanoi, March 3, 2025\nDECREE\n"
        "On the keeping of registers in the communes of the country\n"
        "Pursuant to the Law on Organization of the Government No. 63/2025/QH15;\n"
        "The Government promulgates this Decree.\n"
        "Article 1. Scope of regulation\nThis Decree provides for the keeping of registers.\n"
        "Article 2. Effect\nThis Decree takes effect on May 1, 2025."
    ).metadata
    assert found.language == "en"
    assert found.effective_date == date(2025, 5, 1)
    assert "issuer-number-mismatch" not in {f.code for f in found.findings}
