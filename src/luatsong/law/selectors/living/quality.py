"""Đúng – Đủ – Sạch – Sống: the state of the store in figures, each with its list of faults."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max
from django.utils import timezone

from luatsong.law.models import Citation, Document, ProvisionVersion
from luatsong.law.selectors.documents import published
from luatsong.law.selectors.lists import kept
from luatsong.law.selectors.living.faults import MEASURES, WORDS, Fault, faults_of


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted. `count` faults in `documents` documents.

    `apart` measures tell something worth knowing that does not lower the figure of the word.
    """

    code: str
    label: str
    definition: str
    count: int
    documents: int
    apart: bool


@dataclass(frozen=True, slots=True)
class Word:
    """One of the four words: a share in percent, as its definition says.

    `figure` is None for an empty store. `changed_on` (for "alive") is the day of the last change
    of the law in the store, `days_since_change` how long that is ago.
    """

    code: str
    label: str
    definition: str
    figure: float | None
    documents: int
    measures: tuple[Measure, ...]
    changed_on: date | None = None
    days_since_change: int | None = None


@dataclass(frozen=True, slots=True)
class FaultPage:
    """One page of the faults behind a measure."""

    measure: Measure
    items: list[Fault]
    total: int
    page: int
    pages: int


def quality(today: date | None = None) -> list[Word]:
    """The four words with their figures; kept for a minute on the same store.

    At most 24 queries when not kept, one when kept.
    """
    day = today or timezone.localdate()
    return kept(f"quality:{day}", lambda: _words(day))


def quality_list(
    measure: str, page: int = 1, size: int = 50, today: date | None = None
) -> FaultPage | None:
    """A page of the faults of a measure; None for a measure that does not exist."""
    if measure not in MEASURES:
        return None
    day = today or timezone.localdate()
    faults = _faults(measure, day)
    pages = max(1, -(-len(faults) // size))
    page = min(max(1, page), pages)
    items = faults[(page - 1) * size : page * size]
    return FaultPage(_measure(measure, faults), items, len(faults), page, pages)


def _faults(measure: str, day: date) -> list[Fault]:
    return kept(f"faults:{measure}:{day}", lambda: faults_of(measure, day))


def _words(day: date) -> list[Word]:
    total = published().count()
    last = ProvisionVersion.objects.aggregate(at=Max("recorded_from"))["at"]
    changed = timezone.localtime(last).date() if last else None
    words: list[Word] = []
    for row in WORDS:
        found = {
            code: _faults(code, day)
            for code, measure in MEASURES.items()
            if measure["word"] == row["code"]
        }
        measures = tuple(_measure(code, faults) for code, faults in found.items())
        faulty = {
            fault.document_id
            for code, faults in found.items()
            if not MEASURES[code].get("apart")
            for fault in faults
            if fault.document_id
        }
        figure = round(100 * (total - len(faulty)) / total, 1) if total else None
        if row.get("figure") == "cited":
            figure = _share_of_cited()
        alive = row["code"] == "alive"
        words.append(
            Word(
                row["code"],
                row["label"],
                row["definition"],
                figure,
                total,
                measures,
                changed if alive else None,
                (day - changed).days if alive and changed else None,
            )
        )
    return words


def _share_of_cited() -> float | None:
    """How many of the documents that texts cite are in the store, in percent. One query."""
    cited = Citation.objects.filter(
        document__state=Document.State.PUBLISHED,
        state__in=(Citation.State.RESOLVED, Citation.State.MISSING),
        quoted=False,
    ).exclude(target_key="")
    counts = cited.values("state").annotate(n=Count("target_key", distinct=True))
    by_state = {row["state"]: row["n"] for row in counts.order_by()}
    total = sum(by_state.values())
    return round(100 * by_state.get(Citation.State.RESOLVED, 0) / total, 1) if total else None


def _measure(code: str, faults: list[Fault]) -> Measure:
    row = MEASURES[code]
    return Measure(
        code,
        row["label"],
        row["definition"],
        len(faults),
        len({fault.document_id for fault in faults if fault.document_id}),
        bool(row.get("apart")),
    )
