"""Put the sample's books on the shelf, after its items."""

from __future__ import annotations

from typing import Any

from luatsong.bookshelf import registers, services
from luatsong.bookshelf.models import Book
from luatsong.bookshelf.services import BookError
from luatsong.knowledge.addresses import slug_of
from luatsong.knowledge.models import Agency, Audience, Item
from luatsong.sample.services import belongs_here
from luatsong.samplesite import manifest
from luatsong.samplesite.services import Report


def load() -> Report:
    """Books that are not on the shelf yet; nothing into a store that is not the sample's."""
    report = Report()
    if not belongs_here():
        return report
    registers.load()
    for written in manifest.books():
        if not Book.objects.filter(slug=slug_of(written["title"])).exists():
            _put(written, report)
            report.loaded.append(written["title"])
    return report


def _put(written: dict[str, Any], report: Report) -> None:
    book = services.create(
        None,
        title=written["title"],
        summary=written["summary"],
        area=written["area"],
        edition=written["edition"],
        agency=Agency.objects.filter(code=written["agency"]).first(),
        audiences=Audience.objects.filter(code__in=written["audiences"]),
    )
    for part in written["parts"]:
        try:
            _add(book, part)
        except BookError as error:
            report.problems.append(f"{written['title']}: {part}: {error}")
    services.publish_loaded(book)


def _add(book: Book, part: str | list[str]) -> None:
    """An item by its slug, a law as people name it, or a range of it: [from, until]."""
    if isinstance(part, list):
        services.add_law(book, None, *part)
    elif item := Item.objects.filter(slug=part).first():
        services.add_item(book, None, item)
    else:
        services.add_law(book, None, part)
