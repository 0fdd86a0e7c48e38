"""Where provisions of a folded text stand: rows for new ones, an order for all of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from luatsong.law.models import Component, Document, Provision
from vnlaw.addresses import segment
from vnlaw.consolidation import Node, plain
from vnlaw.document import Level
from vnlaw.versions import Version

_INSERTED = uuid.UUID("0f5b6a0e-3a52-4a3c-8f0b-3c0f6a1f4d77")


class Places:
    """The provisions of a document and of all its versions, by the identity the engine gives."""

    def __init__(self, document: Document, versions: Sequence[Version]) -> None:
        self.document = document
        self.nodes: dict[str, Node] = {}
        for version in sorted(versions, key=lambda v: (not v.territory, v.valid_from)):
            self.nodes[version.node.identity] = version.node
        self.rows: dict[str, Provision] = {
            row.engine_identity: row for row in Provision.objects.filter(document=document)
        }
        self.taken = {row.address for row in self.rows.values()}

    def pk(self, identity: str) -> int | None:
        """The key of a provision's row; None for components, which have no versions."""
        row = self.rows.get(identity)
        return row.pk if row else None

    def is_inserted(self, identity: str) -> bool:
        """Whether a provision came into being by an effect."""
        return self.rows[identity].inserted

    def names(self, node: Node) -> tuple[str, str, str]:
        """(number, label, address) of a version, "" where they are those of the provision."""
        row = self.rows[node.identity]
        label = plain(node.label)
        number = node.number if node.number != row.number else ""
        if not number:
            return "", "" if label == row.label else label[:80], ""
        return number, label[:80], self._address(node)

    def write(self) -> None:
        """Add rows for new provisions, and number all of them in reading order."""
        order = self._reading_order()
        new = [identity for identity in order if identity not in self.rows]
        if not new:
            return
        components = dict(
            Component.objects.filter(document=self.document).values_list("slug", "pk")
        )
        for identity in new:  # parents come before their children
            self._add(self.nodes[identity], components)
        moved: list[Provision] = []
        for position, identity in enumerate(order, start=1):
            row = self.rows[identity]
            if row.order != position:
                row.order = position
                moved.append(row)
        Provision.objects.bulk_update(moved, ["order"], batch_size=400)

    def _add(self, node: Node, components: dict[str, int]) -> None:
        parent = self.rows.get(node.parent or "")
        level = node.level or Level.ARTICLE
        row = Provision(
            identity=uuid.uuid5(_INSERTED, f"{self.document.key}#{node.identity}"),
            made_as=node.identity[:700],
            document=self.document,
            component_id=components.get(self._component(node), next(iter(components.values()))),
            parent=parent,
            level=level.value,
            number=node.number[:40],
            label=plain(node.label)[:80],
            address=self._free(self._address(node)),
            order=0,
            depth=parent.depth + 1 if parent else 0,
        )
        row.save(force_insert=True)
        self.rows[node.identity] = row

    def _component(self, node: Node) -> str:
        while node.parent is not None and node.parent in self.nodes:
            node = self.nodes[node.parent]
        return node.identity if node.level is None else ""

    def _address(self, node: Node) -> str:
        """The address by the numbers of today; an article's leaves out what holds it."""
        steps: list[str] = []
        at: Node | None = node
        while at is not None and at.level is not None:
            steps.append(segment(at.level, at.number))
            if at.level is Level.ARTICLE:
                break
            at = self.nodes.get(at.parent) if at.parent is not None else None
        component = self._component(node)
        return "/".join([*filter(None, [component]), *reversed(steps)])[:150]

    def _free(self, address: str) -> str:
        found, again = address, 2
        while found in self.taken:
            found = f"{address}~{again}"
            again += 1
        self.taken.add(found)
        return found

    def _reading_order(self) -> list[str]:
        """Identities of all provisions, those without a version in the text among them."""
        below: dict[str | None, list[Node]] = {}
        for node in self.nodes.values():
            below.setdefault(node.parent, []).append(node)
        for children in below.values():
            children.sort(key=lambda node: node.order)
        order: list[str] = []
        stack = list(reversed(below.get(None, [])))
        while stack:
            node = stack.pop()
            if node.level is not None:
                order.append(node.identity)
            stack += reversed(below.get(node.identity, []))
        seen = set(order)
        # Provisions of versions that no longer exist keep their place behind the others.
        rest = sorted(
            (row.order, identity) for identity, row in self.rows.items() if identity not in seen
        )
        return [*order, *(identity for _, identity in rest)]
