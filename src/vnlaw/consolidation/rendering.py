"""A tree as lines people read, every span with its origin."""

from __future__ import annotations

from collections.abc import Iterator

from vnlaw.consolidation.lines import Line, joined, line, plain
from vnlaw.consolidation.pieces import is_headed
from vnlaw.consolidation.tree import Node, Tree


def own_lines(node: Node) -> tuple[Line, ...]:
    """The label with what stands beside it, and the other own paragraphs of a provision."""
    if node.level is None:
        return node.text
    if is_headed(node.level) and not node.repealed:
        return (_beside(node.label, node.heading), *node.text)
    first = node.text[0] if node.text else ()
    return (_beside(node.label, first), *node.text[1:])


def lines_of(tree: Tree, identity: str) -> Iterator[Line]:
    """All lines of a provision with what is below it, in reading order."""
    node = tree.nodes[identity]
    yield from own_lines(node)
    for child in tree.children(identity):
        yield from lines_of(tree, child.identity)
    yield from node.tail


def text_of(tree: Tree, identity: str) -> str:
    """The same as plain text, one paragraph a line."""
    return "\n".join(plain(spans) for spans in lines_of(tree, identity))


def _beside(label: Line, rest: Line) -> Line:
    if not label or not rest:
        return label or rest
    blank = line(" ", label[-1].origin)
    return joined((label, blank, rest))
