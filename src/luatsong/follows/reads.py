"""How often documents are opened: counted per document and day, never who."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from luatsong.follows.models import Reads
from luatsong.follows.tally import Tally


def note(document_id: int) -> None:
    """Count one opening of a document."""
    _tally.add((timezone.localdate(), document_id))


def flush() -> None:
    """Write what has been counted."""
    _tally.flush()


def forget() -> None:
    """Drop what has been counted and not written."""
    _tally.clear()


def most_read(today: date, *, days: int, limit: int) -> list[int]:
    """Ids of the documents opened most often in the last `days`. One query."""
    rows = (
        Reads.objects.filter(day__gt=today - timedelta(days=days))
        .values("document_id")
        .annotate(sum=Sum("times"))
        .order_by("-sum", "document_id")
    )
    return [row["document_id"] for row in rows[:limit]]


def _write(counts: Mapping[tuple[date, int], int]) -> None:
    with transaction.atomic():
        for (day, document_id), times in sorted(counts.items()):
            row, _ = Reads.objects.get_or_create(day=day, document_id=document_id)
            Reads.objects.filter(pk=row.pk).update(times=F("times") + times)


_tally: Tally[tuple[date, int]] = Tally(_write)
