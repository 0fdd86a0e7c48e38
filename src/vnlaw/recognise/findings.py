"""What is odd about the metadata of a document, for people to check."""

from __future__ import annotations

from collections.abc import Iterator

from vnlaw.document import Finding, Kind, Metadata
from vnlaw.numbers import type_code
from vnlaw.recognise.casing import key
from vnlaw.recognise.dates import is_blank_date
from vnlaw.recognise.facts import Heading
from vnlaw.recognise.messages import finding


def findings_of(metadata: Metadata, heading: Heading, *, completed: bool) -> tuple[Finding, ...]:
    """All findings of one document, in the order a reader checks a heading."""
    return (
        *_number(metadata, heading, completed=completed),
        *_form(metadata, heading),
        *_dates(metadata, heading),
        *_effect(metadata),
    )


def _number(metadata: Metadata, heading: Heading, *, completed: bool) -> Iterator[Finding]:
    number = metadata.number
    if number is None:
        if heading.blank:
            yield finding("number-blank", symbol=heading.blank.symbol)
        elif heading.number_line:
            yield finding("number-unreadable", line_text=heading.number_line)
        elif metadata.kind in (Kind.NORMATIVE, Kind.ADMINISTRATIVE, Kind.INDIVIDUAL):
            yield finding("number-missing")
        return
    if completed:
        yield finding("number-completed", line_text=heading.number_line, number=number.text)
    issued = metadata.issue_date
    if number.year and issued and number.year != issued.year:
        yield finding("number-year-mismatch", number=number.text, date=issued)
    code = type_code(number)
    if code and code != metadata.type_code and heading.type and metadata.kind is Kind.NORMATIVE:
        yield finding("number-type-mismatch", number=number.text, type=heading.type.name)


def _form(metadata: Metadata, heading: Heading) -> Iterator[Finding]:
    if not metadata.issuers:
        yield finding("issuer-missing")
    printed = key(" ".join(heading.issuer_lines))
    # a translation prints its issuer in its own words
    comparable = metadata.kind is Kind.NORMATIVE and metadata.language == "vi"
    central = comparable and len(metadata.issuers) == 1
    if central and metadata.number and printed and key(metadata.issuer) not in printed:
        yield finding(
            "issuer-number-mismatch",
            printed=" ".join(heading.issuer_lines),
            number=metadata.number.text,
            issuer=metadata.issuer,
        )
    if not metadata.type_code:
        yield finding("type-missing")
    if not metadata.title:
        yield finding("title-missing")


def _dates(metadata: Metadata, heading: Heading) -> Iterator[Finding]:
    if metadata.issue_date is None and heading.wrong_date:
        yield finding("issue-date-wrong", printed=heading.wrong_date)
    elif metadata.issue_date is None:
        yield finding("issue-date-blank" if heading.blank_date else "issue-date-missing")


def _effect(metadata: Metadata) -> Iterator[Finding]:
    start, issued = metadata.effective_date, metadata.issue_date
    if start and issued and start < issued:
        yield finding("effective-before-issue", effective=start, issued=issued)
    whole = [clause for clause in metadata.effective if not clause.scope]
    for clause in whole:
        if clause.start is None and clause.end is None:
            if is_blank_date(clause.quote):
                yield finding("effective-date-blank", line=clause.line, quote=clause.quote)
            elif clause.basis in ("event", "period"):
                yield finding("effective-without-date", line=clause.line, quote=clause.quote)
    if metadata.kind is Kind.NORMATIVE and start is None and not whole:
        yield finding("effective-date-missing")
