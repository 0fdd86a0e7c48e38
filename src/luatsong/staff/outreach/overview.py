"""The state of all work of legal education: figures, each with its definition and its list."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision, TaskState, WorkflowState

from luatsong.knowledge import workflow
from luatsong.knowledge.models import ApproveStep, Campaign, Item, Practice, Recall, ReviewStep
from luatsong.renditions.models import Form as Made
from luatsong.renditions.models import Rendition
from luatsong.responses.models import Comment, Form, Reach

_NEXT_DAYS = 30
_GONE = ("luatsong.item_withdraw", "wagtail.unpublish")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both counted."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        """The first moment."""
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        """The first moment after."""
        return _midnight(self.last + timedelta(days=1))

    def within(self, field: str) -> Q:
        """Rows whose moment lies in these days."""
        return Q(**{f"{field}__gte": self.start, f"{field}__lt": self.end})


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as the data file describes it."""

    code: str
    label: str
    definition: str
    period: bool = False
    page: str = ""
    may: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What one agency published in each month; `code` is "" for items that name none."""

    name: str
    code: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@cache
def groups() -> tuple[tuple[str, tuple[Figure, ...]], ...]:
    """Headings with their figures, in the order of the file."""
    text = files("luatsong.staff").joinpath("data", "overview.toml").read_text("utf-8")
    return tuple(
        (group["title"], tuple(Figure(**row) for row in group["figure"]))
        for group in tomllib.loads(text)["group"]
    )


def values(period: Period) -> dict[str, int]:
    """Every figure by its code. One query each."""
    found = {code: items.count() for code, items in items_behind(period).items()}
    return found | {code: count(period) for code, count in _COUNTS.items()}


def items_behind(period: Period) -> dict[str, QuerySet[Item]]:
    """The items that a figure counts, by its code; no query before they are read."""
    live = Item.objects.filter(live=True)
    now = timezone.now()
    marks = Recall.objects.filter(ahead=False)
    done = marks.exclude(how__in=[Recall.How.RESTORED, Recall.How.PASSED])
    return {
        "published": Item.objects.filter(period.within("first_published_at")),
        "renewed": live.filter(
            period.within("last_published_at"), first_published_at__lt=period.start
        ),
        "withdrawn": Item.objects.filter(pk__in=_logged(period)),
        "live": live,
        "unnamed": live.filter(agency=None),
        "review": Item.objects.filter(pk__in=_waiting(ReviewStep)),
        "approve": Item.objects.filter(pk__in=_waiting(ApproveStep)),
        "returned": Item.objects.filter(pk__in=_returned()),
        "scheduled": Item.objects.filter(pk__in=_scheduled()),
        "arrived": Item.objects.filter(arrival__isnull=False, first_published_at=None),
        "affected": live.filter(basis_state=Item.BasisState.AFFECTED),
        "recalled": Item.objects.filter(
            pk__in=marks.filter(period.within("detected_at")).values("item")
        ),
        "resolved": Item.objects.filter(
            pk__in=done.filter(period.within("resolved_at")).values("item")
        ),
        "events-next": live.filter(
            kind="event", event_start__gte=now, event_start__lt=now + timedelta(days=_NEXT_DAYS)
        ),
        "events": live.filter(period.within("event_start"), kind="event"),
    }


def by_agency(period: Period) -> tuple[list[date], list[Row]]:
    """Months of the period, and what each agency published for the first time in them."""
    months = _months(period)
    counted: dict[tuple[str, str], dict[date, int]] = {}
    rows = (
        Item.objects.filter(period.within("first_published_at"))
        .order_by()
        .annotate(month=TruncMonth("first_published_at"))
        .values_list("agency__name", "agency__code", "month")
        .annotate(n=Count("pk"))
    )
    for name, code, month, count in rows:
        key = (name or "Chưa ghi cơ quan", code or "")
        counted.setdefault(key, {})[timezone.localtime(month).date()] = count
    found = [
        Row(name, code, tuple(counts.get(month, 0) for month in months))
        for (name, code), counts in counted.items()
    ]
    return months, sorted(found, key=lambda row: (not row.code, -row.total, row.name))


def _months(period: Period) -> list[date]:
    found, month = [], period.first.replace(day=1)
    while month <= period.last:
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def _keys(rows: QuerySet[Any]) -> list[int]:
    """Keys of items, which other tables keep as text."""
    return [int(key) for key in rows.values_list("object_id", flat=True)]


def _logged(period: Period) -> list[int]:
    about = Item.get_base_content_type()
    rows = ModelLogEntry.objects.filter(content_type=about, action__in=_GONE)
    return _keys(rows.filter(timestamp__gte=period.start, timestamp__lt=period.end))


def _waiting(step: Any) -> list[int]:
    rows = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__workflow__name=workflow.NAME,
        task__in=step.objects.all(),
    )
    return [int(key) for key in rows.values_list("workflow_state__object_id", flat=True)]


def _returned() -> list[int]:
    return _keys(
        WorkflowState.objects.filter(
            status=WorkflowState.STATUS_NEEDS_CHANGES, workflow__name=workflow.NAME
        )
    )


def _scheduled() -> list[int]:
    about = Item.get_base_content_type()
    rows = Revision.objects.filter(base_content_type=about, approved_go_live_at__isnull=False)
    return _keys(rows)


def _reach(period: Period) -> int:
    rows = Reach.objects.filter(day__gte=period.first, day__lte=period.last)
    return rows.exclude(form=Form.OFFLINE).aggregate(sum=Sum("times"))["sum"] or 0


def _comments(period: Period) -> int:
    return Comment.objects.filter(period.within("created_at")).count()


def _comments_waiting(_period: Period) -> int:
    states = [Comment.State.WAITING, Comment.State.SUSPECT]
    return Comment.objects.filter(state__in=states).count()


def _recordings(_period: Period) -> int:
    return Rendition.objects.filter(
        form=Made.SOUND, made_by=Rendition.Maker.PERSON, state=Rendition.State.WAITING
    ).count()


def _campaigns(_period: Period) -> int:
    today = timezone.localdate()
    running = Q(ends=None) | Q(ends__gte=today)
    return Campaign.objects.filter(running, public=True, starts__lte=today).count()


def _practices(_period: Period) -> int:
    return Practice.objects.filter(public=True, state=Practice.State.TRIAL).count()


def _unjudged(_period: Period) -> int:
    return Practice.objects.filter(public=True, evaluations=None).count()


_COUNTS: Mapping[str, Callable[[Period], int]] = {
    "reach": _reach,
    "comments": _comments,
    "comments-waiting": _comments_waiting,
    "recordings-waiting": _recordings,
    "campaigns": _campaigns,
    "practices": _practices,
    "practices-unjudged": _unjudged,
}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_current_timezone())
