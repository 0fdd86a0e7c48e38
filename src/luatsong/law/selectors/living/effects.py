"""Effects on documents and of documents, and what they make of a document's life."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from luatsong.law.models import Document, Effect
from luatsong.law.wording import effect_sentence, phrase

# Those that hold, in all their places or in some.
APPLIED = (Effect.State.APPLIED, Effect.State.PARTLY)

_COLUMNS = (
    "id",
    "verb",
    "state",
    "quote",
    "start",
    "end",
    "condition",
    "scope",
    "territory",
    "own",
    "summary",
    "certain",
    "prevails",
    "places",
    "provision__address",
    "document_id",
    "document__slug",
    "document__type_name",
    "document__number",
    "document__title",
    "document__issue_date",
    "target_document_id",
    "target_document__slug",
    "target_document__type_name",
    "target_document__number",
    "target_number",
    "target_name",
)


class EffectRow(NamedTuple):
    """An effect as pages show it.

    `state` and `verb` are values of `Effect.State` and `Effect.Verb`. `places` are (text, address)
    in the target, () for the whole of it. `prevails`: it says that its text goes before others
    while it is alive. `source_*` is the document that states it, `target_*`
    the one it is on (`target_slug` "" while it is not in the store). `sentence` tells it in
    Vietnamese, seen from the target.
    """

    id: int
    verb: str
    verb_label: str
    state: str
    quote: str
    start: date | None
    end: date | None
    condition: str
    scope: str
    territory: str
    own: bool
    summary: bool
    certain: bool
    prevails: bool
    places: tuple[tuple[str, str], ...]
    source_id: int
    source_slug: str
    source_label: str
    source_title: str
    source_date: date | None
    source_address: str
    target_id: int | None
    target_slug: str
    target_label: str
    sentence: str


class Event(NamedTuple):
    """One event in the life of a document; `effect` is None for issue and dates of its own."""

    day: date
    kind: str  # a value of Effect.Verb
    text: str
    effect: EffectRow | None


def effects_on(document: Document, *, applied: bool = True) -> list[EffectRow]:
    """What other documents and it itself do to a document, in time. One query.

    With `applied`, only what holds; else also what waits for a person, without what is rejected.
    """
    effects = Effect.objects.filter(
        Q(target_document=document) | Q(document=document, own=True), recorded_to__isnull=True
    )
    if applied:
        effects = effects.filter(state__in=APPLIED)
    else:
        effects = effects.exclude(state=Effect.State.REJECTED)
    return _rows(effects.order_by("start", "document__issue_date", "document_id", "order"))


def effects_of(document: Document) -> list[EffectRow]:
    """What a document does, to itself and to others, in its own order. One query."""
    effects = Effect.objects.filter(document=document, recorded_to__isnull=True)
    return _rows(effects.exclude(state=Effect.State.REJECTED).order_by("order"))


def effects_around(document: Document) -> tuple[list[EffectRow], list[EffectRow]]:
    """What `effects_on(document, applied=False)` and `effects_of(document)` give. One query."""
    effects = (
        Effect.objects.filter(
            Q(target_document=document) | Q(document=document), recorded_to__isnull=True
        )
        .exclude(state=Effect.State.REJECTED)
        .order_by("start", "document__issue_date", "document_id", "order")
    )
    on: list[EffectRow] = []
    of: list[tuple[int, EffectRow]] = []
    for *values, order in effects.values_list(*_COLUMNS, "order"):
        row = _row(tuple(values))
        if row.target_id == document.pk or (row.own and row.source_id == document.pk):
            on.append(row)
        if row.source_id == document.pk:
            of.append((order, row))
    return on, [row for _, row in sorted(of, key=itemgetter(0))]


def effect_rows(ids: Iterable[int]) -> list[EffectRow]:
    """Effects by id, in time. One query, none for no ids."""
    wanted = set(ids)
    return _rows(Effect.objects.filter(pk__in=wanted).order_by("start", "pk")) if wanted else []


def timeline(document: Document) -> list[Event]:
    """The life of a document in order: issue, start, every applied effect, end. One query."""
    events: list[Event] = []
    if document.issue_date:
        events.append(Event(document.issue_date, "issue", phrase("issued"), None))
    if document.effective_date:
        events.append(Event(document.effective_date, "take-effect", phrase("in-force"), None))
    told = {event.kind for event in events}
    events += [
        Event(row.start, row.verb, row.sentence, row)
        for row in effects_on(document)
        if row.start and not row.summary and not (row.own and row.verb in told)
    ]
    if document.expiry_date and not any(event.kind == "expire" for event in events):
        events.append(Event(document.expiry_date, "expire", phrase("ended"), None))
    return sorted(events, key=lambda event: event.day)


def changes_feed(document: Document, *, limit: int = 50) -> list[Event]:
    """The latest changes of a document, the newest first, for a feed. One query."""
    return timeline(document)[::-1][:limit]


def _rows(effects: QuerySet[Effect]) -> list[EffectRow]:
    return [_row(values) for values in effects.values_list(*_COLUMNS)]


def _row(values: tuple[Any, ...]) -> EffectRow:
    pk, verb, state, quote, start, end, *limits = values[:13]
    places = tuple((place["text"], place["address"]) for place in values[13])
    address, source_id, slug, kind, number, title, issued = values[14:21]
    target_id, target_slug, target_kind, target_number, printed, name = values[21:]
    source = _label(kind, number, title)
    target = _label(target_kind or name, target_number or printed, name)
    where = ", ".join(text for text, _ in places)
    sentence = effect_sentence(verb, source=source, places=where, day=start, end=end)
    row: tuple[Any, ...] = (
        pk,
        verb,
        str(Effect.Verb(verb).label),
        state,
        quote,
        start,
        end,
        *limits,
        places,
        source_id,
        slug,
        source,
        title,
        issued,
        address or "",
        target_id,
        target_slug or "",
        target,
        sentence,
    )
    return EffectRow(*row)


def _label(kind: str, number: str, title: str) -> str:
    return " ".join(filter(None, (kind, number))) if number else f"{kind} {title}".strip()
