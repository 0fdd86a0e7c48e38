"""What a document itself says on when it applies, in words; never a computed validity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from luatsong.law.models import Document


def exceptions(document: Document) -> list[str]:
    """Parts with dates of their own, and conditions that are no plain date.

    "khoản 3 Điều 5: từ 01/07/2026"; a condition is given in the document's own words.
    """
    clauses = document.metadata.get("effective", ())
    own = f"{document.type_name} này".lower()
    return list(dict.fromkeys(words for clause in clauses if (words := _words(clause, own))))


def _words(clause: Mapping[str, str | None], own: str) -> str:
    scope, quote = clause.get("scope") or "", clause.get("quote") or ""
    if clause.get("condition"):
        # Contracts and judgments take effect, too; only what names this document is said of it.
        return quote if own in quote.lower() else ""
    if not scope:
        return ""
    start, end = _day(clause.get("start")), _day(clause.get("end"))
    dates = [f"từ {start:%d/%m/%Y}" if start else "", _until(end)]
    said = " ".join(filter(None, dates))
    return f"{scope}: {said}" if said else ""


def _until(end: date | None) -> str:
    # The store keeps the first day on which a provision no longer applies; people say the last.
    return f"đến hết {end - timedelta(days=1):%d/%m/%Y}" if end else ""


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
