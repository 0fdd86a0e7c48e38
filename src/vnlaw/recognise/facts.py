"""The value that reading a heading fills, and the parts that may stand anywhere in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from vnlaw.lexicon import DocumentType
from vnlaw.numbers import Blank, DocumentNumber, parse_blank, parse_number
from vnlaw.recognise.dates import first_date, is_blank_date
from vnlaw.recognise.marks import LABEL, PLACE_DATE

_AGENCIES = re.compile(r"-?[A-ZĐƯ&]{2,}(?:\s?-\s?[A-ZĐƯ&]{2,})*-?")


@dataclass(slots=True)
class Heading:
    """What the heading says; texts as printed. Line numbers are 1-based."""

    issuer_lines: list[str] = field(default_factory=list)
    number_line: str = ""
    number_after: int = 0  # how many issuer lines stand before the number
    number: DocumentNumber | None = None
    blank: Blank | None = None
    place: str = ""
    issue_date: date | None = None
    blank_date: bool = False
    wrong_date: str = ""  # the printed date when no calendar has such a day
    type: DocumentType | None = None
    title: str = ""
    party: bool = False
    draft: bool = False
    consolidated: bool = False
    preamble_line: int = 1  # first line that is no longer heading


def take_number(heading: Heading, text: str) -> bool:
    """Take a number line; a line without label only when it is a number and nothing else."""
    if heading.number or heading.blank or len(text) > 120:
        return _goes_on(heading, text)
    label = LABEL.match(text)
    if label is None:
        number = parse_number(text) if re.match(r"\d", text) else None
        if number is None or len(text) > 60:
            return False
        heading.number_line, heading.number = text, number
        return True
    rest = text[label.end() :]
    if rest and not re.match(r"[\d\s.…_/\-–:]", rest):
        return False
    heading.number_line, heading.number_after = text, len(heading.issuer_lines)
    heading.number = parse_number(text)
    if heading.number is None:
        heading.blank = parse_blank(text) or parse_blank("số " + rest)
    return True


def _goes_on(heading: Heading, text: str) -> bool:
    """Take the second line of a long number: "29/2025/TTLT-BTP-BCA-" / "BQP-TANDTC"."""
    line = heading.number_line
    if not _AGENCIES.fullmatch(text) or not (line.endswith("-") or text.startswith("-")):
        return False
    heading.number_line = f"{line}{text}"
    heading.number = parse_number(heading.number_line) or heading.number
    return True


def take_place(heading: Heading, text: str) -> bool:
    match = PLACE_DATE.fullmatch(text)
    if match is None or heading.issue_date:
        return False
    heading.place = match["place"].strip(" ,")
    heading.issue_date = first_date(match["date"])
    heading.blank_date = heading.issue_date is None and is_blank_date(match["date"])
    if heading.issue_date is None and not heading.blank_date:
        heading.wrong_date = match["date"].strip()
    return True
