"""From raw paragraphs to the lines of a `Source`: cleaned, one blank between words, none empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vnlaw.document import Finding, Footnote, Source
from vnlaw.reading.encodings import NAMES, from_legacy, legacy_encoding
from vnlaw.reading.unreadable import Unreadable, finding
from vnlaw.text import clean

_SAMPLE_LINES = 400


def tidy(text: str) -> str:
    """One paragraph, cleaned, on one line, with single blanks; "" when nothing is left."""
    return " ".join(clean(text).split())


def assemble(
    lines: Iterable[str],
    media_type: str,
    *,
    pages: Sequence[int] = (),
    confidence: Mapping[int, float] | None = None,
    footnotes: Iterable[Footnote] = (),
    declared: Mapping[str, str] | None = None,
    findings: Iterable[Finding] = (),
) -> Source:
    """Build a `Source` from raw lines; raise `Unreadable("no-text")` when none has a letter.

    `pages`, where given, is as long as `lines`. A line feed inside a raw line divides it.
    """
    kept: list[str] = []
    places: list[int] = []
    raw, found = _unicode([*lines])
    for position, text in enumerate(raw):
        for part in clean(text).split("\n"):
            if line := " ".join(part.split()):
                kept.append(line)
                if pages:
                    places.append(pages[position])
    if not any(c.isalpha() for line in kept for c in line):
        raise Unreadable.because("no-text")
    notes = (Footnote(note.marker, tidy(note.text)) for note in footnotes)
    return Source(
        lines=tuple(kept),
        media_type=media_type,
        pages=tuple(places),
        confidence=dict(confidence or {}),
        footnotes=tuple(note for note in notes if note.text),
        declared=dict(declared or {}),
        findings=(*findings, *found),
    )


def _unicode(lines: list[str]) -> tuple[list[str], list[Finding]]:
    """Lines that are Vietnamese only under an old font encoding, converted."""
    encoding = legacy_encoding("\n".join(lines[:_SAMPLE_LINES]))
    if not encoding:
        return lines, []
    converted = from_legacy("\n".join(lines), encoding).split("\n")
    return converted, [finding("legacy-encoding", encoding=NAMES[encoding])]
