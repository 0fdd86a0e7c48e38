"""The life of a document, its relations, its changes as a feed and as JSON."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe

from luatsong.law.models import Document
from luatsong.law.selectors import living
from luatsong.portal.addressing import provision_link
from luatsong.portal.caching import Freshness, public
from luatsong.portal.citation import cite_document
from luatsong.portal.days import day_of
from luatsong.portal.feeds import changes_atom
from luatsong.portal.living import living_document
from luatsong.portal.margin import APPLIED
from luatsong.portal.picture import picture
from luatsong.portal.records import life_json
from luatsong.portal.stops import stops
from luatsong.portal.views.opening import of_document
from luatsong.portal.wording import sign


@public
@of_document
def life(request: HttpRequest, document: Document) -> HttpResponse:
    """The life line of a document: every event, and links to the words before and after."""
    today = timezone.localdate()
    freshness = Freshness.of(document, "life", today)
    if answer := freshness.not_modified(request):
        return answer
    events = living.timeline(document)
    validity = living.validity_of(document, today)
    waiting = [
        effect
        for effect in living.effects_on(document, applied=False)
        if effect.state not in APPLIED and not effect.summary and not effect.own
    ]
    context = {
        **_about(request, document),
        "stops": stops(events, today),
        "validity": validity,
        "sign": sign(validity.word),
        "today": today,
        "waiting": waiting,
        "days": living.change_days(document),
    }
    return freshness.stamp(render(request, "portal/life.html", context))


@public
@of_document
def relations(request: HttpRequest, document: Document) -> HttpResponse:
    """How a document stands to others, as lists and as a picture."""
    today = timezone.localdate()
    freshness = Freshness.of(document, "relations", today)
    if answer := freshness.not_modified(request):
        return answer
    groups = living.relations_of(document, on=today)
    context = {
        **_about(request, document),
        "groups": groups,
        # Built by escaping everything that comes from documents (portal.picture).
        "picture": mark_safe(picture(document, groups)),  # noqa: S308
    }
    return freshness.stamp(render(request, "portal/relations.html", context))


@public
@of_document
def changes(request: HttpRequest, document: Document) -> HttpResponse:
    """The changes of one document as an Atom feed."""
    return changes_atom(request, document, living.changes_feed(document))


@public
@of_document
def record(request: HttpRequest, document: Document) -> HttpResponse:
    """Versions, effects and validity of a document as JSON."""
    day = day_of(request)
    freshness = Freshness.of(document, f"record{day.query}", day.on)
    if answer := freshness.not_modified(request):
        return answer
    value = life_json(living_document(document, day), request.build_absolute_uri("/").rstrip("/"))
    content = json.dumps(value, ensure_ascii=False, indent=1).encode()
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    response["Access-Control-Allow-Origin"] = "*"
    return freshness.stamp(response)


def _about(request: HttpRequest, document: Document) -> dict[str, object]:
    return {
        "document": document,
        "base": provision_link(document.slug),
        "citation": cite_document(document),
        "canonical": request.build_absolute_uri(request.path),
    }
