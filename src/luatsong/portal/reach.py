"""What public pages are about, for the counts of their use; and the names of what was counted."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.db.models import CharField, Value
from django.db.models.functions import Concat

from luatsong.bookshelf.models import Book
from luatsong.knowledge.campaigns import COLUMN, column_name
from luatsong.knowledge.kinds import kinds
from luatsong.knowledge.models import Agency, Audience, Campaign, Item
from luatsong.law.models import Document
from luatsong.portal.citation import full_title, short_name
from luatsong.renditions.models import Rendition
from luatsong.responses.describing import Described, describes, knows_columns
from luatsong.search.areas import area_of

_ITEMS = "/kien-thuc/"
_DOCUMENTS = "/van-ban/"
_BOOKS = "/tu-sach/"
_MADE = "/ban/"
_FILE = re.compile(r"[./].*")
DOCUMENT, BOOK = "document", "book"


def register() -> None:
    """Tell the room of counts who knows which pages."""
    describes(_ITEMS, items)
    describes(_DOCUMENTS, documents)
    describes(_BOOKS, books)
    describes(_MADE, made_of_items)
    knows_columns(agencies_with_column)
    knows_columns(campaigns_with_column)


def items(addresses: list[str]) -> Mapping[str, Described]:
    """Knowledge items by address. Two queries."""
    slugs = {address: address.removeprefix(_ITEMS).split("/")[0] for address in addresses}
    found = Item.objects.filter(slug__in=set(slugs.values())).select_related("agency")
    known = {
        item.slug: Described(
            address=f"{_ITEMS}{item.slug}",
            title=item.title,
            kind=item.kind,
            area=item.area,
            agency=item.agency.name if item.agency else "",
            audiences=tuple(audience.code for audience in item.audiences.all()),
        )
        for item in found.defer("body", "plain", "search_text").prefetch_related("audiences")
    }
    return {address: known[slug] for address, slug in slugs.items() if slug in known}


def documents(addresses: list[str]) -> Mapping[str, Described]:
    """Documents by the address of any of their pages: a provision counts for its document."""
    slugs = {address: address.removeprefix(_DOCUMENTS).split("/")[0] for address in addresses}
    found = Document.objects.filter(slug__in={slug for slug in slugs.values() if slug})
    known = {
        document.slug: Described(
            address=f"{_DOCUMENTS}{document.slug}",
            title=f"{short_name(document)}: {full_title(document)}",
            kind=DOCUMENT,
            area=area_of(document.title),
        )
        for document in found.defer("metadata")
    }
    return {address: known[slug] for address, slug in slugs.items() if slug in known}


def made_of_items(addresses: list[str]) -> Mapping[str, Described]:
    """Items by the addresses of their leaflets, cards and sounds. Three queries."""
    keys = {address: _FILE.sub("", address.removeprefix(_MADE)) for address in addresses}
    numbers = {int(key) for key in keys.values() if key.isdecimal()}
    rows = Rendition.objects.filter(pk__in=numbers).values_list("pk", "item__slug")
    slugs = {str(pk): slug for pk, slug in rows}
    pages = {address: f"{_ITEMS}{slugs.get(key, key)}" for address, key in keys.items()}
    known = items(list(pages.values()))
    return {address: known[page] for address, page in pages.items() if page in known}


def books(addresses: list[str]) -> Mapping[str, Described]:
    """Books by the address of any of their pages: a part counts for its book. Two queries."""
    slugs = {address: _FILE.sub("", address.removeprefix(_BOOKS)) for address in addresses}
    found = Book.objects.filter(slug__in={slug for slug in slugs.values() if slug})
    known = {
        book.slug: Described(
            address=f"{_BOOKS}{book.slug}/",
            title=book.title,
            kind=BOOK,
            area=book.area,
            agency=book.agency.name if book.agency else "",
            audiences=tuple(audience.code for audience in book.audiences.all()),
        )
        for book in found.select_related("agency").prefetch_related("audiences")
    }
    return {address: known[slug] for address, slug in slugs.items() if slug in known}


def agencies_with_column(codes: set[str]) -> set[str]:
    """Codes of agencies on the list. One query."""
    return set(Agency.objects.filter(code__in=codes).values_list("code", flat=True))


def campaigns_with_column(names: set[str]) -> set[str]:
    """Names of columns of public campaigns. At most one query."""
    slugs = {name.removeprefix(COLUMN) for name in names if name.startswith(COLUMN)}
    if not slugs:
        return set()
    known = Campaign.objects.filter(slug__in=slugs, public=True).values_list("slug", flat=True)
    return {column_name(slug) for slug in known}


def audience_names() -> dict[str, str]:
    """Names of audiences by code. One query."""
    return dict(Audience.objects.values_list("code", "name"))


def agency_names() -> dict[str, str]:
    """Names of agencies and campaigns by the name of their column. One query."""
    column = Concat(Value(COLUMN), "slug", output_field=CharField())
    campaigns = Campaign.objects.order_by().values_list(column, "name")
    agencies = Agency.objects.order_by().values_list("code", "name")
    return dict(agencies.union(campaigns, all=True))


def kind_names() -> dict[str, str]:
    """Names of what pages are, by code."""
    return {DOCUMENT: "Văn bản pháp luật", BOOK: "Sách"} | {
        kind.code: kind.plural for kind in kinds().values()
    }
