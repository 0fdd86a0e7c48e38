"""What players and lists of sound show: voices of an item, chapters, items with sound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from luatsong.knowledge import selectors as knowledge
from luatsong.knowledge.models import Item
from luatsong.knowledge.wordlists import languages
from luatsong.renditions import selectors
from luatsong.renditions.models import Form, Rendition, SoundTimes
from luatsong.renditions.sources import text_hash


@dataclass(frozen=True, slots=True)
class Heard:
    """A sound file ready for a player. `chapters` are (title, start in seconds)."""

    row: Rendition
    language: str
    chapters: tuple[tuple[str, float], ...]
    captioned: bool = False  # it is known what is said when

    @property
    def by_machine(self) -> bool:
        return self.row.made_by == Rendition.Maker.MACHINE


def voices_of(item: Item) -> list[Heard]:
    """What can be heard of an item now: minority languages first, people before machines.

    Where a person reads in a language, the machine does not. At most 3 queries.
    """
    rows = selectors.of(item, Form.SOUND)
    by_people = {row.language for row in rows if row.made_by == Rendition.Maker.PERSON}
    machine = Rendition.Maker.MACHINE
    rows = [row for row in rows if row.made_by != machine or row.language not in by_people]
    rows.sort(key=lambda row: (row.language == item.language, row.made_by == machine, row.pk))
    times = _times(row.sha256 for row in rows)
    names = languages()
    return [
        Heard(row, names.get(row.language, row.language), *times.get(row.sha256, ((), False)))
        for row in rows
    ]


def with_sound(audience: str | None = None) -> QuerySet[Item]:
    """Public items that have a sound file, newest first; those of one audience when named."""
    made = Rendition.objects.filter(
        item=OuterRef("pk"), form=Form.SOUND, state=Rendition.State.MADE
    ).exclude(file="")
    return knowledge.live_items(audience=audience).filter(Exists(made))


def first_voices(items: Sequence[Item]) -> list[tuple[Item, Rendition]]:
    """Each item with the file a list or a feed offers, where it has a current one.

    1 query, and one more for each recording of a person that is older than its item's words: the
    machine's file is current when it was made after the item was published.
    """
    rows = Rendition.objects.filter(
        item__in=[item.pk for item in items], form=Form.SOUND, state=Rendition.State.MADE
    ).exclude(file="")
    by_item: dict[int, list[Rendition]] = {}
    for row in rows:
        by_item.setdefault(row.item_id, []).append(row)
    found = []
    for item in items:
        mine = sorted(by_item.get(item.pk, ()), key=partial(_order, item.language))
        offered = next((row for row in mine if _is_current(item, row)), None)
        if offered is not None:
            found.append((item, offered))
    return found


def _order(language: str, row: Rendition) -> tuple[bool, bool, int]:
    """The language of the item first, then people."""
    return row.language != language, row.made_by == Rendition.Maker.MACHINE, row.pk


def _is_current(item: Item, row: Rendition) -> bool:
    if item.last_published_at is None or row.created_at >= item.last_published_at:
        return True
    if row.made_by == Rendition.Maker.MACHINE:
        return False
    return row.source_hash == text_hash(Item.objects.get(pk=item.pk))


def length(seconds: float | None) -> str:
    """A length as feeds write it: 0:03:05."""
    return str(timedelta(seconds=round(seconds or 0)))


def _times(hashes: Iterable[str]) -> dict[str, tuple[tuple[tuple[str, float], ...], bool]]:
    """Chapters of files by their hash, and whether they have captions. 1 query."""
    known = ExpressionWrapper(~Q(cues=[]), output_field=BooleanField())
    rows = SoundTimes.objects.filter(sha256__in=list(hashes)).annotate(captioned=known)
    return {
        sha256: (tuple((str(one["title"]), float(one["start"])) for one in chapters), captioned)
        for sha256, chapters, captioned in rows.values_list("sha256", "chapters", "captioned")
    }
