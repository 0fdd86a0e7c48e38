"""A book to take along without a network: its items and its law as pages of a pack."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from luatsong.bookshelf import selectors
from luatsong.bookshelf.models import Book
from luatsong.bookshelf.selectors import Chapter
from luatsong.bookshelf.setting import law_html
from luatsong.knowledge.models import Item
from luatsong.knowledge.selectors import with_details
from luatsong.renditions.models import Rendition
from luatsong.renditions.packing import LawPage, Packed, pack
from luatsong.renditions.sheets import site_address

KIND = "sach"


@dataclass(frozen=True, slots=True)
class BookPack:
    """A published book as what a pack is made of (`renditions.packs.Packable`)."""

    book: Book
    kind: str = KIND

    @property
    def code(self) -> str:
        """Its name in the address."""
        return self.book.slug

    @property
    def name(self) -> str:
        """Its title."""
        return self.book.title

    def fingerprint(self, forms: tuple[str, ...]) -> str:
        """Changes with the book, the words of its items, its law as it reads today, its files."""
        chapters = selectors.chapters(self.book, timezone.localdate())
        keys = [chapter.part.item_id for chapter in chapters if chapter.part.item_id]
        items = Item.objects.filter(pk__in=keys).order_by("pk")
        said = items.values_list("pk", "live_revision_id", "basis_state", "last_published_at")
        made = Rendition.objects.filter(item__in=keys, form__in=forms).order_by("pk")
        laws = [(one.part.pk, one.law.words_hash, one.changed) for one in chapters if one.law]
        files = made.values_list("pk", "state", "sha256")
        told = repr([self.book.pk, self.book.updated_at, *said, *laws, *files])
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def packed(self, forms: tuple[str, ...], day: date) -> Packed:
        """The pack of the book, its parts in their order, law as it reads on the day."""
        pages = self._pages(selectors.chapters(self.book, day))
        return pack(self.book.title, pages, forms, day, book=True)

    def _pages(self, chapters: list[Chapter]) -> Iterator[Item | LawPage]:
        keys = [chapter.part.item_id for chapter in chapters if chapter.part.item_id]
        items = {item.pk: item for item in with_details(Item.objects.filter(pk__in=keys))}
        for chapter in chapters:
            part = chapter.part
            if part.item_id in items:
                yield items[part.item_id]
            elif chapter.law is not None and not chapter.law.gone:
                path = reverse("portal:book-part", args=[self.book.slug, part.slug])
                html = law_html(chapter.law)
                yield LawPage(
                    part.slug, part.title, html, site_address(path), path, chapter.changed
                )
