"""What the home page shows of knowledge, put together once a publication."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Max

from luatsong.knowledge.kinds import kinds
from luatsong.knowledge.models import Audience, Item, LifeEvent
from luatsong.knowledge.selectors import live_items
from luatsong.portal.fragments import looked_up
from luatsong.portal.items import coming_events

_LIFE_EVENTS = 12
_AUDIENCES = 12
_ITEMS = 6
_EVENTS = 3
# Groups of kinds (knowledge/data/kinds.toml) that are for citizens; services have their own page.
_GROUPS = ("explain", "show", "help")
# Also what becomes true by the clock (an event that is over) is right again after this.
_KEPT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Front:
    """Tiles, the newest items and the next events."""

    life_events: tuple[LifeEvent, ...]
    audiences: tuple[Audience, ...]
    items: tuple[Item, ...]
    coming: tuple[Item, ...]


def front() -> Front:
    """The newest state. No query where it was asked for a moment ago."""
    return looked_up("front", _shared)


def _shared() -> Front:
    """One query when nothing was published since, five when something was."""
    seen = Item.objects.aggregate(rows=Count("pk"), newest=Max("updated_at"))
    key = f"front:{seen['rows']}:{seen['newest']}".replace(" ", "_")
    found: Front | None = cache.get(key)
    if found is None:
        found = _read()
        cache.set(key, found, _KEPT_SECONDS)
    return found


def _read() -> Front:
    wanted = [kind.code for kind in kinds().values() if kind.group in _GROUPS]
    newest = live_items(language="vi").filter(kind__in=wanted).exclude(kind="service")
    return Front(
        tuple(LifeEvent.objects.order_by("order")[:_LIFE_EVENTS]),
        tuple(Audience.objects.order_by("order")[:_AUDIENCES]),
        tuple(newest[:_ITEMS]),
        tuple(coming_events()[:_EVENTS]),
    )
