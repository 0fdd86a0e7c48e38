"""Following lists of knowledge items: for an audience, a life event, a field, an agency."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Model
from django.http import QueryDict

from luatsong.follows import elsewhere
from luatsong.follows.subjects import MOST, Change, Subject
from luatsong.knowledge.models import Agency, Audience, LifeEvent
from luatsong.portal.item_narrowing import ItemNarrowing, found_items

# Parameters that only lists of knowledge have; `linh-vuc` is also one of the law.
_OWN = ("doi-tuong", "viec-doi", "kien-thuc")
_NAMED: dict[str, type[Model]] = {"doi-tuong": Audience, "viec-doi": LifeEvent, "co-quan": Agency}


def register() -> None:
    """Let follows ask for new items; called once, when the site starts."""
    elsewhere.lists(_new_items)


def asked_for(query: QueryDict) -> ItemNarrowing | None:
    """The list of items an address of /theo-doi/ means; None where it means the law."""
    if not any(name in query for name in _OWN):
        return None
    return ItemNarrowing.read(query)


def subject(asked: ItemNarrowing) -> tuple[Subject, str]:
    """What is followed, and its title in words. At most 3 queries."""
    words = []
    for name, value in asked.hidden:
        model = _NAMED.get(name)
        found = model._default_manager.filter(slug=value).first() if model else None
        words.append(str(found or value))
    if asked.q:
        words.append(f"“{asked.q}”")
    title = "Kiến thức pháp luật" + (f": {', '.join(words)}" if words else "")
    query = asked.address("").removeprefix("?") or "tat-ca"
    return Subject(elsewhere=query), title


def _new_items(query: str, since: datetime, until: datetime) -> list[Change]:
    asked = ItemNarrowing.read(QueryDict(query))
    found = found_items(asked).filter(first_published_at__gte=since, first_published_at__lt=until)
    return [
        Change(
            key=f"i{item.pk}",
            at=item.first_published_at or since,
            text=f"{item.of_kind.name} mới: {item.title}",
            path=item.get_absolute_url(),
        )
        for item in found[:MOST]
    ]
