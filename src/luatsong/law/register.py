"""From rows of the store to the register the engine folds: a document and all that bears on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from luatsong.law.dependents import ACTING_KINDS, LIFE_VERBS, detailed_by
from luatsong.law.effect_corrections import corrected
from luatsong.law.models import Document, Effect
from luatsong.law.selectors.documents import as_engine_document
from luatsong.law.territories import area_name, areas, lies_in
from vnlaw.consolidation.from_effects import changes_text
from vnlaw.effects import Effect as Value
from vnlaw.effects import Verb
from vnlaw.numbers import DocumentNumber
from vnlaw.versions import Entry, Period, Register

_DOCUMENT_COLUMNS = (
    "key",
    "state",
    "kind",
    "type_name",
    "number",
    "title",
    "issue_date",
    "effective_date",
    "expiry_date",
    "territory",
    "text_as_of",
    "unsuited_from",
    "unsuited_to",
    "unsuited_reason",
)


@dataclass(frozen=True, slots=True)
class Around:
    """A document with what bears on it. `rows` are the effects of the register by act key."""

    document: Document
    register: Register
    rows: dict[str, Effect]
    waiting: tuple[Effect, ...]  # effects on the document that may not be applied yet
    needs_text: bool


def around(
    document: Document,
    *,
    trying: Effect | None = None,
    without: Iterable[int] = (),
    held: Iterable[str] = (),
) -> Around:
    """The register around a document.

    `trying`: an effect to take as if a person had accepted it; `without`: ids of effects to leave
    out although they would be applied; `held`: keys of instructions to leave out.
    """
    left_out = set(without)
    documents = {document.pk: document}
    on: dict[int, Effect] = {}
    frontier = {document.pk}
    parents: dict[int, list[int]] = {}
    while frontier:
        found = _effects_on(frontier, document.pk)
        on |= {row.pk: row for row in found}
        parents |= detailed_by(frontier)
        wanted = {row.document_id for row in found}
        wanted |= {parent for pk in frontier for parent in parents.get(pk, ())}
        frontier = wanted - documents.keys()
        rows = Document.objects.filter(pk__in=frontier).only(*_DOCUMENT_COLUMNS)
        documents |= {row.pk: row for row in rows}
    if trying is not None:
        on[trying.pk] = trying
        documents.setdefault(trying.document_id, trying.document)
    used: dict[int, list[Effect]] = {}
    waiting: list[Effect] = []
    for row in on.values():
        tried = trying is not None and row.pk == trying.pk
        if tried or (row.pk not in left_out and may_apply(row, documents)):
            used.setdefault(row.document_id, []).append(row)
        elif row.target_document_id == document.pk:
            waiting.append(row)
    made = _around(document, documents, used, waiting, parents, trying)
    return replace(made, register=replace(made.register, held=frozenset(held)))


def _around(
    document: Document,
    documents: dict[int, Document],
    used: dict[int, list[Effect]],
    waiting: list[Effect],
    parents: dict[int, list[int]],
    trying: Effect | None,
) -> Around:
    values = {row.pk: _value(row, documents) for rows in used.values() for row in rows}
    mine = [row for rows in used.values() for row in rows if row.target_document_id == document.pk]
    needs_text = any(_reaches_text(values[row.pk]) for row in mine)
    entries = tuple(
        _entry(
            one,
            tuple(values[row.pk] for row in sorted(used.get(pk, ()), key=lambda row: row.order)),
            tuple(documents[p].key for p in parents.get(pk, ()) if p in documents),
            frozenset(
                row.order
                for row in used.get(pk, ())
                if row.accepted or (trying is not None and row.pk == trying.pk)
            ),
        )
        for pk, one in documents.items()
    )
    if needs_text:
        text = as_engine_document(document)
        entries = tuple(
            replace(entry, document=text) if entry.key == document.key else entry
            for entry in entries
        )
    rows = {f"{documents[pk].key}#{row.order}": row for pk, found in used.items() for row in found}
    events = {key: row.happened_on for key, row in rows.items() if row.happened_on and row.start}
    register = Register(entries, events, areas())
    return Around(document, register, rows, tuple(waiting), needs_text)


def may_apply(row: Effect, documents: dict[int, Document]) -> bool:
    """Whether an effect may be applied: certain and not decided against, or accepted."""
    source = documents.get(row.document_id)
    if source is None or source.state != Document.State.PUBLISHED:
        return False
    if source.kind not in ACTING_KINDS or row.summary:
        return False
    if row.decided_at:
        # Also where it could not be applied so far: the texts may have changed.
        return row.accepted
    return row.certain and not already_in_text(row, documents.get(row.target_document_id or 0))


def already_in_text(row: Effect, target: Document | None) -> bool:
    """Whether the stored text of the target may hold the change already."""
    if target is None or target.text_as_of is None or row.own or row.start is None:
        return False
    return row.start <= target.text_as_of and bool(row.places or row.verb == "replace-phrase")


def surely_in_text(row: Effect, target: Document) -> bool:
    """Whether a certain change is known to be in the stored text: it came in an earlier year.

    Of codified texts only the year they were taken in is known. What changed the text in that year
    may be in it or not: a person must look.
    """
    held, start = target.text_as_of, row.start
    return bool(row.certain and held and start and start.year < held.year)


def _effects_on(targets: Iterable[int], document: int) -> QuerySet[Effect]:
    """All effects on the document, and those on others that bear on their lives."""
    whole = Q(target_document__in=list(targets), verb__in=LIFE_VERBS, places=[])
    return Effect.objects.filter(
        Q(target_document=document) | whole, recorded_to__isnull=True
    ).exclude(state=Effect.State.REJECTED)


def _value(row: Effect, documents: dict[int, Document]) -> Value:
    """The engine's effect, its target named as the store knows it."""
    value = corrected(row)
    target = documents[row.target_document_id or row.document_id]
    own = target.pk == row.document_id
    named = replace(value.target, number=_number(target), own=own)
    return replace(
        value,
        target=named,
        order=row.order,
        start=value.start or row.happened_on,
        territory=_limit(area_name(value.territory), target),
    )


