"""Findings of recognition: stable codes, Vietnamese words, from one data file."""

from __future__ import annotations

from datetime import date

from vnlaw.document import Finding
from vnlaw.lexicon import load


def finding(code: str, *, line: int | None = None, **values: str | date) -> Finding:
    """The finding of a code of `data/recognise_messages.toml`, its blanks filled in.

    Dates are written the Vietnamese way; long texts are cut.
    """
    row = load("recognise_messages")[code]
    shown = {name: _shown(value) for name, value in values.items()}
    return Finding(code, row["message"].format(**shown), line, row["severity"])


def _shown(value: str | date) -> str:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return value if len(value) <= 160 else value[:157].rstrip() + "…"
