from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from tests.vnlaw.made_up import DECREE

from vnlaw import ENGINE_VERSION
from vnlaw.command import main
from vnlaw.export import to_text


@pytest.fixture
def decree(tmp_path: Path) -> str:
    file = tmp_path / "nghi-dinh.txt"
    file.write_text(to_text(DECREE), encoding="utf-8")
    return str(file)


def test_read_prints_the_lines(decree: str, capsys: pytest.CaptureFixture[str]):
    assert main(["read", decree]) == 0
    assert "Điều 2. Các loại chợ" in capsys.readouterr().out.splitlines()


def test_read_as_json_tells_pages_confidence_and_findings(
    decree: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["read", "--json", decree]) == 0
    values = json.loads(capsys.readouterr().out)
    assert {"lines", "pages", "confidence", "findings", "media_type"} <= set(values)


def test_parse_writes_json_by_default(decree: str, capsys: pytest.CaptureFixture[str]):
    assert main(["parse", decree]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["metadata"]["number"]["text"] == "12/2031/NĐ-CP"


def test_parse_writes_akoma_ntoso(decree: str, capsys: pytest.CaptureFixture[str]):
    assert main(["parse", decree, "--format", "akn"]) == 0
    assert 'eId="art_2__para_1"' in capsys.readouterr().out


def test_parse_writes_text_that_parses_to_the_same_text(
    decree: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    once, twice = tmp_path / "mot.txt", tmp_path / "hai.txt"
    assert main(["parse", decree, "--format", "text", "--output", str(once)]) == 0
    assert main(["parse", str(once), "--format", "text", "-o", str(twice)]) == 0
    assert once.read_text() == twice.read_text()
    assert capsys.readouterr().out == ""


def test_a_hyphen_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    data = io.BytesIO(to_text(DECREE).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data, encoding="utf-8"))
    assert main(["parse", "-", "--format", "text"]) == 0
    assert "Điều 2. Các loại chợ" in capsys.readouterr().out


def test_an_unreadable_file_gives_a_vietnamese_message_and_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "trong.txt"
    file.write_bytes(b"")
    assert main(["parse", str(file)]) == 2
    message = capsys.readouterr().err
    assert "[empty]" in message
    assert str(file) in message


def test_a_missing_file_and_a_folder_give_a_message_and_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["read", str(tmp_path / "khong-co.txt")]) == 2
    assert main(["read", str(tmp_path)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_an_output_that_cannot_be_written_gives_a_message(
    decree: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["read", decree, "-o", str(tmp_path / "khong-co" / "a.txt")]) == 2
    assert "quyền truy cập" in capsys.readouterr().err


def test_help_and_version_are_there(capsys: pytest.CaptureFixture[str]):
    for arguments in (["--help"], ["parse", "--help"], ["--version"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 0
    assert ENGINE_VERSION in capsys.readouterr().out


def test_a_wrong_command_line_ends_with_code_2():
    with pytest.raises(SystemExit) as stopped:
        main(["parse", "tep.txt", "--format", "pdf"])
    assert stopped.value.code == 2
