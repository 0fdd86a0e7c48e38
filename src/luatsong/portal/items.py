"""What the page of a knowledge item shows beside its body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from luatsong.knowledge.models import Audience, Basis, Item, LifeEvent
from luatsong.knowledge.recall_names import place_name
from luatsong.knowledge.recall_notices import notices
from luatsong.knowledge.selectors import live_items
from luatsong.law.prepared import Given, Prepared
from luatsong.portal.addressing import provision_link

RELATED = 6
# What a line of a list shows (portal/knowledge/_item.html) of an item.
IN_LISTS = (
    *("kind", "slug", "title", "summary", "language", "area", "territory", "basis_state"),
    *("event_start", "event_end", "event_place", "first_published_at", "last_published_at"),
    *("translation_of", "agency__name"),
)


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
    item = _ITEM.first(slug=slug)
    if item is not None:
        _knows(item, "audiences", Audience, _AUDIENCES.ask(item=item.pk))
        _knows(item, "life_events", LifeEvent, _LIFE_EVENTS.ask(item=item.pk))
        _knows(item, "bases", Basis, _BASES.ask(item=item.pk))
    return item


def _knows(item: Item, name: str, model: type[Model], rows: list[Any]) -> None:
    """Give an item the rows of a relation, as a prefetch does."""
    loaded: QuerySet[Model] = QuerySet(model)
    loaded._result_cache = rows
    loaded._prefetch_done = True  # type: ignore[attr-defined]
    item.__dict__.setdefault("_prefetched_objects_cache", {})[name] = loaded


_ITEM = Prepared(
    lambda: (
        Item.objects.filter(live=True, slug=Given("slug"))
        .select_related("agency")
        .defer("search_text")
        .order_by()[:1]
    )
)
_AUDIENCES = Prepared(lambda: Audience.objects.filter(items=Given("item")))
_LIFE_EVENTS = Prepared(lambda: LifeEvent.objects.filter(items=Given("item")))
_BASES = Prepared(
    lambda: (
        Basis.objects.filter(item=Given("item"))
        .select_related("document")
        .only(
            *("typed", "item", "provision", "address", "as_of", "words_hash", "quote", "state"),
            *(
                f"document__{name}"
                for name in ("slug", "type_code", "type_name", "number", "title")
            ),
        )
    )
)


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
    return (_NEAR_IN_AREA if item.area else _NEAR).ask(item=item.pk, area=item.area)


def _near(others: Q) -> QuerySet[Item]:
    bases, events = Basis.objects.order_by(), Item.life_events.through._default_manager.all()
    own = bases.filter(item=Given("item")).values("document")
    happening = events.filter(item=Given("item")).values("lifeevent")
    near = Q(pk__in=bases.filter(document__in=own).values("item"))
    near |= Q(pk__in=events.filter(lifeevent__in=happening).values("item"))
    return live_items().only(*IN_LISTS).filter(near | others).exclude(pk=Given("item"))[:RELATED]


_NEAR = Prepared(lambda: _near(Q()))
_NEAR_IN_AREA = Prepared(lambda: _near(Q(area=Given("area"))))


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
    return _IN_LANGUAGES.ask(of=of, item=item.pk)


_IN_LANGUAGES = Prepared(
    lambda: (
        live_items()
        .only(*IN_LISTS)
        .filter(Q(translation_of=Given("of")) | Q(pk=Given("of")))
        .exclude(pk=Given("item"))
    )
)
