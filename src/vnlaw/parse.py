"""From clean lines to a document: structure, metadata, and whether the carrier told the truth."""

from __future__ import annotations

from dataclasses import replace

from vnlaw.document import Document, Finding, Metadata, Source
from vnlaw.recognise import recognise
from vnlaw.recognise.agreement import declared_number, disagreements
from vnlaw.recognise.messages import finding
from vnlaw.recognise.misspellings import misspellings
from vnlaw.structure import structure
from vnlaw.text import clean


def parse(source: Source) -> Document:
    """Understand what a file holds. Never fails; what is odd becomes findings.

    A finding of severity "error" (code `heading-mismatch`: number, type or title of the heading
    contradict what the carrier declares) means: do not publish before a person has looked.
    `findings` of the result holds those of reading, structure and recognition together.
    """
    return _understood(source, _clean(source.lines))


def parse_text(text: str) -> Document:
    """Parse plain text, one paragraph a line; blank lines are dropped."""
    lines = tuple(filter(None, map(_squeezed, clean(text).split("\n"))))
    return _understood(Source(lines=lines, media_type="text/plain"), lines)


def _understood(source: Source, lines: tuple[str, ...]) -> Document:
    tree = structure(lines)
    metadata = recognise(lines, tree)
    own: list[Finding] = []
    if not any(map(str.strip, lines)):
        own.append(finding("text-missing"))
    elif source.declared:
        own += disagreements(metadata, source.declared)
        metadata = _with_declared_number(metadata, source, own)
    own += misspellings(tree)
    return Document(
        metadata=metadata,
        structure=tree,
        footnotes=source.footnotes,
        findings=tuple(dict.fromkeys((*source.findings, *tree.findings, *metadata.findings, *own))),
    )


def _squeezed(line: str) -> str:
    """One blank between words; clean text knows no other blanks."""
    line = line.strip()
    return " ".join(line.split()) if "  " in line else line


def _clean(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines cleaned, still one for one; reading usually did that already."""
    text = "\n".join(lines)
    if clean(text) == text:
        return lines
    return tuple(clean(line).replace("\n", " ") for line in lines)


def _with_declared_number(metadata: Metadata, source: Source, own: list[Finding]) -> Metadata:
    """Take the carrier's number where the text prints none and everything else agrees."""
    missing = any(found.code == "number-missing" for found in metadata.findings)
    number = declared_number(metadata, source.declared) if missing else None
    if number is None or own_errors(own):
        return metadata
    kept = tuple(found for found in metadata.findings if found.code != "number-missing")
    taken = finding("number-declared", number=number.text)
    return replace(metadata, number=number, findings=(*kept, taken))


def own_errors(findings: list[Finding]) -> bool:
    """Whether any finding forbids publication."""
    return any(found.severity == "error" for found in findings)
