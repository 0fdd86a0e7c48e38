"""Document numbers (số ký hiệu) as values that compare equal when they mean the same.

Forms (requirements 8.2; NĐ 34/2016/NĐ-CP Art 58 and practice since; NĐ 30/2020/NĐ-CP; Quy định
66-QĐ/TW for the Party):

- normative: ``48/2025/QĐ-TTg``, ``66.7/2025/NQ-CP``, ``91/2015/QH13``, ``115/2025/UBTVQH15``;
- administrative and consolidated: ``766/QĐ-TTg``, ``33/VBHN-VPQH``, ``1450/BTP-PBGDPL``;
- Party: ``66-NQ/TW``; old laws and decrees: ``68-LCT/HĐNN8``, ``34-L/CTN``, ``47-CP``.

Type and agency codes are data (`vnlaw/data/document_types.toml`, `agencies.toml`); unknown codes
are kept as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from vnlaw.lexicon import agencies, document_types
from vnlaw.text import clean, fold


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A parsed document number; two are equal when they mean the same, however spelled.

    `text` is the canonical way to print it ("66.7/2025/NQ-CP", "766/QĐ-TTg", "66-NQ/TW"); it
    keeps the printed zero padding and the printed order of agencies;
    `key` is equal for two numbers that mean the same whatever their spelling, and is all that
    comparison looks at;
    `serial` is the number inside its series ("66.7" or "766"), without leading zeros;
    `year` is the year segment, None where the form has none (administrative, Party, VBHN);
    `symbol` is the rest ("NQ-CP", "QH15", "NQ/TW"), canonical.
    """

    text: str = field(compare=False)
    key: str
    serial: str = field(compare=False)
    year: int | None = field(compare=False)
    symbol: str = field(compare=False)


class Blank(NamedTuple):
    """A number whose serial was left blank ("Số:      /KH-UBND"): a draft or an unsigned copy."""

    symbol: str
    year: int | None


class _Symbol(NamedTuple):
    segments: tuple[str, ...]  # canonical, as printed: "QĐ", "UB"
    length: int  # how many characters of the raw text they take


_LETTERS = "A-Za-zĐđƯưÐðƉ\u0400-\u04ff&"
_CAPITALS = "A-ZĐƯÐƉ\u0400-\u042f"
_DASHES = r"\-\u2010-\u2015\u2212_"
_SEGMENT = rf"[{_LETTERS}]{{1,24}}(?:\d{{1,3}}+|[ ]\d{{1,2}}+(?![\d.:/]))?"
_SEPARATOR = rf"(?:[ ]{{0,3}}[{_DASHES}/][ ]{{0,3}}|\.)"
_NUMBER = re.compile(
    rf"(?<![\d.:/{_CAPITALS}{_DASHES}])(?<!\d,)"
    r"(?P<serial>\d{1,6}(?:\.\d{1,3})?[a-zđ]?)"
    rf"(?:[ ]{{0,3}}/[ ]{{0,3}}(?P<year>(?:19|20)\d\d)(?!\d)[ ]{{0,3}}[/{_DASHES}]?[ ]{{0,3}}"
    rf"|(?P<lead>[ ]{{0,3}}[/{_DASHES}][ ]{{0,3}})"
    rf"|(?=[{_CAPITALS}]{{2}}))"
    rf"(?P<symbol>{_SEGMENT}(?:{_SEPARATOR}{_SEGMENT}){{0,11}}(?:[{_DASHES}.]\d{{3}}(?!\d))?)"
)
_STEP = re.compile(
    rf"(?P<separator>{_SEPARATOR})?(?P<letters>[{_LETTERS}]{{1,24}})(?P<term>(?:[ ]?\d{{1,3}})?)"
)
_TAIL = re.compile(rf"[{_DASHES}.](\d{{3}})$")
_CAPITAL_START = re.compile(rf"[{_CAPITALS}&]+")
_LABEL = re.compile(r"^[^\d/]*(?<![^\W\d_])")
_ENDING = " .;:,/)]»”\"'|"
_BLANK = re.compile(
    r"^[^\d/]*?số[ ]?:?[^\w/]{0,60}?_*"
    rf"(?:/[ ]*(?P<year>(?:19|20)\d\d))?[ ]*(?P<lead>[/{_DASHES}])[ ]*"
    rf"(?P<symbol>{_SEGMENT}(?:{_SEPARATOR}{_SEGMENT}){{0,11}})[ .]*$",
    re.IGNORECASE,
)


