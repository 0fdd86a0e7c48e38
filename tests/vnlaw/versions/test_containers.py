"""A chapter or section repealed as a whole takes its articles with it."""

from __future__ import annotations

from datetime import date

from tests.vnlaw.versions.laws import amending, history, law, text_on

from vnlaw.effects import find_effects
from vnlaw.parse import parse_text
from vnlaw.versions import Word, law_on

_LAW = """QUỐC HỘI
Luật số: 10/2020/QH14
Hà Nội, ngày 15 tháng 6 năm 2020
LUẬT
ĐĂNG KÝ TÀU CÁ
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Luật này quy định việc đăng ký tàu cá.
Chương II
ĐĂNG KÝ
Mục 1
HỒ SƠ
Điều 2. Hồ sơ
1. Hồ sơ gồm đơn đăng ký.
2. Cơ quan đăng ký nhận hồ sơ.
Mục 2
LỆ PHÍ
Điều 3. Mức phí
1. Mức phí do Chính phủ quy định.
Điều 4. Nộp phí
Người đăng ký nộp phí.
Chương III
ĐIỀU KHOẢN THI HÀNH
Điều 5. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2021."""
_DOCUMENT = parse_text(_LAW)
_REPEALING = amending(
    "20/2022/QH15", date(2022, 6, 10), "1. Bãi bỏ Mục 2 Chương II.", date(2023, 1, 1)
)
_FOUND = history(law(document=_DOCUMENT, effects=find_effects(_DOCUMENT)), _REPEALING)


def test_the_articles_of_a_repealed_section_end_with_it() -> None:
    before, after = (text_on(_FOUND, day) for day in (date(2022, 12, 31), date(2023, 1, 1)))
    assert "Điều 3. Mức phí\n1. Mức phí do Chính phủ quy định.\nĐiều 4. Nộp phí" in before
    assert "Mục 2 (được bãi bỏ)\nChương III" in after
    assert "Điều 2. Hồ sơ\n1. Hồ sơ gồm đơn đăng ký.\n2. " in after
    ends = {
        version.node.identity: version.valid_to
        for version in _FOUND.versions
        if version.node.identity.startswith(("dieu-3", "dieu-4"))
    }
    assert ends == {name: date(2023, 1, 1) for name in ("dieu-3", "dieu-3/khoan-1", "dieu-4")}


def test_what_stands_in_place_of_a_repealed_section_has_ended() -> None:
    words = {s.node.identity: s.validity.word for s in law_on(_FOUND, date(2023, 1, 1))}
    assert words["chuong-2/muc-2"] is Word.ENDED
    assert words["dieu-2"] is Word.IN_FORCE
