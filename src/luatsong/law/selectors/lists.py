"""Lists of documents with filters and counts: grouped in the database, kept for a minute."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from typing import TypeVar

from django.core.cache import cache as shared
from django.db.models import Count, F, Max, QuerySet, Sum
from django.db.models.expressions import OrderBy

from luatsong.law.models import Document, Issuer
from luatsong.law.prepared import Prepared
from luatsong.law.selectors.documents import for_lists, published
from vnlaw.text import fold

T = TypeVar("T")

_KEEP_SECONDS = 60
_ORDERS: dict[str, tuple[str, ...]] = {
    "newest": ("-issue_date", "-id"),
    "oldest": ("issue_date", "id"),
    "number": ("-year", "number_key", "id"),
    "title": ("title", "id"),
}


@dataclass(frozen=True, slots=True)
class ListFilters:
    """What a list is narrowed to; empty means all.

    `kind` is a value of `Document.Kind`, `type_name` as stored ("Thông tư"), `issuer` a slug of
    `Issuer`, `q` words of number or title with or without diacritics (all must occur), `order`
    one of "newest", "oldest", "number", "title".
    """

    kind: str = ""
    type_name: str = ""
    issuer: str = ""
    year: int | None = None
    q: str = ""
    order: str = "newest"


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice of a filter: the value to filter by, what people read, how many there are."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One page of a list; `facets` by filter name, each counted under the other filters."""

    items: list[Document]
    total: int
    page: int
    pages: int
    facets: dict[str, list[Facet]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What the store holds for the public."""

    documents: int
    articles: int
    provisions: int
    characters: int
    by_kind: list[Facet]
    by_type: list[Facet]
    by_issuer: list[Facet]
    by_year: list[Facet]
    changed_at: datetime | None


def store_version() -> str:
    """Changes whenever a document does; for cache keys and ETags. One query."""
    latest = _LATEST.first()
    return latest.isoformat() if latest else "empty"


_LATEST = Prepared(
    lambda: Document.objects.order_by("-updated_at").values_list("updated_at", flat=True)[:1]
)


def counts() -> Counts:
    """How much there is, by kind, type, issuer and year. One query when fresh, six when not."""
    return kept("counts", _count_all)


def list_documents(filters: ListFilters, page: int = 1, size: int = 20) -> DocumentPage:
    """A page of published documents with the counts of each filter.

    `page` is 1-based and kept within what exists. Two queries when fresh, seven when not.
    """
    facets, total = kept(f"facets:{asdict(filters)}", lambda: _facets_and_total(filters))
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    order = _ORDERS.get(filters.order, _ORDERS["newest"])
    ordered = for_lists(_filtered(filters)).order_by(*_nulls_last(order))
    items = list(ordered[(page - 1) * size : page * size])
    return DocumentPage(items, total, page, pages, facets)


def newest_documents(kind: str, size: int) -> list[Document]:
    """The newest published documents of a kind. One query."""
    return _newest(kind, size).ask()


@cache
def _newest(kind: str, size: int) -> Prepared[Document, Document]:
    order = _nulls_last(_ORDERS["newest"])
    return Prepared(lambda: for_lists(_filtered(ListFilters(kind=kind))).order_by(*order)[:size])


def _nulls_last(order: tuple[str, ...]) -> list[str | OrderBy]:
    """Documents without a date come last in every order, on every database."""
    head, *rest = order
    if head.lstrip("-") in ("issue_date", "year"):
        field = F(head.lstrip("-"))
        first = field.desc(nulls_last=True) if head[0] == "-" else field.asc(nulls_last=True)
        return [first, *rest]
    return list(order)


def _filtered(filters: ListFilters) -> QuerySet[Document]:
    documents = published()
    if filters.kind:
        documents = documents.filter(kind=filters.kind)
    if filters.type_name:
        documents = documents.filter(type_name=filters.type_name)
    if filters.issuer:
        documents = documents.filter(issuers__slug=filters.issuer)
    if filters.year is not None:
        documents = documents.filter(year=filters.year)
    for word in fold(filters.q).split()[:12]:
        documents = documents.filter(search_text__contains=word)
    return documents


def _facets_and_total(filters: ListFilters) -> tuple[dict[str, list[Facet]], int]:
    facets = {
        "kind": _kinds(_filtered(replace(filters, kind=""))),
        "type_name": _grouped(_filtered(replace(filters, type_name="")), "type_name"),
        "issuer": _issuers(_filtered(replace(filters, issuer=""))),
        "year": _years(_filtered(replace(filters, year=None))),
    }
    return facets, _filtered(filters).count()


def _count_all() -> Counts:
    documents = published()
    sums = documents.aggregate(
        documents=Count("pk"),
        articles=Sum("article_count"),
        provisions=Sum("provision_count"),
        characters=Sum("characters"),
        changed_at=Max("updated_at"),
    )
    return Counts(
        documents=sums["documents"],
        articles=sums["articles"] or 0,
        provisions=sums["provisions"] or 0,
        characters=sums["characters"] or 0,
        by_kind=_kinds(documents),
        by_type=_grouped(documents, "type_name"),
        by_issuer=_issuers(documents),
        by_year=_years(documents),
        changed_at=sums["changed_at"],
    )


def _grouped(documents: QuerySet[Document], column: str) -> list[Facet]:
    rows = documents.order_by().values_list(column).annotate(n=Count("pk", distinct=True))
    found = [Facet(str(value), str(value), n) for value, n in rows if value not in ("", None)]
    return sorted(found, key=lambda facet: (-facet.count, facet.label))


def _kinds(documents: QuerySet[Document]) -> list[Facet]:
    labels = dict(Document.Kind.choices)
    return [replace(f, label=labels.get(f.value, f.value)) for f in _grouped(documents, "kind")]


def _years(documents: QuerySet[Document]) -> list[Facet]:
    return sorted(_grouped(documents, "year"), key=lambda facet: -int(facet.value))


def _issuers(documents: QuerySet[Document]) -> list[Facet]:
    rows = (
        Issuer.objects.filter(documents__in=documents.order_by().values("pk"))
        .order_by()
        .values_list("slug", "name")
        .annotate(n=Count("documents", distinct=True))
    )
    return sorted((Facet(*row) for row in rows), key=lambda facet: (-facet.count, facet.label))


def kept(name: str, make: Callable[[], T]) -> T:
    """`make()`, or what it gave within the last minute on the same store."""
    digest = hashlib.sha256(f"{store_version()}:{name}".encode()).hexdigest()
    key = f"law:{digest}"
    found: T | None = shared.get(key)
    if found is None:
        found = make()
        shared.set(key, found, _KEEP_SECONDS)
    return found
