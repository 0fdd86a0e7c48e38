"""Where the title of an annex ends."""

from __future__ import annotations

from vnlaw.structure import structure


def test_the_motto_of_a_form_is_no_title_of_its_appendix() -> None:
    found = structure(
        [
            "BỘ TƯ PHÁP",
            "Số: 09/2031/TT-BTP",
            "THÔNG TƯ",
            "Quy định về sổ theo dõi",
            "Điều 1. Sổ theo dõi",
            "Sổ theo dõi lập theo mẫu tại Phụ lục kèm theo Thông tư này.",
            "Điều 2. Hiệu lực thi hành",
            "Thông tư này có hiệu lực từ ngày 01 tháng 5 năm 2031.",
            "BỘ TRƯỞNG",
            "Lê Thị Suối",
            "PHỤ LỤC",
            "MẪU ĐƠN ĐỀ NGHỊ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Kính gửi: Sở Tư pháp",
        ]
    )
    (appendix,) = found.components[1:]
    assert appendix.title == "MẪU ĐƠN ĐỀ NGHỊ"
    assert appendix.intro[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
