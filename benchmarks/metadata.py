"""Set `metadata`: heading data of documents given as plain text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks import sets
from benchmarks.measuring import Figures
from vnlaw.document import Document


def run(folder: Path, predictions: Path | None = None) -> Figures:
    """See `benchmarks.sets.run`."""
    return sets.run(folder, predictions, predict)


def predict(name: str, document: Document) -> sets.Prediction:
    """The six fields of one document as the set wants them; what the text lacks is null."""
    metadata = document.metadata
    return {
        "id": name,
        "number": metadata.number.text if metadata.number else None,
        "type": metadata.type_name or None,
        "issuer": metadata.issuer or None,
        "issue_date": _iso(metadata.issue_date),
        "title": metadata.title or None,
        "effective_date": _iso(metadata.effective_date),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
