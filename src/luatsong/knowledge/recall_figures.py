"""How long recall takes: from the change of the law to the mark, the word and the end of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.utils import timezone

from luatsong.knowledge.models import Item, Recall
from luatsong.knowledge.recall_wording import FIGURES_DAYS, TARGET_SECONDS

_95 = 0.95


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took: how often it was seen, the middle and the slow end."""

    count: int
    median: timedelta | None
    p95: timedelta | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Recall over the last `days`.

    `waiting` items wait now, the oldest since `oldest`; `live` items are public; `in_time` is the
    share of marks made within `target` of the change, in [0, 1], None without any.
    """

    days: int
    target: timedelta
    waiting: int
    live: int
    oldest: datetime | None
    ahead: int
    to_mark: Spread
    to_tell: Spread
    to_resolve: Spread
    in_time: float | None

    @property
    def sound_share(self) -> float | None:
        """Share of public items whose law is as their authors read it, in percent."""
        return round(100 * (self.live - self.waiting) / self.live, 1) if self.live else None


def figures(now: datetime | None = None) -> Figures:
    """The figures of recall. Four queries."""
    now = now or timezone.now()
    since = now - timedelta(days=FIGURES_DAYS)
    marks = Recall.objects.filter(ahead=False)
    times: list[tuple[datetime, datetime, datetime | None]] = list(
        marks.filter(detected_at__gte=since).values_list("applied_at", "detected_at", "told_at")
    )
    ends: list[tuple[datetime, datetime | None]] = list(
        marks.filter(resolved_at__gte=since)
        .exclude(how=Recall.How.RESTORED)
        .values_list("detected_at", "resolved_at")
    )
    states = list(Item.objects.filter(live=True).values_list("basis_state", "affected_since"))
    waits = [at for state, at in states if state == Item.BasisState.AFFECTED]
    marked = [detected - applied for applied, detected, _ in times]
    target = timedelta(seconds=TARGET_SECONDS)
    return Figures(
        days=FIGURES_DAYS,
        target=target,
        waiting=len(waits),
        live=len(states),
        oldest=min((at for at in waits if at), default=None),
        ahead=Recall.objects.filter(ahead=True, resolved_at__isnull=True).count(),
        to_mark=_spread(marked),
        to_tell=_spread(told - detected for _, detected, told in times if told),
        to_resolve=_spread(end - detected for detected, end in ends if end),
        in_time=sum(span <= target for span in marked) / len(marked) if marked else None,
    )


def _spread(spans: Iterable[timedelta]) -> Spread:
    ordered = sorted(spans)
    return Spread(len(ordered), _at(ordered, 0.5), _at(ordered, _95))


def _at(ordered: Sequence[timedelta], share: float) -> timedelta | None:
    """The nearest rank: the least of which that share is no longer."""
    if not ordered:
        return None
    return ordered[max(0, ceil(len(ordered) * share) - 1)]
