"""What pages of books show beside their words: addresses, sounds, downloads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from luatsong.bookshelf.law_parts import lines_of
from luatsong.bookshelf.models import Book
from luatsong.bookshelf.packaging import cover_of
from luatsong.bookshelf.selectors import Chapter
from luatsong.portal.addressing import provision_link
from luatsong.portal.sounds import spoken_name
from luatsong.renditions.making import registered
from luatsong.renditions.models import Form, Rendition, SpokenText
from luatsong.renditions.voices import voices
from luatsong.renditions.wishes import key_of


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


def tracks(book: Book, found: Sequence[Chapter], *, laws: bool = False) -> list[Track]:
    """The chapters of a book that have sound, in order; a person's reading goes first. 1 query.

    With `laws` also law, as it reads on the day of `found` (`selectors.chapters`). 2 queries.
    """
    keys = [chapter.part.item_id for chapter in found if chapter.part.item_id]
    rows = Rendition.objects.filter(item__in=keys, form=Form.SOUND, state=Rendition.State.MADE)
    sound = registered(Form.SOUND)
    read: dict[int, Rendition] = {}
    for row in rows.exclude(file="").select_related("item").order_by("made_by", "pk"):
        if sound and sound.source(row.item) != row.source_hash:
            continue  # of words the item no longer has
        known = read.get(row.item_id)
        if known is None or (row.made_by != known.made_by and not _by_machine(row)):
            read[row.item_id] = row
    spoken = _laws(found) if laws else {}
    told = []
    for chapter in found:
        if chapter.part.item_id in read:
            told.append(_track(book, chapter, read[chapter.part.item_id]))
        elif chapter.part.pk in spoken:
            told.append(_law_track(book, chapter, spoken[chapter.part.pk]))
    return told


def law_text(chapter: Chapter) -> tuple[str, str]:
    """Title and words of a law part as they are read aloud; no words where none are in force."""
    return chapter.part.title, "\n".join(lines_of(chapter.law)) if chapter.law else ""


def unread(book: Book, found: Sequence[Chapter], told: Sequence[Track]) -> list[tuple[str, str]]:
    """Title and address of the law parts that nobody has asked to hear yet."""
    heard = {track.number for track in told}
    return [
        (chapter.part.title, reverse("portal:book-law-sound", args=[book.slug, chapter.part.slug]))
        for chapter in found
        if chapter.number not in heard and chapter.law and lines_of(chapter.law)
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


def _laws(found: Sequence[Chapter]) -> dict[int, SpokenText]:
    """The first voice of each law part that was read aloud, by the key of the part. 1 query."""
    told = ((chapter.part.pk, *law_text(chapter)) for chapter in found if chapter.law)
    keys = {key_of(title, text): pk for pk, title, text in told if text}
    if not keys:
        return {}
    order = {code: place for place, code in enumerate(voices())}
    rows = SpokenText.objects.filter(words_hash__in=keys, state=SpokenText.State.MADE)
    made = sorted(rows.defer("text"), key=lambda row: -order.get(row.voice, len(order)))
    return {keys[row.words_hash]: row for row in made}


def _law_track(book: Book, chapter: Chapter, row: SpokenText) -> Track:
    return Track(
        number=chapter.number,
        title=chapter.part.title,
        address=reverse("portal:spoken-file", args=[row.pk, spoken_name(row)]),
        part=reverse("portal:book-part", args=[book.slug, chapter.part.slug]),
        item="",
        seconds=row.seconds,
        bytes=row.bytes,
        by="giọng máy",
    )


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
