"""Pages of knowledge items: /kien-thuc/<slug>, with ?ban=de-doc and answers of a game."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from luatsong.knowledge import recall
from luatsong.knowledge.models import Item
from luatsong.knowledge.selectors import plain_paragraphs
from luatsong.portal import items
from luatsong.portal.bodies import body_of
from luatsong.portal.caching import public
from luatsong.portal.calendars import calendar
from luatsong.portal.fragments import kept
from luatsong.portal.schema import described
from luatsong.portal.views.errors import not_found_page

PLAIN = "de-doc"  # of ?ban=
# What the page names outside its main part.
_KEPT = ("section", "item", "kind", "languages", "data", "canonical", "body", "main")


@public
def item_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One item. At most 12 queries, one where nothing was published since it was last made."""
    answers = sorted((name, value) for name, value in request.GET.items() if name[:1] == "c")
    key = (request.get_host(), request.is_secure(), slug, request.GET.get("ban", ""), *answers)
    context = kept(key, lambda: _kept_context(request, slug))
    if context is None:
        return not_found_page(request, search=slug.replace("-", " ")[:200])
    return render(request, "portal/knowledge/item.html", context)


@public
def item_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The event of an item for a calendar."""
    item = items.public_item(slug)
    if item is None or not item.event_start:
        return not_found_page(request, search=slug.replace("-", " ")[:200])
    return calendar(request, [item], name=slug)


def _kept_context(request: HttpRequest, slug: str) -> dict[str, Any] | None:
    """What the page of an item needs, its main part set already; None where there is none."""
    item = items.public_item(slug)
    if item is None:
        return None
    context = item_context(request, item)
    context["main"] = render_to_string("portal/knowledge/_main.html", context, request)
    return {name: context[name] for name in _KEPT}


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
