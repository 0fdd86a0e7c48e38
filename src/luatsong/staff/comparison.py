"""What the engine read of a quarantined file beside what its carrier says, for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from luatsong.law.models import Document, Intake
from luatsong.staff.fields import FIELD_LABELS
from vnlaw.lexicon import document_types
from vnlaw.text import fold

# The desk shows the beginning of a text, where number, date and title stand.
SHOWN_LINES = 400
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
    read, declared = read_values(intake), intake.source.declared
    rows = [
        Compared(
            label=label,
            read=_shown(name, read.get(name, "")),
            declared=_shown(name, declared.get(name, "")),
            corrected=_shown(name, intake.corrections.get(name, "")),
            differs=_differ(read.get(name, ""), declared.get(name, "")),
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


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of a file as read: numbered lines, and how many were left out."""

    lines: list[tuple[int, str]]
    left_out: int


def shown_lines(intake: Intake) -> Shown:
    """The lines the engine read, from the top."""
    lines: list[Any] = intake.reading.get("lines", [])
    shown = [(number, str(line)) for number, line in enumerate(lines[:SHOWN_LINES], start=1)]
    total = intake.reading.get("line_count", len(lines))
    return Shown(shown, max(0, int(total) - len(shown)))


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
