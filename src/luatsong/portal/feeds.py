"""Atom feeds: the changes of one document, the newest items of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from luatsong.knowledge.models import Item
from luatsong.law.models import Document
from luatsong.law.selectors.living import Event
from luatsong.portal.addressing import provision_link
from luatsong.portal.citation import cite_document, full_title


def changes_atom(request: HttpRequest, document: Document, events: Sequence[Event]) -> HttpResponse:
    """Events of a document, each leading to the document as of that day."""
    here = request.build_absolute_uri(provision_link(document.slug))
    feed = Atom1Feed(
        title=f"Thay đổi của {document}: {full_title(document)}",
        link=here,
        feed_url=request.build_absolute_uri(request.path),
        description=cite_document(document),
        language="vi",
    )
    for event in events:
        link = f"{here}?ngay={event.day.isoformat()}"
        key = event.effect.id if event.effect else event.kind
        feed.add_item(
            title=event.text,
            link=link,
            description=event.effect.quote if event.effect else event.text,
            unique_id=f"{link}#{key}",
            pubdate=_midnight(event.day),
            updateddate=_midnight(event.day),
        )
    return _answer(feed)


def items_atom(
    request: HttpRequest, items: Iterable[Item], *, title: str, page: str
) -> HttpResponse:
    """Knowledge items, newest first; `page` is the list they are from."""
    feed = Atom1Feed(
        title=title,
        link=request.build_absolute_uri(page),
        feed_url=request.build_absolute_uri(request.get_full_path()),
        description=title,
        language="vi",
    )
    for item in items:
        feed.add_item(
            title=item.title,
            link=request.build_absolute_uri(item.get_absolute_url()),
            description=item.summary,
            unique_id=f"urn:uuid:{item.uid}",
            author_name=item.agency.name if item.agency else None,
            categories=[item.of_kind.name, *filter(None, [item.area])],
            pubdate=item.first_published_at,
            updateddate=item.last_published_at,
        )
    return _answer(feed)


def _answer(feed: Atom1Feed) -> HttpResponse:
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())
