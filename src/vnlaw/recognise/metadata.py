"""Putting together what a document says about itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from vnlaw.document import EffectiveClause, Kind, Metadata, Structure
from vnlaw.lexicon import DocumentType, document_types, load
from vnlaw.numbers import agency_codes, find_numbers, parse_number, type_code
from vnlaw.recognise import effective
from vnlaw.recognise.bases import legal_bases
from vnlaw.recognise.casing import key, proper
from vnlaw.recognise.closing import read_closing
from vnlaw.recognise.dates import first_date
from vnlaw.recognise.facts import Heading
from vnlaw.recognise.findings import findings_of
from vnlaw.recognise.heading import read_heading
from vnlaw.recognise.issuer import issuers
from vnlaw.recognise.kind import detached_appendix, kind_of
from vnlaw.recognise.language import language
from vnlaw.recognise.messages import finding

_OPENING = 80  # most lines between heading and first article that are looked at
_ENDING = 60  # last lines in which a signature or adoption clause may stand
_BODY = re.compile(
    r"\s*(?:Chương|CHƯƠNG|Phần|PHẦN|Điều|ĐIỀU|Chapter|Article)\s+[\dIVXthứ]|\s*I\s*[./-]\s"
)
_STOPS = (".", ";", ":", "!", "?", "”", '"', "./.")
_LABELLED = re.compile(r"(?:\d{1,3}[.)]|[a-zđ]\d?\))\s")
_OPEN_TITLE = re.compile(load("heading_marks")["open_end"], re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rooms:
    """The parts of a document that recognition looks at; the body only for its effect."""

    opening: Sequence[str]  # between the heading and the first provision
    closing: Sequence[str]
    ending: Sequence[str]  # the closing and what stands right before it
    main: int  # how many lines belong to the document without appendices


def recognise(lines: Sequence[str], structure: Structure) -> Metadata:
    """Read the metadata of a document from its heading, preamble, final provisions and closing.

    `lines` are the cleaned lines that `structure` was made from. What the text does not say stays
    empty; odd things become findings. Never fails. Time is linear in the number of lines.
    """
    if detached_appendix(lines):
        return _appendix(lines)
    heading = read_heading(lines)
    rooms = _rooms(lines, structure, heading)
    form = _type(heading, rooms.opening, rooms.ending)
    completed = _complete(heading, form)
    adopted = effective.adoption_date(rooms.ending) or effective.adoption_date(rooms.opening[:3])
    issued = heading.issue_date or adopted
    names, bodies = issuers(heading, form, rooms.opening, issued)
    kind = kind_of(heading, form, bodies, rooms.opening, rooms.ending, issued)
    if kind is Kind.CONSOLIDATED:
        base, form = form, _by_code("VBHN")
        heading.title = _of_base(heading.title, base)
        issued = _authentication(heading, lines, rooms)
        names, _ = issuers(heading, form, (), issued)
    closing = read_closing(rooms.closing)
    clauses = (
        ()
        if kind is Kind.CONSOLIDATED
        else _clauses(lines, structure, rooms, form, issued, adopted)
    )
    found = Metadata(
        kind=kind,
        language=language(lines),
        type_code=form.code if form else "",
        type_name=form.name if form else "",
        number=heading.number,
        issuers=names,
        place=proper(heading.place).title() if heading.place.isupper() else heading.place,
        issue_date=issued,
        title=_without_issuer(heading.title, names),
        legal_bases=legal_bases(rooms.opening),
        signers=closing.signers,
        recipients=closing.recipients,
        effective=clauses,
        effective_date=effective.main_date(clauses, form.name if form else ""),
        expiry_date=effective.expiry_date(clauses),
    )
    return replace(found, findings=findings_of(found, heading, completed=completed))


def _rooms(lines: Sequence[str], structure: Structure, heading: Heading) -> _Rooms:
    start = heading.preamble_line - 1
    end = min(len(lines), start + _OPENING)
    for index in range(start, end):
        if _BODY.match(lines[index]):
            end = index
            break
    others = [component.line for component in structure.components[1:]]
    main = min([line - 1 for line in others if line > start], default=len(lines))
    closing_at = structure.closing_line
    if closing_at is None:
        ending = lines[max(start, main - _ENDING) : main]
        return _Rooms(lines[start:end], ending, ending, main)
    after = closing_at - 1 + 2 * len(structure.closing) + 4
    return _Rooms(
        lines[start:end],
        structure.closing,
        lines[max(start, closing_at - _ENDING // 2) : max(after, main)][: _ENDING * 2],
        main,
    )


def _type(heading: Heading, opening: Sequence[str], ending: Sequence[str]) -> DocumentType | None:
    """The type printed in the heading; else the one its number or the enacting words name."""
    symbol = heading.number or heading.blank
    named = _by_code(type_code(symbol)) if symbol else None
    if heading.type:
        joint = named is not None and named.joint and named.name.startswith(heading.type.name)
        return named if joint else heading.type
    if named:
        return named
    label = key(heading.number_line)
    for form in sorted(document_types(), key=lambda form: -len(form.name)):
        if label.startswith(f"{key(form.name)} so"):
            return form
    for line in (*opening, *ending):
        said = re.search(
            r"(?:\bban hành|^\s*(?=[^\W\d_]+(?: [^\W\d_]+)? này\b)) ?((?:[^\W\d_]+ ?){1,3})", line
        )
        words = key(said[1]) if said else ""
        for form in document_types():
            if words.startswith(key(form.name)):
                return form
    return None


def _by_code(code: str) -> DocumentType | None:
    return next((form for form in document_types() if form.code == code), None)


def _complete(heading: Heading, form: DocumentType | None) -> bool:
    """Add the type that a symbol left out: "03/2026-BCT" above a circular is 03/2026/TT-BCT."""
    number = heading.number
    if number is None or number.year is None or form is None or not form.in_number:
        return False
    codes = agency_codes(number)
    if type_code(number) or len(codes) != 1 or codes[0] in ("QH", "UBTVQH"):
        return False
    serial = number.text.split("/")[0]
    heading.number = parse_number(f"{serial}/{number.year}/{form.in_number[0]}-{number.symbol}")
    return True


def _authentication(heading: Heading, lines: Sequence[str], rooms: _Rooms) -> date | None:
    """Number and date of a consolidated text; both stand at its end in the Công báo."""
    for line in (*rooms.ending, *lines[-_ENDING:]):
        text = line[:200]
        if heading.number is None and "VBHN" in text.upper():
            found = find_numbers(text)
            heading.number = found[0][2] if found else None
        if heading.issue_date is None and re.search(r"(?i)^\W*[^\d]{2,40},\s*ngày\s+\d", text):
            heading.issue_date = first_date(text)
    return heading.issue_date


def _of_base(title: str, base: DocumentType | None) -> str:
    """The title of a consolidated text: type and title of the text it consolidates."""
    if base is None or base.code == "VBHN" or not title:
        return title
    return f"{base.name.upper() if title.isupper() else base.name} {title}"


def _clauses(
    lines: Sequence[str],
    structure: Structure,
    rooms: _Rooms,
    form: DocumentType | None,
    issued: date | None,
    adopted: date | None,
) -> tuple[EffectiveClause, ...]:
    """Effect clauses of the body; of the whole text where the body has none of its own."""
    quoted = frozenset(_quoted(structure))
    start = max(structure.body.line - 1, 0)

    def read(last: int, passed: frozenset[str]) -> tuple[EffectiveClause, ...]:
        statements = _statements(lines, start, last, passed)
        return tuple(effective.clauses(statements, issued, adopted))

    found = read(rooms.main, quoted)
    if any(not clause.scope for clause in found) or form is None:
        return found
    # a quotation left open hides the final article, a misread title the whole body: then only
    # the last clause in which the document names itself counts
    own = f"{form.name} này".lower()
    hidden = [clause for clause in read(len(lines), frozenset()) if own in clause.quote.lower()]
    return (*found, *[clause for clause in hidden[-1:] if not clause.scope])


def _quoted(structure: Structure) -> Iterator[str]:
    """Paragraphs that the body quotes from other documents."""
    for provision in structure.body.walk():
        for start, end in provision.quoted:
            yield from provision.text[start:end]


def _statements(
    lines: Sequence[str], first: int, last: int, quoted: frozenset[str]
) -> Iterator[effective.Statement]:
    for index in _speaking_of_effect(lines[first:last]):
        text = _unbroken(lines, first + index, last)
        if text not in quoted and not text.startswith(("“", '"')):
            yield effective.Statement(first + index + 1, text)


def _speaking_of_effect(lines: Sequence[str]) -> Iterator[int]:
    """Indexes of the lines that hold a trigger word, in order.

    Searching the joined text takes a fraction of the time of asking every line for every word.
    """
    text = "\n".join(lines)
    ends = list(accumulate(len(line) + 1 for line in lines))
    found: set[int] = set()
    for word in effective.TRIGGERS:
        place = text.find(word)
        while place >= 0:
            found.add(bisect_right(ends, place))
            place = text.find(word, place + 1)
    yield from sorted(found)


def _unbroken(lines: Sequence[str], index: int, last: int) -> str:
    """A paragraph that the source broke over lines, joined: at most two lines more."""
    text = " ".join(lines[index].split())
    for line in lines[index + 1 : min(index + 3, last)]:
        more = " ".join(line.split())
        if text.endswith(_STOPS) or not more or not (more[0].islower() or more[0].isdigit()):
            break
        if _LABELLED.match(more):
            break
        text = f"{text} {more}"
    return text


def _without_issuer(title: str, names: Sequence[str]) -> str:
    """Drop the issuer's name that a title in capitals ran into ("… CÓ HIỆU LỰC CHÍNH PHỦ")."""
    if not title.isupper():
        return title
    for name in names:
        head = title[: -len(name)].rstrip()
        if key(title[-len(name) :]) == key(name) and head and not _OPEN_TITLE.search(head):
            return head
    return title


def _appendix(lines: Sequence[str]) -> Metadata:
    """A file that holds only an appendix is no document of its own."""
    first = [line.strip() for line in lines[:12] if line.strip()]
    parent = next((found[0][2].text for line in first if (found := find_numbers(line))), "")
    title = " ".join(line for line in first[1:4] if line.isupper())
    return Metadata(
        kind=Kind.OTHER,
        language=language(lines),
        type_code="",
        type_name="",
        number=None,
        issuers=(),
        place="",
        issue_date=None,
        title=title or first[0],
        legal_bases=(),
        signers=(),
        recipients=(),
        effective=(),
        effective_date=None,
        expiry_date=None,
        findings=(finding("detached-appendix", line=1, parent=parent or "văn bản khác"),),
    )
