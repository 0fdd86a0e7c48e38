"""The heading of a document: its lines told apart by what they say.

Headings come as printed paragraphs, as the cells of a two-column table, or with both columns
run together on one line; so every line is first cut into pieces, then each piece is told by its
form, not by its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vnlaw.recognise.facts import Heading, take_number, take_place
from vnlaw.recognise.marks import (
    MOTTO,
    NOISE,
    STRONG,
    WEAK,
    bare,
    is_prose,
    is_sentence,
    names_document,
    part,
    type_of,
    type_start,
    whole,
)
from vnlaw.recognise.pieces import Piece, pieces
from vnlaw.recognise.title import read_title, untyped_title

_FIRST_ARTICLE = re.compile(r"\s*(?:Điều|ĐIỀU|Article|ARTICLE)\s+1\b")
_DRAFT = whole("draft")
_CONSOLIDATED = whole("consolidated")
_PARTY = re.compile(part("party_motto").pattern + r"\W*", re.IGNORECASE)


def read_heading(lines: Sequence[str]) -> Heading:
    """Tell the parts of a heading apart. Never fails; parts that are not there stay empty."""
    found = list(pieces(_before_provisions(lines)))
    heading = Heading()
    at = _type_position(found)
    for piece in found[: len(found) if at is None else at]:
        if at is None and _ends_heading(piece.text):
            heading.preamble_line = piece.line
            break
        _sort(heading, piece.text)
    if at is not None:
        read_title(heading, found, at)
    if not heading.title:
        untyped_title(heading)
    return heading


def _before_provisions(lines: Sequence[str]) -> Sequence[str]:
    """The lines before the first article: cutting what follows would cost most of the time."""
    first = next((i for i, line in enumerate(lines) if _FIRST_ARTICLE.match(line)), len(lines))
    return lines[:first]


def _type_position(found: Sequence[Piece]) -> int | None:
    """Index of the piece that names the type: a line of its own, or the start of one."""
    started: int | None = None
    plain: int | None = None
    for index, piece in enumerate(found):
        text = bare(piece.text)
        if MOTTO.fullmatch(text):
            continue
        if (STRONG.fullmatch(text) and not type_of(text)) or names_document(text):
            break
        if type_of(text) and (text.isupper() or plain is None):
            if text.isupper():
                return index
            plain = index
        if started is None and text.isupper() and type_start(text) and not NOISE.fullmatch(text):
            started = index
    return plain if started is None else started


def _ends_heading(text: str) -> bool:
    return bool(STRONG.fullmatch(text)) or (is_sentence(text) and bool(WEAK.fullmatch(text)))


def _sort(heading: Heading, text: str) -> None:
    """Put one piece from before the type where it belongs."""
    if _PARTY.fullmatch(text):
        heading.party = True
    elif _CONSOLIDATED.fullmatch(text):
        heading.consolidated = True
        heading.issuer_lines.append(re.sub(r"(?i)^văn bản hợp nhất\W*", "", text))
    elif MOTTO.fullmatch(text) or NOISE.fullmatch(text):
        pass
    elif _DRAFT.fullmatch(text):
        heading.draft = True
    elif not (take_number(heading, text) or take_place(heading, text) or is_prose(text)):
        heading.issuer_lines.append(text)
