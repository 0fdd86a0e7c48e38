"""Effects between the engine's values and rows of the store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from luatsong.law.dependents import ACTING_KINDS
from luatsong.law.engine_values import from_json, to_json
from luatsong.law.law_reading import address_of, name_key, named_numbers
from luatsong.law.linking import Asking, choose, documents_by_key
from luatsong.law.models import Citation, Document, Effect, Provision
from luatsong.law.territories import territory_of
from luatsong.law.wording import phrase
from vnlaw.effects import Effect as Value
from vnlaw.effects import Target

_SHORT = 120
# Of a text that says it changes another, and of which nothing else was read.
ONLY_ANNOUNCED = {"code": "only-announced", "message": phrase("only-announced")}
_NOT_SAID = frozenset({"order", "confidence", "certain", "doubts"})


def effect_of(row: Effect) -> Value:
    """What the engine read of an effect, without what people corrected."""
    return from_json(Value, row.payload)


def fill(row: Effect, value: Value) -> None:
    """Set what a row says of an effect from a value; target, state and decisions stay."""
    number = value.target.number
    row.verb = value.verb.value
    row.quote = value.quote.text
    row.own = value.target.own
    row.target_key = _key_of(value.target, row.document.issue_date)
    row.target_number = (number.text if number else value.target.printed)[:_SHORT]
    row.target_name = value.target.name[:500]
    row.target_issuer = value.target.issuer[:255]
    row.places = [
        {"text": str(place) or place.within, "address": address_of(place)} for place in value.places
    ]
    row.start, row.end = value.start, value.end
    row.condition, row.scope = value.condition, value.scope
    row.territory = value.territory[:255]
    row.prevails, row.summary = value.prevails, value.summary
    row.confidence, row.certain = value.confidence, value.certain
    row.doubts = list(value.doubts)


def write_effects(document: Document, values: Sequence[Value], *, fresh: bool) -> None:
    """Put what a document does now in place of what an earlier reading said.

    An effect that is read again keeps its row and what people decided; one that is gone is
    deleted, or closed in recorded time where people had decided on it.
    """
    if document.kind not in ACTING_KINDS:
        values = ()
    if fresh and not values:
        return
    now = timezone.now()
    known: dict[str, list[Effect]] = {}
    for row in Effect.objects.filter(document=document, recorded_to__isnull=True):
        known.setdefault(row.fingerprint, []).append(row)
    provisions = dict(Provision.objects.filter(document=document).values_list("address", "pk"))
    new: list[Effect] = []
    kept: list[Effect] = []
    for order, value in enumerate(values):
        payload = to_json(value)
        mark = _fingerprint(payload)
        same = known.get(mark)
        row = same.pop(0) if same else Effect(document=document, recorded_from=now)
        row.order, row.fingerprint, row.payload = order, mark, payload
        row.provision_id = provisions.get(value.source)
        if not row.corrections:
            fill(row, value)
        (kept if row.pk else new).append(row)
    link_effects([*kept, *new], document)
    Effect.objects.bulk_create(new, batch_size=500)
    if kept:
        Effect.objects.bulk_update(kept, WRITTEN, batch_size=100)
    _close([row for rows in known.values() for row in rows], now)


# The columns a reading may change.
WRITTEN = [
    "order",
    "payload",
    "provision",
    "verb",
    "quote",
    "own",
    "target_key",
    "target_number",
    "target_name",
    "target_issuer",
    "target_document",
    "places",
    "start",
    "end",
    "condition",
    "scope",
    "territory",
    "prevails",
    "summary",
    "confidence",
    "certain",
    "doubts",
    "state",
    "findings",
]


def link_effects(rows: Sequence[Effect], document: Document) -> None:
    """Find the document each effect is on; changes the rows, does not save them."""
    found = documents_by_key({row.target_key for row in rows if not row.own})
    for row in rows:
        if row.own or (row.target_key and row.target_key == document.number_key):
            row.own = True
            row.target_document_id = document.pk
        elif "target" not in row.corrections:
            others = [one for one in found.get(row.target_key, ()) if one.pk != document.pk]
            area = territory_of((row.target_issuer,), "")
            asking = Asking(document.pk, document.territory, None, area)
            state, target = choose(others, asking)
            row.target_document_id = target
            if not row.decided_at:
                row.state, row.findings = _waiting(row, state, heard=not is_unheard(row, rows))


def is_unheard(row: Effect, others: Iterable[Effect]) -> bool:
    """Whether all that was read of what a text does to another is that it announces something.

    `others` are the effects on that other text, at least those of the same source.
    """
    if not row.summary or not row.target_number or row.accepted:
        return False
    return not any(
        other.document_id == row.document_id
        and not other.summary
        and other.target_key == row.target_key
        for other in others
    )


def _waiting(row: Effect, found: str, *, heard: bool) -> tuple[str, list[dict[str, str]]]:
    """The state of an effect before it is folded."""
    if row.summary and heard:
        return Effect.State.APPLIED, []
    if row.target_document_id:
        return Effect.State.PROPOSED, []
    number = row.target_number or row.target_name
    if found == Citation.State.AMBIGUOUS:
        return Effect.State.REVIEW, [{"code": "target-ambiguous", "number": number}]
    if row.target_key:
        return Effect.State.MISSING, [{"code": "target-missing", "number": number}]
    return Effect.State.REVIEW, []


def retry_effects(keys: Sequence[str]) -> set[int]:
    """Link effects that are on documents of these keys anew; the documents that state them."""
    rows = list(
        Effect.objects.filter(
            target_key__in=[key for key in keys if key], own=False, recorded_to__isnull=True
        ).select_related("document")
    )
    by_document: dict[int, list[Effect]] = {}
    for row in rows:
        by_document.setdefault(row.document_id, []).append(row)
    changed: list[Effect] = []
    for group in by_document.values():
        before = {row.pk: row.target_document_id for row in group}
        link_effects(group, group[0].document)
        changed += [row for row in group if row.target_document_id != before[row.pk]]
    Effect.objects.bulk_update(
        changed, ["target_document", "own", "state", "findings"], batch_size=200
    )
    return {row.document_id for row in changed}


def _close(rows: Sequence[Effect], now: datetime) -> None:
    decided = [row.pk for row in rows if row.decided_at]
    gone = [row.pk for row in rows if not row.decided_at]
    if decided:
        Effect.objects.filter(pk__in=decided).update(recorded_to=now)
    if gone:
        Effect.objects.filter(pk__in=gone).delete()


def _key_of(target: Target, day: date | None) -> str:
    if target.number:
        return target.number.key[:_SHORT]
    if not target.name or target.printed:
        return ""
    keys = {act.key for act in named_numbers(target.name, day)}
    if len(keys) > 1:
        return ""
    return keys.pop()[:_SHORT] if keys else name_key(target.name)


def _fingerprint(payload: Mapping[str, Any]) -> str:
    """What an effect is known by in a later reading: what it says and where, not how sure we
    are, nor on which line or in which place of the order it was."""
    said = {key: value for key, value in payload.items() if key not in _NOT_SAID}
    said["quote"] = payload["quote"]["text"]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