def parse_number(text: str) -> DocumentNumber | None:
    """Read one document number; None when `text` does not hold exactly one.

    `text` may carry a label ("Luật số: 91/2015/QH13") and every spelling of requirements 8.2:
    spaces, en dashes, lower case, ASCII ("ND-CP"), Cyrillic look-alikes, a missing slash, a
    trailing dot. A number with a blank serial gives None (see `parse_blank`). Never fails.
    """
    line = clean(text).replace("\n", " ").strip()
    bare = _LABEL.sub("", line, count=1).rstrip(_ENDING)
    match = _NUMBER.fullmatch(bare)
    if match:
        number = _build(match, strict=False)
        if number:
            return number[0]
    found = {number.key: number for _, _, number in find_numbers(line)}
    return next(iter(found.values())) if len(found) == 1 else None


def find_numbers(text: str) -> list[tuple[int, int, DocumentNumber]]:
    """All document numbers of a text as `(start, end, number)`, in order, spans half-open.

    Conservative: without a year, the code after the serial must be a known type or agency (or
    the word "số" must stand before it), so that dates, fractions and names of standards
    ("QCVN 06:2021/BXD") are not taken for numbers. Linear in the length of `text`.
    """
    return list(_found(text))


def _found(text: str) -> Iterator[tuple[int, int, DocumentNumber]]:
    for match in _NUMBER.finditer(text):
        built = _build(match, strict=True)
        if built:
            number, length = built
            yield match.start(), match.start("symbol") + length, number


def parse_blank(text: str) -> Blank | None:
    """Read a number line whose serial is blank ("Số:    /KH-UBND", "Số: …/2025/NĐ-CP")."""
    match = _BLANK.match(clean(text).strip())
    if match is None:
        return None
    symbol = _symbol(match["symbol"], strict=False)
    if symbol is None or not any(map(_is_known, symbol.segments)):
        return None
    year = int(match["year"]) if match["year"] else None
    return Blank(_join(symbol.segments, year, hyphen=match["lead"] != "/"), year)


def type_code(number: DocumentNumber | Blank) -> str:
    """Code of the document type its symbol names ("TT"); "" when it names none ("QH15")."""
    return _types_by_code().get(_split(number.symbol)[0], "")


def agency_codes(number: DocumentNumber | Blank) -> tuple[str, ...]:
    """Codes of the known agencies its symbol names, in printed order, without term numbers."""
    segments = _split(number.symbol)
    rest = segments[1:] if type_code(number) else segments
    known = (_agency_code(segment) for segment in rest)
    return tuple(code for code in known if code)


def _build(match: re.Match[str], *, strict: bool) -> tuple[DocumentNumber, int] | None:
    raw = match["symbol"]
    tail = _TAIL.search(raw)
    symbol = _symbol(raw[: tail.start()] if tail else raw, strict=strict)
    if symbol is None:
        return None
    length = symbol.length
    segments = symbol.segments
    if tail and length == tail.start():  # "103-SL/L-004"
        segments, length = (*segments, tail[1]), len(raw)
    year = int(match["year"]) if match["year"] else None
    lead = (match["lead"] or "").strip()
    if strict and not _plausible(match, segments, lead, year):
        return None
    segments = _completed(segments, year)
    if year is None and not lead and not _is_type(segments[0]):
        return None
    printed = _serial(match["serial"])
    hyphen = lead not in ("", "/")
    symbol_text = _join(segments, year, hyphen=hyphen)
    serial = ".".join(part.lstrip("0") or "0" for part in printed.split("."))
    if year is not None:
        text = f"{printed}/{year}/{symbol_text}"
    elif "/" in symbol_text or (hyphen and len(segments) == 1):
        text = f"{printed}-{symbol_text}"
    else:
        text = f"{printed}/{symbol_text}"
    key = "/".join(filter(None, (serial, str(year or ""), _symbol_key(segments))))
    return DocumentNumber(text, key, serial, year, symbol_text), length


