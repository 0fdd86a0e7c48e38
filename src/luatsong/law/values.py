"""Engine values to and from what the store keeps as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from vnlaw.document import EffectiveClause, Finding, Footnote, Metadata, Signer

Json = dict[str, Any]


def metadata_to_json(metadata: Metadata, findings: Iterable[Finding] = ()) -> Json:
    """What has no column of its own: legal bases, signers, recipients, clauses, findings."""
    return {
        "issuers": list(metadata.issuers),
        "legal_bases": list(metadata.legal_bases),
        "signers": [
            {
                "name": signer.name,
                "position": signer.position,
                "capacity": signer.capacity,
                "on_behalf_of": signer.on_behalf_of,
            }
            for signer in metadata.signers
        ],
        "recipients": list(metadata.recipients),
        "effective": [_clause_to_json(clause) for clause in metadata.effective],
        "findings": [finding_to_json(finding) for finding in findings],
    }


def finding_to_json(finding: Finding) -> Json:
    return {
        "code": finding.code,
        "message": finding.message,
        "line": finding.line,
        "severity": finding.severity,
    }


def finding_from_json(value: Mapping[str, Any]) -> Finding:
    return Finding(
        value["code"], value["message"], value.get("line"), value.get("severity", "warning")
    )


def signers_from_json(values: Sequence[Mapping[str, str]]) -> tuple[Signer, ...]:
    return tuple(Signer(**value) for value in values)


def clauses_from_json(values: Sequence[Mapping[str, Any]]) -> tuple[EffectiveClause, ...]:
    return tuple(
        EffectiveClause(**{**value, "start": _day(value["start"]), "end": _day(value["end"])})
        for value in values
    )


def footnotes_to_json(footnotes: Iterable[Footnote]) -> list[Json]:
    return [{"marker": note.marker, "text": note.text} for note in footnotes]


def footnotes_from_json(values: Sequence[Mapping[str, str]]) -> tuple[Footnote, ...]:
    return tuple(Footnote(**value) for value in values)


def _clause_to_json(clause: EffectiveClause) -> Json:
    return {
        "scope": clause.scope,
        "start": clause.start.isoformat() if clause.start else None,
        "end": clause.end.isoformat() if clause.end else None,
        "basis": clause.basis,
        "condition": clause.condition,
        "quote": clause.quote,
        "line": clause.line,
    }


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
