"""What holds for any text: no crash, quotes from the text, time linear in length."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.vnlaw.effects.written import decree
from tests.vnlaw.strategies import documents

from vnlaw.document import Document
from vnlaw.effects import find_effects, read_effects

_WORDS = [
    "Sửa đổi, bổ sung", "Bãi bỏ", "Bổ sung", "Thay thế cụm từ", "bằng cụm từ", "“", "”", '"',
    "khoản 2", "các điểm a, b và đ", "Điều 5", "Chương II", "Phụ lục I", "tên Điều", "đoạn đầu",
    "vào sau", "tại",
    "Nghị định số 12/2028/NĐ-CP", "Luật Chợ", "Luật số 3/2022/QH15", "ngày 01 tháng 5 năm 2031",
    "hết hiệu lực", "kể từ ngày", "Nghị định này có hiệu lực", "như sau:", "sau đây:", ";", ",",
    "và", "trừ", "(", ")", "tiếp tục có hiệu lực", "tạm ngưng hiệu lực", "thành", "cũ",
    "một số điều của",
    "đã được sửa đổi, bổ sung bởi", "ban hành kèm theo", "toàn bộ", "đến", "từ", ".", "1.", "a)",
]  # fmt: skip
_sentences = st.lists(st.sampled_from(_WORDS), max_size=18).map(" ".join)


def _own_text(document: Document) -> str:
    tree = document.structure
    lines = [document.metadata.title, *tree.heading]
    lines += [clause.quote for clause in document.metadata.effective]
    for part in tree.components:
        lines += ["\n".join((part.label, part.title)), "\n".join(part.intro)]
        for provision in part.walk():
            lines += [provision.heading, "\n".join(provision.text)]
            lines.append("\n".join((provision.heading, *provision.text)))
    return "\n\n".join(lines)


@given(st.lists(_sentences, max_size=5))
@settings(max_examples=80, deadline=None)
def test_any_mix_of_legal_words_is_read_without_a_crash(lines: list[str]) -> None:
    document = decree("Điều 1. Sửa đổi Nghị định số 12/2028/NĐ-CP", *lines)
    text = _own_text(document)
    for effect in find_effects(document):
        assert effect.quote.text in text
        assert 0.0 < effect.confidence <= 1.0
        assert effect.certain <= (not effect.target.relation)


@given(documents)
@settings(max_examples=40, deadline=None)
def test_any_document_is_read_without_a_crash(document: Document) -> None:
    reading = read_effects(document)
    assert [effect.order for effect in reading.effects] == list(range(len(reading.effects)))


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_line_is_read_without_a_crash(line: str) -> None:
    read_effects(decree("Điều 1. Bãi bỏ", line))


def _seconds(times: int) -> float:
    line = (
        "Bãi bỏ khoản 1, trừ điểm a, được sửa đổi bởi Luật số 3/2022/QH15 và Luật Chợ tại tên "
        "Điều 5 "
        "“đoạn, "
    )
    document = decree("Điều 1. Sửa đổi Nghị định số 12/2028/NĐ-CP", "1. " + line * times)
    started = time.perf_counter()
    find_effects(document)
    return time.perf_counter() - started


def test_one_endless_line_takes_linear_time() -> None:
    _seconds(50)
    small, large = _seconds(400), _seconds(3200)
    assert large < 8 * 6 * max(small, 0.01)
