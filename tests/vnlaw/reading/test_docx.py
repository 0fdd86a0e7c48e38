"""Word documents of the .docx family."""

from __future__ import annotations

import io

import docx
import pytest
from tests.vnlaw.reading.builders import W, package, paragraph, table, word_xml

from vnlaw.reading import Unreadable, read_bytes

NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="Điều %1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">
<w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num></w:numbering>"""


def listed(text: str, number: int, level: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties)


def footnotes(body: str) -> str:
    note = f'<w:footnote w:id="2">{body}</w:footnote>'
    return f'<w:footnotes xmlns:w="{W}">{note}</w:footnotes>'


def lines(body: str, **parts: str) -> tuple[str, ...]:
    return read_bytes(word_xml(body, **parts), "a.docx").lines


def test_a_file_of_a_word_library_is_read_with_its_table():
    document = docx.Document()
    document.add_paragraph("Điều 1. Phạm vi")
    grid = document.add_table(2, 2)
    for cell, text in zip(grid._cells, ["TT", "Tên", "1", "Sở Tư pháp"], strict=True):
        cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    source = read_bytes(buffer.getvalue(), "a.docx")
    assert source.lines == ("Điều 1. Phạm vi", "| TT | Tên |", "| 1 | Sở Tư pháp |")


def test_automatic_numbers_are_written_out_as_the_word_processor_shows_them():
    body = "".join(
        [
            listed("Phạm vi", 1),
            listed("cá nhân", 1, 1),
            listed("tổ chức", 1, 1),
            listed("Đối tượng", 1),
            listed("hộ", 1, 1),
            listed("Hiệu lực", 2),
            listed("Phần đầu", 3),
        ]
    )
    assert lines(body, numbering=NUMBERING) == (
        "Điều 1. Phạm vi",
        "a) cá nhân",
        "b) tổ chức",
        "Điều 2. Đối tượng",
        "a) hộ",
        "Điều 7. Hiệu lực",
        "I. Phần đầu",
    )


def test_a_number_that_comes_with_the_style_is_written_out():
    styles = f"""<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="D">
    <w:name w:val="dieu"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="E"><w:name w:val="x"/><w:basedOn w:val="D"/></w:style>
    </w:styles>"""
    body = paragraph("Phạm vi", '<w:pStyle w:val="D"/>') + paragraph(
        "Lệ phí", '<w:pStyle w:val="E"/>'
    )
    assert lines(body, numbering=NUMBERING, styles=styles) == (
        "Điều 1. Phạm vi",
        "Điều 2. Lệ phí",
    )


def test_running_numbers_in_a_table_are_written_out_in_empty_cells():
    row = f"<w:tr><w:tc>{listed('', 3)}</w:tc><w:tc>{paragraph('Nghị quyết')}</w:tc></w:tr>"
    assert lines(f"<w:tbl>{row}{row}</w:tbl>", numbering=NUMBERING) == (
        "| I. | Nghị quyết |",
        "| II. | Nghị quyết |",
    )


def test_a_layout_table_becomes_paragraphs_left_before_right():
    body = table(
        [
            [
                "UBND TỈNH SÔNG LAM",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
            ],
            ["Số: 5/QĐ-UBND", "Sông Lam, ngày 5 tháng 8 năm 2025"],
        ]
    )
    assert lines(body) == (
        "UBND TỈNH SÔNG LAM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 5/QĐ-UBND",
        "Sông Lam, ngày 5 tháng 8 năm 2025",
    )


def test_vertically_merged_cells_are_not_repeated():
    merged = "<w:tc><w:tcPr><w:vMerge{}/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    body = (
        "<w:tbl><w:tr>" + merged.format(' w:val="restart"', "Loại") + cell.format("x") + "</w:tr>"
        "<w:tr>" + merged.format("", "") + cell.format("y") + "</w:tr></w:tbl>"
    )
    assert lines(body) == ("| Loại | x |", "| | y |")


def test_footnotes_leave_the_text_and_their_calls_stay():
    call = (
        '<w:p><w:r><w:t>Điều 3. Hồ sơ</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    notes = footnotes(paragraph(" Được sửa đổi."))
    source = read_bytes(word_xml(call, footnotes=notes), "a.docx")
    assert source.lines == ("Điều 3. Hồ sơ[1]",)
    assert [(note.marker, note.text) for note in source.footnotes] == [("1", "Được sửa đổi.")]


def test_old_fonts_are_converted_only_where_the_text_is_really_old():
    font = '<w:rFonts w:ascii=".VnTime"/>'
    old = paragraph("§iÒu 1. Ph¹m vi ®iÒu chØnh, quyÒn h¹n cña c¸c tæ chøc", run=font)
    assert lines(old + paragraph("Điều 2")) == (
        "Điều 1. Phạm vi điều chỉnh, quyền hạn của các tổ chức",
        "Điều 2",
    )
    unicode = paragraph("Điều 1. Phạm vi điều chỉnh của các tổ chức", run=font)
    assert lines(unicode) == ("Điều 1. Phạm vi điều chỉnh của các tổ chức",)


def test_an_exponent_split_over_runs_is_one_number():
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
    body = "<w:p><w:r><w:t>họ tên</w:t></w:r>" + raised.format("1") + raised.format("0") + "</w:p>"
    assert lines(body) == ("họ tên[10]",)


def test_capitals_of_the_font_are_capitals_of_the_text():
    assert lines(paragraph("Nghị định", run="<w:caps/>")) == ("NGHỊ ĐỊNH",)


def test_deleted_and_hidden_text_is_dropped_and_reported():
    body = (
        "<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>mới</w:t></w:r></w:ins></w:p>" + paragraph("ẩn", run="<w:vanish/>")
    )
    source = read_bytes(word_xml(body), "a.docx")
    assert source.lines == ("mới",)
    assert {found.code for found in source.findings} == {"tracked-changes", "hidden-text"}


def test_a_table_of_contents_is_left_out():
    style = '<w:style w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    styles = f'<w:styles xmlns:w="{W}">{style}</w:styles>'
    body = paragraph("Chương I 3", '<w:pStyle w:val="T"/>') + paragraph("Chương I")
    assert lines(body, styles=styles) == ("Chương I",)


def test_text_boxes_are_read_once():
    box = "<w:txbxContent>" + paragraph("Mẫu số 01") + "</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        f'<w:p xmlns:mc="{mc}"><w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
        "<w:t>Đơn</w:t></w:r></w:p>"
    )
    assert lines(body) == ("Đơn", "Mẫu số 01")


def test_formulas_are_written_on_one_line():
    m = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    t = "<m:r><m:t>{}</m:t></m:r>"
    parts = f"<m:num>{t.format('a+b')}</m:num><m:den>{t.format('c')}</m:den>"
    formula = f"<m:oMath><m:f>{parts}</m:f></m:oMath>"
    body = f'<w:p xmlns:m="{m}"><w:r><w:t>T = </w:t></w:r>{formula}</w:p>'
    assert lines(body) == ("T = (a+b)/c",)


def test_a_macro_is_an_error_finding_and_the_text_is_read():
    body = f"<w:body>{paragraph('Điều 1')}</w:body>"
    xml = f'<w:document xmlns:w="{W}">{body}</w:document>'
    data = package({"word/document.xml": xml, "word/vbaProject.bin": b"x"})
    source = read_bytes(data, "a.docm")
    assert source.lines == ("Điều 1",)
    assert [(found.code, found.severity) for found in source.findings] == [("macro", "error")]


def test_entities_are_not_resolved():
    xml = (
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Điều 1 &a;&b;</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    assert read_bytes(package({"word/document.xml": xml}), "a.docx").lines == ("Điều 1",)


def test_damaged_xml_is_read_as_far_as_it_goes_and_said_to_be_incomplete():
    xml = f'<w:document xmlns:w="{W}"><w:body>{paragraph("Điều 1")}<w:p><w:r><w:t>Đi'
    source = read_bytes(package({"word/document.xml": xml}), "a.docx")
    assert source.lines[0] == "Điều 1"
    assert [found.code for found in source.findings] == ["incomplete"]


def test_a_note_that_calls_itself_ends():
    call = '<w:p><w:r><w:footnoteReference w:id="2"/><w:t>chữ</w:t></w:r></w:p>'
    assert lines(call, footnotes=footnotes(call)) == ("[1]chữ",)


def test_a_document_without_words_is_refused():
    with pytest.raises(Unreadable) as caught:
        lines(paragraph("  "))
    assert caught.value.code == "no-text"
