"""Reading the counts: by month, audience, area, kind, agency; satisfaction by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from luatsong.responses.models import Answer, Form, Page, PageAudience, Reach
from luatsong.responses.settings import satisfaction


@dataclass(slots=True)
class Uses:
    """How often something was used, by form."""

    key: str
    name: str = ""
    times: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def total(self) -> int:
        """All forms on the network; what devices told of offline reading stands apart."""
        return sum(times for form, times in self.times.items() if form != Form.OFFLINE)

    def cells(self) -> list[int]:
        """Times by form, in the order of `Form`."""
        return [self.times.get(form, 0) for form in Form.values]


@dataclass(frozen=True, slots=True)
class Satisfied:
    """The answers of one month to the official scale."""

    month: date
    counts: Mapping[str, int]  # by code of the answer

    @property
    def took_part(self) -> int:
        return sum(self.counts.values())

    @property
    def satisfied(self) -> int:
        good = {choice.code for choice in satisfaction() if choice.satisfied}
        return sum(times for code, times in self.counts.items() if code in good)

    @property
    def share(self) -> float | None:
        """Percent of those who took part; None where nobody did."""
        return 100 * self.satisfied / self.took_part if self.took_part else None

    def cells(self) -> list[int]:
        """Counts by answer, in the official order."""
        return [self.counts.get(choice.code, 0) for choice in satisfaction()]


@dataclass(frozen=True, slots=True)
class Helped:
    """How many found that a page helped, in a month."""

    month: date
    yes: int
    no: int


def months_until(today: date, count: int) -> list[date]:
    """First days of the last `count` months, the present one last."""
    number = today.year * 12 + today.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(number - count + 1, number + 1)]


def by_month(months: list[date]) -> list[Uses]:
    """Uses in each month, by form. One query."""
    rows = (
        Reach.objects.filter(day__gte=months[0])
        .annotate(month=TruncMonth("day"))
        .values_list("month", "form")
        .annotate(sum=Sum("times"))
    )
    found = {month: Uses(month.isoformat()[:7]) for month in months}
    for month, form, times in rows:
        if month in found:
            found[month].times[form] += times
    return list(found.values())


def by_audience(since: date) -> list[Uses]:
    """Uses of pages of each audience. A page of several counts for each of them. One query."""
    rows = (
        PageAudience.objects.filter(page__reach__day__gte=since)
        .values_list("code", "page__reach__form")
        .annotate(sum=Sum("page__reach__times"))
    )
    return _grouped(rows)


def by_page_field(name: str, since: date) -> list[Uses]:
    """Uses by "area", "kind" or "agency" of the page; pages without it are left out. One query."""
    rows = (
        Reach.objects.filter(day__gte=since)
        .exclude(**{f"page__{name}": ""})
        .values_list(f"page__{name}", "form")
        .annotate(sum=Sum("times"))
    )
    return _grouped(rows)


def by_column(since: date) -> list[Uses]:
    """Uses through the columns of agencies. One query."""
    rows = (
        Reach.objects.filter(day__gte=since)
        .exclude(column="")
        .values_list("column", "form")
        .annotate(sum=Sum("times"))
    )
    return _grouped(rows)


def most_used(since: date, *, limit: int) -> list[tuple[Page, int]]:
    """Pages with a name that were used most. Two queries."""
    rows = (
        Reach.objects.filter(day__gte=since)
        .exclude(form=Form.OFFLINE)
        .exclude(page__title="")
        .values_list("page")
        .annotate(sum=Sum("times"))
        .order_by("-sum", "page")[:limit]
    )
    sums = dict(rows)
    pages = Page.objects.in_bulk(sums)
    return [(pages[pk], times) for pk, times in sums.items()]


def satisfaction_by_month(months: list[date], answers: QuerySet[Answer]) -> list[Satisfied]:
    """The official answers of each month. One query."""
    counted = _answers(answers, Answer.Question.SATISFACTION, months)
    return [
        Satisfied(
            month,
            {choice.code: counted.get((month, choice.code), 0) for choice in satisfaction()},
        )
        for month in months
    ]


def helped_by_month(months: list[date], answers: QuerySet[Answer]) -> list[Helped]:
    """Answers to "did this help?" of each month. One query."""
    counted = _answers(answers, Answer.Question.HELPED, months)
    return [
        Helped(month, counted.get((month, "yes"), 0), counted.get((month, "no"), 0))
        for month in months
    ]


def daily(since: date) -> QuerySet[Reach]:
    """Every count since a day with its page, the oldest first: the open data."""
    found = Reach.objects.filter(day__gte=since).select_related("page")
    return found.order_by("day", "page__address", "form", "column")


def _answers(
    answers: QuerySet[Answer], question: Answer.Question, months: list[date]
) -> dict[tuple[date, str], int]:
    rows = (
        answers.filter(question=question, day__gte=months[0])
        .order_by()
        .annotate(month=TruncMonth("day"))
        .values_list("month", "value")
        .annotate(n=Count("pk"))
    )
    return {(month, value): n for month, value, n in rows}


def _grouped(rows: Iterable[tuple[str, str, int]]) -> list[Uses]:
    found: dict[str, Uses] = {}
    for key, form, times in rows:
        found.setdefault(key, Uses(key, key)).times[form] += times
    return sorted(found.values(), key=lambda uses: (-uses.total, uses.key))
