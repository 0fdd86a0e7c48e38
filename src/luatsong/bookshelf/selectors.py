"""What readers see of the bookshelf: published books, their parts and what each holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from luatsong.bookshelf.law_parts import LawPart, read_laws
from luatsong.bookshelf.models import Book, Part, Shelf
from luatsong.knowledge.models import Audience
from luatsong.knowledge.recall_notices import Notice, compare_link, notice, notices
from vnlaw.text import fold


@dataclass(frozen=True, slots=True)
class ShelfOfBooks:
    """A shelf with the books that stand on it."""

    shelf: Shelf
    books: tuple[Book, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part as readers meet it; `changed` tells that its law is not what the maker read."""

    number: int
    part: Part
    law: LawPart | None = None
    notice: Notice | None = None
    changed: bool = False

    @property
    def compare(self) -> str:
        """Where old and new words of a law stand side by side; "" where there is nothing to."""
        part = self.part
        if not (self.changed and part.document and part.as_of):
            return ""
        return compare_link(
            part.document.slug, part.address if not part.until else "", part.as_of, None
        )

    @property
    def troubled(self) -> bool:
        """Whether a reader must know that the law has moved."""
        return self.changed or bool(self.notice and self.notice.affected)


def published(
    *, words: str = "", audience: str | None = None, area: str | None = None
) -> QuerySet[Book]:
    """Published books, newest first; `words` find titles, summaries and parts without marks."""
    wanted = Q(state=Book.State.PUBLISHED)
    if audience is not None:
        wanted &= Q(audiences__code=audience)
    if area is not None:
        wanted &= Q(area=area)
    for word in fold(words).split():
        wanted &= Q(search_text__contains=word)
    found = Book.objects.filter(wanted).select_related("agency").defer("search_text")
    return found.distinct().order_by("-published_at", "-pk")


def shelves() -> list[ShelfOfBooks]:
    """Shelves that have books: of their audience, of their field, or put there. Four queries."""
    books = list(published().prefetch_related("audiences", "shelves"))
    found = []
    for shelf in Shelf.objects.filter(retired_on__isnull=True):
        own = tuple(book for book in books if _stands_on(book, shelf))
        if own:
            found.append(ShelfOfBooks(shelf, own))
    return found


def suggested() -> list[tuple[Audience, Book]]:
    """The newest book for each audience that has one. Two queries."""
    books = list(published().prefetch_related("audiences"))
    chosen: dict[int, tuple[Audience, Book]] = {}
    for book in books:
        for audience in book.audiences.all():
            chosen.setdefault(audience.pk, (audience, book))
    return sorted(chosen.values(), key=lambda pair: (pair[0].order, pair[0].name))


def book_at(slug: str) -> Book | None:
    """The published book at an address, with its lists. Three queries."""
    found = Book.objects.filter(slug=slug, state=Book.State.PUBLISHED).select_related("agency")
    return with_parts(found).first()


def with_parts(books: QuerySet[Book]) -> QuerySet[Book]:
    """The books with their audiences and parts loaded."""
    return books.prefetch_related("audiences", _PARTS)


def outline(book: Book) -> list[Chapter]:
    """The parts that readers may see, without looking at their law. No query.

    An item that was withdrawn is left out until it is back.
    """
    parts = [part for part in book.parts.all() if part.item is None or part.item.live]
    return [Chapter(number, part) for number, part in enumerate(parts, start=1)]


def chapter_on(chapter: Chapter, today: date) -> Chapter:
    """The same chapter with its law as it stands on a day. At most six queries."""
    part = chapter.part
    if part.item:
        return replace(chapter, notice=notice(part.item, today))
    law = read_laws([part], today)[part.pk]
    return replace(chapter, law=law, changed=law.changed_since(part))


def chapters(book: Book, today: date) -> list[Chapter]:
    """The parts that readers may see, with the state of their law. Seven queries.

    An item that was withdrawn is left out until it is back.
    """
    parts = [part for part in book.parts.all() if part.item is None or part.item.live]
    laws = read_laws(parts, today)
    told = notices([part.item for part in parts if part.item], today)
    return [_chapter(number, part, laws, told) for number, part in enumerate(parts, start=1)]


def _chapter(number: int, part: Part, laws: dict[int, LawPart], told: dict[int, Notice]) -> Chapter:
    law = laws.get(part.pk)
    if law is None:
        return Chapter(number, part, notice=told.get(part.item_id or 0))
    return Chapter(number, part, law=law, changed=law.changed_since(part))


def around(found: Sequence[Chapter], slug: str) -> tuple[Chapter | None, Chapter, Chapter | None]:
    """The chapter before, at and after a part's address; LookupError where there is none."""
    for at, chapter in enumerate(found):
        if chapter.part.slug == slug:
            before = found[at - 1] if at else None
            after = found[at + 1] if at + 1 < len(found) else None
            return before, chapter, after
    raise LookupError(slug)


def _stands_on(book: Book, shelf: Shelf) -> bool:
    audiences = {audience.pk for audience in book.audiences.all()}
    chosen = {one.pk for one in book.shelves.all()}
    by_area = bool(shelf.area) and shelf.area == book.area
    return shelf.audience_id in audiences or by_area or shelf.pk in chosen


_PARTS: Prefetch[str, QuerySet[Part, Part], str] = Prefetch(
    "parts",
    Part.objects.select_related("item", "document").defer(
        *(f"item__{name}" for name in ("body", "plain", "search_text")),
        *(f"document__{name}" for name in ("metadata",)),
    ),
)
