"""Small fictional knowledge items for tests.

make_item()                                         # a live article
make_item(kind="situation", bases=[document])       # rests on a whole document, as it reads today
make_item(kind="question", bases=[(document, "dieu-1/khoan-2")], audiences=["pupil"])
make_item(live=False, body=[("text", "<p>Bản nháp.</p>")])
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from luatsong.knowledge import services
from luatsong.knowledge.addresses import free_slug
from luatsong.knowledge.models import Audience, Basis, Item, LifeEvent, RightsGroup
from luatsong.law.models import Document, Provision

Place = Document | Provision | tuple[Document, str]

_numbers = itertools.count(1)


def make_item(
    *,
    kind: str = "article",
    live: bool = True,
    bases: Iterable[Place] = (),
    as_of: date | None = None,
    body: Sequence[tuple[str, Any]] | None = None,
    audiences: Iterable[str] = ("citizen",),
    life_events: Iterable[str] = (),
    rights_groups: Iterable[str] = (),
    **fields: Any,
) -> Item:
    """An item with a body that fits any kind; `fields` are further fields of `Item`.

    Lists are filled from the data files when they are empty.
    """
    if not Audience.objects.exists():
        services.load_lists()
    fields.setdefault("title", f"Trồng cây bên suối {next(_numbers)}")
    fields.setdefault("summary", "Ai trồng cây bên suối phải chọn giống cây bản địa.")
    fields.setdefault("slug", free_slug(fields["title"]))
    item = Item(kind=kind, live=False, **fields)
    item.body = list(body) if body is not None else [("text", "<p>Phải chọn giống cây.</p>")]
    item.audiences = _by_code(Audience, audiences)
    item.life_events = _by_code(LifeEvent, life_events)
    item.rights_groups = _by_code(RightsGroup, rights_groups)
    item.bases = [_basis(place, as_of or timezone.localdate()) for place in bases]
    item.save()
    if live:
        services.publish_loaded(item, note="Bộ kiểm thử")
    return Item.objects.get(pk=item.pk)


def _by_code(model: Any, codes: Iterable[str]) -> list[Any]:
    return [model.objects.get(code=code) for code in codes]


def _basis(place: Place, as_of: date) -> Basis:
    if isinstance(place, tuple):
        place = Provision.objects.get(document=place[0], address=place[1])
    provision = place if isinstance(place, Provision) else None
    document = place.document if isinstance(place, Provision) else place
    return Basis(
        typed=f"{provision or ''} {document}".strip(),
        document=document,
        provision=provision,
        address=provision.address if provision else "",
        as_of=as_of,
    )
