"""Set `effects`: which documents a document repeals, replaces, amends, suspends; from when."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import sets
from benchmarks.measuring import Figures
from vnlaw.document import Document
from vnlaw.effects import Effect, Verb, find_effects
from vnlaw.numbers import parse_number
from vnlaw.parse import parse_text

# Verbs that the set's lenient figures do not tell apart.
_LENIENT = {"replaces": "repeals", "replaces-phrase": "amends"}
_NAMES = {
    Verb.AMEND: "amends",
    Verb.INSERT: "amends",
    Verb.REPLACE_PHRASE: "replaces-phrase",
    Verb.SUSPEND: "suspends",
    Verb.CONTINUE: "continues",
    Verb.EXTEND: "continues",
}


def run(folder: Path, predictions: Path | None = None) -> Figures:
    """See `benchmarks.sets.run`."""
    figures = sets.run(folder, predictions, predict)
    truth = folder / "truth.jsonl"
    return figures | (without_a_person(folder, truth) if truth.exists() else {})


def without_a_person(folder: Path, truth: Path) -> Figures:
    """How many effects would be applied without a person, and the share of them that is right.

    Right means: the verb and target of the truth on its day, and for a partial repeal no place
    that the truth does not name. Optional entries of the truth count neither way.
    """
    rows = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines() if line]
    right, wrong = 0, list[str]()
    for row in rows:
        document = parse_text((folder / row["input"]).read_text(encoding="utf-8", errors="replace"))
        certain = [effect for effect in find_effects(document) if effect.certain]
        for entry in merged(certain, document.metadata.effective_date):
            if (judged := _is_right(entry, row)) is None:
                continue
            right += judged
            wrong += [] if judged else [f"{row['id']}: {entry['verb']} {entry['target']}"]
    count = right + len(wrong)
    return {
        "certain_effects": count,
        "certain_precision": round(right / count, 4) if count else None,
        "certain_and_wrong": wrong,
    }


def _is_right(entry: dict[str, Any], row: dict[str, Any]) -> bool | None:
    """Whether an entry is in the truth as it stands; None where the truth leaves it open."""
    same = [true for true in row["effects"] if _key(true) == _key(entry)]
    if not same:
        optional = any(_key(true) == _key(entry) for true in row.get("optional") or [])
        return None if optional else False
    true = same[0]
    named = true["provisions"] if entry["verb"] == "repeals-part" else None
    places = named is None or {*entry["provisions"]} <= {*named}
    return places and true["effective"] in (None, entry["effective"])


def _key(entry: dict[str, Any]) -> tuple[str, str]:
    verb = _LENIENT.get(entry["verb"], entry["verb"])
    return verb, "".join(entry["target"].upper().split())


def predict(name: str, document: Document) -> sets.Prediction:
    """The effects of one document as the set wants them: one for each verb and target."""
    start = document.metadata.effective_date
    return {
        "id": name,
        "effective": start.isoformat() if start else None,
        "effects": merged(find_effects(document), start),
    }


def merged(effects: Iterable[Effect], main: date | None) -> list[dict[str, Any]]:
    """One entry for each verb and target, places joined in order; own effects left out.

    Of several days the entry has the main one of the document, as the set wants it.
    """
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for effect in effects:
        verb, target = name_of(effect), target_of(effect)
        if not verb or not target:
            continue
        row = rows.setdefault(
            (verb, target),
            {"verb": verb, "target": target, "provisions": [], "days": []},
        )
        row["provisions"] += [
            str(p) for p in effect.places if str(p) and str(p) not in row["provisions"]
        ]
        row["days"] += [effect.start] if effect.start else []
    return [_entry(row, main) for row in rows.values()]


def _entry(row: dict[str, Any], main: date | None) -> dict[str, Any]:
    days = row.pop("days")
    day = main if main in days else min(days, default=None)
    effective = day.isoformat() if day else None
    return row | {"provisions": row["provisions"] or None, "effective": effective}


def target_of(effect: Effect) -> str:
    """The number as printed, with the type where it lacks one; "" for the document itself."""
    target = effect.target
    if target.own or target.relation or not target.printed:
        return ""
    completed = target.number is not None and parse_number(target.printed) != target.number
    return target.number.text if target.number and completed else target.printed


def name_of(effect: Effect) -> str:
    """The set's name of a verb; "" where the set has none or the effect only announces others."""
    if effect.verb is Verb.REPEAL:
        if effect.summary:
            return ""
        if effect.places:
            return "repeals-part"
        return "replaces" if "thay thế" in effect.quote.text.lower() else "repeals"
    if effect.verb is Verb.REPLACE and not effect.summary:
        return "amends" if effect.places else "replaces"
    return _NAMES.get(effect.verb, "")
