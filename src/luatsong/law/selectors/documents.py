"""Reads of single documents."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Case, QuerySet, When

from luatsong.law import values
from luatsong.law.models import Document, Intake, SourceFile
from luatsong.law.selectors.provisions import (
    ComponentRow,
    ProvisionRow,
    components_of,
    issued_of,
    paragraphs,
)
from vnlaw import document as engine
from vnlaw.numbers import parse_number

# What lists show; the rest (metadata, folded text) would only make them slow.
_LIST_COLUMNS = (
    "slug",
    "state",
    "kind",
    "language",
    "type_name",
    "number",
    "title",
    "issuer_text",
    "issue_date",
    "effective_date",
    "expiry_date",
    "year",
    "origin",
    "is_partial",
    "article_count",
    "updated_at",
)


def published() -> QuerySet[Document]:
    """The documents people may see."""
    return Document.objects.filter(state=Document.State.PUBLISHED)


def for_lists(documents: QuerySet[Document]) -> QuerySet[Document]:
    """The same documents with only the columns that lists show."""
    return documents.only(*_LIST_COLUMNS)


def document_by_slug(slug: str) -> Document:
    """A published document with its outer text and source. One query.

    Raises `Document.DoesNotExist` also for what exists but is not published.
    """
    return published().select_related("text", "source").get(slug=slug)


def documents_by_id(ids: Iterable[int]) -> list[Document]:
    """Published documents in the order of `ids` (of search hits, say). One query."""
    wanted = list(ids)
    if not wanted:
        return []
    place = Case(*(When(pk=pk, then=at) for at, pk in enumerate(wanted)))
    return list(for_lists(published().filter(pk__in=wanted)).order_by(place))


def newest(count: int = 10) -> list[Document]:
    """The latest published documents by issue date. One query."""
    dated = published().filter(issue_date__isnull=False)
    return list(for_lists(dated).order_by("-issue_date", "-id")[:count])


def sources_of(document: Document) -> list[SourceFile]:
    """The files a document was read from, the one in use first. One query."""
    accepted = (Intake.State.STORED, Intake.State.DUPLICATE)
    sources = SourceFile.objects.filter(intake__document=document, intake__state__in=accepted)
    return sorted(
        sources.order_by("added_at", "pk"), key=lambda source: source.pk != document.source_id
    )


def as_engine_document(
    document: Document,
    components: list[ComponentRow] | None = None,
    provisions: list[ProvisionRow] | None = None,
) -> engine.Document:
    """The stored document as the engine's value, as issued. At most three queries.

    Rows the caller has at hand (those of a day) are taken instead of being read again. Line
    numbers are those of no file any more, and are 0.
    """
    text = document.text
    rows = issued_of(document) if provisions is None else provisions
    parts = components_of(document) if components is None else components
    return engine.Document(
        metadata=_metadata(document),
        structure=engine.Structure(
            heading=paragraphs(text.heading),
            preamble=paragraphs(text.preamble),
            components=tuple(_component(part, rows) for part in parts),
            closing=paragraphs(text.closing),
            closing_line=None,
        ),
        footnotes=values.footnotes_from_json(text.footnotes),
        findings=tuple(map(values.finding_from_json, document.metadata.get("findings", ()))),
    )


def _component(part: ComponentRow, rows: list[ProvisionRow]) -> engine.Component:
    own = [row for row in rows if row.component == part.slug]
    children: dict[str, list[engine.Provision]] = {}
    # From the last row to the first, so that children are ready before their parent.
    for row in reversed(own):
        below = tuple(reversed(children.pop(row.address, [])))
        value = engine.Provision(
            level=engine.Level(row.level),
            number=row.number,
            label=row.label,
            heading=row.heading,
            text=row.text,
            line=0,
            children=below,
            quoted=row.quoted,
        )
        children.setdefault(row.parent, []).append(value)
    return engine.Component(
        kind=engine.ComponentKind(part.kind),
        ordinal=part.ordinal,
        label=part.label,
        title=part.title,
        intro=part.intro,
        provisions=tuple(reversed(children.get("", []))),
        line=0,
    )


def _metadata(document: Document) -> engine.Metadata:
    kept = document.metadata
    return engine.Metadata(
        kind=engine.Kind(document.kind),
        language=document.language,
        type_code=document.type_code,
        type_name=document.type_name,
        number=parse_number(document.number) if document.number else None,
        issuers=tuple(kept.get("issuers", ())),
        place=document.place,
        issue_date=document.issue_date,
        title=document.title,
        legal_bases=tuple(kept.get("legal_bases", ())),
        signers=values.signers_from_json(kept.get("signers", ())),
        recipients=tuple(kept.get("recipients", ())),
        effective=values.clauses_from_json(kept.get("effective", ())),
        effective_date=document.effective_date,
        expiry_date=document.expiry_date,
    )
