"""Put the sample's movements and models into the store, after its items."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction

from luatsong.knowledge import basis
from luatsong.knowledge.models import Agency, Campaign, Item, Practice
from luatsong.sample.services import belongs_here
from luatsong.samplesite import manifest
from luatsong.samplesite.services import Report

_CAMPAIGN = ("slug", "kind", "name", "summary", "starts", "ends", "source")
_PRACTICE = (
    *("slug", "name", "summary", "place", "pilot", "support", "who", "starts", "ends", "aim"),
    *("measured_by", "state", "packs"),
)


def load() -> Report:
    """What is not in the store yet; nothing into a store that is not the sample's."""
    report = Report()
    if not belongs_here():
        return report
    for written in manifest.campaigns():
        if not Campaign.objects.filter(slug=written["slug"]).exists():
            _campaign(written, report)
    for written in manifest.practices():
        if not Practice.objects.filter(slug=written["slug"]).exists():
            _practice(written, report)
    return report


@transaction.atomic
def _campaign(written: dict[str, Any], report: Report) -> None:
    campaign = Campaign(public=True, text=written["text"].strip(), agency=_agency(written))
    for name in _CAMPAIGN:
        setattr(campaign, name, written.get(name))
    if typed := written.get("law"):
        resolved = basis.resolve(typed, written["starts"])
        campaign.document = resolved.document
        if resolved.problem:
            report.problems.append(f"{written['slug']}: {typed}: {resolved.problem}")
    campaign.save()
    campaign.items.set(_items(written, report))
    for platform in written["platforms"]:
        campaign.platforms.create(**platform)
    report.loaded.append(written["slug"])


@transaction.atomic
def _practice(written: dict[str, Any], report: Report) -> None:
    values = {name: written[name] for name in _PRACTICE if name in written}
    practice = Practice.objects.create(public=True, agency=_agency(written), **values)
    practice.items.set(_items(written, report))
    for measure in written["measures"]:
        numbers = {name: Decimal(measure[name]) for name in ("before", "after")}
        practice.measures.create(**{**measure, **numbers})
    for evaluation in written["evaluations"]:
        practice.evaluations.create(**evaluation)
    report.loaded.append(written["slug"])


def _agency(written: dict[str, Any]) -> Agency | None:
    return Agency.objects.filter(code=written["agency"]).first()


def _items(written: dict[str, Any], report: Report) -> list[Item]:
    found = {item.slug: item for item in Item.objects.filter(slug__in=written["items"])}
    for slug in written["items"]:
        if slug not in found:
            report.problems.append(f"{written['slug']}: không có bài {slug}")
    return list(found.values())
