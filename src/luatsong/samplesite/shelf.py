"""Put the sample's books on the shelf, after its items."""

from __future__ import annotations

from typing import Any

from luatsong.bookshelf import services
from luatsong.bookshelf.models import Book
from luatsong.bookshelf.services import BookError
from luatsong.knowledge.models import Agency, Audience, Item
from luatsong.sample.services import belongs_here
from luatsong.samplesite import manifest
from luatsong.samplesite.services import Report


def load() -> Report:
    """Books that are not on the shelf yet; nothing into a store that is not the sample's."""
    report = Report()
    if not belongs_here():
        return report
    services.load_shelves()
    for written in manifest.books():
        if not Book.objects.filter(slug=written["slug"]).exists():
            _put(written, report)
            report.loaded.append(written["slug"])
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
            if "law" in part:
                services.add_law(book, None, part["law"], part.get("until", ""))
            else:
                services.add_item(book, None, Item.objects.get(slug=part["item"]))
        except (BookError, Item.DoesNotExist) as error:
            report.problems.append(f"{written['slug']}: {part}: {error}")
    Book.objects.filter(pk=book.pk).update(slug=written["slug"])
    services.publish_loaded(book)
