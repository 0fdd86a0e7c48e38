"""Fold the effects on a document into versions of its provisions and stretches of validity."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luatsong.law.dependents import mark_around
from luatsong.law.effect_rows import ONLY_ANNOUNCED, is_unheard
from luatsong.law.models import Document, Effect, Force, ProvisionVersion
from luatsong.law.refusals import FindingRow, Refusals, leaves_traces, refused, state_of
from luatsong.law.register import Around, already_in_text, around, surely_in_text
from luatsong.law.rereading import reread
from luatsong.law.versions_writing import write_versions
from vnlaw.versions import State, Timeline
from vnlaw.versions.acts import Acts
from vnlaw.versions.fold import folded
from vnlaw.versions.lives import Lives

_PASSES = 6  # each leaves out what could not be applied; more would mean nothing moves


@dataclass(slots=True)
class Folded:
    """A timeline, and what became of each effect on the document by id.

    `refused` are those that are left out, `partly` those of which some places are.
    """

    around: Around
    timeline: Timeline
    applied: set[int] = field(default_factory=set)
    refused: dict[int, list[FindingRow]] = field(default_factory=dict)
    partly: dict[int, list[FindingRow]] = field(default_factory=dict)
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
    if reread(document, result.timeline):
        mark_around([document.pk])
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
    `refused` (or `partly`, where other places of the effect stand); the rest is folded again.
    """
    refusals = Refusals()
    for _ in range(_PASSES):
        hidden = {*refusals.effects, without.pk} if without else set(refusals.effects)
        found = around(document, trying=trying, without=hidden, held=refusals.held)
        acts = Acts(found.register)
        timeline = folded(acts, Lives(acts), acts.entries[document.key])
        fresh = refusals.add(found, timeline, refused(found, acts, timeline, trying))
        if not leaves_traces(timeline, fresh):
            break
    on = {row.pk for row in found.rows.values() if row.target_document_id == document.pk}
    whole = on - refusals.effects.keys() - refusals.partly.keys()
    return Folded(found, timeline, whole, refusals.effects, refusals.partly)


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
        if row.pk not in result.refused
        and any(p.get("within") for p in row.payload.get("places", ()))
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
        return state_of(findings), findings
    if row.pk in result.partly:
        return Effect.State.PARTLY, result.partly[row.pk]
    if row.summary and is_unheard(row, (*result.around.rows.values(), *result.around.waiting)):
        return Effect.State.REVIEW, [ONLY_ANNOUNCED]
    if row.pk in result.applied or row.summary or row.verb == Effect.Verb.ISSUE:
        return Effect.State.APPLIED, []
    if row.decided_at and not row.accepted:
        return row.state, row.findings
    if already_in_text(row, result.around.document):
        if surely_in_text(row, result.around.document):
            return Effect.State.APPLIED, []
        return Effect.State.REVIEW, [{"code": "already-in-text"}]
    return Effect.State.REVIEW, []
