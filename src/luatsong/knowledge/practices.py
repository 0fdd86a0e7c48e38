"""Reading the register of models that were tried."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from luatsong.knowledge.models import Item, Practice


def public_practices() -> QuerySet[Practice]:
    """Public models, the latest first, with figures, evaluations and agency loaded."""
    rows = Practice.objects.filter(public=True).select_related("agency")
    return rows.prefetch_related("measures", "evaluations")


def with_items(rows: QuerySet[Practice]) -> QuerySet[Practice]:
    """The same with the public items they rest on."""
    items = Item.objects.filter(live=True).select_related("agency")
    return rows.prefetch_related(Prefetch("items", items.defer("body", "plain", "search_text")))
