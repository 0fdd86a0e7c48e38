"""A small article, and short ways to write instructions for it."""

from __future__ import annotations

from vnlaw.consolidation import Instruction, Op, Outcome, Part, Spot, Step, Tree, apply, plain
from vnlaw.consolidation.drafts import read_drafts
from vnlaw.consolidation.rendering import lines_of, text_of
from vnlaw.consolidation.tree import ROOT
from vnlaw.document import Level

ARTICLE = """Điều 5. Hồ sơ đăng ký
1. Hồ sơ gồm:
a) Đơn đăng ký;
b) Bản sao giấy tờ tùy thân;
c) Ảnh chân dung.
2. Cơ quan đăng ký nhận hồ sơ trong giờ làm việc.
3. Trường hợp hồ sơ chưa đủ, cơ quan đăng ký trả lời trong 03 ngày."""

_LEVELS = {"điều": Level.ARTICLE, "khoản": Level.CLAUSE, "điểm": Level.POINT}


def spot(words: str, part: Part = Part.WHOLE, ordinal: int = 0) -> Spot:
    """ "điểm a khoản 1 điều 5" as a spot."""
    parts = words.split()
    steps = [
        Step(_LEVELS[unit], number) for unit, number in zip(parts[::2], parts[1::2], strict=True)
    ]
    return Spot(tuple(reversed(steps)), part, ordinal)


def order(op: Op, where: str, *lines: str, key: str = "L2#1", **more: object) -> Instruction:
    """An instruction of the amending text L2."""
    part = more.pop("part", Part.WHOLE)
    ordinal = more.pop("ordinal", 0)
    assert isinstance(part, Part)
    assert isinstance(ordinal, int)
    source = str(more.pop("source", key.partition("#")[0]))
    at = spot(where, part, ordinal)
    return Instruction(key, op, at, source, "…", lines=lines, **more)  # type: ignore[arg-type]


def tree(text: str = ARTICLE) -> Tree:
    """The article as a tree."""
    _, drafts = read_drafts(text.split("\n"), Level.ARTICLE)
    return Tree.of_drafts(drafts)


def after(*orders: Instruction, text: str = ARTICLE) -> tuple[str, tuple[Outcome, ...]]:
    """The text after instructions, and what became of each."""
    made = tree(text)
    outcomes = apply(made, orders)
    return rendered(made), outcomes


def rendered(made: Tree) -> str:
    """The whole text of a tree."""
    return "\n".join(text_of(made, node.identity) for node in made.children(ROOT))


def spans(made: Tree) -> list[tuple[str, str]]:
    """Text and origin of every span."""
    return [
        (span.text, span.origin)
        for node in made.children(ROOT)
        for line in lines_of(made, node.identity)
        for span in line
    ]


__all__ = ["ARTICLE", "after", "order", "plain", "rendered", "spans", "spot", "tree"]
