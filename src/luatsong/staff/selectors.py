"""What the staff screens read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from luatsong.law.models import Document, Intake, Provision
from luatsong.staff.models import Upload, UploadedFile
from vnlaw.text import fold

PAGE_SIZE = 50
SORTS = {
    "moi-nhat": ("Ban hành gần nhất", ["-issue_date", "-pk"]),
    "cu-nhat": ("Ban hành lâu nhất", ["issue_date", "pk"]),
    "moi-nhan": ("Mới nhận", ["-pk"]),
    "so": ("Số ký hiệu", ["number", "pk"]),
    "loai": ("Loại văn bản", ["type_name", "-issue_date", "-pk"]),
}
_LIST_FIELDS = (
    *("state", "kind", "type_name", "number", "title"),
    *("issuer_text", "issue_date", "effective_date"),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts for the dashboard."""

    documents: int
    published: int
    withdrawn: int
    quarantined: int
    in_work: int


def figures() -> Figures:
    """How much the store holds and what waits, in three queries."""
    by_state = dict(Document.objects.values_list("state").annotate(n=Count("pk")).order_by())
    return Figures(
        documents=by_state.get("published", 0) + by_state.get("withdrawn", 0),
        published=by_state.get("published", 0),
        withdrawn=by_state.get("withdrawn", 0),
        quarantined=quarantine_count(),
        in_work=UploadedFile.objects.filter(
            state__in=[UploadedFile.State.WAITING, UploadedFile.State.RUNNING]
        ).count(),
    )


def quarantine_count() -> int:
    return Intake.objects.filter(state=Intake.State.QUARANTINED).count()


def latest_intakes(limit: int = 8) -> list[Intake]:
    """The newest intakes with what became of them."""
    return list(
        Intake.objects.select_related("source", "document", "uploaded_by")
        .defer("reading", "corrections", "document__metadata")
        .order_by("-received_at", "-pk")[:limit]
    )


def documents(filters: dict[str, Any], sort: str) -> QuerySet[Document]:
    """Documents for the list; `filters` are the cleaned values of `DocumentFilter`."""
    found = Document.objects.only(*_LIST_FIELDS)
    if filters.get("kind"):
        found = found.filter(kind=filters["kind"])
    if filters.get("type"):
        found = found.filter(type_name=filters["type"])
    if filters.get("issuer"):
        found = found.filter(issuers=filters["issuer"])
    if filters.get("state"):
        found = found.filter(state=filters["state"])
    if filters.get("q"):
        found = found.filter(_matches(filters["q"]))
    return found.order_by(*SORTS.get(sort, SORTS["moi-nhat"])[1])


def _matches(query: str) -> Q:
    # `search_text` is number, type and title folded: "qd-ubnd" finds "QĐ-UBND". Every word counts.
    match = Q()
    for word in fold(query).split():
        match &= Q(search_text__contains=word)
    return match


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One line of a document's contents."""

    depth: int
    label: str
    heading: str
    address: str


@dataclass(frozen=True, slots=True)
class Tree:
    """Overview of a document: how many provisions of each level, and its contents to articles."""

    counts: list[tuple[str, int]]
    lines: list[TreeLine]


def tree(document: Document) -> Tree:
    """Two queries, whatever the size of the document."""
    counted = dict(
        Provision.objects.filter(document=document)
        .values_list("level")
        .annotate(n=Count("pk"))
        .order_by()
    )
    levels = Provision.Level
    outline = [
        *(levels.PART, levels.CHAPTER, levels.SECTION, levels.SUBSECTION, levels.ARTICLE),
    ]
    rows = (
        Provision.objects.filter(document=document, level__in=outline)
        .filter(versions__recorded_to__isnull=True)
        .order_by("order", "versions__valid_from")
        .values_list("depth", "label", "versions__heading", "address")
    )
    return Tree(
        counts=[(level.label, counted[level.value]) for level in levels if level.value in counted],
        # Keyed by address: a provision may have several current versions, the last one counts.
        lines=list(
            {row[3]: TreeLine(row[0], row[1], row[2] or "", row[3]) for row in rows}.values()
        ),
    )


def desk(filters: dict[str, Any]) -> QuerySet[Intake]:
    """Intakes on the quarantine desk, the longest waiting first."""
    state = filters.get("state") or Intake.State.QUARANTINED
    found = (
        Intake.objects.filter(state=state)
        .select_related("source", "uploaded_by", "decided_by")
        .defer("reading")
    )
    if filters.get("q"):
        found = found.filter(source__name__icontains=filters["q"].strip())
    return found.order_by("received_at", "pk")


def recent_uploads(limit: int = 10) -> list[Upload]:
    """The newest uploads, each with `files_total`, `files_in_work` and `files_failed`."""
    state = UploadedFile.State
    in_work = Q(files__state__in=[state.WAITING, state.RUNNING])
    return list(
        Upload.objects.select_related("uploaded_by").annotate(
            files_total=Count("files"),
            files_in_work=Count("files", filter=in_work),
            files_failed=Count("files", filter=Q(files__state__in=[state.FAILED, state.REFUSED])),
            files_quarantined=Count(
                "files", filter=Q(files__intake__state=Intake.State.QUARANTINED)
            ),
        )[:limit]
    )
