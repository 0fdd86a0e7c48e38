"""Whether a document or provision is in force on a day, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F, Q

from luatsong.law.models import Document, Force, ProvisionVersion
from luatsong.law.selectors.living.effects import EffectRow, effect_rows
from luatsong.law.selectors.living.moments import holding, known
from luatsong.law.wording import day_text, phrase

_LABELS = dict(Force.Word.choices)


class ForceRow(NamedTuple):
    """One stretch of validity as stored; `reasons` are ids of effects."""

    provision_id: int | None
    address: str
    word: str
    reasons: tuple[int, ...]
    territory: str
    note: str
    valid_from: date | None
    valid_to: date | None


class Reason(NamedTuple):
    """Why something is or is not in force: a sentence, and the effect it rests on."""

    text: str
    effect: EffectRow | None


class Validity(NamedTuple):
    """An official word (`Force.Word` value and label) with its reasons and its limits.

    Holds in `[since, until)`, None where that is open or not known. `territory` is the area it
    is limited to, `note` a condition in the words of the text.
    """

    word: str
    label: str
    reasons: tuple[Reason, ...]
    since: date | None
    until: date | None
    territory: str = ""
    note: str = ""


def validity_of(
    document: Document,
    on: date,
    *,
    known_at: datetime | None = None,
    territory: str | None = None,
    forces: Sequence[ForceRow] | None = None,
    effects: Mapping[int, EffectRow] | None = None,
) -> Validity:
    """The validity of a whole document on a day. At most two queries.

    One query less when the caller has the `forces` of the document, another when it has the
    `effects` on it by id.
    Without `territory`, what holds in one area only is told as a note of what holds elsewhere.
    """
    stretches = forces_of(document, known_at=known_at) if forces is None else forces
    rows = [row for row in stretches if row.provision_id is None]
    row = _row_on(rows, on, territory)
    if row is None:
        return _from_dates(document, on)
    had = effects or {}
    missing = effect_rows(pk for pk in row.reasons if pk not in had)
    return _validity(row, {**had, **{effect.id: effect for effect in missing}}, document)


def validity_of_provisions(
    document: Document,
    on: date,
    *,
    known_at: datetime | None = None,
    territory: str | None = None,
) -> dict[str, Validity]:
    """The provisions, by address, whose validity differs from the document's. Three queries."""
    rows: dict[str, list[ForceRow]] = {}
    for row in forces_of(document, known_at=known_at):
        if row.provision_id is not None:
            rows.setdefault(row.address, []).append(row)
    found = {address: _row_on(group, on, territory) for address, group in rows.items()}
    chosen = {address: row for address, row in found.items() if row is not None}
    chosen |= _ended(document, on, known_at)
    wanted = [pk for row in chosen.values() for pk in row.reasons]
    effects = {row.id: row for row in effect_rows(wanted)}
    return {address: _validity(row, effects, document) for address, row in chosen.items()}


def _ended(document: Document, on: date, known_at: datetime | None) -> dict[str, ForceRow]:
    """Provisions that an effect has ended, by the address they had last."""
    if not document.amended:
        return {}
    versions: Iterable[tuple[Any, ...]] = (
        ProvisionVersion.objects.filter(known(known_at), provision__document=document)
        .order_by("provision__order", F("valid_from").asc(nulls_first=True))
        .values_list(
            "provision_id", "provision__address", "address", "valid_from", "valid_to", "end_effect"
        )
    )
    found: dict[str, ForceRow] = {}
    alive: set[int] = set()
    for pk, address, renamed, start, end, effect in versions:
        if (start is None or start <= on) and (end is None or on < end):
            alive.add(pk)
        elif effect and end is not None and end <= on:
            word = Force.Word.ENDED.value
            found[renamed or address] = ForceRow(
                pk, renamed or address, word, (effect,), "", "", end, None
            )
    return {address: row for address, row in found.items() if row.provision_id not in alive}


def words_on(documents: Iterable[int], day: date) -> dict[int, str]:
    """The word of each document on a day (a value of `Force.Word`), for lists. One query."""
    rows: Iterable[tuple[Any, ...]] = (
        Force.objects.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
            known(None),
            document__in=list(documents),
            provision__isnull=True,
            territory__in=("", F("document__territory")),
        )
        .order_by("valid_from", "pk")
        .values_list("document_id", "word")
    )
    return dict(rows)


def forces_of(document: Document, *, known_at: datetime | None = None) -> list[ForceRow]:
    """All stretches of validity of a document and its provisions, in time. One query."""
    rows: Iterable[tuple[Any, ...]] = (
        Force.objects.filter(known(known_at), document=document)
        .order_by("provision__order", "valid_from", "pk")
        .values_list(
            "provision_id",
            "provision__address",
            "word",
            "reasons",
            "territory",
            "note",
            "valid_from",
            "valid_to",
        )
    )
    return [
        ForceRow(pk, address or "", word, tuple(reasons), *rest)
        for pk, address, word, reasons, *rest in rows
    ]


def word_on(rows: Sequence[ForceRow], day: date, territory: str | None) -> str:
    """The word that holds on a day, "" where the rows tell none."""
    row = _row_on(rows, day, territory)
    return row.word if row else ""


def _row_on(rows: Sequence[ForceRow], day: date, territory: str | None) -> ForceRow | None:
    found = holding(rows, day)
    if territory:
        local = [row for row in found if row.territory == territory]
        if local:
            return local[-1]
    everywhere = [row for row in found if not row.territory]
    return everywhere[-1] if everywhere else (found[-1] if found else None)


def _validity(row: ForceRow, effects: dict[int, EffectRow], document: Document) -> Validity:
    reasons = tuple(_reasons(row, effects, document))
    label = _LABELS[Force.Word(row.word)]
    return Validity(
        row.word, str(label), reasons, row.valid_from, row.valid_to, row.territory, row.note
    )


def _reasons(row: ForceRow, effects: dict[int, EffectRow], document: Document) -> Iterable[Reason]:
    known_effects = [effects[pk] for pk in row.reasons if pk in effects]
    for effect in known_effects:
        yield Reason(effect.sentence, effect)
    if not known_effects:
        yield from _from_dates(document, row.valid_from or date.min).reasons
    if row.note:
        yield Reason(row.note, None)


def _from_dates(document: Document, on: date) -> Validity:
    """What the document's own dates tell, while nothing has been folded."""
    start, end = document.effective_date, document.expiry_date
    if end is not None and start is not None and end <= start:
        end = None
    if end is not None and end <= on:
        word, text = Force.Word.ENDED, phrase("ends", day=day_text(end))
        return _plain(word, text, end, None)
    if start is None:
        return _plain(Force.Word.UNKNOWN, phrase("start-unknown"), None, end)
    if on < start:
        return _plain(Force.Word.NOT_YET, phrase("starts", day=day_text(start)), None, start)
    return _plain(Force.Word.IN_FORCE, phrase("starts", day=day_text(start)), start, end)


def _plain(word: Force.Word, text: str, since: date | None, until: date | None) -> Validity:
    return Validity(word.value, str(word.label), (Reason(text, None),), since, until)
