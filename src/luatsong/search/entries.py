"""What of the store goes into the index: documents, their articles, and what has none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.db.models import F, Q
from django.utils import timezone

from luatsong.law.models import Component, Document, DocumentText, Provision, ProvisionVersion
from luatsong.search import spellings
from luatsong.search.backend import Card, Entry
from vnlaw import tables


@dataclass(slots=True)
class _Place:
    """An article or a component on its way to an entry."""

    address: str
    label: str
    heading: str
    lines: list[str] = field(default_factory=list)

    def entry(self) -> Entry:
        text = "\n".join(filter(None, self.lines))
        return Entry(self.address, self.label, self.heading, plain_rows(text))


# Provisions that hold others; their own words are found with the component they stand in.
_CONTAINERS = frozenset(
    {
        Provision.Level.PART,
        Provision.Level.CHAPTER,
        Provision.Level.SECTION,
        Provision.Level.SUBSECTION,
    }
)

_COLUMNS = (
    "provision__document_id",
    "provision_id",
    "provision__order",
    "provision__level",
    "provision__address",
    "provision__label",
    "provision__component__slug",
    "heading",
    "text",
)


def entries_of(documents: Sequence[Document]) -> Iterator[tuple[Card, list[Entry]]]:
    """Card and entries of each of `documents`, in four queries for all of them."""
    ids = [document.pk for document in documents]
    components: dict[int, list[tuple[str, str, str, str]]] = defaultdict(list)
    for document_id, *values in (
        Component.objects.filter(document__in=ids)
        .order_by("document_id", "order")
        .values_list("document_id", "slug", "label", "title", "intro")
    ):
        components[document_id].append((values[0], values[1], values[2], values[3]))
    rows = (
        ProvisionVersion.objects.filter(
            _is_current(timezone.localdate()),
            provision__document__in=ids,
            recorded_to__isnull=True,
        )
        .order_by("provision__document_id", "provision__order", "valid_from")
        .values_list(*_COLUMNS)
    )
    places: dict[int, list[_Place]] = {
        document_id: _places(components[document_id], list(group))
        for document_id, group in groupby(rows, key=itemgetter(0))
    }
    issuers = _issuers(ids)
    outer = _outer_texts(documents)
    for document in documents:
        found = places.get(document.pk) or _places(components[document.pk], [])
        own = [line for place in found if not place.address for line in place.lines]
        whole = _document_entry(document, [*outer.get(document.pk, ()), *own])
        parts = [place.entry() for place in found if place.address]
        yield _card(document, issuers.get(document.pk, ())), [whole, *parts]


def _is_current(today: date) -> Q:
    """Today's wording; the wording as issued of what is not in force yet, or no longer.

    What an effect repealed inside a document, or will insert, is left out.
    """
    holds = (Q(valid_from__isnull=True) | Q(valid_from__lte=today)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gt=today)
    )
    untouched = Q(provision__document__amended=False)
    not_yet = Q(change=ProvisionVersion.Change.ISSUED, valid_from__gt=today)
    own_end = Q(valid_to=F("provision__document__expiry_date"), end_effect__isnull=True)
    return holds | untouched | not_yet | own_end


def _places(
    components: Sequence[tuple[str, str, str, str]], rows: Sequence[tuple[object, ...]]
) -> list[_Place]:
    """One place an article, and one for the words of a component outside its articles."""
    outside = {
        slug: _Place(slug or "#", label, title, [intro]) for slug, label, title, intro in components
    }
    articles: list[_Place] = []
    current: _Place | None = None
    latest = {row[1]: row for row in rows}  # of several versions in time, the last
    for _, _, _, level, address, label, slug, heading, text in map(tuple, latest.values()):
        if level == Provision.Level.ARTICLE:
            current = _Place(str(address), str(label), str(heading), [str(text)])
            articles.append(current)
            continue
        if level in _CONTAINERS:
            current = None
        holder = current or outside[str(slug)]
        holder.lines += [str(heading), str(text)] if current is None else [f"{label} {text}"]
    return [*(place for place in outside.values() if any(place.lines)), *articles]


def _outer_texts(documents: Sequence[Document]) -> dict[int, tuple[str, ...]]:
    """What stands around the provisions, for the documents that have no articles."""
    ids = [document.pk for document in documents if not document.article_count]
    rows = DocumentText.objects.filter(document__in=ids)
    return {
        pk: (heading, preamble)
        for pk, heading, preamble in rows.values_list("document_id", "heading", "preamble")
    }


def _document_entry(document: Document, words: Sequence[str]) -> Entry:
    """The document itself: its names, and those of its words that stand in no article."""
    return Entry(
        address="",
        label="",
        heading=document.title,
        text=plain_rows("\n".join(filter(None, [document.issuer_text, *words]))),
        spellings=spellings.of_document(
            document.type_code, document.type_name, document.number, document.title
        ),
    )


def _card(document: Document, issuers: tuple[str, ...]) -> Card:
    return Card(
        document_id=document.pk,
        slug=document.slug,
        kind=document.kind,
        type_name=document.type_name,
        number=document.number,
        title=document.title,
        issuers=issuers or tuple(filter(None, [document.issuer_text])),
        year=document.year,
        issue_date=document.issue_date,
    )


def _issuers(ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    names: dict[int, list[str]] = defaultdict(list)
    links = Document.issuers.through.objects.filter(document__in=ids).order_by("pk")
    for document_id, name in links.values_list("document_id", "issuer__name"):
        names[document_id].append(name)
    return {document_id: tuple(found) for document_id, found in names.items()}


def plain_rows(text: str) -> str:
    """`text` with table rows as cells with dots between them, fit to be read in one line."""
    if "| " not in text:
        return text
    return "\n".join(
        " · ".join(filter(None, (cell.replace("\n", " ") for cell in tables.cells(line))))
        if tables.is_row(line)
        else line
        for line in text.split("\n")
    )
