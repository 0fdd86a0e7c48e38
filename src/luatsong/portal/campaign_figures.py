"""How far a movement reaches: uses of its items while it runs, and through its own column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from luatsong.knowledge.campaigns import column_name
from luatsong.knowledge.models import Campaign, Item
from luatsong.responses.models import Form, Reach
from luatsong.responses.settings import data


@dataclass(frozen=True, slots=True)
class CampaignReach:
    """Uses by form, in the order of `forms()`; `by_column` are those through the column."""

    first: date
    last: date
    times: tuple[tuple[str, int], ...]
    total: int
    by_column: int


def reach_of(campaign: Campaign, items: Iterable[Item], today: date) -> CampaignReach:
    """Counted from the first day to the last or today. Two queries.

    What devices told of offline reading has its own line and is not in the total.
    """
    first, last = campaign.starts, min(campaign.ends or today, today)
    addresses = [item.get_absolute_url() for item in items]
    days = Reach.objects.filter(day__gte=first, day__lte=last)
    sums = _sums(days.filter(page__address__in=addresses))
    columned = _sums(days.filter(column=column_name(campaign.slug)))
    times = tuple((row["label"], sums.get(row["code"], 0)) for row in data("reach")["form"])
    return CampaignReach(first, last, times, _total(sums), _total(columned))


def _sums(rows: QuerySet[Reach]) -> dict[str, int]:
    found: Any = rows.order_by().values_list("form").annotate(sum=Sum("times"))
    return dict(found)


def _total(sums: dict[str, int]) -> int:
    return sum(times for form, times in sums.items() if form != Form.OFFLINE)
