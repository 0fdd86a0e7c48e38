"""Whatever the text is: no crash, no hang, no line lost, none twice."""

import time
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnlaw.document import Structure
from vnlaw.structure import structure

PIECES = st.sampled_from(
    [
        "Phần thứ nhất",
        "Chương I",
        "CHƯƠNG II: TÊN",
        "Mục 1.",
        "Tiểu mục 2",
        "Điều 1. Tên",
        "Điều 2",
        "Điều 3. Sửa đổi khoản 1 Điều 4 như sau:",
        "Điều 4 Luật",
        "1. Khoản",
        "2.Khoản",
        "1.1. Ý",
        "a) Điểm;",
        "đ) Điểm.",
        "b1) Điểm",
        "(ii) Tiết",
        "I. MỤC",
        "“1. Trích",
        "“Điều 5. Trích”.",
        '"a) Trích"',
        "hết trích”.",
        "| a | 1. b |",
        "Căn cứ Luật;",
        "Nơi nhận:",
        "TM. ỦY BAN",
        "(Đã ký)",
        "Lê Mẫu",
        "QUY CHẾ",
        "Phụ lục I: TÊN",
        "Mẫu số 02",
        "(Kèm theo Quyết định)",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "---",
        "văn xuôi",
        "",
    ]
)


def printed(found: Structure) -> list[str]:
    parts = [*found.heading, *found.preamble, *found.closing]
    for component in found.components:
        parts += [component.label, component.title, *component.intro]
        for provision in component.walk():
            parts += [provision.label, provision.heading, *provision.text]
    return parts


def letters(parts: Sequence[str]) -> Counter[str]:
    """Letters and digits, counted: blanks may go, and marks between a label and a name."""
    return Counter(c for part in parts for c in part if c.isalnum())


@given(st.lists(PIECES, max_size=60))
def test_every_line_of_a_legal_text_stands_in_exactly_one_place(lines: list[str]):
    assert letters(printed(structure(lines))) == letters(lines)


@given(st.lists(st.text(max_size=40), max_size=30))
def test_every_line_of_any_text_stands_in_exactly_one_place(lines: list[str]):
    assert letters(printed(structure(lines))) == letters(lines)


@given(st.lists(PIECES, max_size=60))
def test_lines_of_provisions_run_forward_and_quoted_ranges_lie_inside_the_text(lines: list[str]):
    for component in structure(lines).components:
        places = [provision.line for provision in component.walk()]
        assert places == sorted(set(places))
        for provision in component.walk():
            for start, end in provision.quoted:
                assert 0 <= start < end <= len(provision.text)


HOSTILE = {
    "one endless line": ["x" * 5_000_000],
    "one endless label": ["Điều 1" + "1" * 5_000_000],
    "endless blanks": ["Điều 1." + " " * 5_000_000 + "x"],
    "endless quotation marks": ['“"”' * 1_500_000],
    "endless colons and quotes": [': "' * 1_500_000],
    "an instruction without end": [
        "Điều 1. Sửa đổi " + "khoản 1, 2 và " * 300_000,
        "1. Nội dung",
    ],
    "endless Roman number": ["Chương " + "I" * 1_000_000],
    "many short lines": list("1a“IĐ") * 40_000,
    "many clauses": ["Điều 1. Tên", *("1. Sửa đổi khoản 2 như sau:" for _ in range(30_000))],
    "many open quotations": ["Điều 1. Sửa đổi khoản 1 như sau:", *["“1. Mở"] * 30_000],
    "many titles": ["Nơi nhận:", *["PHỤ LỤC"] * 50_000],
    "many letterheads": ["Nơi nhận:", *["CỘNG HÒA XÃ HỘI", "A", "QUY CHẾ"] * 20_000],
}


@pytest.mark.parametrize("lines", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_finished_in_seconds(lines: list[str]):
    start = time.process_time()
    structure(lines)
    assert time.process_time() - start < 10


def test_clean_text_is_structured_at_a_million_characters_a_second():
    lines = ["Điều 1. Phạm vi điều chỉnh"]
    lines += [
        f"{number}. Cơ quan có thẩm quyền quyết định việc giải quyết thủ tục hành chính."
        for number in range(1, 999)
    ] * 20
    seconds = min(_timed(lines) for _ in range(2))
    assert sum(map(len, lines)) / seconds > 1_000_000


def _timed(lines: list[str]) -> float:
    start = time.process_time()
    structure(lines)
    return time.process_time() - start
