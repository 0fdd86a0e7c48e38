"""Write a document the engine has read into the store, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from luatsong.law import identity
from luatsong.law.citing import write_citations
from luatsong.law.dependents import mark_around
from luatsong.law.effect_rows import write_effects
from luatsong.law.law_reading import LawReading, read_law
from luatsong.law.models import Document, DocumentText, Issuer, SourceFile
from luatsong.law.territories import territory_of
from luatsong.law.tree import Node, nodes_of, write_tree
from luatsong.law.values import footnotes_to_json, metadata_to_json
from vnlaw import document as engine
from vnlaw.addresses import slugify
from vnlaw.text import fold


@transaction.atomic
def store(
    parsed: engine.Document,
    *,
    source: SourceFile | None = None,
    origin: str = "",
    partial: bool = False,
    document: Document | None = None,
    law: LawReading | None = None,
    text_as_of: date | None = None,
) -> Document:
    """Store `parsed` as a new document, or as the new reading of `document`.

    A new reading keeps the slug and the identity of every provision whose address stays; words
    that changed get a new version, the old one is closed in recorded time. `law` is what the
    document cites and does (read here when not given); `text_as_of` the day up to which its text
    already holds the changes. What hangs on the document is folded later. Raises
    `IntegrityError` when another document holds the same key.
    """
    now = timezone.now()
    fresh = document is None
    if document is None:
        document = Document(slug=_free_slug(identity.document_slug(parsed.metadata)))
    nodes = nodes_of(parsed.structure)
    _fill(document, parsed, nodes)
    document.source = source
    document.origin = origin
    document.is_partial = partial
    if document.state != Document.State.WITHDRAWN:  # only who withdrew it puts it back
        document.state = Document.State.PUBLISHED
    document.text_as_of = text_as_of
    document.indexed_at = None
    document.linked_at = document.folded_at = None
    if not fresh:
        mark_around([document.pk])
    document.save()
    _write_issuers(document, parsed.metadata.issuers, fresh=fresh)
    DocumentText(
        document=document,
        heading="\n".join(parsed.structure.heading),
        preamble="\n".join(parsed.structure.preamble),
        closing="\n".join(parsed.structure.closing),
        footnotes=footnotes_to_json(parsed.footnotes),
    ).save(force_insert=fresh)
    write_tree(document, parsed.structure.components, nodes, now, fresh=fresh)
    found = read_law(parsed) if law is None else law
    write_citations(document, found.citations, fresh=fresh)
    write_effects(document, found.effects, fresh=fresh)
    return document


def _fill(document: Document, parsed: engine.Document, nodes: Sequence[Node]) -> None:
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
    local = identity.is_local(metadata)
    document.territory = territory_of(metadata.issuers, document.place) if local else ""
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


def _write_issuers(document: Document, names: Iterable[str], *, fresh: bool) -> None:
    """Names that differ only in marks or case are one body."""
    wanted = {slugify(name)[:255]: name[:255] for name in names if slugify(name)}
    known = {issuer.slug: issuer for issuer in Issuer.objects.filter(slug__in=wanted)}
    for slug, name in wanted.items():
        if slug not in known:
            known[slug] = Issuer.objects.get_or_create(slug=slug, defaults={"name": name})[0]
    if fresh:
        document.issuers.add(*known.values())
    else:
        document.issuers.set(known.values())
