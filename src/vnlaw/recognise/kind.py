"""What sort of document a text is: decides whether it may be shown as law.

The test of practice for a normative text is its form and the year segment of its number
(requirements 8.1, 8.2): 48/2025/QĐ-TTg is one, 766/QĐ-TTg is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from vnlaw.document import Kind
from vnlaw.lexicon import Agency, DocumentType, load
from vnlaw.numbers import Blank, DocumentNumber, type_code
from vnlaw.recognise.bases import is_basis
from vnlaw.recognise.facts import Heading

_DATA = load("kinds")
_YEAR_SINCE: date = _DATA["years"]["year_segment_since"]


def _pattern(room: str, name: str) -> re.Pattern[str]:
    return re.compile(_DATA[room][name], re.IGNORECASE)


_INDIVIDUAL = _pattern("individual", "title")
_RULE = _pattern("rule", "title")
_PARTY_HEADING = _pattern("party", "heading")
_PARTY_OPENING = _pattern("party", "opening")
_PARTY_SIGNATURE = _pattern("party", "signature")
_HISTORY = _pattern("consolidated", "opening")
_AUTHENTICATED = _pattern("consolidated", "closing")
_APPENDIX = _pattern("appendix", "start")
_PARENT = _pattern("appendix", "parent")


def kind_of(
    heading: Heading,
    document_type: DocumentType | None,
    bodies: Sequence[Agency],
    opening: Sequence[str],
    closing: Sequence[str],
    issued: date | None,
) -> Kind:
    """Decide the kind from form, number, issuer and the words around them.

    `opening` holds the lines right after the heading, `closing` the last ones of the document.
    """
    symbol: DocumentNumber | Blank | None = heading.number or heading.blank
    if _is_consolidated(heading, symbol, opening, closing):
        return Kind.CONSOLIDATED
    if _is_party(heading, document_type, bodies, opening, closing):
        return Kind.PARTY
    if heading.draft:
        return Kind.DRAFT
    based = any(is_basis(line) for line in opening)
    if document_type is None:
        return Kind.ADMINISTRATIVE if symbol else Kind.OTHER
    if document_type.code == "AL":
        return Kind.OTHER
    if _is_normative(heading, document_type, symbol, bodies, issued, based=based):
        return Kind.NORMATIVE
    if document_type.normative == "always":
        return Kind.OTHER
    if document_type.normative != "never" and _INDIVIDUAL.match(heading.title):
        return Kind.INDIVIDUAL
    return Kind.ADMINISTRATIVE


def _is_consolidated(
    heading: Heading,
    symbol: DocumentNumber | Blank | None,
    opening: Sequence[str],
    closing: Sequence[str],
) -> bool:
    if symbol and type_code(symbol) == "VBHN":
        return True
    if heading.consolidated or any(_AUTHENTICATED.search(line) for line in closing):
        return True
    # a consolidated text of the Công báo has no number in its heading
    return symbol is None and bool(_HISTORY.search(" ".join(opening[:6])))


def _is_party(
    heading: Heading,
    document_type: DocumentType | None,
    bodies: Sequence[Agency],
    opening: Sequence[str],
    closing: Sequence[str],
) -> bool:
    if heading.party or any(body.kind == "party" for body in bodies):
        return True
    if heading.number or heading.blank or bodies:
        return False
    if document_type and document_type.normative == "always":
        return False
    return (
        any(_PARTY_HEADING.search(line) for line in heading.issuer_lines)
        or any(_PARTY_OPENING.search(line) for line in opening[:6])
        or any(_PARTY_SIGNATURE.search(line) for line in closing)
    )


def _is_normative(
    heading: Heading,
    document_type: DocumentType,
    symbol: DocumentNumber | Blank | None,
    bodies: Sequence[Agency],
    issued: date | None,
    *,
    based: bool,
) -> bool:
    if document_type.normative == "never" or any(body.kind == "party" for body in bodies):
        return False
    if document_type.normative == "always":
        # a model law calls itself a law, but nobody issued it
        return document_type.code == "HP" or bool(symbol or issued or heading.issuer_lines) or based
    if symbol is not None and symbol.year is not None:
        return True
    if symbol is None and _RULE.match(heading.title):
        return True  # the number is missing from the text, but it lays down rules
    old = issued is not None and issued < _YEAR_SINCE
    return old and not _INDIVIDUAL.match(heading.title)


def detached_appendix(lines: Sequence[str]) -> bool:
    """Whether a file holds only an appendix or a form of another document."""
    first = [line for line in lines[:12] if line.strip()]
    return (
        bool(first)
        and bool(_APPENDIX.match(first[0].strip()))
        and any(_PARENT.match(line.strip()) for line in first[1:6])
    )
