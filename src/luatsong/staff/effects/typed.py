"""Between an effect and the form that corrects it."""

from __future__ import annotations

from datetime import date
from typing import Any

from luatsong.law.models import Effect as EffectRow
from luatsong.law.typed_places import written
from luatsong.staff.effects import selectors
from luatsong.staff.effects.forms import EffectCorrectionForm
from luatsong.staff.effects.values import as_read, holding
from vnlaw.effects import Effect, Place

# The store takes corrections one after the other: places before the wording that goes there.
_TEXTS = ("verb", "places", "text", "old", "new", "condition", "scope", "territory")
_DAYS = ("start", "end")


def initial_of(row: EffectRow) -> dict[str, Any]:
    """What the form shows at first: the effect as it holds now."""
    target = row.target_document.slug if row.target_document else ""
    return {**_fields(holding(row)), "target": row.target_number, "target_document": target}


def _fields(value: Effect) -> dict[str, Any]:
    return {
        "verb": value.verb.value,
        "places": written(value.places),
        "start": value.start,
        "end": value.end,
        "condition": value.condition,
        "scope": value.scope,
        "territory": value.territory,
        "text": new_text(value),
        "old": value.phrase.old if value.phrase else "",
        "new": value.phrase.new if value.phrase else "",
    }


def new_text(value: Effect) -> str:
    """All new text of an effect, one paragraph a line."""
    return "\n".join(line for unit in value.units for line in unit.lines)


def choices_for(number: str, row: EffectRow) -> list[tuple[str, str]]:
    """Documents of the store for a typed number, the present target first."""
    found = selectors.find_documents(number)
    asked_for = number.strip() in ("", row.target_number)
    if asked_for and row.target_document and row.target_document not in found:
        found.insert(0, row.target_document)
    return [(d.slug, _called(d)) for d in found if d.pk != row.document_id]


def _called(document: Any) -> str:
    title = document.title if len(document.title) <= 120 else f"{document.title[:119].rstrip()}…"
    day = f" ({document.issue_date:%d/%m/%Y})" if document.issue_date else ""
    return f"{document}{day}: {title}"


def corrections_in(form: EffectCorrectionForm, row: EffectRow) -> dict[str, str]:
    """All that a person says otherwise than the engine read, also what was entered before.

    What was not sent with the form stays as it was entered.
    """
    read, typed = _fields(as_read(row)), form.cleaned_data
    sent = {name for name in read if name in form.data}
    said = {name: kept for name, kept in row.corrections.items() if name not in sent}
    places: tuple[Place, ...] = typed["places"]
    texts = {name: _plain(written(places) if name == "places" else typed[name]) for name in _TEXTS}
    texts |= {name: _day(typed[name]) for name in _DAYS}
    before = {name: _day(read[name]) if name in _DAYS else _plain(read[name]) for name in texts}
    changed = {name for name in texts if name in sent and texts[name] != before[name]}
    if "places" in changed and texts["text"]:
        changed.add("text")  # the wording goes where the places now say
    said |= {name: texts[name] for name in texts if name in changed}
    target = _target(typed, initial_of(row))
    return {**said, "target": target} if target else said


def _target(typed: dict[str, Any], before: dict[str, Any]) -> str:
    """The document a person chose, by slug; else the number they typed; "" for no change."""
    chosen: str = typed["target_document"]
    if chosen and chosen != before["target_document"]:
        return chosen
    number: str = typed["target"]
    return number if number and number != before["target"] else ""


def _plain(text: Any) -> str:
    return "\n".join(str(text or "").split("\r\n")).strip()


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
