"""Versions of an item in other languages: finding them, and beginning one."""

from __future__ import annotations

from luatsong.knowledge import binding
from luatsong.knowledge.models import Item
from luatsong.knowledge.wordlists import language_choices
from luatsong.staff.knowledge.states import State, state_of


def translations_of(item: Item) -> list[tuple[Item, State]]:
    """The other versions of an item, whichever of them is looked at."""
    first = item.translation_of_id or item.pk
    rows = Item.objects.filter(translation_of=first) | Item.objects.filter(pk=first)
    rows = rows.exclude(pk=item.pk).defer("body", "plain", "search_text").order_by("language")
    return [(row, state_of(row)) for row in rows]


def begin(item: Item, source: Item, language: str) -> None:
    """Fill a new item with what it shall say in another language; its author writes over it."""
    item.language = language if language in dict(language_choices()) else ""
    item.translation_of = source
    for name in ("title", "summary", "plain", "area", "territory", "licence", "source"):
        setattr(item, name, getattr(source, name))
    item.agency = source.agency
    item.basis_text = binding.text_of(source)
    item.body = source.body.get_prep_value()
    item.audiences = list(source.audiences.all())
    item.life_events = list(source.life_events.all())
    item.rights_groups = list(source.rights_groups.all())


def wanted(pk: str) -> Item | None:
    """The Vietnamese item that `?dich=` names."""
    if not pk.isdecimal():
        return None
    return Item.objects.filter(pk=int(pk), translation_of=None).first()
