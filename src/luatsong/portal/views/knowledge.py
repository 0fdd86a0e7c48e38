"""Pages of knowledge items: /kien-thuc/<slug>, with ?ban=de-doc and answers of a game."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from luatsong.knowledge import recall
from luatsong.knowledge.models import Item
from luatsong.knowledge.selectors import plain_paragraphs
from luatsong.portal import items
from luatsong.portal.bodies import body_of
from luatsong.portal.caching import public
from luatsong.portal.calendars import calendar
from luatsong.portal.schema import described
from luatsong.portal.views.errors import not_found_page

PLAIN = "de-doc"  # of ?ban=


@public
def item_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One item. At most 12 queries."""
    item = items.public_item(slug)
    if item is None:
        return not_found_page(request, search=slug.replace("-", " ")[:200])
    return render(request, "portal/knowledge/item.html", item_context(request, item))


@public
def item_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The event of an item for a calendar."""
    item = items.public_item(slug)
    if item is None or not item.event_start:
        return not_found_page(request, search=slug.replace("-", " ")[:200])
    return calendar(request, [item], name=slug)


def item_context(request: HttpRequest, item: Item) -> dict[str, Any]:
    """What the template of an item needs; also for the preview of a draft."""
    today = timezone.localdate()
    grounds = items.grounds(item)
    plain = plain_paragraphs(item)
    return {
        "section": "items",
        "item": item,
        "kind": item.of_kind,
        "body": body_of(item, request.GET, today),
        "grounds": grounds,
        "notice": recall.notice(item, today),
        "as_of": items.law_as_of(grounds),
        "plain": plain,
        "reads_plain": bool(plain) and request.GET.get("ban") == PLAIN,
        "languages": items.versions_in_languages(item),
        "related": items.related(item),
        "data": described(request, item, grounds),
        "today": today,
        "canonical": request.build_absolute_uri(reverse("portal:item", args=[item.slug])),
    }