def _symbol(raw: str, *, strict: bool) -> _Symbol | None:
    """Canonical segments of a raw symbol; strict reading stops before what is not a code."""
    segments: list[str] = []
    position = 0
    while step := _STEP.match(raw, position):
        separator = step["separator"] or ""
        if bool(segments) != bool(separator):
            break
        found, used = _segment(step["letters"], strict=strict)
        if not found or (segments and not _may_follow(segments, separator, found)):
            break
        partly = used < len(step["letters"])
        term = "" if partly else step["term"].strip()
        if term and step["term"] != term and _bare(found[-1]) not in _TERMED:
            term, partly = "", True
        found[-1] += term
        segments += found
        position = step.end("letters") - len(step["letters"]) + used
        if not partly:
            position += len(step["term"])
        else:
            break
    if not strict and position < len(raw):
        return None
    if sum(map(len, segments)) < 2:
        return None
    return _Symbol(tuple(segments), position)


_TERMED = ("QH", "UBTVQH")  # a term number may stand apart from these: "QH 15"


def _segment(letters: str, *, strict: bool) -> tuple[list[str], int]:
    """Canonical codes of one run of letters and how many letters they use; [] = not a code."""
    known = _known(letters)
    if known:
        return known, len(letters)
    capitals = _CAPITAL_START.match(letters)
    used = len(capitals[0]) if capitals else 0
    if used == len(letters) or (used and not strict):
        return [clean(letters)], len(letters)
    if not strict:
        return [letters.upper()], len(letters)
    if used >= 2:  # a word typed right after the code: "QH15như", "TT-BYTngày"
        return _known(letters[:used]) or [clean(letters[:used])], used
    return [], 0


def _known(letters: str) -> list[str]:
    """Canonical codes of known letters, two of them where a type and an agency are glued."""
    exact = _spelling(letters)
    if exact:
        return [exact]
    for length in (4, 3, 2):  # "TTBTC", "TTLTBTC", "ndcp"
        first, rest = _spelling(letters[:length]), _spelling(letters[length:])
        if first and rest and _is_type(first) and _agency_code(rest):
            return [first, rest]
    return []


def _may_follow(segments: list[str], separator: str, found: list[str]) -> bool:
    """Whether a separator may join on the next codes, or belongs to the sentence around."""
    if separator in "-/":
        return True
    after_type = _is_type(segments[0]) and (len(segments) == 1 or segments[0] in _joint_codes())
    if separator == ".":
        return after_type and _is_known(found[0])
    if " " not in separator:
        return True
    # "NĐ - CP", "TT- BTC": spaces are tolerated while the symbol still lacks its agency
    return after_type and (_is_known(found[0]) or len(found[0]) >= 3)


def _plausible(
    match: re.Match[str], segments: tuple[str, ...], lead: str, year: int | None
) -> bool:
    """Whether a candidate inside running text really is a document number."""
    first = segments[0]
    labelled = (
        fold(match.string[max(0, match.start() - 5) : match.start()]).rstrip(" :").endswith("so")
    )
    if year is not None:
        return _is_known(first) or labelled
    if lead == "/":
        if _is_type(first):
            return len(segments) > 1
        return _agency_code(first) != "" or (labelled and len(segments) > 1)
    if len(segments) == 1:
        return lead != "" and _agency_code(first) in _old_issuers()
    return _is_known(first) and _is_known(segments[1])


def _completed(segments: tuple[str, ...], year: int | None) -> tuple[str, ...]:
    """Add what a cut symbol must have meant: a decree with a year is the Government's."""
    only = _only_agency().get(segments[0], "")
    if year is None or not only or len(segments) > 2:
        return segments
    if len(segments) == 1 or (segments[1] != only and only.startswith(segments[1])):
        return (segments[0], only)
    return segments


