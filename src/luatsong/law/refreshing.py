"""Bring the living law in step with the store: link what waited, fold what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.db.models.functions import TruncDate
from django.utils import timezone

from luatsong.law.citing import retry_citations
from luatsong.law.dependents import mark_around
from luatsong.law.effect_rows import retry_effects
from luatsong.law.folding import fold_document
from luatsong.law.linking import keys_of
from luatsong.law.models import Document, ProvisionVersion

_CHUNK = 300
_ROUNDS = 4  # a corrected amendment sends what it amends through once more


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a run did: citations and documents newly linked, documents folded."""

    linked: int
    folded: int


def refresh(progress: Callable[[int, int], None] | None = None) -> Refreshed:
    """Fold every document that is marked, and all that hangs on it; costs nothing when none is.

    A run that is killed is simply run again. `progress` gets (done, total) documents.
    """
    linked = _link_new()
    rewritten: list[str] = []
    done = 0
    for _ in range(_ROUNDS):
        waiting = _waiting()
        total = done + len(waiting)
        for pk in waiting:
            folded = fold_document(pk)
            done += 1
            if folded.rewritten:
                rewritten += keys_of(folded.around.document)
            if progress:
                progress(done, total)
        if not waiting:
            break
    if rewritten:  # provisions that were cited before they were inserted are there now
        linked += retry_citations(rewritten, dead=True)
    return Refreshed(linked, done)


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


def _link_new() -> int:
    """Try again what waits for documents that came, changed or went."""
    new = Document.objects.filter(linked_at__isnull=True).order_by("pk")
    ids = list(new.values_list("pk", flat=True))
    linked = 0
    for start in range(0, len(ids), _CHUNK):
        chunk = Document.objects.filter(pk__in=ids[start : start + _CHUNK])
        keys = [key for document in chunk for key in keys_of(document)]
        with transaction.atomic():
            mark_around(retry_effects(keys))
            linked += retry_citations(keys)
            chunk.update(linked_at=timezone.now())
    # Only now is it known what the new ones are on.
    for start in range(0, len(ids), _CHUNK):
        mark_around(ids[start : start + _CHUNK])
    return linked
