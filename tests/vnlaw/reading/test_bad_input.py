"""Files that nobody should have sent: a clear message, never a crash, never a wrong text."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from tests.vnlaw.reading.builders import ole, package, paragraph, word97, word_xml

from vnlaw.reading import Limits, Unreadable, read, read_bytes, tesseract
from vnlaw.reading.isolated import read_isolated


def refused(data: bytes, name: str = "a.bin", limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, name, limits=limits)
    assert caught.value.message.endswith((".", "-vie."))
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\0", "empty"),
        (b"MZ\x90\0" + bytes(60), "dangerous"),
        (b"\x7fELF" + bytes(60), "dangerous"),
        (b"#!/bin/sh\nrm", "dangerous"),
        (b"\x1f\x8b\x08\0" + bytes(60), "unsupported"),
        (bytes(range(256)) * 8, "unsupported"),
        (bytes([0, *range(32, 256)]) * 9, "unsupported"),
        (b"%PDF-1.4\n", "truncated"),
        (b"PK\x03\x04 cut", "truncated"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"cut", "truncated"),
        (b"\xff\xd8\xff\xe0cut", "truncated"),
        (package({"xl/workbook.xml": "x"}), "unsupported"),
        (package({"a.txt": "x"}), "unsupported"),
        (ole({"Workbook": b"x"}), "unsupported"),
        (ole({"EncryptedPackage": b"x"}), "encrypted"),
        (b"123 456 ...", "no-text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, code: str):
    if data.startswith(b"\xff\xd8") and not tesseract.available():
        code = "tool-missing"
    assert refused(data) == code


def test_a_file_past_the_limit_is_refused_before_it_is_opened(tmp_path: Path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.code == "too-large"
    assert "300 MB" in caught.value.message


def test_zip_bombs_are_not_unpacked():
    assert refused(package({"word/document.xml": b" " * 30_000_000})) == "bomb"
    many = package({f"word/{n}.xml": b"x" for n in range(50)})
    assert refused(many, limits=Limits(members=20)) == "bomb"
    large = word_xml(paragraph("Điều 1"), media="x" * 5000)
    assert refused(large, limits=Limits(unpacked=2000)) == "bomb"


def test_a_renamed_file_is_read_by_content_and_says_so():
    source = read_bytes(word_xml(paragraph("Điều 1")), "a.pdf")
    assert source.lines == ("Điều 1",)
    assert [found.code for found in source.findings] == ["renamed"]
    assert not read_bytes(b"<html><p>a</p></html>", "a.htm").findings
    assert read_bytes(b"<html><p>a</p></html>", "a.doc").findings[0].code == "renamed"


def test_macros_of_old_word_files_are_an_error_finding(monkeypatch: pytest.MonkeyPatch):
    source = read_bytes(word97("Điều 1\r", macros=True), "a.doc")
    assert source.lines == ("Điều 1",)
    assert [(found.code, found.severity) for found in source.findings] == [("macro", "error")]


def test_pictures_with_too_many_points_are_refused():
    buffer = io.BytesIO()
    Image.new("1", (4000, 4000)).save(buffer, "PNG")
    code = refused(buffer.getvalue(), "a.png", Limits(pixels=1_000_000))
    assert code == ("image-too-large" if tesseract.available() else "tool-missing")


def test_an_unforeseen_error_becomes_a_refusal(monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("vnlaw.reading.plain.decode", fail)
    assert refused(b"abc def") == "crashed"


def test_a_file_read_apart_is_the_same(tmp_path: Path):
    path = tmp_path / "tai-len"
    path.write_bytes(word_xml(paragraph("Điều 1. Phạm vi")))
    assert read_isolated(path, "a.txt", 60) == read(path, name="a.txt")


def test_a_refusal_comes_through_from_the_other_process(tmp_path: Path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"")
    with pytest.raises(Unreadable) as caught:
        read_isolated(path)
    assert caught.value.code == "empty"


def test_a_process_that_dies_or_hangs_is_a_refusal(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    with pytest.raises(Unreadable) as caught:
        read_isolated(path, timeout=0.01)
    assert caught.value.code == "timeout"
    with pytest.raises(Unreadable) as caught:
        read_isolated(tmp_path / "absent.txt")
    assert caught.value.code == "crashed"
