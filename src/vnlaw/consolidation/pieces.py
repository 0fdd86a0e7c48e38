"""Pieces of a provision: its heading, its first or last paragraph, its n-th one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache

from vnlaw.consolidation.lines import Line, line, plain
from vnlaw.consolidation.model import Instruction, Part, Spot
from vnlaw.consolidation.tree import Node, Tree
from vnlaw.document import Level
from vnlaw.lexicon import load
from vnlaw.structure.labels import read_mark

Doubts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Located:
    """One paragraph: the node it is kept in, whether in its tail, its index, and doubts."""

    node: Node
    in_tail: bool
    index: int
    doubts: Doubts = ()


def rewrite(tree: Tree, node: Node, do: Instruction, *, force: bool) -> Doubts | None:
    """Give a piece new text. None where there is no such piece; else doubts."""
    if do.spot.part is Part.HEADING:
        heading = " ".join(_without_label(text, node) for text in do.lines).strip()
        tree.put(replace(node, heading=line(heading, do.key), origin=do.key))
        return ()
    where = _locate(tree, node, do.spot, force=force)
    if where is None:
        return None
    own = where.index == 0 and not where.in_tail and where.node.identity == node.identity
    lines = [
        _without_label(text, node) if own and i == 0 else text for i, text in enumerate(do.lines)
    ]
    new = tuple(line(text, do.key) for text in lines)
    if do.spot.part is Part.LEAD and tree.children(node.identity):
        # All own text before khoản or điểm; more than one paragraph is often one broken line.
        tree.put(replace(node, text=new, origin=do.key))
    else:
        tree.put(_with(where, new, do.key))
    return where.doubts + (("piece-unclear",) if len(new) > 1 else ())


def remove(tree: Tree, node: Node, do: Instruction, *, force: bool) -> Doubts | None:
    """Take a piece away."""
    if do.spot.part is Part.HEADING:
        tree.put(replace(node, heading=(), origin=do.key))
        return ("piece-unclear",)
    where = _locate(tree, node, do.spot, force=force)
    if where is None:
        return None
    tree.put(_with(where, (), do.key))
    return where.doubts


def add(tree: Tree, node: Node, do: Instruction, *, force: bool) -> Doubts | None:
    """Put paragraphs into a provision: before all below it as its lead, else at its end."""
    del force
    if node.level is None:
        return None
    new = tuple(line(text, do.key) for text in do.lines)
    children = tree.children(node.identity)
    first = tree.find(do.before) if do.before else None
    leads = do.spot.part is Part.LEAD or (first and children and first == children[0])
    if leads and children:
        tree.put(replace(node, text=(*new, *node.text), origin=do.key))
        return ("piece-unclear",) if node.text or len(new) > 1 else ()
    if children:
        tree.put(replace(node, tail=(*node.tail, *new), origin=do.key))
    else:
        tree.put(replace(node, text=(*node.text, *new), origin=do.key))
    return ("piece-unclear",)


def nodes_of(tree: Tree, node: Node, spot: Spot, excepted: Collection[str]) -> Iterator[Node]:
    """The provisions a phrase may stand in: the one named and, meant whole, those below."""
    if spot.part is not Part.WHOLE:
        yield node
        return
    stack = [node]
    while stack:
        at = stack.pop()
        if at.identity in excepted:
            continue
        yield at
        stack += reversed(tree.children(at.identity))


def each_line(
    node: Node, spot: Spot, change: Callable[[Line], tuple[Line, int]]
) -> tuple[Node, int]:
    """Apply `change` to the lines of a provision that `spot` covers; how often it did something."""
    count = 0

    def over(text: Line) -> Line:
        nonlocal count
        new, times = change(text)
        count += times
        return new

    if node.repealed:
        return node, 0
    part = spot.part
    heading = over(node.heading) if part in (Part.WHOLE, Part.HEADING) else node.heading
    text, tail = node.text, node.tail
    if part is Part.LEAD:
        text = (*(over(t) for t in text[:1]), *text[1:])
    elif part is Part.LAST:
        if tail:
            tail = (*tail[:-1], over(tail[-1]))
        else:
            text = (*text[:-1], *(over(t) for t in text[-1:]))
    elif part in (Part.PARAGRAPH, Part.BULLET):
        index = _index(text, spot)
        if index is not None:
            text = (*text[:index], over(text[index]), *text[index + 1 :])
    elif part is Part.WHOLE:
        text = tuple(over(t) for t in text)
        tail = tuple(over(t) for t in tail)
    if not count:
        return node, 0
    return replace(node, heading=heading, text=_standing(node, text), tail=tail), count


def _standing(node: Node, text: tuple[Line, ...]) -> tuple[Line, ...]:
    """The paragraphs without those of which a change left no word.

    The one beside a label stays, as what follows does not stand there.
    """
    first = 0 if is_headed(node.level) else 1
    return tuple(
        new
        for index, (new, old) in enumerate(zip(text, node.text, strict=True))
        if index < first or plain(new).strip() or not plain(old).strip()
    )


def _locate(tree: Tree, node: Node, spot: Spot, *, force: bool) -> _Located | None:
    children = tree.children(node.identity)
    if spot.part is Part.LEAD:
        if not node.text:
            return None
        unclear = len(node.text) > 1 and bool(children)
        return _Located(node, False, 0, ("piece-unclear",) if unclear else ())
    if spot.part is Part.LAST:
        return _last(tree, node, children)
    index = _index(node.text, spot)
    if index is not None:
        return _Located(node, False, index)
    if spot.part is Part.PARAGRAPH and force and node.tail:
        return _Located(node, True, 0, ("piece-unclear",))
    return None


def _last(tree: Tree, node: Node, children: list[Node]) -> _Located | None:
    if node.tail:
        return _Located(node, True, len(node.tail) - 1)
    if not children:
        return _Located(node, False, len(node.text) - 1) if len(node.text) > 1 else None
    deepest = children[-1]
    while below := tree.children(deepest.identity):
        deepest = below[-1]
    if len(deepest.text) < 2:
        return None
    return _Located(deepest, False, len(deepest.text) - 1, ("tail-unclear",))


def _index(text: tuple[Line, ...], spot: Spot) -> int | None:
    """Where the n-th paragraph or bullet stands among the own lines of a provision."""
    if spot.part is Part.BULLET:
        places = [i for i, t in enumerate(text) if plain(t).startswith(_marks())]
    else:
        places = list(range(len(text)))
    return places[spot.ordinal - 1] if 0 < spot.ordinal <= len(places) else None


def is_bullet(text: str) -> bool:
    """Whether a paragraph starts with the mark of a list without numbers."""
    return text.startswith(_marks())


@cache
def _marks() -> tuple[str, ...]:
    return tuple(load("consolidation")["bullets"]["marks"])


def _with(where: _Located, new: tuple[Line, ...], origin: str) -> Node:
    node, at = where.node, where.index
    if where.in_tail:
        return replace(node, tail=(*node.tail[:at], *new, *node.tail[at + 1 :]), origin=origin)
    return replace(node, text=(*node.text[:at], *new, *node.text[at + 1 :]), origin=origin)


def _without_label(text: str, node: Node) -> str:
    """New text of a first paragraph without the label it repeats."""
    mark = read_mark(text)
    if mark is None or mark.level is not node.level or mark.number != node.number:
        return text
    return mark.rest


def is_headed(level: Level | None) -> bool:
    """Whether provisions of a level have a heading on their first line."""
    return level is not None and level not in (Level.CLAUSE, Level.POINT, Level.SUBPOINT)
