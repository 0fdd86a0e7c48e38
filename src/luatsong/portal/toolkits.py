"""What stands on the page of those who speak to people: files of items, blank papers, packs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from luatsong.knowledge.models import Item
from luatsong.portal.sounds import size_words
from luatsong.renditions.models import Form, Rendition

# Audiences who speak to others, and so get the toolkit on their page.
SPEAKERS = frozenset({"rapporteur", "teacher", "reconciler"})
_SHOWN = 12
_FILES = ((Form.SLIDES, "pptx"), (Form.OUTLINE, "docx"), (Form.LEAFLET, "a5"))


@dataclass(frozen=True, slots=True)
class File:
    """A file to take along."""

    name: str
    address: str
    size: str


@dataclass(frozen=True, slots=True)
class Kit:
    """An item with its files; `show` is the page that shows its slides."""

    item: Item
    show: str
    files: tuple[File, ...]


def kits(items: Sequence[Item]) -> list[Kit]:
    """The first items that have slides of their present words. 1 query."""
    sound = [item for item in items if item.basis_state == Item.BasisState.SOUND]
    rows = Rendition.objects.filter(
        item__in=[item.pk for item in sound],
        form__in=[form for form, _ in _FILES],
        variant__in=[variant for _, variant in _FILES],
        state=Rendition.State.MADE,
    ).exclude(file="")
    by_item: dict[int, dict[str, Rendition]] = {}
    for row in rows:
        by_item.setdefault(row.item_id, {})[row.form] = row
    found = []
    for item in sound:
        mine = {form: row for form, row in by_item.get(item.pk, {}).items() if _fresh(item, row)}
        if Form.SLIDES in mine:
            files = tuple(_file(mine[form]) for form, _ in _FILES if form in mine)
            found.append(Kit(item, reverse("portal:slides", args=[item.slug]), files))
    return found[:_SHOWN]


def _fresh(item: Item, row: Rendition) -> bool:
    """Made after the item was last published: lists do not read the words of every item."""
    return item.last_published_at is None or row.created_at >= item.last_published_at


def _file(row: Rendition) -> File:
    address = reverse("portal:rendition", args=[row.pk, row.file_name])
    return File(row.get_form_display(), address, size_words(row.bytes))
