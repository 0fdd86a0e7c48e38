"""The title (trích yếu) of a document, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vnlaw.lexicon import agencies, load
from vnlaw.numbers import find_numbers
from vnlaw.recognise.casing import key, names
from vnlaw.recognise.dates import first_date
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
    types_by_name,
    whole,
)
from vnlaw.recognise.pieces import Piece
from vnlaw.text import fold

_HISTORY = whole("preamble_consolidated")
_PREFIX = part("title_prefix")
_SUFFIX = re.compile(part("title_suffix").pattern + r"$", re.IGNORECASE)
_OPEN_END = part("open_end")
_JOINT = "liên tịch"
_DATED = re.compile(r"^\W*ngày [\d/]+(?: tháng \d+ năm \d+)?\W*", re.IGNORECASE)
_SHORT = 60  # a line of a title may be shorter; a line of the preamble is not, unless it ends one
_DATE_REACH = 40  # characters after a number in which its date stands
_UNIT_LINE = re.compile(rf"(?:{'|'.join(map(key, load('name_words')['units']))})\b")


def read_title(heading: Heading, pieces: Sequence[Piece], at: int) -> None:
    text = bare(pieces[at].text)
    whole = type_of(text)
    parts: list[str] = []
    if whole:
        heading.type = whole
    elif start := type_start(text):
        heading.type = start[0]
        parts.append(start[1])
    heading.preamble_line = pieces[at].line + 1
    for piece in pieces[at + 1 :]:
        if _ends_title(heading, piece.text, parts):
            heading.preamble_line = piece.line
            break
        heading.preamble_line = piece.line + 1
        if fold(piece.text) == fold(_JOINT) and len(parts) == 0:
            heading.type = types_by_name().get(fold(f"{text} {_JOINT}"), heading.type)
            continue
        if not _beside_title(heading, piece.text):
            parts.append(piece.text)
    heading.title = _joined(_without_author(parts))
    _number_in_title(heading, parts)


def _ends_title(heading: Heading, text: str, parts: list[str]) -> bool:
    if text[:1].islower():
        return False
    if STRONG.fullmatch(text):
        return True
    if parts and is_prose(text) and parts[-1].isupper():
        return True
    if parts and is_sentence(text):
        full = len(text) > _SHORT or text.endswith((".", ":", ";", ","))
        if full and WEAK.fullmatch(text) and not _goes_on(parts[-1]):
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
    if NOISE.fullmatch(text):
        return True
    if text.isupper() and MOTTO.fullmatch(text) and not fold(text).startswith("nuoc"):
        return True
    if re.match(r"(?i)độc lập\W+tự do", text):
        return True
    if not heading.number_line and re.match(r"(?i)số\s*:", text):
        return take_number(heading, text)
    return not heading.issue_date and not text[:1].islower() and take_place(heading, text)


def _without_author(parts: list[str]) -> list[str]:
    """Leave out a line of its own that says whose decision it is: "CỦA BỘ TRƯỞNG BỘ TÀI CHÍNH"."""
    if len(parts) < 2 or not parts[0].isupper() or not fold(parts[0]).startswith("cua "):
        return parts
    goes_on = parts[1].isupper() and not fold(parts[1]).startswith("ve ")
    return parts if goes_on or _goes_on(parts[0]) else parts[1:]


def _joined(parts: list[str]) -> str:
    title = " ".join(bare(part) for part in parts)
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


def untyped_title(heading: Heading) -> None:
    """Take the title of texts that print their type inside it: "Án lệ số … về …", "V/v …"."""
    if _cited_title(heading):
        return
    for index, line in enumerate(heading.issuer_lines):
        start = type_start(line)
        about = re.match(r"(?i)v/v\W*(.+)", line)
        if about:
            heading.title = about[1].strip()
            # NĐ 30/2020/NĐ-CP Art 8: only a công văn prints no type, and its subject under V/v.
            heading.type = heading.type or types_by_name()[fold("Công văn")]
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
    start = type_start(line) if heading.type is None and names_document(line) else None
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
