"""Where a new provision stands among the others."""

from __future__ import annotations

import re
from functools import cache

from vnlaw.consolidation.drafts import Draft
from vnlaw.consolidation.model import Instruction, Path, Spot
from vnlaw.consolidation.tree import Node, Order, Tree, between
from vnlaw.document import Level
from vnlaw.lexicon import load


def holder(tree: Tree, do: Instruction) -> Node | None:
    """What a new provision is put into."""
    above: Path = do.spot.steps[:-1]
    if do.spot.steps[-1].level is not Level.ARTICLE:
        return tree.find(Spot(above, within=do.spot.within))
    for neighbour in (do.after, do.before):
        found = tree.find(neighbour) if neighbour else None
        if found is not None and found.level is Level.ARTICLE and found.parent is not None:
            return tree.nodes[found.parent]
    if above:
        return tree.find(Spot(above, within=do.spot.within))
    root = tree.find(Spot((), within=do.spot.within))
    if root is None:
        return None
    return _holder_by_number(tree, root, do.spot.steps[-1].number)


def _holder_by_number(tree: Tree, root: Node, number: str) -> Node:
    """The chapter of the article before a new one."""
    key = sort_key(Level.ARTICLE, number)
    best: Node | None = None
    for node in tree.walk(root.identity):
        if node.level is Level.ARTICLE and sort_key(node.level, node.number) < key:
            best = node
    return tree.nodes[best.parent or ""] if best is not None else root


def place(tree: Tree, parent: Node, draft: Draft, do: Instruction) -> tuple[Order, str]:
    """Where among its siblings a new provision stands, and a doubt about it."""
    blank = Node("", None, (), draft.level, draft.number, (), (), ())
    by_number = order_of(tree, parent, blank)
    kin = [node for node in tree.children(parent.identity) if node.level is draft.level]
    if not kin and parent.text and draft.level is not Level.ARTICLE and parent.level is not None:
        return by_number, "parent-without-children"
    neighbour, after = (do.after, True) if do.after else (do.before, False)
    found = tree.find(neighbour) if neighbour else None
    if found is None or found.parent != parent.identity or found.level is not draft.level:
        return by_number, "order-unclear" if neighbour and do.lines and found is None else ""
    agrees = by_number > found.order if after else by_number < found.order
    between_them = [
        node
        for node in kin
        if min(by_number, found.order) < node.order < max(by_number, found.order)
    ]
    # Others may have been put behind the same neighbour before: 4a stands between 4 and 4b.
    stem = re.match(r"\d+|[a-zđ]", draft.number)
    same_stem = all(stem and node.number.startswith(stem[0]) for node in between_them)
    if agrees and (not between_them or same_stem):
        return by_number, ""
    others = [node for node in tree.children(parent.identity) if node.identity != found.identity]
    if after:
        beyond = [node.order for node in others if node.order > found.order]
        return between(found.order, min(beyond, default=None)), "order-unclear"
    beyond = [node.order for node in others if node.order < found.order]
    return between(max(beyond, default=None), found.order), "order-unclear"


def order_of(tree: Tree, parent: Node, node: Node, without: str = "") -> Order:
    """The order that puts a provision where its number belongs."""
    siblings = [n for n in tree.children(parent.identity) if n.identity != without]
    key = sort_key(node.level, node.number)
    before: Order | None = None
    after: Order | None = None
    for sibling in siblings:
        same = sibling.level is node.level
        if same and sort_key(sibling.level, sibling.number) > key:
            after = sibling.order
            break
        before = sibling.order
    return between(before, after)


@cache
def _letters() -> str:
    order: str = load("structure_labels")["points"]["order"]
    return order


def sort_key(level: Level | None, number: str) -> tuple[int, ...]:
    """A number as something to compare: 4 < 4a < 4b < 5, and d < đ < e."""
    digits = re.match(r"\d+", number)
    head = int(digits[0]) if digits else 0
    rest = number[digits.end() :] if digits else number
    letters = tuple(
        int(letter) if letter.isdigit() else _letters().find(letter) + 1 for letter in rest
    )
    del level
    return (head, *letters)