def _limit(area: str, target: Document) -> str:
    """The area an effect is limited to; none where the text applies nowhere else anyway."""
    if area and target.territory and lies_in(target.territory, area):
        return ""
    return area


def _number(document: Document) -> DocumentNumber:
    """A number that means this document and no other, printed as its own."""
    return DocumentNumber(_label(document), document.key, "", None, "")


def _label(document: Document) -> str:
    return " ".join(filter(None, (document.type_name, document.number))) or document.title


def _entry(
    document: Document,
    effects: tuple[Value, ...],
    details: tuple[str, ...],
    accepted: frozenset[int],
) -> Entry:
    start, end = _life(document, effects, accepted)
    return Entry(
        key=document.key,
        number=_number(document),
        issued=document.issue_date,
        start=start,
        end=None if start and end and end <= start else end,
        effects=effects,
        details=details,
        territory=document.territory,
        accepted=accepted,
        unsuited=_unsuited(document),
        unsuited_reason=document.unsuited_reason,
    )


def _unsuited(document: Document) -> Period | None:
    """When the document is no longer suited, as a person has said."""
    start, end = document.unsuited_from, document.unsuited_to
    return Period(start, end) if start else None


def _life(
    document: Document, effects: tuple[Value, ...], accepted: frozenset[int]
) -> tuple[date | None, date | None]:
    """First day, and first day no longer in force: as recognised, or as a person has said."""
    start, end = document.effective_date, document.expiry_date
    for effect in effects:
        if effect.order not in accepted or not effect.target.own or effect.scope or effect.places:
            continue
        if effect.verb is Verb.TAKE_EFFECT:
            start = effect.start or start
        elif effect.verb is Verb.EXPIRE:
            end = effect.start or end
    return start, end


def _reaches_text(value: Value) -> bool:
    """Whether provisions are needed to tell what an effect does."""
    return changes_text(value) or bool(value.places or value.scope)
