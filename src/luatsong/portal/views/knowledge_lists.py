"""Lists of knowledge items with filters, and their feeds."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from luatsong.law.selectors import Facet
from luatsong.portal import item_narrowing
from luatsong.portal.caching import public
from luatsong.portal.calendars import calendar
from luatsong.portal.feeds import items_atom
from luatsong.portal.fragments import looked_up
from luatsong.portal.item_narrowing import ItemNarrowing, found_items
from luatsong.portal.items import IN_LISTS, affected
from luatsong.portal.narrowing import Choice, Group

PAGE_SIZE = 20
FEED_SIZE = 40


@public
def item_list(request: HttpRequest) -> HttpResponse:
    """Items, narrowed by what stands in the address. At most 10 queries."""
    asked = ItemNarrowing.read(request.GET)
    found = found_items(asked)
    path = request.path
    total, groups, chosen = looked_up((path, replace(asked, trang=1)), lambda: _around(asked, path))
    last = max(1, -(-total // PAGE_SIZE))
    page = min(asked.trang, last)
    shown = list(found.only(*IN_LISTS)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    context = {
        "section": "items",
        "asked": asked,
        "items": shown,
        "affected": affected(shown),
        "total": total,
        "page": page,
        "last": last,
        "heading": chosen[0].label if len(chosen) == 1 and asked.loai else "Kiến thức pháp luật",
        "groups": groups,
        "chosen": chosen,
        "pages": item_narrowing.pages(asked, page, last, path),
        "follow": f"{asked.address('')}{'&' if asked.narrowed else '?'}kien-thuc=1",
        "feed": asked.address(reverse("portal:items-feed")),
        "canonical": request.build_absolute_uri(asked.address(path, trang=page)),
    }
    return render(request, "portal/knowledge/list.html", context)


def _around(asked: ItemNarrowing, path: str) -> tuple[int, list[Group], list[Choice]]:
    """How many items a list has, the filters beside it, and those in force."""
    counted = item_narrowing.facets(asked)
    return (
        found_items(asked).count(),
        item_narrowing.groups(asked, counted, path),
        item_narrowing.chosen(asked, counted, path),
    )


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
