"""Plain text in every encoding that Vietnamese law was ever typed in."""

from __future__ import annotations

import unicodedata

import pytest
from viparse.normalize.encodings import CHARMAPS

from vnlaw.reading import read_bytes
from vnlaw.reading.encodings import from_font

TEXT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Căn cứ Luật Tổ chức chính quyền địa phương;\n"
    "Điều 1. Phạm vi điều chỉnh\n"
    "Quyết định này quy định về việc quản lý đất đai của các tổ chức, cá nhân trên địa bàn.\n"
    "Điều 2. Hiệu lực thi hành\n"
    "Quyết định này có hiệu lực kể từ ngày ký; các quy định trước đây đều bị bãi bỏ.\n"
)


def legacy(text: str, encoding: str) -> bytes:
    """`text` as typed in an old font encoding."""
    letters: dict[str, str] = {}
    for source, target in CHARMAPS[encoding].pairs:
        letters.setdefault(target, source)
    return "".join(letters.get(c, c) for c in text).encode("latin-1")


def windows_1258(text: str) -> bytes:
    """Letters with their vowel mark, tone marks after them, as Windows keeps Vietnamese."""
    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = unicodedata.normalize("NFD", letter)[0], ""
            for mark in unicodedata.normalize("NFD", letter)[1:]:
                joined = unicodedata.normalize("NFC", base + mark)
                if mark in "\u0302\u0306\u031b":
                    base = joined
                else:
                    tone += mark
            out += (base + tone).encode("cp1258")
    return out


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_read_with_and_without_a_byte_order_mark(encoding: str):
    source = read_bytes(TEXT.encode(encoding), "van-ban.txt")
    assert "\n".join(source.lines) + "\n" == TEXT
    assert not source.findings


@pytest.mark.parametrize("encoding", ["vni", "viscii"])
def test_old_encodings_become_unicode_and_are_reported(encoding: str):
    source = read_bytes(legacy(TEXT, encoding), "van-ban.txt")
    assert "\n".join(source.lines) + "\n" == TEXT
    assert [found.code for found in source.findings] == ["legacy-encoding"]


def test_tcvn3_capitals_are_restored_where_the_word_shows_them():
    typed = TEXT.replace("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "CộNG HòA Xã HộI CHủ NGHĩA VIệT")
    source = read_bytes(legacy(typed, "tcvn3"), "van-ban.txt")
    assert "\n".join(source.lines) + "\n" == TEXT


def test_tcvn3_proper_names_keep_their_small_letters():
    text = "Hà Nội, ngày 05 tháng 6 năm 2001\n" + TEXT.split("\n", 1)[1]
    assert read_bytes(legacy(text, "tcvn3"), "a.txt").lines[0] == text.split("\n")[0]


def test_windows_1258_is_read():
    source = read_bytes(windows_1258(TEXT), "van-ban.txt")
    assert "\n".join(source.lines) + "\n" == TEXT


def test_vni_has_every_letter():
    assert from_font("aú AÚ aë", "VNI-Times") == "ẳ Ẳ ặ"


def test_capital_fonts_are_drawn_large():
    assert from_font("Bé c«ng an", ".VnTimeH") == "BỘ CÔNG AN"


def test_other_languages_are_left_alone():
    text = "El niño español cantó una canción en el jardín. " * 20
    source = read_bytes(text.encode("utf-8"), "a.txt")
    assert source.lines == (text.strip(),)
    assert not source.findings


def test_text_copied_from_old_fonts_is_repaired_too():
    copied = legacy(TEXT.lower(), "tcvn3").decode("latin-1").encode("utf-8")
    source = read_bytes(copied, "a.txt")
    assert source.lines[2] == "điều 1. phạm vi điều chỉnh"


def test_a_few_bad_bytes_do_not_spoil_utf8():
    data = TEXT.encode().replace("đất".encode(), b"\xff\xfe")
    source = read_bytes(data, "a.txt")
    assert source.lines[2] == "Điều 1. Phạm vi điều chỉnh"
    assert [found.code for found in source.findings] == ["damaged-encoding"]


def test_control_characters_and_empty_lines_are_dropped():
    data = "\x07Quy\x00 chế phối hợp quản lý\n\n\x0c \n".encode()
    assert read_bytes(data, "a.txt").lines == ("Quy chế phối hợp quản lý",)
