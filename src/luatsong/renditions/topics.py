"""Topics people take along as a whole: for an audience, of a field of law, for a life event."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.documents import get_document_model

from luatsong.knowledge.models import Audience, Item, LifeEvent
from luatsong.knowledge.selectors import live_items, with_details
from luatsong.knowledge.wordlists import areas
from luatsong.renditions.models import Rendition
from luatsong.renditions.packing import Packed, pack
from vnlaw.addresses import slugify

AUDIENCE, LIFE_EVENT, AREA = "doi-tuong", "viec-doi", "linh-vuc"
# What one pack holds at most; the newest items stay.
MOST = 200


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic by the kind and code of its address; `count` public items."""

    kind: str
    code: str
    name: str
    count: int = 0

    def items(self) -> QuerySet[Item]:
        """Its public items, newest first, with all that print shows; at most `MOST`."""
        found = Item.objects.filter(pk__in=self._keys())
        return with_details(found).order_by("-first_published_at", "-pk")

    def fingerprint(self, forms: tuple[str, ...]) -> str:
        """Changes when an item comes, goes or says something else, or a file of `forms` does.

        Three queries.
        """
        keys = self._keys()
        rows = Item.objects.filter(pk__in=keys).order_by("pk")
        seen = rows.values_list("pk", "live_revision_id", "basis_state", "last_published_at")
        made = Rendition.objects.filter(item__in=keys, form__in=forms).order_by("pk")
        files = made.values_list("pk", "state", "sha256")
        return hashlib.sha256(repr([*seen, *files]).encode()).hexdigest()[:32]

    def packed(self, forms: tuple[str, ...], day: date) -> Packed:
        """The pack of the topic as it is on a day."""
        return pack(self.name, self.items(), forms, day)

    def films(self) -> int:
        """How many bytes the films of its items are together. 3 queries."""
        bodies = Item.objects.filter(pk__in=self._keys()).annotate(words=Cast("body", TextField()))
        told = bodies.filter(words__contains='"video"').values_list("words", flat=True)
        blocks = [block for words in told for block in json.loads(words)]
        films = {one["value"].get("file") for one in blocks if one["type"] == "video"}
        stored = get_document_model().objects.filter(pk__in=films - {None})
        return sum(one.get_file_size() or 0 for one in stored)

    def _keys(self) -> list[int]:
        found = live_items(
            audience=self.code if self.kind == AUDIENCE else None,
            life_event=self.code if self.kind == LIFE_EVENT else None,
            area=self.name if self.kind == AREA else None,
        )
        return list(found.values_list("pk", flat=True)[:MOST])


def topics() -> list[Topic]:
    """Every topic with public items, by kind. Three queries."""
    live = Count("items", filter=Q(items__live=True))
    found = [
        Topic(kind, row.code, row.name, row.live_items)
        for kind, model in ((AUDIENCE, Audience), (LIFE_EVENT, LifeEvent))
        for row in model.objects.annotate(live_items=live).filter(live_items__gt=0)
    ]
    rows = Item.objects.filter(live=True).exclude(area="").order_by().values_list("area")
    counted = dict(rows.annotate(n=Count("pk")))
    return found + [
        Topic(AREA, slugify(name), name, counted[name]) for name in areas() if name in counted
    ]


def topic_of(kind: str, code: str) -> Topic | None:
    """The topic at an address; None where there is none with public items."""
    return next((one for one in topics() if (one.kind, one.code) == (kind, code)), None)
