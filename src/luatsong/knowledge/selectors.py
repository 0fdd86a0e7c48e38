"""Reading knowledge items: what is public, and what rests on which law."""

from __future__ import annotations

from django.db.models import Count, Prefetch, Q, QuerySet

from luatsong.knowledge.models import Basis, Item
from luatsong.knowledge.reading import paragraphs_of, parts_of, plain_paragraphs
from luatsong.law.models import Document, Provision
from vnlaw.text import fold

__all__ = [
    "counts_by_kind",
    "item_by_slug",
    "items_resting_on",
    "live_items",
    "paragraphs_of",
    "parts_of",
    "plain_paragraphs",
    "with_details",
]


def live_items(
    kind: str | None = None,
    *,
    audience: str | None = None,
    area: str | None = None,
    life_event: str | None = None,
    rights_group: str | None = None,
    agency: str | None = None,
    territory: str | None = None,
    language: str | None = None,
    year: int | None = None,
    words: str = "",
) -> QuerySet[Item]:
    """Public items, newest first, ready for lists: their agency is there, the body is not loaded.

    All limits are codes (kind, audience, life event, rights group, agency), names (area,
    territory) or values; None asks for all. `territory` gives also what holds in the whole
    province. `words` finds items that hold all of them, with or without their marks.
    """
    wanted = Q(live=True)
    named = {
        "kind": kind,
        "audiences__code": audience,
        "area": area,
        "life_events__code": life_event,
        "rights_groups__code": rights_group,
        "agency__code": agency,
        "language": language,
        "first_published_at__year": year,
    }
    for name, value in named.items():
        if value is not None:
            wanted &= Q(**{name: value})
    if territory is not None:
        wanted &= Q(territory__in=["", territory])
    for word in fold(words).split():
        wanted &= Q(search_text__contains=word)
    found = Item.objects.filter(wanted).select_related("agency")
    return found.defer("body", "plain", "search_text").order_by("-first_published_at", "-pk")


def item_by_slug(slug: str) -> Item | None:
    """The public item at this address, with all a page shows of it."""
    return with_details(Item.objects.filter(live=True, slug=slug)).first()


def with_details(items: QuerySet[Item]) -> QuerySet[Item]:
    """The items with lists, bases (with document and provision) and translations loaded."""
    bases = Basis.objects.select_related("document", "provision", "version")
    return items.select_related("agency", "translation_of").prefetch_related(
        "audiences", "life_events", "rights_groups", Prefetch("bases", bases), "translations"
    )


def items_resting_on(place: Provision | Document, *, live: bool = True) -> QuerySet[Item]:
    """Items with a basis at this provision, below it or above it; for a document: anywhere in it.

    An item that rests on "Điều 5" rests on what changes in its khoản 2, and one that rests on
    khoản 2 is touched when Điều 5 as a whole is.
    """
    if isinstance(place, Document):
        wanted = Q(bases__document=place)
    else:
        above = place.address.split("/")
        lines = ["/".join(above[:end]) for end in range(1, len(above) + 1)]
        wanted = Q(bases__document_id=place.document_id) & (
            Q(bases__address__in=["", *lines]) | Q(bases__address__startswith=f"{place.address}/")
        )
    found = Item.objects.filter(wanted).distinct()
    return found.filter(live=True) if live else found


def counts_by_kind() -> dict[str, int]:
    """How many public items there are of each kind that has any."""
    rows = Item.objects.filter(live=True).order_by().values_list("kind").annotate(n=Count("pk"))
    return dict(rows)
