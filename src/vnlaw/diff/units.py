"""Documents and versions as units to compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vnlaw.addresses import addressed, component_segment
from vnlaw.consolidation import Node, plain
from vnlaw.diff.model import Unit
from vnlaw.document import Document


def units_of(document: Document) -> tuple[Unit, ...]:
    """The provisions of a document, keyed by address, in order; components are units, too."""
    return tuple(_units(document))


def _units(document: Document) -> Iterator[Unit]:
    for component in document.structure.components:
        root = component_segment(component)
        if root:
            yield Unit(root, "", None, "", component.label, component.title, component.intro)
        for address, provision, parent in addressed(component):
            yield Unit(
                address,
                parent or root,
                provision.level,
                provision.number,
                provision.label,
                provision.heading,
                provision.text,
            )


def units_of_nodes(nodes: Iterable[Node]) -> tuple[Unit, ...]:
    """Provisions as they stand on a day, keyed by lasting identity."""
    return tuple(
        Unit(
            node.identity,
            node.parent or "",
            node.level,
            node.number,
            plain(node.label),
            plain(node.heading),
            tuple(map(plain, (*node.text, *node.tail))),
        )
        for node in nodes
        if node.parent is not None or node.identity
    )
