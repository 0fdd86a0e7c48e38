"""Entry points: for whom, what happened, what is forbidden, where help is."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from luatsong.bookshelf import registers
from luatsong.knowledge.models import Audience, Item, LifeEvent, RightsGroup
from luatsong.knowledge.selectors import live_items
from luatsong.portal import entries, toolkits
from luatsong.portal.caching import public
from luatsong.portal.items import affected, coming_events
from luatsong.portal.laws_of_life import laws_for
from luatsong.portal.views.errors import not_found_page

# An entry point shows the newest; the list has all.
_MOST = 400


@public
def for_index(request: HttpRequest) -> HttpResponse:
    """Who are you, and what happened to you? 2 queries."""
    context = {
        "section": "for",
        "audiences": Audience.objects.order_by("order"),
        "life_events": LifeEvent.objects.order_by("order"),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/knowledge/for_index.html", context)


@public
def for_audience(request: HttpRequest, slug: str) -> HttpResponse:
    """What the site has for one group of readers. At most 7 queries."""
    audience = Audience.objects.filter(slug=slug).first()
    if audience is None:
        return not_found_page(request, search=slug.replace("-", " ")[:200])
    query = urlencode({"doi-tuong": slug})
    items = list(live_items(audience=audience.code)[:_MOST])
    events = LifeEvent.objects.filter(items__audiences=audience, items__live=True).distinct()
    sections = entries.audience_sections(audience.code, _timely(items), query)
    speaks = audience.code in toolkits.SPEAKERS
    context = {
        "section": "for",
        "audience": audience,
        "sections": sections,
        "toolkit": speaks,
        "kits": toolkits.kits(items) if speaks else [],
        "affected": affected(entries.shown_in(sections)),
        "life_events": events,
        "others": Audience.objects.exclude(pk=audience.pk),
        "links": entries.links_for(audience.code),
        "feed": f"{reverse('portal:items-feed')}?{query}",
        "updated": max((i.last_published_at for i in items if i.last_published_at), default=None),
        "query": query,
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/knowledge/for_audience.html", context)


@public
def life_index(request: HttpRequest) -> HttpResponse:
    """Everything that may happen to people. 1 query."""
    context = {
        "section": "for",
        "life_events": LifeEvent.objects.order_by("order"),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/knowledge/life_index.html", context)


@public
def life_event(request: HttpRequest, slug: str) -> HttpResponse:
    """Law, procedures, situations and questions of one event of life. At most 8 queries."""
    event = LifeEvent.objects.filter(slug=slug).first()
    if event is None:
        return not_found_page(request, search=slug.replace("-", " ")[:200])
    query = urlencode({"viec-doi": slug})
    items = list(live_items(life_event=event.code)[:_MOST])
    helpers = live_items("service").filter(area__in=event.areas or [""])
    known = {item.pk for item in items}
    helping = [item for item in helpers[: entries.SHOWN] if item.pk not in known]
    sections = entries.life_sections([*_timely(items), *helping], query)
    context = {
        "section": "for",
        "event": event,
        "sections": sections,
        "affected": affected(entries.shown_in(sections)),
        "laws": laws_for(event, [item.pk for item in items], timezone.localdate()),
        "others": LifeEvent.objects.exclude(pk=event.pk),
        "feed": f"{reverse('portal:items-feed')}?{query}",
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/knowledge/life_event.html", context)


@public
def forbidden(request: HttpRequest) -> HttpResponse:
    """What nobody may do, by groups of basic rights and duties (C-36). 5 queries."""
    items = live_items("forbidden").prefetch_related("rights_groups")[:_MOST]
    by_group: dict[int, list[Item]] = {}
    for item in items:
        for group in item.rights_groups.all():
            by_group.setdefault(group.pk, []).append(item)
    groups = [(group, by_group.get(group.pk, [])) for group in RightsGroup.objects.all()]
    context = {
        "section": "items",
        "groups": [pair for pair in groups if pair[1]],
        "affected": affected(items),
        "waiting": [group for group, inside in groups if not inside],
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/knowledge/forbidden.html", context)


@public
def events(request: HttpRequest) -> HttpResponse:
    """Conferences, talks and campaigns: what comes, what was (C-44). 2 queries."""
    now = timezone.now()
    dated = live_items("event").filter(event_start__isnull=False)
    over = Q(event_end__lt=now) | Q(event_end__isnull=True, event_start__lt=now)
    context = {
        "section": "events",
        "coming": coming_events()[:50],
        "past": dated.filter(over).order_by("-event_start")[:20],
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/knowledge/events.html", context)


@public
def services(request: HttpRequest) -> HttpResponse:
    """Where people find help: legal aid, lawyers, notaries, mediators (N-05). 2 queries."""
    words = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:200]
    place = request.GET.get("dia-ban", "").replace("\x00", " ").strip()[:120]
    found = live_items("service", words=words, territory=place or None).order_by("title")
    places = live_items("service").exclude(territory="").order_by("territory")
    context = {
        "section": "services",
        "items": found[:_MOST],
        "places": places.values_list("territory", flat=True).distinct(),
        "place": place,
        "q": words,
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/knowledge/services.html", context)


@public
def register(request: HttpRequest) -> HttpResponse:
    """Obstacles in carrying out the law, and what the agencies answered (C-09, C-10). 3 queries."""
    words = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:200]
    replies = list(live_items("reply", words=words).order_by("-reply_date", "-pk")[:_MOST])
    obstacles = list(live_items("obstacle", words=words)[:_MOST])
    context = {
        "section": "items",
        "replies": replies,
        "obstacles": obstacles,
        "affected": affected([*replies, *obstacles]),
        "q": words,
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/knowledge/register.html", context)


@public
def applications(request: HttpRequest) -> HttpResponse:
    """The applications in use, and the sites this one complements (C-43, C-47). 1 query."""
    context = {
        "applications": registers.applications(),
        "links": entries.links_for(),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/knowledge/applications.html", context)


def _timely(items: list[Item]) -> list[Item]:
    """Without events that are over."""
    now = timezone.now()
    return [
        item
        for item in items
        if item.kind != "event" or ((item.event_end or item.event_start) or now) >= now
    ]
