"""What holds for any text: exact spans, order, no crash, linear time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnlaw.citations import Context, Step, find
from vnlaw.citations.series import expand_range

WORDS = (
    *("điểm", "khoản", "Điều", "các", "từ", "đến", "và", "hoặc", ",", ";", "của", "này", "tại"),
    *(
        "Phụ lục",
        "Mẫu số",
        "Chương",
        "Mục",
        "Luật",
        "Bộ luật",
        "Nghị định",
        "số",
        "sửa đổi, bổ sung",
    ),
    *(
        "a",
        "đ",
        "1",
        "2a",
        "10",
        "IV",
        "15/2020/NĐ-CP",
        "66-NQ/TW",
        "năm 2015",
        "nêu trên",
        "Đất đai",
    ),
    *(
        "(",
        ")",
        "“",
        "sau đây gọi là",
        "ban hành kèm theo",
        "ngày 31/02/2020",
        ".",
        "\n",
        "Hiến pháp",
    ),
)
phrases = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
texts = st.one_of(phrases, st.text(max_size=80))
HERE = Context(address=(Step("article", "Điều", "3"), Step("clause", "khoản", "1")))


@given(texts, st.sampled_from([Context(), HERE, Context(quoted=True)]))
def test_spans_are_exact_ordered_and_apart(text: str, context: Context) -> None:
    end = 0
    for citation in find(text, context):
        assert citation.surface == text[citation.start : citation.end]
        assert end <= citation.start < citation.end
        assert len(set(citation.provisions)) == len(citation.provisions)
        end = citation.end


@given(st.integers(1, 200), st.integers(1, 150))
def test_a_range_of_numbers_is_inclusive_and_in_order(first: int, more: int) -> None:
    last = first + more
    assert expand_range(str(first), str(last), "number") == [
        str(number) for number in range(first, last + 1)
    ]


@given(st.text(max_size=6), st.text(max_size=6), st.sampled_from(["letter", "number", "roman"]))
def test_a_range_always_keeps_both_ends(first: str, last: str, series: str) -> None:
    found = expand_range(first, last, series)
    assert (found[0], found[-1]) == (first, last)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("c", "e", ["c", "d", "đ", "e"]),  # the legal alphabet, not Unicode's
        ("II", "V", ["II", "III", "IV", "V"]),
        ("08", "11", ["08", "09", "10", "11"]),
        ("a1", "a3", ["a1", "a2", "a3"]),
        ("9", "5", ["9", "5"]),
    ],
)
def test_ranges_count_as_their_numbers_do(first: str, last: str, expected: list[str]) -> None:
    assert expand_range(first, last, "letter") == expected


@pytest.mark.parametrize(
    "piece",
    [
        "khoản 1 và ",
        "khoản 1, ",
        "1, 2, ",
        "điểm a khoản 1 Điều 2, ",
        "Luật Giá, ",
        "Luật sửa đổi Luật Giá, ",
        "Nghị định số 15/2020/NĐ-CP, ",
        "Nghị định nêu trên ",
        "số 1/",
        "(sau đây gọi là Nghị định 1) ",
        "Quy chế ",
        "Điều 1 đến Điều 400, ",
        "từ ",
        "((",
        "12-",
    ],
)
def test_time_is_linear_in_hostile_text(piece: str) -> None:
    small, large = "theo khoản " + piece * 200, "theo khoản " + piece * 1600
    find(small)
    times = []
    for text in (small, large):
        started = time.process_time()
        find(text)
        times.append(time.process_time() - started)
    assert times[1] < max(times[0], 0.02) * 8 * 4
