"""Reading movements and campaigns: what runs, what comes, what was."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from luatsong.knowledge.models import Campaign

# How the column of a campaign is called where uses are counted.
COLUMN = "phong-trao-"


def column_name(slug: str) -> str:
    """The name under which uses through the column of a campaign are counted."""
    return f"{COLUMN}{slug}"


def public_campaigns() -> QuerySet[Campaign]:
    """Public campaigns, the latest first, with the number of their public items (`count`)."""
    live = Count("items", filter=Q(items__live=True))
    return Campaign.objects.filter(public=True).select_related("agency").annotate(count=live)


def state_on(campaign: Campaign, day: date) -> str:
    """ "coming", "running" or "over" on a day; the last day still counts."""
    if campaign.starts > day:
        return "coming"
    return "over" if campaign.ends and campaign.ends < day else "running"
