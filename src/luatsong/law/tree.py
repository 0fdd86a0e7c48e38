"""Write the tree of a document: its components, provisions and their versions.

Provisions keep their identity from one reading to the next as long as their address stays.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from luatsong.law.bulk import insert
from luatsong.law.models import Component, Document, Provision, ProvisionVersion
from vnlaw import document as engine
from vnlaw.addresses import addressed, component_segment

# Provision identities are made from the source and the first address, so that a load that was
# killed and run again gives the same store.
_IDENTITIES = uuid.UUID("5b0f3c1e-7c1d-4c53-9f0e-2f6a1d6f8f11")
_MOVABLE = ["component", "parent", "level", "number", "label", "order", "depth"]


@dataclass(frozen=True, slots=True)
class Node:
    """One provision on its way into the store."""

    address: str
    parent: str
    component: str
    order: int
    depth: int
    value: engine.Provision


def nodes_of(structure: engine.Structure) -> list[Node]:
    """All provisions of a document in order, with their addresses."""
    nodes: list[Node] = []
    depths: dict[str, int] = {"": -1}
    for component in structure.components:
        slug = component_segment(component)
        for address, provision, parent in addressed(component):
            depth = depths[address] = depths[parent] + 1
            nodes.append(Node(address, parent, slug, len(nodes) + 1, depth, provision))
    return nodes


def write_tree(
    document: Document,
    components: Sequence[engine.Component],
    nodes: Sequence[Node],
    now: datetime,
    *,
    fresh: bool,
) -> None:
    """Write the tree of a stored document; `fresh` when it has had none before."""
    parts = _write_components(document, components, fresh=fresh)
    provisions = _write_provisions(document, nodes, parts, fresh=fresh)
    _write_versions(document, nodes, provisions, now, fresh=fresh)


def _write_components(
    document: Document, values: Sequence[engine.Component], *, fresh: bool
) -> dict[str, int]:
    known = {} if fresh else {row.slug: row for row in document.components.all()}
    found: dict[str, int] = {}
    for order, value in enumerate(values):
        slug = component_segment(value)
        row = known.pop(slug, None) or Component(document=document, slug=slug)
        row.kind = value.kind.value
        row.ordinal = value.ordinal
        row.order = order
        row.label = value.label[:255]
        row.title = value.title
        row.intro = "\n".join(value.intro)
        row.save()
        found[slug] = row.pk
    if known:
        Component.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
    return found


def _write_provisions(
    document: Document, nodes: Sequence[Node], components: dict[str, int], *, fresh: bool
) -> dict[str, int]:
    """Level by level, because a child needs its parent's key. Gives address -> key."""
    known: dict[str, tuple[int, uuid.UUID]] = {}
    if not fresh:
        rows = document.provisions.filter(made_as="").values_list("address", "pk", "identity")
        known = {address: (pk, identity) for address, pk, identity in rows}
        # What an effect had made is now in the text itself.
        made = document.provisions.exclude(made_as="")
        made.filter(address__in=[node.address for node in nodes]).delete()
    seed = document.source.fingerprint if document.source else document.key
    found: dict[str, int] = {}
    by_depth: dict[int, list[Node]] = {}
    for node in nodes:
        by_depth.setdefault(node.depth, []).append(node)
    for depth in sorted(by_depth):
        new: list[Provision] = []
        kept: list[Provision] = []
        for node in by_depth[depth]:
            pk, identity = known.pop(node.address, (None, None))
            row = Provision(
                pk=pk,
                identity=identity or uuid.uuid5(_IDENTITIES, f"{seed}#{node.address}"),
                document_id=document.pk,
                component_id=components[node.component],
                parent_id=found[node.parent] if node.parent else None,
                level=node.value.level.value,
                number=node.value.number,
                label=node.value.label[:80],
                address=node.address,
                order=node.order,
                depth=depth,
            )
            (kept if pk else new).append(row)
        Provision.objects.bulk_create(new)
        if kept:
            Provision.objects.bulk_update(kept, _MOVABLE, batch_size=100)
        found.update((row.address, row.pk) for row in (*new, *kept))
    if known:  # an address the earlier reading had wrong never existed
        Provision.objects.filter(pk__in=[pk for pk, _ in known.values()]).delete()
    return found


def _write_versions(
    document: Document,
    nodes: Sequence[Node],
    provisions: dict[str, int],
    now: datetime,
    *,
    fresh: bool,
) -> None:
    start, end = valid_interval(document)
    current: dict[int, ProvisionVersion] = {} if fresh else _issued_versions(document)
    folded = document.amended
    new: list[ProvisionVersion] = []
    closed: list[int] = []
    for node in nodes:
        version = ProvisionVersion(
            provision_id=provisions[node.address],
            heading=node.value.heading,
            text="\n".join(node.value.text),
            quoted=[list(span) for span in node.value.quoted],
            valid_from=start,
            valid_to=end,
            recorded_from=now,
        )
        before = current.get(version.provision_id)
        if before and folded:
            version.valid_to = before.valid_to  # effects have a say in when it ends
        if before and _says(before) == _says(version):
            continue
        if before:
            closed.append(before.provision_id)
        new.append(version)
    if closed:
        # Also what effects made of the earlier words: the fold makes it anew from these.
        ProvisionVersion.in_areas.filter(provision__in=closed, recorded_to__isnull=True).update(
            recorded_to=now
        )
    insert(new)


def _issued_versions(document: Document) -> dict[int, ProvisionVersion]:
    """By provision: its words as issued, as they were read last."""
    rows = ProvisionVersion.objects.filter(
        provision__document=document, change=ProvisionVersion.Change.ISSUED
    )
    return {row.provision_id: row for row in rows.order_by("recorded_from", "pk")}


def _says(version: ProvisionVersion) -> tuple[object, ...]:
    return (
        version.heading,
        version.text,
        version.quoted,
        version.valid_from,
        version.valid_to,
    )


def valid_interval(document: Document) -> tuple[date | None, date | None]:
    """`[from, to)` of the first versions; an end before the start is a data fault, not an end.

    The issue date never stands in for an unknown effective date (requirements 8.3).
    """
    start, end = document.effective_date, document.expiry_date
    return start, None if start and end and end <= start else end
