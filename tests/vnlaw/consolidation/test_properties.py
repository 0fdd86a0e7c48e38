"""What holds for all instructions, whatever they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.vnlaw.consolidation.texts import ARTICLE, after, order, rendered, spans, spot, tree

from vnlaw.consolidation import Instruction, Op, Status, apply

_CLAUSES = st.sampled_from(["1", "2", "2a", "2b", "3", "4", "9"])
_POINTS = st.sampled_from(["a", "a1", "b", "c", "d", "đ"])
_WORDS = st.sampled_from(["hồ sơ", "cơ quan đăng ký", "ngày", "không có", "đơn"])
_LETTERS = st.text(st.sampled_from("abcđêơ ư.;:”“1)\n"), max_size=30)


def _instruction(index: int, drawn: tuple[Op, str, str, str, str]) -> Instruction:
    op, clause, point, word, free = drawn
    where = f"điểm {point} khoản {clause} điều 5" if index % 2 else f"khoản {clause} điều 5"
    label = f"{point}) " if index % 2 else f"{clause}. "
    lines = tuple(f"{label}{free}".split("\n"))
    return order(
        op,
        where,
        *lines,
        key=f"L{index % 3}#{index}",
        old=word,
        new=free.strip(),
        becomes=spot("khoản 7 điều 5"),
    )


def _instructions() -> st.SearchStrategy[list[Instruction]]:
    drawn = st.tuples(st.sampled_from(Op), _CLAUSES, _POINTS, _WORDS, _LETTERS)
    return st.lists(drawn, max_size=6).map(
        lambda rows: [_instruction(index, row) for index, row in enumerate(rows)]
    )


@given(_instructions())
def test_whatever_is_ordered_it_ends_and_each_order_has_one_outcome(
    orders: list[Instruction],
) -> None:
    _, outcomes = after(*orders)
    assert [outcome.instruction for outcome in outcomes] == orders


@given(_instructions())
def test_every_span_has_exactly_one_source_that_exists(orders: list[Instruction]) -> None:
    made = tree()
    apply(made, orders)
    found = spans(made)
    assert all(text for text, _ in found)
    assert {origin for _, origin in found} <= {"", *(do.key for do in orders)}
    assert "\n".join(rendered(made).split("\n")) == rendered(made)


@given(_instructions())
def test_an_order_that_failed_left_the_text_as_it_was(orders: list[Instruction]) -> None:
    made = tree()
    for do in orders:
        before = rendered(made)
        [outcome] = apply(made, [do])
        if outcome.status is Status.FAILED:
            assert rendered(made) == before


_COMMUTING = [
    order(Op.REPLACE, "điểm a khoản 1 điều 5", "a) Đơn mới;", key="L2#1"),
    order(Op.REPLACE, "khoản 2 điều 5", "2. Nhận mọi lúc.", key="L3#2"),
    order(Op.INSERT, "khoản 3a điều 5", "3a. Mới một.", key="L2#3"),
    order(Op.INSERT, "khoản 3b điều 5", "3b. Mới hai.", key="L4#4"),
    order(Op.INSERT, "khoản 4 điều 5", "4. Mới ba.", key="L2#5"),
    order(Op.REPEAL, "điểm b khoản 1 điều 5", key="L4#6"),
    order(Op.REPLACE_PHRASE, "khoản 3 điều 5", key="L3#7", old="03 ngày", new="01 ngày"),
]


@given(st.permutations(_COMMUTING))
def test_the_order_of_instructions_that_do_not_meet_does_not_matter(
    orders: list[Instruction],
) -> None:
    text, outcomes = after(*orders)
    assert text == after(*_COMMUTING)[0]
    assert all(outcome.certain for outcome in outcomes)


@given(st.sets(st.sampled_from(_COMMUTING)))
def test_leaving_an_instruction_out_restores_what_it_changed(chosen: set[Instruction]) -> None:
    text, _ = after(*sorted(chosen, key=lambda do: do.key))
    if not chosen:
        assert text == ARTICLE
    for do in chosen:
        without, _ = after(*sorted(chosen - {do}, key=lambda other: other.key))
        again, _ = after(do, text=without)
        assert again == text
