"""Whether a finished article looks whole: signs that lines were lost, split off or slipped in.

Amended text is certain only where its form is sound: numbers follow each other, lists end as
lists do, sentences end, and no page number or header of the printed page stands among them.
Source of the form: Nghị định 78/2025/NĐ-CP Art 69 and Annex I (khoản and điểm are numbered without
gaps; a điểm ends in a semicolon, the last one in a full stop).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vnlaw.consolidation.lines import plain
from vnlaw.consolidation.pieces import is_bullet, is_headed
from vnlaw.consolidation.tree import Node, Tree
from vnlaw.document import Level
from vnlaw.effects.wording import pattern
from vnlaw.structure.labels import read_mark
from vnlaw.tables import is_row

_FURNITURE = pattern("furniture", "line", shape=r"\s*{}\s*$")
# A page number that the print set before the rest of a broken line.
_NUMBERED = re.compile(r"\d{1,4}\s+[a-zà-ỹđ]")
_SENTENCE_END = re.compile(r"[.;:…!?][\s”\"’)»\]]*$")
_ITEM_END = re.compile(r";\s*(?:và|hoặc)?\s*$")


def form_doubts(tree: Tree, identity: str) -> Iterator[str]:
    """Codes of `data/consolidation.toml` for a provision with all below it; none where sound."""
    for node in tree.walk(identity):
        if node.repealed:
            continue
        children = tree.children(node.identity)
        texts = [plain(text) for text in (*node.text, *node.tail)]
        # What stands beside the label on its line, and what follows below.
        below = texts if is_headed(node.level) else texts[1:]
        if any(_FURNITURE.match(text) for text in texts) or any(map(_NUMBERED.match, below)):
            yield "page-furniture"
        if _has_gap(children) or any(map(_is_labelled, below)):
            yield "numbering-gap"
        if _is_unfinished(node, children) or any(
            _is_merged(tree, child) for child in children[-1:]
        ):
            yield "form-broken"


def _has_gap(children: Sequence[Node]) -> bool:
    """Whether numbers of one list jump, repeat, or do not begin at the first one."""
    for level in {node.level for node in children}:
        marks = [
            mark
            for node in children
            if node.level is level and (mark := read_mark(f"{plain(node.label)} x"))
        ]
        if not marks or level is Level.ARTICLE:
            continue
        if marks[0].order != 1 or marks[0].suffix:
            return True
        if any(after.step(before) not in (0, 1) for before, after in pairwise(marks)):
            return True
    return False


def _is_labelled(text: str) -> bool:
    """Whether a paragraph bears a number that fits into no list."""
    mark = read_mark(text)
    return mark is not None and mark.firm and mark.level in (Level.CLAUSE, Level.POINT)


def _is_unfinished(node: Node, children: Sequence[Node]) -> bool:
    """Whether paragraphs stop in the middle, or a list item has lost its label or its end."""
    own = [plain(text) for text in node.text]
    stray = any(
        _ITEM_END.search(before) and text[:1].isupper() and not is_bullet(text)
        for before, text in pairwise(own)
    )
    return stray or _ends_open(own, children) or _ends_as_item(children)


def _is_merged(tree: Tree, node: Node) -> bool:
    """Whether the last khoản may be two: "1. … đường bộ.", "Bộ chịu trách nhiệm:", "a) …"."""
    own = [plain(text) for text in node.text]
    return (
        len(own) > 1
        and own[0].endswith(".")
        and own[-1].endswith(":")
        and bool(tree.children(node.identity))
    )


def _ends_open(own: Sequence[str], children: Sequence[Node]) -> bool:
    """Whether the last own paragraph announces what never comes, or ends no sentence."""
    if not own or is_row(own[-1]):
        return False
    last = own[-1]
    if not children and last.rstrip().endswith(":"):
        return True
    return _SENTENCE_END.search(last) is None


def _ends_as_item(children: Sequence[Node]) -> bool:
    """Whether the last điểm ends like one that others follow."""
    if not children or children[-1].level is not Level.POINT or not children[-1].text:
        return False
    return _ITEM_END.search(plain(children[-1].text[-1])) is not None
