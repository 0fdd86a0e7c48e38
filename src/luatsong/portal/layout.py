"""The parts of a document around its provisions: opening lines, legal bases, signature block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_RULE = re.compile(r"^[.…\-–—_=\s*]+$")
_DRAWN = re.compile(r"\s*[-–—_=*]{3,}\s*$")
_RECIPIENTS = re.compile(r"^\W*nơi\s+nhận\b", re.IGNORECASE)
_DATED = re.compile(r"\bngày\s.{1,6}\btháng\b", re.IGNORECASE)
_LISTED = re.compile(r"^\s*[-–—+•*]")

# Longer lines are running text, whatever their case.
_LONGEST_CAPS = 250
_LONGEST_DATE = 80
# Shorter lines that end like a sentence are labels ("Nguồn án lệ:").
_SHORTEST_PROSE = 80


@dataclass(frozen=True, slots=True)
class Closing:
    """The closing lines, sorted as they stand on paper: recipients left, signatures right."""

    recipients: tuple[str, ...]
    signatures: tuple[str, ...]


def without_rules(lines: Sequence[str]) -> list[str]:
    """The lines without those that only draw a rule ("-------")."""
    kept = (_DRAWN.sub("", line) for line in lines if not _RULE.match(line))
    return [line for line in kept if line.strip()]


def style(line: str) -> str:
    """How a line outside the provisions is set: "caps" (bold), "date" (italic), "prose" or ""."""
    if line.isupper() and len(line) < _LONGEST_CAPS:
        return "caps"
    if len(line) > _SHORTEST_PROSE and line.rstrip().endswith((".", ";", ":")):
        return "prose"
    return "date" if _DATED.search(line) and len(line) < _LONGEST_DATE else ""


def closing(lines: Sequence[str]) -> Closing:
    """Tell recipients from signatures by their dashes; no line is lost."""
    recipients: list[str] = []
    signatures: list[str] = []
    listing = False
    for line in without_rules(lines):
        if _RECIPIENTS.match(line):
            listing = True
            recipients.append(line)
        elif listing and _LISTED.match(line):
            recipients.append(line)
        else:
            signatures.append(line)
    return Closing(tuple(recipients), tuple(signatures))
