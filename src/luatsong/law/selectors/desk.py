"""Reads of the quarantine desk (staff only): what came in and what became of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from luatsong.law.models import Intake
from luatsong.law.selectors.lists import Facet


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One page of the desk."""

    items: list[Intake]
    total: int
    page: int
    pages: int


def intakes(
    *, state: str = "", reason: str = "", q: str = "", page: int = 1, size: int = 50
) -> DeskPage:
    """What came in, the latest first. Two queries (three when narrowed to a reason).

    `state` is a value of `Intake.State`, `reason` a reason code, `q` a part of the file name.
    """
    rows = Intake.objects.select_related("source", "document", "uploaded_by", "decided_by")
    if state:
        rows = rows.filter(state=state)
    if q:
        rows = rows.filter(Q(source__name__icontains=q) | Q(source__origin__icontains=q))
    if reason:
        rows = rows.filter(pk__in=_with_reason(rows, reason))
    total = rows.count()
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    ordered = rows.order_by("-received_at", "-pk")
    return DeskPage(list(ordered[(page - 1) * size : page * size]), total, page, pages)


def intake_by_id(pk: int) -> Intake:
    """One intake with its source, document and people. One query; raises `DoesNotExist`."""
    rows = Intake.objects.select_related("source", "document", "uploaded_by", "decided_by")
    return rows.get(pk=pk)


def desk_counts() -> dict[str, list[Facet]]:
    """How many came to each state, and how often each reason holds one back. Two queries."""
    labels = dict(Intake.State.choices)
    states = Intake.objects.order_by().values_list("state").annotate(n=Count("pk"))
    reasons = Counter(
        reason["code"]
        for found in _quarantined().values_list("reasons", flat=True)
        for reason in found
    )
    return {
        "state": [Facet(state, labels[state], n) for state, n in states],
        "reason": [Facet(code, code, n) for code, n in reasons.most_common()],
    }


def _quarantined() -> QuerySet[Intake]:
    return Intake.objects.filter(state=Intake.State.QUARANTINED)


def _with_reason(rows: QuerySet[Intake], code: str) -> list[int]:
    # Looked up here and not in the database, whose JSON operators differ (SQLite, PostgreSQL).
    return [
        pk
        for pk, reasons in rows.values_list("pk", "reasons")
        if any(reason["code"] == code for reason in reasons)
    ]
