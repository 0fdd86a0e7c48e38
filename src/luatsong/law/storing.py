"""Write a document the engine has read into the store, in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luatsong.law import identity
from luatsong.law.models import (
    Component,
    Document,
    DocumentText,
    Issuer,
    Provision,
    ProvisionVersion,
    SourceFile,
)
from luatsong.law.values import footnotes_to_json, metadata_to_json
from vnlaw import document as engine
from vnlaw.addresses import addressed, component_segment, slugify
from vnlaw.text import fold

# Provision identities are made from the source and the first address, so that a load that was
# killed and run again gives the same store.
_IDENTITIES = uuid.UUID("5b0f3c1e-7c1d-4c53-9f0e-2f6a1d6f8f11")


@dataclass(frozen=True, slots=True)
class _Node:
    """One provision on its way into the store."""

    address: str
    parent: str
    component: str
    order: int
    depth: int
    value: engine.Provision


@transaction.atomic
def store(
    parsed: engine.Document,
    *,
    source: SourceFile | None = None,
    origin: str = "",
    partial: bool = False,
    document: Document | None = None,
) -> Document:
    """Store `parsed` as a new document, or as the new reading of `document`.

    A new reading keeps the slug and the identity of every provision whose address stays; words
    that changed get a new version, the old one is closed in recorded time. Raises
    `IntegrityError` when another document holds the same key.
    """
    now = timezone.now()
    if document is None:
        document = Document(slug=_free_slug(identity.document_slug(parsed.metadata)))
    nodes = _nodes(parsed.structure)
    _fill(document, parsed, nodes)
    document.source = source
    document.origin = origin
    document.is_partial = partial
    document.state = Document.State.PUBLISHED
    document.indexed_at = None
    document.save()
    document.issuers.set(_issuers(parsed.metadata.issuers))
    DocumentText.objects.update_or_create(
        document=document,
        defaults={
            "heading": "\n".join(parsed.structure.heading),
            "preamble": "\n".join(parsed.structure.preamble),
            "closing": "\n".join(parsed.structure.closing),
            "footnotes": footnotes_to_json(parsed.footnotes),
        },
    )
    components = _write_components(document, parsed.structure.components)
    provisions = _write_provisions(document, nodes, components)
    _write_versions(document, nodes, provisions, now)
    return document


def _fill(document: Document, parsed: engine.Document, nodes: Sequence[_Node]) -> None:
    metadata = parsed.metadata
    document.key = identity.document_key(metadata)
    document.kind = metadata.kind.value
    document.language = metadata.language
    document.type_code = metadata.type_code
    document.type_name = metadata.type_name
    document.number = metadata.number.text if metadata.number else ""
    document.number_key = metadata.number.key if metadata.number else ""
    document.title = metadata.title
    document.issuer_text = metadata.issuer[:1000]
    document.place = metadata.place[:120]
    document.issue_date = metadata.issue_date
    document.effective_date = metadata.effective_date
    document.expiry_date = metadata.expiry_date
    document.year = identity.series_year(metadata)
    document.search_text = fold(f"{metadata.type_name} {document.number} {metadata.title}")
    document.metadata = metadata_to_json(metadata, parsed.findings)
    document.text_hash = identity.text_hash(parsed)
    document.article_count = sum(node.value.level is engine.Level.ARTICLE for node in nodes)
    document.provision_count = len(nodes)
    document.characters = _characters(parsed.structure)


def _characters(structure: engine.Structure) -> int:
    outside = (*structure.heading, *structure.preamble, *structure.closing)
    total = sum(map(len, outside))
    for component in structure.components:
        total += len(component.title) + sum(map(len, component.intro))
        for provision in component.walk():
            total += len(provision.heading) + sum(map(len, provision.text))
    return total


def _free_slug(slug: str) -> str:
    taken = set(Document.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    if slug not in taken:
        return slug
    return next(s for n in range(2, len(taken) + 3) if (s := f"{slug}-{n}") not in taken)


def _issuers(names: Iterable[str]) -> list[Issuer]:
    """Rows for the issuing bodies; names that differ only in marks or case are one body."""
    wanted = {slugify(name)[:255]: name[:255] for name in names if slugify(name)}
    known = {issuer.slug: issuer for issuer in Issuer.objects.filter(slug__in=wanted)}
    for slug, name in wanted.items():
        if slug not in known:
            known[slug] = Issuer.objects.get_or_create(slug=slug, defaults={"name": name})[0]
    return list(known.values())


def _nodes(structure: engine.Structure) -> list[_Node]:
    nodes: list[_Node] = []
    depths: dict[str, int] = {"": -1}
    for component in structure.components:
        slug = component_segment(component)
        for address, provision, parent in addressed(component):
            depths[address] = depths[parent] + 1
            nodes.append(_Node(address, parent, slug, len(nodes) + 1, depths[address], provision))
    return nodes


def _write_components(
    document: Document, values: Sequence[engine.Component]
) -> dict[str, Component]:
    known = {row.slug: row for row in document.components.all()}
    rows: dict[str, Component] = {}
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
        rows[slug] = row
    if known:
        Component.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
    return rows


def _write_provisions(
    document: Document, nodes: Sequence[_Node], components: dict[str, Component]
) -> dict[str, Provision]:
    """Level by level, because a child needs its parent's row."""
    known = {row.address: row for row in document.provisions.all()}
    seed = document.source.fingerprint if document.source else document.key
    rows: dict[str, Provision] = {}
    by_depth: dict[int, list[_Node]] = {}
    for node in nodes:
        by_depth.setdefault(node.depth, []).append(node)
    for depth in sorted(by_depth):
        new: list[Provision] = []
        kept: list[Provision] = []
        for node in by_depth[depth]:
            row = known.pop(node.address, None)
            (kept if row else new).append(
                row := row
                or Provision(
                    document=document,
                    address=node.address,
                    identity=uuid.uuid5(_IDENTITIES, f"{seed}#{node.address}"),
                )
            )
            row.component = components[node.component]
            row.parent = rows[node.parent] if node.parent else None
            row.level = node.value.level.value
            row.number = node.value.number
            row.label = node.value.label[:80]
            row.order = node.order
            row.depth = depth
            rows[node.address] = row
        Provision.objects.bulk_create(new)
        if kept:
            fields = ["component", "parent", "level", "number", "label", "order", "depth"]
            Provision.objects.bulk_update(kept, fields, batch_size=100)
    # An address the earlier reading had wrong never existed.
    Provision.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
    return rows


def _write_versions(
    document: Document,
    nodes: Sequence[_Node],
    provisions: dict[str, Provision],
    now: datetime,
) -> None:
    start, end = valid_interval(document)
    current = {
        version.provision_id: version
        for version in ProvisionVersion.objects.filter(
            provision__document=document, recorded_to__isnull=True
        )
    }
    new: list[ProvisionVersion] = []
    closed: list[int] = []
    for node in nodes:
        version = ProvisionVersion(
            provision=provisions[node.address],
            heading=node.value.heading,
            text="\n".join(node.value.text),
            quoted=[list(span) for span in node.value.quoted],
            valid_from=start,
            valid_to=end,
            recorded_from=now,
        )
        before = current.get(provisions[node.address].pk)
        if before and _says(before) == _says(version):
            continue
        if before:
            closed.append(before.pk)
        new.append(version)
    for at in range(0, len(closed), 500):
        ProvisionVersion.objects.filter(pk__in=closed[at : at + 500]).update(recorded_to=now)
    ProvisionVersion.objects.bulk_create(new)


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
