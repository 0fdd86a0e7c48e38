"""The heading of a document: its lines told apart by what they say.

Headings come as printed paragraphs, as the cells of a two-column table, or with both columns
run together on one line; so every line is first cut into pieces, then each piece is told by its
form, not by its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from vnlaw.lexicon import DocumentType, agencies, document_types, load
from vnlaw.numbers import Blank, DocumentNumber, find_numbers, parse_blank, parse_number
from vnlaw.recognise.casing import key, names
from vnlaw.recognise.dates import first_date, is_blank_date
from vnlaw.tables import cells, is_row
from vnlaw.text import fold

_MARKS = load("heading_marks")
_MOST_LINES = 160  # a heading never reaches further; keeps the work bounded on any input
_LONGEST = 4_000
_DATED = re.compile(r"^\W*ngày [\d/]+(?: tháng \d+ năm \d+)?\W*", re.IGNORECASE)
_DATE_REACH = 40  # characters after a number in which its date stands
_SENTENCE_LENGTH = 120  # names and numbers of a heading are shorter than this


def _whole(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in _MARKS[name]), re.IGNORECASE)


_MOTTO = _whole("motto")
_NOISE = _whole("noise")
_DRAFT = _whole("draft")
_CONSOLIDATED = _whole("consolidated")
_STRONG = _whole("preamble_strong")
_WEAK = _whole("preamble_weak")
_HISTORY = _whole("preamble_consolidated")
_MOTTO_START = re.compile(_MARKS["motto_start"], re.IGNORECASE)
_PARTY = re.compile(_MARKS["party_motto"] + r"\W*", re.IGNORECASE)
_LABEL = re.compile(_MARKS["number_label"], re.IGNORECASE)
_PREFIX = re.compile(_MARKS["title_prefix"], re.IGNORECASE)
_SUFFIX = re.compile(_MARKS["title_suffix"] + r"$", re.IGNORECASE)
_RULE = re.compile(r"\s*[-_*=~—–]{3,}\s*")
_PLACE_DATE = re.compile(
    r"(?P<place>[^\W\d_][^,;:/\d]{1,40}?)\s*[,.]?\s*"
    r"(?P<date>ngày\s*[\d.…_ ]*\s*tháng(?![^\W\d_]).{0,40}"
    r"|(?:[A-Z][a-z]+ \d{1,2}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+),? \d{4})\s*\W*",
    re.IGNORECASE,
)
_MARKER = re.compile(r"\s*(?:\[\w{1,3}\]|\(\s*\*+\s*\)|\*+|(?<=[^\W\d_])\d{1,2})\s*$")
_OPEN_END = re.compile(_MARKS["open_end"], re.IGNORECASE)
_JOINT = "liên tịch"
_UNIT_LINE = re.compile(rf"(?:{'|'.join(map(key, load('name_words')['units']))})\b")


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
    type: DocumentType | None = None
    title: str = ""
    party: bool = False
    draft: bool = False
    consolidated: bool = False
    preamble_line: int = 1  # first line that is no longer heading


@dataclass(frozen=True, slots=True)
class _Piece:
    line: int
    text: str


def read_heading(lines: Sequence[str]) -> Heading:
    """Tell the parts of a heading apart. Never fails; parts that are not there stay empty."""
    pieces = list(_pieces(lines))
    heading = Heading()
    at = _type_position(pieces)
    for piece in pieces[: len(pieces) if at is None else at]:
        if at is None and _ends_heading(piece.text):
            heading.preamble_line = piece.line
            break
        _sort(heading, piece.text)
    if at is not None:
        _read_title(heading, pieces, at)
    if not heading.title:
        _untyped_title(heading)
    return heading


def _pieces(lines: Sequence[str]) -> Iterator[_Piece]:
    """The first lines cut at cells, rules and mottos; empty pieces left out."""
    for index, line in enumerate(lines[:_MOST_LINES]):
        if not line:
            continue
        for cell in cells(line) if is_row(line) else (line,):
            for part in cell.split("\n"):
                for text in _cut(part[:_LONGEST]):
                    yield _Piece(index + 1, text)


def _cut(part: str) -> Iterator[str]:
    text = " ".join(part.replace("|", " ").split())
    labelled = _LABEL.match(text)
    for section in [text] if labelled else _RULE.split(text):
        rest = section
        while start := next((m.start() for m in _MOTTO_START.finditer(rest) if m.start()), 0):
            yield from _cut_number(rest[:start].strip())
            rest = rest[start:]
        yield from _cut_number(rest.strip())


def _cut_number(text: str) -> Iterator[str]:
    """Part a number line from the place and date beside it."""
    labelled = _LABEL.match(text)
    if labelled and len(text) < 120:
        found = find_numbers(text)
        end = found[0][1] if found else labelled.end()
        beside = _PLACE_DATE.fullmatch(text, _place_start(text, end))
        if beside and beside["place"]:
            yield text[: beside.start()].strip()
            yield beside[0]
            return
    if text:
        yield text


def _place_start(text: str, end: int) -> int:
    """Where a place may begin after a number or its label: at the next capital word."""
    match = re.compile(r"(?<=[\s.…])[A-ZĐ][^\W\d_]*[^\W\dA-Z_]").search(text, end)
    return match.start() if match else len(text)


def _type_position(pieces: list[_Piece]) -> int | None:
    """Index of the piece that names the type: a line of its own, or the start of one."""
    started: int | None = None
    plain: int | None = None
    for index, piece in enumerate(pieces):
        text = _bare(piece.text)
        if (_STRONG.fullmatch(text) and not _type_of(text)) or _names_document(text):
            break
        if _type_of(text) and (text.isupper() or plain is None):
            if text.isupper():
                return index
            plain = index
        if started is None and text.isupper() and _type_start(text) and not _NOISE.fullmatch(text):
            started = index
    return plain if started is None else started


def _names_document(text: str) -> bool:
    """A line that opens like a citation: a Công báo goes on with "Thông tư số … ngày …"."""
    start = _type_start(text) if _sentence(text) else None
    return start is not None and bool(re.match(r"số\s+\d", start[1]))


def _bare(text: str) -> str:
    return _MARKER.sub("", text).strip()


def _type_of(text: str) -> DocumentType | None:
    """The type a whole line names."""
    return _types().get(fold(text).rstrip(" :"))


def _type_start(text: str) -> tuple[DocumentType, str] | None:
    """The longest type a line begins with, and the rest of the line."""
    words = text.split(" ")
    for count in range(min(5, len(words) - 1), 0, -1):
        kind = _type_of(" ".join(words[:count]))
        if kind:
            return kind, " ".join(words[count:])
    return None


@cache
def _types() -> dict[str, DocumentType]:
    return {
        fold(name): kind
        for kind in document_types()
        for name in (*kind.printed_names, *kind.english)
    }


def _ends_heading(text: str) -> bool:
    return bool(_STRONG.fullmatch(text)) or (_sentence(text) and bool(_WEAK.fullmatch(text)))


def _sentence(text: str) -> bool:
    return text[:1].isupper() and not text.isupper()


def _sort(heading: Heading, text: str) -> None:
    """Put one piece from before the type where it belongs."""
    if _PARTY.fullmatch(text):
        heading.party = True
    elif _CONSOLIDATED.fullmatch(text):
        heading.consolidated = True
        heading.issuer_lines.append(re.sub(r"(?i)^văn bản hợp nhất\W*", "", text))
    elif _MOTTO.fullmatch(text) or _NOISE.fullmatch(text):
        pass
    elif _DRAFT.fullmatch(text):
        heading.draft = True
    elif not (_take_number(heading, text) or _take_place(heading, text) or _is_prose(text)):
        heading.issuer_lines.append(text)


def _is_prose(text: str) -> bool:
    """A sentence, which no part of a heading is."""
    return len(text) > _SENTENCE_LENGTH and _sentence(text) and not _names_document(text)


def _take_number(heading: Heading, text: str) -> bool:
    """Take a number line; a line without label only when it is a number and nothing else."""
    if heading.number_line or len(text) > 120:
        return False
    label = _LABEL.match(text)
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


def _take_place(heading: Heading, text: str) -> bool:
    match = _PLACE_DATE.fullmatch(text)
    if match is None or heading.issue_date:
        return False
    heading.place = match["place"].strip(" ,")
    heading.issue_date = first_date(match["date"])
    heading.blank_date = heading.issue_date is None and is_blank_date(match["date"])
    return True


def _read_title(heading: Heading, pieces: list[_Piece], at: int) -> None:
    text = _bare(pieces[at].text)
    whole = _type_of(text)
    parts: list[str] = []
    if whole:
        heading.type = whole
    elif start := _type_start(text):
        heading.type = start[0]
        parts.append(start[1])
    heading.preamble_line = pieces[at].line + 1
    for piece in pieces[at + 1 :]:
        if _ends_title(heading, piece.text, parts):
            heading.preamble_line = piece.line
            break
        heading.preamble_line = piece.line + 1
        if fold(piece.text) == fold(_JOINT) and len(parts) == 0:
            heading.type = _types().get(fold(f"{text} {_JOINT}"), heading.type)
            continue
        if not _beside_title(heading, piece.text):
            parts.append(piece.text)
    heading.title = _joined(_without_author(parts))
    _number_in_title(heading, parts)


def _ends_title(heading: Heading, text: str, parts: list[str]) -> bool:
    if _STRONG.fullmatch(text):
        return True
    if parts and _is_prose(text) and parts[-1].isupper():
        return True
    if parts and _sentence(text):
        if _WEAK.fullmatch(text) and not parts[-1].endswith(","):
            return True
        if _HISTORY.fullmatch(text) and (heading.consolidated or _tells_history(text)):
            return True
    return bool(parts) and not _goes_on(parts[-1]) and _is_authority(heading, text)


def _goes_on(part: str) -> bool:
    """Whether a line ends in a word that cannot end a title ("… của Quốc hội và")."""
    return bool(_OPEN_END.search(part))


def _tells_history(text: str) -> bool:
    """Whether a line gives the number, date and effect of the text that was consolidated."""
    return "có hiệu lực" in text and "năm" in text


def _is_authority(heading: Heading, text: str) -> bool:
    """A line in capitals that names who issues: "BỘ TRƯỞNG BỘ TÀI CHÍNH", "CHÍNH PHỦ".

    It must agree with the issuer printed above, if one is; a long name may be broken over two
    lines, of which the first is enough.
    """
    if not text.isupper():
        return False
    folded = key(text)
    chief = next((name for name in _CHIEFS if folded.startswith(f"{name} ")), "")
    bare = folded[len(chief) :].strip()
    issuer = key(" ".join(heading.issuer_lines))
    if not issuer:
        return folded in _AUTHORITIES
    if folded in _AUTHORITIES and (bare or folded) in issuer:
        return True
    return any(
        name == issuer or f"{issuer} ".startswith(f"{name} ") or name.startswith(f"{issuer} khoa ")
        for name in (bare, folded)
        if name
    )


def _authorities() -> Iterator[str]:
    for body in agencies():
        for name in (body.name, *body.names):
            yield name
            yield f"{body.chief} {name}"
        yield body.chief


_AUTHORITIES = frozenset(map(key, _authorities()))
_CHIEFS = sorted({key(body.chief) for body in agencies()}, key=len, reverse=True)


def _beside_title(heading: Heading, text: str) -> bool:
    """Take what two-column headings put after the type; True when it is no title."""
    if _NOISE.fullmatch(text):
        return True
    if text.isupper() and _MOTTO.fullmatch(text) and not fold(text).startswith("nuoc"):
        return True
    if re.match(r"(?i)độc lập\W+tự do", text):
        return True
    if not heading.number_line and re.match(r"(?i)số\s*:", text):
        return _take_number(heading, text)
    return not heading.issue_date and not text[:1].islower() and _take_place(heading, text)


def _without_author(parts: list[str]) -> list[str]:
    """Leave out a line of its own that says whose decision it is: "CỦA BỘ TRƯỞNG BỘ TÀI CHÍNH"."""
    if len(parts) < 2 or not parts[0].isupper() or not fold(parts[0]).startswith("cua "):
        return parts
    goes_on = parts[1].isupper() and not fold(parts[1]).startswith("ve ")
    return parts if goes_on or _goes_on(parts[0]) else parts[1:]


def _joined(parts: list[str]) -> str:
    title = " ".join(_bare(part) for part in parts)
    prefix = _PREFIX.match(title)
    title = _SUFFIX.sub("", title[prefix.end() if prefix else 0 :])
    return title.strip(" .;:,-–*")


def _number_in_title(heading: Heading, parts: list[str]) -> None:
    """Take number and date of old headings: "LUẬT SỐ 18-L/CTN NGÀY 06/07/1993 …"."""
    prefix = _PREFIX.match(" ".join(parts))
    if prefix is None:
        return
    if heading.number is None and heading.blank is None:
        found = find_numbers(prefix[0])
        heading.number = found[0][2] if found else None
    heading.issue_date = heading.issue_date or first_date(prefix[0])


def _untyped_title(heading: Heading) -> None:
    """Take the title of texts that print their type inside it: "Án lệ số … về …", "V/v …"."""
    if _cited_title(heading):
        return
    for index, line in enumerate(heading.issuer_lines):
        start = _type_start(line)
        about = re.match(r"(?i)v/v\W*(.+)", line)
        if about:
            heading.title = about[1].strip()
            # NĐ 30/2020/NĐ-CP Art 8: only a công văn prints no type, and its subject under V/v.
            heading.type = heading.type or _types()[fold("Công văn")]
        elif start and re.match(r"(?i)số\b", start[1]) and heading.type is None:
            heading.type = start[0]
            found = find_numbers(line)
            if found and heading.number is None:
                heading.number, heading.number_line = found[0][2], line
            end = found[0][1] if found else len(line)
            heading.issue_date = heading.issue_date or first_date(line[end : end + _DATE_REACH])
            rest = _DATED.sub("", line[end:])
            heading.title = " ".join([rest, *heading.issuer_lines[index + 1 :]]).strip(" .;:,")
        else:
            continue
        del heading.issuer_lines[index:]
        return
    if heading.type is None and heading.number is None and heading.blank is None:
        _leaflet_title(heading)


def _cited_title(heading: Heading) -> bool:
    """Take type, date and title of a text that continues in the Công báo.

    It opens with "Thông tư số 102/2018/TT-BTC ngày 14 tháng 11 năm 2018 hướng dẫn …".
    """
    line = heading.number_line
    start = _type_start(line) if heading.type is None and _names_document(line) else None
    found = find_numbers(line)
    if start is None or not found:
        return False
    heading.type = start[0]
    rest = line[found[0][1] :]
    heading.issue_date = heading.issue_date or first_date(rest[:_DATE_REACH])
    after = heading.issuer_lines[heading.number_after :]
    del heading.issuer_lines[heading.number_after :]
    heading.title = " ".join([_DATED.sub("", rest), *after]).strip(" .;:,")
    return True


def _leaflet_title(heading: Heading) -> None:
    """Take the title of a text with neither type nor number: its capitals below the issuer."""
    lines = heading.issuer_lines
    own = [line for line in lines if line.isupper() and not _names_body(line)]
    heading.title = _joined(own)
    heading.issuer_lines = [line for line in lines if line not in own]


def _names_body(line: str) -> bool:
    folded = key(line)
    return _UNIT_LINE.match(folded) is not None or any(
        folded.startswith(name_key) for name_key, _, _ in names()
    )
