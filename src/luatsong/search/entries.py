"""What of the store goes into the index: documents, their articles, and what has none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from luatsong.law.models import (
    Component,
    Document,
    DocumentText,
    Force,
    Provision,
    ProvisionVersion,
)
from luatsong.search import spellings
from luatsong.search.areas import area_of
from luatsong.search.backend import Card, Entry, Part
from vnlaw import tables


class _Row(NamedTuple):
    """One version of one provision, in the order of `_COLUMNS`."""

    document_id: int
    provision_id: int
    order: int
    level: str
    address: str
    label: str
    component: str
    heading: str
    text: str
    valid_from: date | None
    valid_to: date | None
    pk: int

    def holds(self, day: date) -> bool:
        return (self.valid_from or date.min) <= day < (self.valid_to or date.max)


@dataclass(slots=True)
class _Place:
    """A component on its way to an entry: its words outside all articles."""

    address: str
    label: str
    heading: str
    lines: list[str] = field(default_factory=list)

    def entry(self, document: Document) -> Entry:
        return Entry(
            self.address,
            self.label,
            self.heading,
            plain_rows("\n".join(filter(None, self.lines))),
            valid_from=document.effective_date,
            valid_to=document.expiry_date,
        )


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
    "valid_from",
    "valid_to",
    "pk",
)


def entries_of(documents: Sequence[Document]) -> Iterator[tuple[Card, list[Entry]]]:
    """Card and entries of each of `documents`, in five queries for all of them."""
    ids = [document.pk for document in documents]
    components: dict[int, list[tuple[str, str, str, str]]] = defaultdict(list)
    for document_id, *values in (
        Component.objects.filter(document__in=ids)
        .order_by("document_id", "order")
        .values_list("document_id", "slug", "label", "title", "intro")
    ):
        components[document_id].append((values[0], values[1], values[2], values[3]))
    rows = (
        ProvisionVersion.objects.filter(provision__document__in=ids, recorded_to__isnull=True)
        .order_by("provision__document_id", "provision__order", "provision_id", "valid_from", "pk")
        .values_list(*_COLUMNS)
    )
    grouped = groupby(map(_Row._make, rows), key=attrgetter("document_id"))
    found = {document_id: list(group) for document_id, group in grouped}
    issuers = _issuers(ids)
    outer = _outer_texts(documents)
    out_of_force = _out_of_force(ids)
    for document in documents:
        outside, articles = _places(components[document.pk], found.get(document.pk, []))
        own = [line for place in outside if not place.address for line in place.lines]
        whole = _document_entry(document, [*outer.get(document.pk, ()), *own])
        parts = [place.entry(document) for place in outside if place.address]
        wordings = [entry for article in articles for entry in _wordings(article)]
        ended = out_of_force.get(document.pk, {})
        living = [piece for entry in (*parts, *wordings) for piece in _in_force(entry, ended)]
        yield _card(document, issuers.get(document.pk, ())), [_around(whole, ended), *living]


def _places(
    components: Sequence[tuple[str, str, str, str]], rows: Sequence[_Row]
) -> tuple[list[_Place], list[list[_Row]]]:
    """The words of each component outside its articles, and the rows of each article."""
    outside = {
        slug: _Place(slug or "#", label, title, [intro]) for slug, label, title, intro in components
    }
    articles: list[list[_Row]] = []
    current: list[_Row] | None = None
    for _, versions in groupby(rows, key=attrgetter("provision_id")):
        group = list(versions)
        last = group[-1]
        if last.level == Provision.Level.ARTICLE:
            current = group
            articles.append(current)
        elif last.level in _CONTAINERS:
            current = None
            outside[last.component].lines += [last.heading, last.text]
        elif current is None:
            outside[last.component].lines += [last.heading, last.text]
        else:
            current += group
    return [place for place in outside.values() if any(place.lines)], articles


def _wordings(rows: Sequence[_Row]) -> Iterator[Entry]:
    """One entry for each stretch of time in which an article and all below it stay the same."""
    days = {row.valid_from or date.min for row in rows} | {row.valid_to or date.max for row in rows}
    before: Entry | None = None
    for start, end in pairwise(sorted(days)):
        entry = _wording([row for row in rows if row.holds(start)], start, end)
        if before and entry and _says(before) == _says(entry) and before.valid_to == start:
            entry = replace(entry, valid_from=before.valid_from)
        elif before:
            yield before
        before = entry
    if before:
        yield before


def _says(entry: Entry) -> tuple[str, str, str]:
    return entry.heading, entry.text, entry.address


def _wording(rows: Sequence[_Row], start: date, end: date) -> Entry | None:
    """The article as it is in `[start, end)`; None where it is none then."""
    article = next((row for row in rows if row.level == Provision.Level.ARTICLE), None)
    if article is None:
        return None
    lines = [article.text] if article.text else []
    at = sum(len(line) + 1 for line in lines)
    parts = []
    for row in rows:
        if row is article:
            continue
        line = f"{row.label} {row.text}"
        if row.level == Provision.Level.CLAUSE:
            parts.append(Part(at, row.address, row.label))
        lines.append(line)
        at += len(line) + 1
    text = "\n".join(lines)
    plain = plain_rows(text)
    return Entry(
        address=article.address,
        label=article.label,
        heading=article.heading,
        text=plain,
        provision_id=article.provision_id,
        version_id=article.pk,
        valid_from=None if start == date.min else start,
        valid_to=None if end == date.max else end,
        # Tables are shown in other characters, so the places behind them would be wrong.
        parts=tuple(parts) if plain == text else (),
    )


_Stretches = dict[int | None, list[tuple[date, date]]]


def _out_of_force(ids: Sequence[int]) -> dict[int, _Stretches]:
    """When the documents (None), or single articles by id, are ended or suspended everywhere."""
    found: dict[int, _Stretches] = defaultdict(lambda: defaultdict(list))
    rows = Force.objects.filter(
        document__in=ids,
        word__in=(Force.Word.ENDED, Force.Word.SUSPENDED),
        territory="",
        recorded_to__isnull=True,
    ).values_list("document_id", "provision_id", "valid_from", "valid_to")
    for document_id, provision_id, start, end in rows:
        found[document_id][provision_id].append((start or date.min, end or date.max))
    return found


def _in_force(entry: Entry, ended: _Stretches) -> Iterator[Entry]:
    """The stretches of an entry in which it is law; one of no length where there is none.

    A wording that is no law on a day is still found, as one that has ended or is to come.
    """
    gaps = list(ended.get(None, ()))
    if entry.provision_id is not None:
        gaps += ended.get(entry.provision_id, ())
    first, last = entry.valid_from or date.min, entry.valid_to or date.max
    pieces = []
    at = first
    for start, end in sorted(gaps):
        if at < min(start, last):
            pieces.append((at, min(start, last)))
        at = max(at, end)
    if at < last:
        pieces.append((at, last))
    for start, end in pieces or [(first, first)]:
        yield replace(
            entry,
            valid_from=None if start == date.min else start,
            valid_to=None if end == date.max else end,
        )


def _around(whole: Entry, ended: _Stretches) -> Entry:
    """The document itself, one entry whatever happened: a suspension does not part it in two."""
    pieces = list(_in_force(whole, ended))
    return replace(pieces[0], valid_to=pieces[-1].valid_to)


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
        valid_from=document.effective_date,
        valid_to=document.expiry_date,
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
        field=area_of(document.title),
        territory=document.territory,
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
