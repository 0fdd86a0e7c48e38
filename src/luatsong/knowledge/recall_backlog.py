"""What waits to be looked at because the law has changed: for the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone

from luatsong.accounts.models import User
from luatsong.knowledge.models import Agency, Item, Recall
from luatsong.knowledge.recall_judging import Pin
from luatsong.knowledge.recall_names import Cause, causes, place_name
from luatsong.knowledge.recall_notices import compare_link
from luatsong.knowledge.recall_reading import Place, laws_of
from luatsong.knowledge.recall_wording import sentence
from luatsong.law.models import Provision

WAITING, AHEAD, DONE = "cho", "sap", "xong"
# Marks of which one line of the list tells.
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the list: since when it waits, and what of its law has changed."""

    item: Item
    since: datetime
    told: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Change:
    """One mark of an item, with the old words of the law and the new ones.

    `whole`: the mark is on a whole document, whose words only the page of comparison shows.
    """

    recall: Recall
    place: str
    said: str
    before: str
    after: str
    whole: bool
    compare: str
    cause: Cause | None


def backlog(
    view: str = WAITING, *, owner: str = "", agency: str = "", area: str = ""
) -> QuerySet[Item]:
    """Items with marks: those that wait, the oldest first; those warned of; those done, latest
    first. `owner` is a key, "-" for nobody; `agency` a code; `area` a name of a lĩnh vực.
    """
    marks = Q(recalls__ahead=view == AHEAD, recalls__resolved_at__isnull=view != DONE)
    if view == DONE:
        marks = Q(recalls__resolved_at__isnull=False)
    items = Item.objects.filter(marks)
    if owner == "-":
        items = items.filter(owner__isnull=True)
    elif owner.isdecimal():
        items = items.filter(owner=int(owner))
    if agency:
        items = items.filter(agency__code=agency)
    if area:
        items = items.filter(area=area)
    items = items.select_related("agency", "owner").defer("body", "plain", "search_text")
    if view == DONE:
        done = Max("recalls__resolved_at")
        ended: QuerySet[Item] = items.annotate(since=done).order_by("-since", "pk")
        return ended
    first = Min("recalls__changed_on") if view == AHEAD else Min("recalls__applied_at")
    found: QuerySet[Item] = items.annotate(since=Min("recalls__applied_at"), first=first).order_by(
        "first", "pk"
    )
    return found


def lines_of(items: Sequence[Item], view: str) -> list[Line]:
    """The items of one page with what has changed under each. Three queries."""
    rows = Recall.objects.filter(item__in=[item.pk for item in items])
    rows = (
        rows.filter(resolved_at__isnull=False)
        if view == DONE
        else rows.filter(resolved_at__isnull=True, ahead=view == AHEAD)
    )
    rows = rows.select_related("document").defer("before", "document__metadata")
    recalls = list(rows.order_by("applied_at", "pk"))
    known = causes(recall.cause_id for recall in recalls)
    by_item: dict[int, list[str]] = {}
    for recall in recalls:
        by_item.setdefault(recall.item_id, []).append(_said(recall, known))
    return [_line(item, by_item.get(item.pk, [])) for item in items]


def _line(item: Item, told: Sequence[str]) -> Line:
    unique = list(dict.fromkeys(told))
    since: datetime = getattr(item, "since")  # noqa: B009 - annotated by `backlog`
    return Line(item, since, tuple(unique[:_SHOWN]), max(0, len(unique) - _SHOWN))


def changes_of(item: Item, today: date) -> list[Change]:
    """The open marks of an item with the words on both sides."""
    rows = Recall.objects.filter(item=item, resolved_at__isnull=True)
    recalls = list(rows.select_related("document", "basis__version").order_by("ahead", "pk"))
    laws = laws_of([recall.document_id for recall in recalls])
    known = causes(recall.cause_id for recall in recalls)
    found = []
    for recall in recalls:
        law, basis = laws.get(recall.document_id), recall.basis
        pin = Pin.of(basis) if basis else _pin_of(recall)
        day = recall.changed_on if recall.ahead and recall.changed_on else today
        said = law.said(pin.place, max(day, pin.as_of)) if law else None
        whole = not recall.address
        after = said.words if said and said.holds and not whole else ""
        old = pin.as_of
        found.append(
            Change(
                recall=recall,
                place=place_name(recall.document, recall.address),
                said=_said(recall, known),
                before="" if whole else recall.before or _pinned_words(recall),
                after=after,
                whole=whole,
                compare=compare_link(
                    recall.document.slug, recall.address, old, day if recall.ahead else None
                ),
                cause=known.get(recall.cause_id or 0),
            )
        )
    return found


def _pin_of(recall: Recall) -> Pin:
    """The pin of a place that only the unpublished edit of an item rests on."""
    rows = Provision.objects.filter(document=recall.document_id, address=recall.address)
    found = rows.values_list("pk", flat=True).first() if recall.address else None
    place = Place(recall.document_id, found, recall.address)
    return Pin(place, timezone.localdate(recall.applied_at), recall.words_hash)


def _pinned_words(recall: Recall) -> str:
    """The words of the place itself, where nobody looked while they still stood."""
    version = recall.basis.version if recall.basis else None
    return "\n".join(filter(None, (version.heading, version.text))) if version else ""


def _said(recall: Recall, known: dict[int, Cause]) -> str:
    by = known.get(recall.cause_id or 0)
    if by is not None and by.slug == recall.document.slug:  # it ends by its own term
        by = None
    told = sentence(
        recall.reason,
        place=place_name(recall.document, recall.address),
        since=recall.changed_on,
        by=by.label if by else "",
        coming=recall.ahead,
    )
    return told if recall.basis_id else f"Trong bản sửa chưa công bố: {told}"


def history_of(item: Item) -> QuerySet[Recall]:
    """What has been done about earlier marks, the latest first."""
    rows = Recall.objects.filter(item=item, resolved_at__isnull=False)
    return rows.select_related("document", "by").defer("before").order_by("-resolved_at", "-pk")


def waiting_count(owner: User | None = None) -> int:
    """How many items wait, of one person or of all. One query."""
    items = Item.objects.filter(recalls__resolved_at__isnull=True, recalls__ahead=False)
    if owner is not None:
        items = items.filter(owner=owner)
    return items.distinct().count()


def owners() -> list[User]:
    """The people whose items have open marks."""
    rows = User.objects.filter(owned_items__recalls__resolved_at__isnull=True)
    return list(rows.filter(owned_items__recalls__isnull=False).distinct().order_by("username"))


def agencies() -> list[Agency]:
    """The agencies whose items have open marks."""
    rows = Agency.objects.filter(
        items__recalls__isnull=False, items__recalls__resolved_at__isnull=True
    )
    return list(rows.distinct().order_by("name"))
