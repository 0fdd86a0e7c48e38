"""Fold the effects on a document into versions of its provisions and stretches of validity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from luatsong.law.models import Document, Effect, Force, ProvisionVersion
from luatsong.law.register import Around, already_in_text, around
from luatsong.law.versions_writing import write_versions
from vnlaw.consolidation import Op, Status
from vnlaw.document import Finding
from vnlaw.versions import State, Timeline
from vnlaw.versions.acts import Acts
from vnlaw.versions.acts import finding as engine_finding
from vnlaw.versions.fold import folded
from vnlaw.versions.lives import Lives

_PASSES = 6  # each leaves out what could not be applied; more would mean nothing moves
_CONFLICTS = frozenset({"effect-cycle", "effect-conflict", "effect-of-dead-source"})

FindingRow = dict[str, Any]


@dataclass(slots=True)
class Folded:
    """A timeline, and what became of each effect on the document by id."""

    around: Around
    timeline: Timeline
    applied: set[int] = field(default_factory=set)
    refused: dict[int, list[FindingRow]] = field(default_factory=dict)
    rewritten: bool = False  # whether versions of provisions changed


@transaction.atomic
def fold_document(pk: int) -> Folded:
    """Fold a document, write what changed, and tell every effect on it what became of it.

    Two processes never fold one document at once. Raises `Document.DoesNotExist`.
    """
    document = Document.objects.select_for_update().get(pk=pk)
    now = timezone.now()
    result = work_out(document)
    result.rewritten = write_versions(document, result.timeline, result.around.rows, now)
    changed = result.rewritten
    changed |= _write_forces(document, result, now)
    _tell_effects(result)
    fields = ["folded_at"]
    document.folded_at = now
    if changed:
        document.indexed_at = None
        fields += ["indexed_at", "updated_at"]
    document.save(update_fields=fields)
    return result


def work_out(
    document: Document, *, trying: Effect | None = None, without: Effect | None = None
) -> Folded:
    """Fold a document without writing anything.

    `trying`: as if this effect were accepted; `without`: as if this one were not there.

    What cannot be applied exactly, and that nobody accepted, is left out of the text and told in
    `refused`; the rest is folded again without it.
    """
    left_out: dict[int, list[FindingRow]] = {}
    for _ in range(_PASSES):
        hidden = {*left_out, without.pk} if without else set(left_out)
        found = around(document, trying=trying, without=hidden)
        acts = Acts(found.register)
        timeline = folded(acts, Lives(acts), acts.entries[document.key])
        refused = dict(_refused(found, acts, timeline, trying))
        fresh = {pk: rows for pk, rows in refused.items() if pk not in left_out}
        left_out |= fresh
        if not _changes(found, timeline, fresh):
            break
    applied = {
        row.pk for row in found.rows.values() if row.target_document_id == document.pk
    } - left_out.keys()
    return Folded(found, timeline, applied, left_out)


def _changes(found: Around, timeline: Timeline, refused: dict[int, list[FindingRow]]) -> bool:
    """Whether any of the refused effects left traces in the timeline."""
    keys = {key for key, row in found.rows.items() if row.pk in refused}
    traces = {outcome.instruction.key.rpartition(".")[0] for outcome in timeline.outcomes}
    traces |= {reason.key for state in timeline.states for reason in state.reasons}
    return bool(keys & traces)


def _refused(
    found: Around, acts: Acts, timeline: Timeline, trying: Effect | None
) -> Iterable[tuple[int, list[FindingRow]]]:
    """Effects on the document that may not stand, with the reasons."""
    doubts: dict[str, list[FindingRow]] = {}
    for outcome in timeline.outcomes:
        key = outcome.instruction.key.rpartition(".")[0]
        row = found.rows[key]
        accepted = row.decided_at or (trying is not None and trying.pk == row.pk)
        if outcome.certain or (accepted and outcome.status is not Status.FAILED):
            continue
        failed = outcome.status is Status.FAILED
        code = "effect-not-applied" if failed else "effect-uncertain"
        doubts.setdefault(key, []).append({"code": code, "doubts": list(outcome.doubts)})
    for key, others in _conflicts(found, timeline).items():
        doubts.setdefault(key, []).append({"code": "effect-conflict", "effects": others})
    happening = {act.key for act in acts.on.get(found.document.key, ()) if acts.periods(act)}
    for key, row in found.rows.items():
        if row.target_document_id != found.document.pk or key in happening:
            continue
        told = [_finding_row(f) for f in _told(acts, found, row)]
        if told:
            doubts.setdefault(key, []).extend(told)
    return [(found.rows[key].pk, rows) for key, rows in doubts.items()]


def _told(acts: Acts, found: Around, row: Effect) -> Iterable[Finding]:
    """The findings of the engine about one effect."""
    source = next(
        entry
        for entry in found.register.entries
        if any(f"{entry.key}#{e.order}" in found.rows for e in entry.effects)
        and entry.key == _source_key(found, row)
    )
    effect = next(e for e in source.effects if e.order == row.order)
    keys = dict.fromkeys((source.key, found.document.key))
    for finding in (f for key in keys for f in acts.found.get(key, ())):
        if engine_finding(finding.code, effect) == finding:
            yield finding


def _source_key(found: Around, row: Effect) -> str:
    return next(key for key, one in found.rows.items() if one.pk == row.pk).rpartition("#")[0]


def _finding_row(finding: Finding) -> FindingRow:
    return {"code": finding.code, "message": finding.message}


def _conflicts(found: Around, timeline: Timeline) -> dict[str, list[int]]:
    """Effects of different documents that give one place new text, or end it, on one day.

    What a person accepted stands; then the others are told of it.
    """
    places: dict[tuple[date | None, object], dict[str, Effect]] = {}
    for outcome in timeline.outcomes:
        do = outcome.instruction
        key = do.key.rpartition(".")[0]
        row = found.rows[key]
        if do.op in (Op.REPLACE, Op.REPEAL):
            places.setdefault((row.start, do.spot), {})[key] = row
    result: dict[str, list[int]] = {}
    for rows in places.values():
        if len({row.document_id for row in rows.values()}) < 2:
            continue
        for key, row in rows.items():
            if not row.decided_at:
                others = [other.pk for other in rows.values() if other.pk != row.pk]
                result.setdefault(key, []).extend(others)
    return result


def _write_forces(document: Document, result: Folded, now: datetime) -> bool:
    """Put the stretches of validity in place of those known before; whether any changed."""
    by_identity: dict[str, int] = {}
    if any(state.identity for state in result.timeline.states):
        provisions = document.provisions.values_list("pk", "made_as", "address")
        by_identity = {made_as or address: pk for pk, made_as, address in provisions}
    wanted = {
        _force_key(force): force
        for state in result.timeline.states
        if (force := _force(document, state, by_identity, result.around.rows, now)) is not None
    }
    current = {
        _force_key(row): row
        for row in Force.objects.filter(document=document, recorded_to__isnull=True)
    }
    gone = [row.pk for key, row in current.items() if key not in wanted]
    new = [row for key, row in wanted.items() if key not in current]
    if gone:
        Force.objects.filter(pk__in=gone).update(recorded_to=now)
    Force.objects.bulk_create(new)
    return bool(gone or (new and current))


def _force(
    document: Document,
    state: State,
    provisions: dict[str, int],
    rows: dict[str, Effect],
    now: datetime,
) -> Force | None:
    provision = provisions.get(state.identity)
    if state.identity and provision is None:
        return None
    reasons = [rows[reason.key].pk for reason in state.reasons if reason.key in rows]
    notes = [r.quote for r in state.reasons if r.key not in rows and r.quote]
    limits = [rows[r.key].condition for r in state.reasons if r.key in rows]
    unknown = state.word.value == Force.Word.UNKNOWN
    return Force(
        document_id=document.pk,
        provision_id=provision,
        word=state.word.value,
        reasons=reasons,
        territory=(state.territory or document.territory)[:255],
        note="; ".join(dict.fromkeys(filter(None, (*notes, *limits)))),
        valid_from=None if unknown or state.valid_from == date.min else state.valid_from,
        valid_to=state.valid_to,
        recorded_from=now,
    )


def _force_key(row: Force) -> tuple[object, ...]:
    return (
        row.provision_id,
        row.word,
        tuple(row.reasons),
        row.territory,
        row.note,
        row.valid_from,
        row.valid_to,
    )


def _tell_effects(result: Folded) -> None:
    """Set the state of every effect on the document: applied, or why it waits."""
    _locate(result)
    document = result.around.document
    changed: list[Effect] = []
    rows = [row for row in result.around.rows.values() if row.target_document_id == document.pk]
    for row in (*rows, *result.around.waiting):
        state, findings = _outcome(row, result)
        if (row.state, row.findings) != (state, findings):
            row.state, row.findings = state, findings
            changed.append(row)
    if changed:
        Effect.objects.bulk_update(changed, ["state", "findings"], batch_size=200)


def _locate(result: Folded) -> None:
    """Complete the addresses of places in attached texts, as far as the fold has found them."""
    inside = {
        row.pk: row
        for row in result.around.rows.values()
        if row.pk in result.applied and any(p.get("within") for p in row.payload.get("places", ()))
    }
    if not inside:
        return
    touched: dict[int, list[str]] = {}
    versions = ProvisionVersion.objects.filter(recorded_to__isnull=True)
    for column in ("effect", "end_effect"):
        found = versions.filter(**{f"{column}__in": inside}).values_list(
            column, "provision__address"
        )
        for pk, address in found:
            touched.setdefault(int(pk or 0), []).append(address)
    for pk, row in inside.items():
        for place in row.places:
            ending = f"/{place['address']}"
            whole = [address for address in touched.get(pk, ()) if address.endswith(ending)]
            place["address"] = whole[0] if len(whole) == 1 else place["address"]
    Effect.objects.bulk_update(inside.values(), ["places"])


def _outcome(row: Effect, result: Folded) -> tuple[str, list[FindingRow]]:
    if row.pk in result.refused:
        findings = result.refused[row.pk]
        conflict = any(finding["code"] in _CONFLICTS for finding in findings)
        return (Effect.State.CONFLICT if conflict else Effect.State.REVIEW), findings
    if row.pk in result.applied or row.summary:
        return Effect.State.APPLIED, []
    if row.decided_at:
        return row.state, row.findings
    if already_in_text(row, result.around.document):
        return Effect.State.REVIEW, [{"code": "already-in-text"}]
    return Effect.State.REVIEW, []
