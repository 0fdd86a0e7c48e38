"""What pages of books show beside their words: addresses, sounds, downloads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from luatsong.bookshelf.models import Book
from luatsong.bookshelf.packaging import cover_of
from luatsong.bookshelf.selectors import Chapter
from luatsong.portal.addressing import provision_link
from luatsong.renditions.making import registered
from luatsong.renditions.models import Form, Rendition


@dataclass(frozen=True, slots=True)
class Track:
    """One chapter that can be heard."""

    number: int
    title: str
    address: str  # of the sound file
    part: str  # of the page of the part
    item: str  # of the page that a hearing counts for
    seconds: float
    bytes: int
    by: str


def tracks(book: Book, found: Sequence[Chapter]) -> list[Track]:
    """The chapters of a book that have sound, in order; a person's reading goes first. 1 query."""
    keys = [chapter.part.item_id for chapter in found if chapter.part.item_id]
    rows = Rendition.objects.filter(item__in=keys, form=Form.SOUND, state=Rendition.State.MADE)
    sound = registered(Form.SOUND)
    voices: dict[int, Rendition] = {}
    for row in rows.exclude(file="").select_related("item").order_by("made_by", "pk"):
        if sound and sound.source(row.item) != row.source_hash:
            continue  # of words the item no longer has
        known = voices.get(row.item_id)
        if known is None or (row.made_by != known.made_by and not _by_machine(row)):
            voices[row.item_id] = row
    return [
        _track(book, chapter, voices[chapter.part.item_id])
        for chapter in found
        if chapter.part.item_id in voices
    ]


def length(seconds: float) -> str:
    """A length as people say it: "1 giờ 5 phút", "3 phút"."""
    minutes = max(round(seconds / 60), 1)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} phút"
    return f"{hours} giờ {rest} phút" if rest else f"{hours} giờ"


def cover(book: Book) -> SafeString:
    """The cover for a page; everything of the book is escaped in it."""
    return SafeString(cover_of(book))


def law_link(slug: str, address: str) -> str:
    """Where a place of the law is read."""
    return provision_link(slug, address)


def _by_machine(row: Rendition) -> bool:
    return bool(row.made_by == Rendition.Maker.MACHINE)


def _track(book: Book, chapter: Chapter, row: Rendition) -> Track:
    return Track(
        number=chapter.number,
        title=chapter.part.title,
        address=reverse("portal:rendition", args=[row.pk, row.file_name]),
        part=reverse("portal:book-part", args=[book.slug, chapter.part.slug]),
        item=chapter.part.item.get_absolute_url() if chapter.part.item else "",
        seconds=row.seconds or 0,
        bytes=row.bytes,
        by="giọng máy" if _by_machine(row) else (row.speaker or "người đọc"),
    )
