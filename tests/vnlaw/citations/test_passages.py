"""Citations of a whole document: addresses, quotations, amended acts, aliases that hold on."""

import json
from pathlib import Path

import pytest

from vnlaw.citations import Passage, TargetKind, cite_document, to_json
from vnlaw.command import main
from vnlaw.parse import parse_text

DECREE = """CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 900/2031/NĐ-CP
Hà Nội, ngày 02 tháng 03 năm 2031
NGHỊ ĐỊNH
Sửa đổi, bổ sung một số điều của Nghị định số 800/2029/NĐ-CP về thả diều
Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;
Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 800/2029/NĐ-CP
1. Sửa đổi, bổ sung khoản 2 Điều 5 như sau:
“2. Người thả diều quy định tại khoản 1 Điều này phải đăng ký.”
2. Bãi bỏ Điều 7.
Điều 2. Trách nhiệm thi hành
1. Sở Văn hóa báo cáo theo Nghị định số 700/2028/NĐ-CP (sau đây gọi là Nghị định báo cáo).
2. Việc quy định tại khoản 1 Điều này theo Điều 9 Nghị định báo cáo.
"""


@pytest.fixture(scope="module")
def passages() -> tuple[Passage, ...]:
    return cite_document(parse_text(DECREE))


def meant(passages: tuple[Passage, ...], address: str) -> list[tuple[str, list[str]]]:
    return [
        (citation.target.text, [reference.text for reference in citation.provisions])
        for passage in passages
        if passage.address == address and passage.part == "text"
        for citation in passage.citations
    ]


def test_the_legal_bases_are_cited(passages: tuple[Passage, ...]) -> None:
    bases = [c.target.text for p in passages if p.part == "preamble" for c in p.citations]
    assert bases == ["63/2025/QH15"]


def test_bare_provisions_of_an_amending_article_are_of_the_amended_decree(
    passages: tuple[Passage, ...],
) -> None:
    assert meant(passages, "dieu-1/khoan-2") == [("800/2029/NĐ-CP", ["Điều 7"])]
    first = meant(passages, "dieu-1/khoan-1")
    assert first[0] == ("800/2029/NĐ-CP", ["khoản 2 Điều 5"])


def test_quoted_text_keeps_this(passages: tuple[Passage, ...]) -> None:
    (quoted,) = [p for p in passages if p.quoted]
    (citation,) = quoted.citations
    assert citation.target.kind is TargetKind.SELF
    assert citation.provisions[0].text == "khoản 1 Điều này"


def test_an_alias_holds_in_later_paragraphs(passages: tuple[Passage, ...]) -> None:
    assert meant(passages, "dieu-2/khoan-2") == [
        ("self", ["khoản 1 Điều 2"]),
        ("700/2028/NĐ-CP", ["Điều 9"]),
    ]


def test_passages_are_json(passages: tuple[Passage, ...]) -> None:
    rows = json.loads(json.dumps(to_json(passages)))
    for row in rows:
        for citation in row["citations"]:
            assert row["text"][citation["start"] : citation["end"]] == citation["surface"]


def test_the_command_prints_citations(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "nghi-dinh.txt"
    file.write_text(DECREE, encoding="utf-8")
    assert main(["cite", str(file)]) == 0
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert "dieu-1/khoan-2\tĐiều 7\t800/2029/NĐ-CP | Điều 7" in lines
    assert main(["cite", str(file), "--json"]) == 0
    assert json.loads(capfdbinary.readouterr().out)[0]["part"] in ("title", "preamble")
