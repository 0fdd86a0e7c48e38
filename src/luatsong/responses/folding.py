"""Old counts kept by the month: a row a day for every page would grow without end.

Every figure of the site counts whole months, so that none changes by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import TruncMonth

from luatsong.responses.counting import Row, add
from luatsong.responses.models import Reach
from luatsong.responses.settings import data

# Rows of one statement; SQLite takes 32,766 parameters.
_ROWS = 5000


def fold(today: date) -> int:
    """Put the days of each old month together on its first day; how many rows that spared.

    Old: the whole month is more than `folding.after_days` of `data/reach.toml` ago.
    """
    kept_since = (today - timedelta(days=data("reach")["folding"]["after_days"])).replace(day=1)
    daily = Reach.objects.filter(day__lt=kept_since).annotate(month=TruncMonth("day"))
    months = daily.exclude(day=F("month")).order_by("month").values_list("month", flat=True)
    return sum(_fold_month(month) for month in list(months.distinct()))


def _fold_month(month: date) -> int:
    """One month. Exactly the rows that are added up go, whoever counts meanwhile."""
    after = (month + timedelta(days=31)).replace(day=1)
    with transaction.atomic():
        days = Reach.objects.select_for_update().filter(day__gt=month, day__lt=after)
        rows = list(days.values_list("pk", "page_id", "form", "column", "times"))
        sums: Counter[Row] = Counter()
        for _, page, form, column, times in rows:
            sums[Row(month, page, form, column)] += times
        before = Reach.objects.filter(day=month).count()
        add(sums)
        for part in _parts([row[0] for row in rows]):
            Reach.objects.filter(pk__in=part).delete()
        return len(rows) - (Reach.objects.filter(day=month).count() - before)


def _parts(keys: list[int]) -> Iterator[list[int]]:
    """Parts that one statement takes."""
    return (keys[start : start + _ROWS] for start in range(0, len(keys), _ROWS))
