"""Legal bases as staff see them: the place, its words on the day, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from luatsong.knowledge.models import Basis, Item
from luatsong.knowledge.recall_judging import Pin, judge
from luatsong.knowledge.recall_names import place_name
from luatsong.knowledge.recall_reading import LawOf, Place, laws_of
from luatsong.knowledge.recall_wording import short

LONGEST = 600  # characters of law shown beside a form


@dataclass(frozen=True, slots=True)
class Shown:
    """One basis beside the form."""

    name: str
    address: str
    words: str
    as_of: date
    sound: bool
    state: str


def shown_bases(item: Item) -> list[Shown]:
    """The bases with the words they were pinned with; a few queries for all of them."""
    rows = list(item.bases.all())
    laws = laws_of({row.document_id for row in rows})
    today = timezone.localdate()
    return [_shown(row, laws.get(row.document_id), today) for row in rows]


def _shown(row: Basis, law: LawOf | None, today: date) -> Shown:
    words, state, sound = row.quote, "Còn nguyên", True
    if law is not None:
        place = Place(row.document_id, row.provision_id, row.address)
        words = law.said(place, row.as_of).words or row.quote
    if row.words_hash:
        verdict = judge(Pin.of(row), law, today)
        sound = verdict.sound
        state = state if sound else short(verdict.reason)
    names = [row.document.slug, row.address] if row.address else [row.document.slug]
    route = "portal:provision" if row.address else "portal:document"
    return Shown(
        name=place_name(row.document, row.address),
        address=f"{reverse(route, args=names)}?ngay={row.as_of:%Y-%m-%d}",
        words=words[:LONGEST] + ("…" if len(words) > LONGEST else ""),
        as_of=row.as_of,
        sound=sound,
        state=state,
    )
