"""Word 97–2003 documents and RTF."""

from __future__ import annotations

import pytest
from tests.vnlaw.reading.builders import word97

from vnlaw.reading import Unreadable, read_bytes


def test_paragraphs_of_a_unicode_file_are_read():
    text = "Điều 1. Phạm vi\rđiều chỉnh\x0bdòng mới\r"
    assert read_bytes(word97(text), "a.doc").lines == ("Điều 1. Phạm vi", "điều chỉnh", "dòng mới")


def test_narrow_pieces_are_read_as_windows_1252():
    assert read_bytes(word97("“Quy ch” – a\r", narrow=True), "a.doc").lines == ("“Quy ch” – a",)


def test_narrow_text_in_an_old_encoding_becomes_unicode():
    text = "§iÒu 1. Ph¹m vi ®iÒu chØnh vµ c¸c quy ®Þnh cña ñy ban nh©n d©n c¸c cÊp vÒ tæ chøc\r"
    source = read_bytes(word97(text * 3, narrow=True), "a.doc")
    assert source.lines[0].startswith("Điều 1. Phạm vi điều chỉnh và các quy định của ủy ban")
    assert [found.code for found in source.findings] == ["legacy-encoding"]


def test_fields_show_their_result_only():
    text = "Trang \x13 HYPERLINK x \x13 a \x14b\x15\x14Điều 5\x15 hết\r"
    assert read_bytes(word97(text), "a.doc").lines == ("Trang Điều 5 hết",)


def test_cells_without_properties_make_a_table_row():
    source = read_bytes(word97("TT\x07Tên\x07\rhết\r"), "a.doc")
    assert source.lines == ("| TT | Tên |", "hết")


def test_an_encrypted_file_is_refused():
    with pytest.raises(Unreadable) as caught:
        read_bytes(word97("mật\r", encrypted=True), "a.doc")
    assert caught.value.code == "encrypted"


@pytest.mark.parametrize("part", [0.2, 0.6, 0.95])
def test_a_truncated_file_is_refused(part: float):
    data = word97("Điều 1. Phạm vi\r" * 2000)
    with pytest.raises(Unreadable) as caught:
        read_bytes(data[: int(len(data) * part)], "a.doc")
    assert caught.value.code == "truncated"


RTF = (
    rb"{\rtf1\ansi{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset0 .VnTime;}}"
    rb"{\info{\title bo qua}}\pard\f0 \u272?i\u7873?u 1. Ph\u7841?m vi\par"
    rb"\f1 C\'e9ng h\'dfa x\'b7 h\'e9i\f0\par"
    rb"\pard\intbl TT\cell T\'ean\cell\row\pard\intbl 1\cell {\b S\u7903?}\cell\row"
    rb"\pard xong{\footnote ghi ch\'fa}\par}"
)


def test_rich_text_is_read_with_tables_notes_and_old_fonts():
    source = read_bytes(RTF, "a.rtf")
    assert source.lines == (
        "Điều 1. Phạm vi",
        "Cộng hòa xã hội",
        "| TT | Tên |",
        "| 1 | Sở |",
        "xong[1]",
    )
    assert source.footnotes[0].text == "ghi chú"


def test_rich_text_nested_without_end_is_refused():
    with pytest.raises(Unreadable) as caught:
        read_bytes(rb"{\rtf1" + b"{" * 5000 + b"x", "a.rtf")
    assert caught.value.code == "bomb"
