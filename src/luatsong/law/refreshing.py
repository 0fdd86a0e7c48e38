"""Bring the living law in step with the store: link what waited, fold what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.db.models.functions import TruncDate

from luatsong.law.citing import retry_citations
from luatsong.law.dependents import mark_around
from luatsong.law.effect_rows import retry_effects
from luatsong.law.folding import fold_document
from luatsong.law.linking import keys_of
from luatsong.law.models import Document, ProvisionVersion

_CHUNK = 300


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a run did: citations and documents newly linked, documents folded."""

    linked: int
    folded: int


def refresh(progress: Callable[[int, int], None] | None = None) -> Refreshed:
    """Fold every document that is marked, and all that hangs on it; costs nothing when none is.

    A run that is killed is simply run again. `progress` gets (done, total) documents.
    """
    waiting = _waiting()
    if not waiting:
        return Refreshed(0, 0)
    linked = 0
    for start in range(0, len(waiting), _CHUNK):
        linked += _link(waiting[start : start + _CHUNK])
    mark_around(waiting)
    waiting = _waiting()
    rewritten: list[str] = []
    for done, pk in enumerate(waiting, start=1):
        document = Document.objects.get(pk=pk)
        if fold_document(document).rewritten:
            rewritten += keys_of(document)
        if progress:
            progress(done, len(waiting))
    if rewritten:  # provisions that were cited before they were inserted are there now
        linked += retry_citations(rewritten)
    return Refreshed(linked, len(waiting))


def turn_pages(today: date) -> int:
    """Mark for the index what reads otherwise since it was indexed, because a day came."""
    day = TruncDate("provision__document__indexed_at")
    turned = ProvisionVersion.objects.filter(
        provision__document__amended=True,
        provision__document__indexed_at__isnull=False,
        recorded_to__isnull=True,
    ).annotate(indexed=day)
    began = turned.filter(valid_from__lte=today, valid_from__gt=F("indexed"))
    ended = turned.filter(valid_to__lte=today, valid_to__gt=F("indexed"))
    ids = {
        pk
        for found in (began, ended)
        for pk in found.values_list("provision__document_id", flat=True).distinct()
    }
    return Document.objects.filter(pk__in=ids).update(indexed_at=None) if ids else 0


def _waiting() -> list[int]:
    rows = Document.objects.filter(folded_at__isnull=True).exclude(state=Document.State.STUB)
    return list(rows.order_by("issue_date", "pk").values_list("pk", flat=True))


def _link(ids: list[int]) -> int:
    """Try again what waits for these documents."""
    documents = Document.objects.filter(pk__in=ids).only(
        "number_key", "type_code", "type_name", "title"
    )
    keys = [key for document in documents for key in keys_of(document)]
    mark_around(retry_effects(keys))
    return retry_citations(keys)
