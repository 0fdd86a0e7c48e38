"""The law that matters when something happens to people: what items rest on, what search says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.cache import cache

from luatsong import search
from luatsong.knowledge.models import Basis, LifeEvent
from luatsong.knowledge.recall_names import place_name
from luatsong.law.selectors import store_version
from luatsong.portal.addressing import provision_link
from luatsong.search.backend import SearchUnavailableError

MOST = 12
_SEARCHED = 4
_KEPT_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class LawLink:
    """A place of the law in force; `title` is what its text is about."""

    name: str
    title: str
    address: str


def laws_for(event: LifeEvent, items: Sequence[int], day: date) -> list[LawLink]:
    """What the items (keys) rest on, then what the search finds for the words of the event.

    3 queries; those of the search only after the store has changed.
    """
    bases = Basis.objects.filter(item__in=items, state=Basis.State.SOUND).select_related("document")
    found: dict[str, LawLink] = {}
    for basis in bases.order_by("document__slug", "address")[: MOST * 4]:
        address = provision_link(basis.document.slug, basis.address)
        title = basis.document.title if basis.document.type_code not in ("LUAT", "BL") else ""
        found.setdefault(
            address, LawLink(place_name(basis.document, basis.address), title, address)
        )
    for link in _searched(event, day):
        found.setdefault(link.address, link)
    return _titled_once(list(found.values())[:MOST])


def _searched(event: LifeEvent, day: date) -> list[LawLink]:
    key = f"life-law:{event.pk}:{day}:{store_version()}"
    kept: list[LawLink] | None = cache.get(key)
    if kept is None:
        try:
            results = search.search(f"{event.name}. {event.summary}", day=day, size=_SEARCHED)
        except SearchUnavailableError:
            return []  # what the items rest on is there without it
        kept = [
            LawLink(
                f"{hit.label.rstrip('. ')} {hit.card.name}".strip(),
                hit.card.title,
                provision_link(hit.card.slug, hit.address.strip("#")),
            )
            for hit in results.hits
            if not results.relaxed
        ]
        cache.set(key, kept, _KEPT_SECONDS)
    return kept


def _titled_once(links: Sequence[LawLink]) -> list[LawLink]:
    """The title of a text stands at its first place only."""
    seen: set[str] = set()
    found = []
    for link in links:
        found.append(replace(link, title="") if link.title in seen else link)
        seen.add(link.title)
    return found