def _join(segments: tuple[str, ...], year: int | None, *, hyphen: bool) -> str:
    """The canonical symbol: "NQ/TW" and "LCT/HĐNN8" after a hyphen, else all with hyphens."""
    if year is None and len(segments) > 1:
        party = _is_type(segments[0]) and _bare(segments[1]) in _party_codes()
        old = hyphen and not (_is_type(segments[0]) and _modern(segments[1]))
        if party or old:
            return f"{segments[0]}/{'-'.join(segments[1:])}"
    return "-".join(segments)


def _modern(segment: str) -> bool:
    """Whether an agency numbers with a slash first ("766-QĐ-TTg" means "766/QĐ-TTg")."""
    return _agency_code(segment) not in ("", *_hyphen_first())


def _symbol_key(segments: tuple[str, ...]) -> str:
    """What is equal for two symbols that mean the same."""
    parts = [_segment_key(segment) for segment in segments]
    if segments[0] in _joint_codes():
        parts = [parts[0], *sorted(parts[1:])]
    return "-".join(parts)


def _segment_key(segment: str) -> str:
    code = _agency_code(segment)
    if not code:
        return segment.lower()
    term = segment[len(_bare(segment)) :]
    return (code if code in _local_codes() else code + term).lower()


def _serial(printed: str) -> str:
    whole, _, part = printed.lower().partition(".")
    if len(part) == 3:  # a thousands mark, "1.462/QĐ-UBND"
        return whole + part
    return printed.lower()


def _split(symbol: str) -> list[str]:
    return re.split("[-/]", symbol)


def _bare(segment: str) -> str:
    """A segment without its term number: "UBTVQH15" -> "UBTVQH"."""
    return segment.rstrip("0123456789")


def _is_type(segment: str) -> bool:
    return segment in _types_by_code()


def _is_known(segment: str) -> bool:
    return _is_type(segment) or _agency_code(segment) != ""


def _agency_code(segment: str) -> str:
    """Primary code of the agency a segment names, "" when unknown."""
    return _agencies_by_code().get(_bare(segment), "")


def _spelling(letters: str) -> str:
    """The proper spelling of a known code typed in any case, or in ASCII when unambiguous."""
    spellings = _spellings()
    cleaned = clean(letters).lower()
    return spellings.get(cleaned) or spellings.get(fold(cleaned)) or ""


@cache
def _spellings() -> dict[str, str]:
    codes = [*_types_by_code(), *_agencies_by_code()]
    exact = {code.lower(): code for code in codes}
    ascii_codes: dict[str, set[str]] = {}
    for code in exact.values():
        ascii_codes.setdefault(fold(code), set()).add(code)
    plain = {key: min(values) for key, values in ascii_codes.items() if len(values) == 1}
    return plain | exact


@cache
def _types_by_code() -> dict[str, str]:
    return {code: kind.code for kind in document_types() for code in kind.in_number}


@cache
def _joint_codes() -> frozenset[str]:
    return frozenset(code for kind in document_types() if kind.joint for code in kind.in_number)


@cache
def _only_agency() -> dict[str, str]:
    return {
        code: kind.only_agency
        for kind in document_types()
        if kind.only_agency
        for code in kind.in_number
    }


@cache
def _agencies_by_code() -> dict[str, str]:
    return {code: body.code for body in agencies() for code in (*body.aliases, body.code)}


@cache
def _party_codes() -> frozenset[str]:
    return frozenset(
        code for body in agencies() if body.kind == "party" for code in (body.code, *body.aliases)
    )


@cache
def _local_codes() -> frozenset[str]:
    return frozenset(body.code for body in agencies() if body.level == "local")


@cache
def _old_issuers() -> frozenset[str]:
    return frozenset(body.code for body in agencies() if body.bare_number)


@cache
def _hyphen_first() -> frozenset[str]:
    return frozenset(body.code for body in agencies() if body.hyphen_first)
