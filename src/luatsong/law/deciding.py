"""May this document be published? The reasons against it, from what was read; pure rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from luatsong.law.corrections import stands
from luatsong.law.identity import is_local
from luatsong.law.reasons import DATA, reason
from vnlaw.document import Document, Finding, Kind, Level

_SHOWN_ARTICLES = 20
_OCR_CONFIDENCE: float = DATA["thresholds"]["ocr_confidence"]
_UNNUMBERED = frozenset(DATA["rules"]["unnumbered_types"])
# Kinds that need no type word: a leaflet or a draft is what it is.
_FREE_KINDS = frozenset({Kind.OTHER, Kind.DRAFT})


def objections(
    document: Document, confidence: float | None, corrections: Mapping[str, str]
) -> list[Finding]:
    """Why a document must stay in quarantine, each code once; empty when it may be published.

    `confidence` is the mean OCR word confidence, None for real text. What a person vouched for
    with the correction `accept` is left out where the rules allow that.
    """
    found = {
        finding.code: finding
        for finding in (
            *_read_errors(document),
            *_missing(document),
            *_doubtful(document, confidence),
        )
        if stands(finding, corrections)
    }
    return list(found.values())


def _read_errors(document: Document) -> Iterator[Finding]:
    for finding in (
        *document.findings,
        *document.metadata.findings,
        *document.structure.findings,
    ):
        if finding.severity == "error":
            yield finding


def _missing(document: Document) -> Iterator[Finding]:
    metadata = document.metadata
    free = metadata.kind in _FREE_KINDS
    if not metadata.type_code and not free:
        yield reason("unknown-type")
    numbered = metadata.kind is Kind.NORMATIVE and metadata.type_code not in _UNNUMBERED
    if numbered and not metadata.number:
        yield reason("no-number")
    if metadata.number and is_local(metadata) and not metadata.issuers and not free:
        yield reason("no-issuer")
    if not metadata.issue_date and not free and not (metadata.number and metadata.number.year):
        yield reason("no-date")
    if not metadata.title and not metadata.number:
        yield reason("no-title")
    if not _has_content(document):
        yield reason("no-content")


def _has_content(document: Document) -> bool:
    return any(part.provisions or part.intro for part in document.structure.components)


def _doubtful(document: Document, confidence: float | None) -> Iterator[Finding]:
    if confidence is None:
        return
    if confidence < _OCR_CONFIDENCE:
        yield reason("ocr-low-confidence", percent=round(confidence * 100))
    read = [node.number for node in document.structure.body.walk() if node.level is Level.ARTICLE]
    expected = [str(number) for number in range(1, len(read) + 1)]
    if read != expected:
        # OCR loses the number of an article more often than a printer does.
        yield reason("ocr-articles-missing", read=", ".join(read[:_SHOWN_ARTICLES]))
