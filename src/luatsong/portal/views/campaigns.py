"""Phong trào, chiến dịch: what runs; one of them with items, feed and reach (C-38, C-39)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from luatsong.knowledge.campaigns import public_campaigns, state_on
from luatsong.knowledge.models import Campaign, Item
from luatsong.knowledge.selectors import live_items
from luatsong.portal.addressing import provision_link
from luatsong.portal.caching import public
from luatsong.portal.campaign_figures import reach_of
from luatsong.portal.feeds import items_atom
from luatsong.portal.items import affected
from luatsong.portal.views.errors import not_found_page

_SHOWN = 40
_MOST = 1000
_FEED_SIZE = 40
_HEADINGS = (("running", "Đang diễn ra"), ("coming", "Sắp tới"), ("over", "Đã qua"))


@public
def index(request: HttpRequest) -> HttpResponse:
    """All campaigns by what they are today. 1 query."""
    today = timezone.localdate()
    found: dict[str, list[Campaign]] = {code: [] for code, _ in _HEADINGS}
    for campaign in public_campaigns():
        found[state_on(campaign, today)].append(campaign)
    found["coming"].reverse()
    context = {
        "section": "campaigns",
        "groups": [(code, title, found[code]) for code, title in _HEADINGS if found[code]],
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/repository/campaigns.html", context)


@public
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One campaign. At most 9 queries."""
    campaign = _campaign(slug)
    if campaign is None:
        return not_found_page(request, search=slug.replace("-", " ")[:200])
    today = timezone.localdate()
    items = list(_items(campaign)[:_MOST])
    shown = items[:_SHOWN]
    context = {
        "section": "campaigns",
        "campaign": campaign,
        "state": dict(_HEADINGS)[state_on(campaign, today)],
        "paragraphs": [line.strip() for line in campaign.text.splitlines() if line.strip()],
        "document": provision_link(campaign.document.slug) if campaign.document else "",
        "platforms": campaign.platforms.all(),
        "items": shown,
        "affected": affected(shown),
        "total": len(items),
        "reach": reach_of(campaign, items, today) if campaign.starts <= today else None,
        "feed": reverse("portal:campaign-feed", args=[slug]),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/repository/campaign.html", context)


@public
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The items of a campaign as Atom, the newest first. 2 queries."""
    campaign = _campaign(slug)
    if campaign is None:
        return not_found_page(request, search=slug.replace("-", " ")[:200])
    return items_atom(
        request,
        _items(campaign)[:_FEED_SIZE],
        title=campaign.name,
        page=campaign.get_absolute_url(),
    )


def _campaign(slug: str) -> Campaign | None:
    return public_campaigns().select_related("document", "agency").filter(slug=slug).first()


def _items(campaign: Campaign) -> QuerySet[Item]:
    return live_items().filter(campaigns=campaign)
