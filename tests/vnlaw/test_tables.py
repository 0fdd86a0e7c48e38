"""Tables kept as lines of plain text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vnlaw import tables

WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=8)
CELL = st.lists(st.lists(WORDS.filter(bool), min_size=1, max_size=3).map(" ".join), max_size=3).map(
    "\n".join
)
ROW = st.lists(CELL, min_size=1, max_size=5).map(tuple)


@given(ROW)
def test_cells_come_back_as_they_were_written(row: tuple[str, ...]):
    line = tables.row(row)
    assert tables.is_row(line)
    assert "\n" not in line
    assert tables.cells(line) == row


@given(st.lists(st.text(max_size=20), max_size=4))
def test_any_text_gives_one_row_line_that_reads_stably(row: list[str]):
    line = tables.row(row)
    assert tables.is_row(line)
    assert len(line.splitlines()) == 1
    assert tables.row(tables.cells(line)) == line


@given(st.lists(ROW, min_size=1, max_size=4))
def test_consecutive_rows_are_one_table(rows: list[tuple[str, ...]]):
    lines = ["Danh mục", *(tables.row(cells) for cells in rows), "Ghi chú"]
    assert list(tables.grouped(lines)) == ["Danh mục", tuple(rows), "Ghi chú"]


def test_a_row_is_written_between_bars():
    assert tables.row(["TT", "Tên | số", "", "a\nb"]) == r"| TT | Tên \| số | | a ⏎ b |"


def test_a_paragraph_that_only_begins_with_a_bar_is_no_row():
    assert not tables.is_row("| tước quốc tịch Việt Nam;")
    assert tables.cells("| tước quốc tịch") == ("| tước quốc tịch",)


def test_a_table_at_the_end_is_not_lost():
    assert list(tables.grouped(["| 1 |"])) == [(("1",),)]


def test_blanks_inside_a_cell_do_not_change_under_cleaning():
    assert tables.row(["  Quyết   định\t15 "]) == "| Quyết định 15 |"
