"""Lists of knowledge items with filters, and their feeds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from luatsong.law.selectors import Facet
from luatsong.portal import item_narrowing
from luatsong.portal.caching import public
from luatsong.portal.calendars import calendar
from luatsong.portal.feeds import items_atom
from luatsong.portal.item_narrowing import ItemNarrowing, found_items
from luatsong.portal.items import affected

PAGE_SIZE = 20
FEED_SIZE = 40


@public
def item_list(request: HttpRequest) -> HttpResponse:
    """Items, narrowed by what stands in the address. At most 10 queries."""
    asked = ItemNarrowing.read(request.GET)
    found = found_items(asked)
    total = found.count()
    last = max(1, -(-total // PAGE_SIZE))
    page = min(asked.trang, last)
    shown = list(found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    counted = item_narrowing.facets(asked)
    path = request.path
    chosen = item_narrowing.chosen(asked, counted, path)
    context = {
        "section": "items",
        "asked": asked,
        "items": shown,
        "affected": affected(shown),
        "total": total,
        "page": page,
        "last": last,
        "heading": chosen[0].label if len(chosen) == 1 and asked.loai else "Kiến thức pháp luật",
        "groups": item_narrowing.groups(asked, counted, path),
        "chosen": chosen,
        "pages": item_narrowing.pages(asked, page, last, path),
        "follow": f"{asked.address('')}{'&' if asked.narrowed else '?'}kien-thuc=1",
        "feed": asked.address(reverse("portal:items-feed")),
        "canonical": request.build_absolute_uri(asked.address(path, trang=page)),
    }
    return render(request, "portal/knowledge/list.html", context)


@public
def item_feed(request: HttpRequest) -> HttpResponse:
    """The newest items of a list as Atom: the same filters in the address. 2 queries."""
    asked = ItemNarrowing.read(request.GET)
    # Names stand in the items themselves; a title of the values in the address is enough here.
    counted: dict[str, list[Facet]] = {name: [] for name in item_narrowing.BESIDE}
    words = [choice.label for choice in item_narrowing.chosen(asked, counted, "")]
    title = "Kiến thức pháp luật" + (f": {', '.join(words)}" if words else "")
    page = asked.address(reverse("portal:items"))
    return items_atom(request, found_items(asked)[:FEED_SIZE], title=title, page=page)


@public
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """Events of the list as a calendar that telephones can subscribe to."""
    asked = ItemNarrowing.read(request.GET)
    events = found_items(asked).filter(kind="event", event_start__isnull=False)
    return calendar(request, events.order_by("-event_start")[:200], name="lich-su-kien")
