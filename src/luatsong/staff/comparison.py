"""What the engine read of a quarantined file beside what its carrier says, for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from luatsong.law.models import Document, Intake
from luatsong.staff.fields import FIELD_LABELS
from vnlaw.lexicon import document_types
from vnlaw.text import fold

# Carriers name one field otherwise than the store does.
CARRIER_NAMES = {"type_name": "type"}
CARRIER_ONLY = {"status": "Tình trạng hiệu lực", "url": "Địa chỉ trang gốc"}


@dataclass(frozen=True, slots=True)
class Compared:
    """One field: as read from the text, as the carrier declares it, as a person corrected it."""

    label: str
    read: str
    declared: str
    corrected: str
    differs: bool


def read_values(intake: Intake) -> dict[str, str]:
    """The engine's reading by field name, as text; dates as ISO 8601; only what was found."""
    return {name: str(intake.reading[name]) for name in FIELD_LABELS if intake.reading.get(name)}


def compare(intake: Intake) -> list[Compared]:
    """A row for each field, then what only carriers say."""
    read = read_values(intake)
    declared = {**intake.reading.get("declared", {}), **intake.source.declared}
    said = {name: str(declared.get(CARRIER_NAMES.get(name, name), "")) for name in FIELD_LABELS}
    rows = [
        Compared(
            label=label,
            read=_shown(name, read.get(name, "")),
            declared=_shown(name, said[name]),
            corrected=_shown(name, intake.corrections.get(name, "")),
            differs=_differ(read.get(name, ""), said[name]),
        )
        for name, label in FIELD_LABELS.items()
        if name != "accept"
    ]
    rows += [
        Compared(label, "", str(declared[name]), "", False)
        for name, label in CARRIER_ONLY.items()
        if declared.get(name)
    ]
    return rows


def shown_lines(intake: Intake) -> list[str]:
    """The beginning of the text as the engine read it, where number, date and title stand."""
    return [str(line) for line in intake.reading.get("excerpt", [])]


def type_names() -> list[str]:
    """Names of document types, to choose from while typing."""
    return [found.name for found in document_types()]


def _differ(read: str, declared: str) -> bool:
    """Whether both say something and it is not the same, marks and case aside."""
    return bool(read and declared) and fold(read).split() != fold(str(declared)).split()


def _shown(name: str, value: Any) -> str:
    text = str(value or "")
    if name == "kind":
        return dict(Document.Kind.choices).get(text, text)
    if name.endswith("_date") and len(text) == 10 and text[4] == "-":
        year, month, day = text.split("-")
        return f"{day}/{month}/{year}"
    return text
