"""What readers and staff see of renditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from luatsong.law.prepared import Given, Prepared
from luatsong.renditions.making import registered, wanted
from luatsong.renditions.models import Form, Rendition
from luatsong.renditions.sources import page_hash

if TYPE_CHECKING:
    from luatsong.knowledge.models import Item

_ORDER = {form: place for place, form in enumerate(Form.values)}


@dataclass(frozen=True, slots=True)
class Standing:
    """One form of an item for staff: its files, and what is wrong with it."""

    form: str
    label: str
    current: tuple[Rendition, ...]
    outdated: tuple[Rendition, ...]  # made of words the item no longer has
    withdrawn: tuple[Rendition, ...]
    waiting: bool
    problem: str


def of(item: Item, form: str | None = None) -> list[Rendition]:
    """The files readers may have: made, not withdrawn, of the words the item has now.

    Recordings by people come before what the machine made; then by form and in order of making.
    One query, and the item's bases where they are not prefetched.
    """
    rows = _MADE.ask(item=item.pk)
    return _sorted(_current(item, [row for row in rows if form in (None, row.form)]))


_MADE = Prepared(
    lambda: Rendition.objects.filter(item=Given("item"), state=Rendition.State.MADE.value)
)


def of_many(items: Sequence[Item]) -> dict[int, list[Rendition]]:
    """The same for many items, by key; their bases should be prefetched. One query."""
    found: dict[int, list[Rendition]] = {item.pk: [] for item in items}
    for row in Rendition.objects.filter(item__in=found, state=Rendition.State.MADE):
        found[row.item_id].append(row)
    return {item.pk: _sorted(_current(item, found[item.pk])) for item in items}


def standings(item: Item) -> list[Standing]:
    """Every form this site makes of an item or once made of it, for the staff panel."""
    rows = list(Rendition.objects.filter(item=item))
    forms = {each.form for each in wanted(item)} | {row.form for row in rows}
    return [_standing(item, form, rows) for form in sorted(forms, key=_place)]


def current_file(pk: int) -> Rendition | None:
    """The file readers may open at its address; None when it is not (or no longer) theirs."""
    row = _readable().filter(pk=pk).first()
    return row if row and _current(row.item, [row]) else None


def _readable() -> QuerySet[Rendition]:
    made = Rendition.objects.filter(state=Rendition.State.MADE, item__live=True)
    return made.exclude(file="").select_related("item")


def _current(item: Item, rows: list[Rendition]) -> list[Rendition]:
    hashes: dict[str, str] = {}
    for form in {row.form for row in rows}:
        each = registered(form)
        hashes[form] = (each.source if each else page_hash)(item)
    return [row for row in rows if row.file and row.source_hash == hashes[row.form]]


def _standing(item: Item, form: str, rows: list[Rendition]) -> Standing:
    mine = _sorted([row for row in rows if row.form == form])
    made = [row for row in mine if row.state == Rendition.State.MADE]
    current = _current(item, made)
    orders = [row for row in mine if not row.variant]
    return Standing(
        form=form,
        label=Form(form).label if form in Form.values else form,
        current=tuple(current),
        outdated=tuple(row for row in made if row not in current),
        withdrawn=tuple(row for row in mine if row.state == Rendition.State.WITHDRAWN),
        waiting=any(row.state == Rendition.State.WAITING for row in orders),
        problem=next((row.problem for row in orders if row.problem), ""),
    )


def _sorted(rows: list[Rendition]) -> list[Rendition]:
    by_machine = Rendition.Maker.MACHINE
    return sorted(rows, key=lambda row: (_place(row.form), row.made_by == by_machine, row.pk))


def _place(form: str) -> int:
    return _ORDER.get(form, len(_ORDER))
