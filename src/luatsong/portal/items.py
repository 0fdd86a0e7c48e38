"""What the page of a knowledge item shows beside its body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from luatsong.knowledge.models import Basis, Item
from luatsong.knowledge.recall_names import place_name
from luatsong.knowledge.recall_notices import notices
from luatsong.knowledge.selectors import live_items
from luatsong.portal.addressing import provision_link

RELATED = 6


@dataclass(frozen=True, slots=True)
class Ground:
    """A legal basis: where its words are as the author read them, and as they are today."""

    name: str
    then: str
    today: str
    as_of: date
    quote: str
    state: str  # Basis.State
    label: str


def public_item(slug: str) -> Item | None:
    """The live item with what its page needs. At most 4 queries."""
    bases = Basis.objects.select_related("document", "provision")
    found = Item.objects.filter(live=True, slug=slug).select_related("agency", "translation_of")
    return found.prefetch_related("audiences", "life_events", Prefetch("bases", bases)).first()


def grounds(item: Item) -> list[Ground]:
    """The bases of an item whose bases are loaded. No query."""
    found = []
    for basis in item.bases.all():
        slug, address = basis.document.slug, basis.address
        found.append(
            Ground(
                name=place_name(basis.document, address),
                then=provision_link(slug, address, f"?ngay={basis.as_of.isoformat()}"),
                today=provision_link(slug, address),
                as_of=basis.as_of,
                quote=basis.quote,
                state=basis.state,
                label=Basis.State(basis.state).label,
            )
        )
    return found


def law_as_of(found: Sequence[Ground]) -> date | None:
    """The day whose law an item tells: the earliest of its bases."""
    return min((ground.as_of for ground in found), default=None)


def related(item: Item) -> list[Item]:
    """Items that rest on the same documents, serve the same life event, or lie in the same area.

    Newest first within that order. 1 query.
    """
    documents = {basis.document_id for basis in item.bases.all()}
    events = [event.pk for event in item.life_events.all()]
    near = Q(bases__document__in=documents) | Q(life_events__in=events)
    if item.area:
        near |= Q(area=item.area)
    found = live_items().filter(near).exclude(pk=item.pk).distinct()
    return list(found[:RELATED])


def affected(items: Iterable[Item]) -> frozenset[int]:
    """Keys of those items whose law has changed since they were written, as of now. 1 query."""
    found = notices(items, timezone.localdate())
    return frozenset(key for key, notice in found.items() if notice.affected)


def coming_events() -> QuerySet[Item]:
    """Events that are not over, the next one first."""
    now = timezone.now()
    over = Q(event_end__lt=now) | Q(event_end__isnull=True, event_start__lt=now)
    dated = live_items("event").filter(event_start__isnull=False)
    return dated.exclude(over).order_by("event_start")


def versions_in_languages(item: Item) -> list[Item]:
    """The same item in other languages. 1 query."""
    of = item.translation_of_id or item.pk
    found = live_items().filter(Q(translation_of=of) | Q(pk=of)).exclude(pk=item.pk)
    return list(found)
