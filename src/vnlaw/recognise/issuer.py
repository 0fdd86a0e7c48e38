"""Who issued a document: from its number first, then its heading, then its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import takewhile

from vnlaw.lexicon import Agency, DocumentType, agencies, load
from vnlaw.numbers import Blank, DocumentNumber, agency_codes, type_code
from vnlaw.recognise.casing import key, names, proper
from vnlaw.recognise.facts import Heading

_UNITS: list[str] = load("name_words")["units"]
# A place name stays on its line: the next line of a heading names another body.
_PLACE = re.compile(
    rf"\s*\b(?P<unit>{'|'.join(_UNITS)})\s+(?P<name>[^\W\d_]+(?: [^\W\d_]+){{0,3}})",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\b(?:ban hành|quyết nghị|quyết định|thông qua)\b")


def issuers(
    heading: Heading, form: DocumentType | None, preamble: Sequence[str], on: date | None
) -> tuple[tuple[str, ...], tuple[Agency, ...]]:
    """Names of the issuing bodies in printed order, and the known bodies among them.

    A symbol such as TT-BTC names its issuer beyond doubt; a heading may be broken, doubled by
    the Công báo, or print the wrong body. A local body's place comes from the heading or from
    the words of the text ("Ủy ban nhân dân tỉnh … ban hành").
    """
    symbol: DocumentNumber | Blank | None = heading.number or heading.blank
    named = [line for line in heading.issuer_lines if _may_name(line)]
    printed = " ".join(named)
    codes = agency_codes(symbol) if symbol else ()
    bodies = [_current(code, on) for code in dict.fromkeys(codes)]
    if form and form.issuer:
        # a law is the National Assembly's even where its number is the promulgating order's
        bodies = [_current(form.issuer, on)]
    if form is None or not form.joint:
        bodies = bodies[:1]
    printed_bodies = _named(printed)
    if printed_bodies and symbol and _slip(symbol, form, bodies, on):
        bodies = printed_bodies
    bodies = bodies or printed_bodies
    if not bodies and not printed:
        bodies = _speaking(preamble)
    if not bodies:
        return tuple(filter(None, (proper(printed),))), ()
    found = tuple(_full_name(body, "\n".join(named), preamble, heading.place) for body in bodies)
    return found, tuple(bodies)


def _may_name(line: str) -> bool:
    """Names of bodies stand in capitals; what is mostly small letters is noise or prose."""
    return sum(map(str.isupper, line)) * 2 > sum(map(str.isalpha, line)) or key(line) in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(name_key for name_key, _, _ in names())


def _slip(
    symbol: DocumentNumber | Blank, form: DocumentType | None, bodies: list[Agency], on: date | None
) -> bool:
    """Whether a symbol cannot be right: it names another type, or a body that is no more."""
    if form and type_code(symbol) not in ("", form.code):
        return True
    return on is not None and any(body.end is not None and body.end <= on for body in bodies)


def _current(code: str, on: date | None) -> Agency:
    """The body that bears a code, under the name it had on a day."""
    bearers = [body for body in agencies() if body.code == code]
    for body in bearers:
        if on and (body.start is None or body.start <= on) and (body.end is None or on < body.end):
            return body
    return bearers[0]


def _named(text: str) -> list[Agency]:
    """Known bodies named in a heading, in printed order, each once.

    Of a body and its parent ("BỘ TƯ PHÁP / CỤC …") only names that end the text count, unless
    all of the text is made of names.
    """
    folded = key(text)
    found: list[tuple[int, int, Agency]] = []
    for name_key, _, body in names():
        for match in re.finditer(rf"\b{re.escape(name_key)}\b", folded):
            if all(match.end() <= start or end <= match.start() for start, end, _ in found):
                found.append((match.start(), match.end(), body))
    found.sort(key=lambda item: item[0])
    if len(found) > 1 and all(body.level == "local" for _, _, body in found):
        found = found[-1:]  # a parent stands above its department
    rest = folded
    for start, end, _ in reversed(found):
        rest = rest[:start] + rest[end:]
    if found and rest.strip() and found[-1][2].level != "local":
        found = [item for item in found if item[1] == len(folded)]
    return list(dict.fromkeys(body for _, _, body in found))


def _speaking(preamble: Sequence[str]) -> list[Agency]:
    """The body that the preamble says issues: "Chính phủ ban hành Nghị định …"."""
    for line in preamble:
        for match in _SAYS.finditer(line):
            before = key(line[: match.start()])
            for name_key, _, body in names():
                if re.search(
                    rf"\b{name_key}(?: (?:{'|'.join(map(key, _UNITS))})\b.{{1,40}})?$", before
                ):
                    return [body]
    return []


def _full_name(body: Agency, printed: str, preamble: Sequence[str], place: str) -> str:
    if body.level == "central":
        if body.kind == "party":
            return next((name for name in _spellings(body) if key(name) in key(printed)), body.name)
        return body.name
    for text in (printed, *preamble):
        for name in (*_spellings(body), body.name):
            full = _with_place(name, text)
            if full:
                return full
    # A department: its province stands on the line above. "Tỉnh ủy" itself begins like a unit.
    above = None if body.kind == "party" else _PLACE.search(printed)
    return f"{body.name} {_unit_and_name(above) or place}".strip()


def _spellings(body: Agency) -> Iterator[str]:
    yield from sorted((*body.names, body.name), key=len, reverse=True)


def _with_place(name: str, text: str) -> str:
    """A local body's name with the unit and place that follow it in a text."""
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    pattern = pattern.replace("Ủy", "(?:Ủy|Uỷ)").replace("ủy", "(?:ủy|uỷ)")
    for match in re.finditer(pattern, text, re.IGNORECASE):
        place = _unit_and_name(_PLACE.match(text, match.end()))
        if place:
            return f"{name} {place}"
    return ""


def _unit_and_name(match: re.Match[str] | None) -> str:
    """The unit and as many words as begin with a capital: "tỉnh An Hà"; "" for none."""
    if match is None:
        return ""
    words = takewhile(lambda word: word[0].isupper(), match["name"].split())
    name = " ".join(word.capitalize() for word in words)
    return f"{match['unit'].lower()} {name}" if name else ""
