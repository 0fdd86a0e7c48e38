"""Document numbers as a person says them: "78/2025/NĐ-CP" is a decree of the Government."""

from __future__ import annotations

import re
from functools import cache

from vnlaw.lexicon import agencies, document_types
from vnlaw.numbers import DocumentNumber, agency_codes, find_numbers, type_code
from vnlaw.speech.numerals import Region, cardinal, serial
from vnlaw.speech.rules import one_of
from vnlaw.speech.shortenings import whole_words

# How far around a number the words are looked for that say its type and its issuer already.
_NEAR = 160
_BREAK = re.compile(r"[.;:!?\n](?:\s|$)")
_LABEL = re.compile(r"(?:\bsố|\bsố:|\bsố hiệu:?)\s*$", re.IGNORECASE)
_LISTED = re.compile(r"(?:,|;|và|hoặc|hay|với)\s*$", re.IGNORECASE)
_TERM = re.compile(r"([^\W\d]+)[ ]?(\d{1,3})$")
_ANY = re.compile(r"\d\s?/\s?\d|\d\s?[/-]\s?[^\W\d_]|\d[A-ZĐ]{2}")


def say_documents(text: str, where: Region) -> str:
    """Document numbers in words; type and issuer are said unless the text says them itself."""
    if not _ANY.search(text):
        return text
    parts: list[str] = []
    end = 0
    before: DocumentNumber | None = None
    for start, stop, number in find_numbers(text):
        if start < end:
            continue
        gap = text[end:start]
        listed = before is not None and len(gap) < 20 and bool(_LISTED.search(gap))
        same = listed and before is not None and type_code(before) == type_code(number)
        parts += [gap, _said(text, start, stop, number, where, same=same)]
        end, before = stop, number
    return "".join([*parts, text[end:]])


def _said(
    text: str, start: int, stop: int, number: DocumentNumber, where: Region, *, same: bool
) -> str:
    left = text[max(0, start - _NEAR) : start]
    right = text[stop : stop + _NEAR]
    # Where "số" stands already, the type stands before it or is of no concern.
    label = "" if _LABEL.search(left) else "số "
    kind = _kind(number, left) if label and not same else ""
    year = f" năm {cardinal(number.year, where)}" if number.year else ""
    issuer = _issuer(number, right, where)
    return f"{kind}{label}{serial(_printed_serial(number), where)}{year}{issuer}"


def _printed_serial(number: DocumentNumber) -> str:
    """The serial with the zero it was printed with, without a letter."""
    printed = re.match(r"\d+(?:\.\d{1,3})?", number.text)
    text = printed[0] if printed else number.serial
    head, _, tail = text.partition(".")
    return head + tail if len(tail) == 3 else text


def _kind(number: DocumentNumber, left: str) -> str:
    """The type with a blank, "" when the word before names it or the number has none."""
    code = type_code(number)
    names = _names().get(code)
    clause = _BREAK.split(left)[-1]
    if not names or re.search(rf"\b{names}\s*$", clause, re.IGNORECASE):
        return ""
    return next(kind.name for kind in document_types() if kind.code == code) + " "


def _issuer(number: DocumentNumber, right: str, where: Region) -> str:
    segments = re.split("[-/]", number.symbol)
    if type_code(number):
        segments = segments[1:]
    if agency_codes(number):  # the rest are departments of these bodies
        segments = [one for one in segments if _TERM.sub(r"\1", one) in _agencies()]
    known = [name for segment in segments if (name := _agency(segment, where))]
    clause = _BREAK.split(right)[0].lower()
    named = clause.partition("của ")[2]
    if not known or any(name.lower() in named for name in known):
        return ""
    return " của " + ", ".join(known)


def _agency(segment: str, where: Region) -> str:
    """The name behind a code, with the term of an assembly ("Quốc hội khóa mười lăm")."""
    match = _TERM.fullmatch(segment)
    code, term = (match[1], int(match[2])) if match else (segment, None)
    name = _agencies().get(code) or whole_words().get(code, "")
    if name and term is not None:
        return f"{name} khóa {cardinal(term, where)}"
    return name


@cache
def _agencies() -> dict[str, str]:
    return {code: body.name for body in agencies() for code in (*body.aliases, body.code)}


@cache
def _names() -> dict[str, str]:
    """Code of a type -> a pattern of its printed names."""
    return {kind.code: one_of(kind.printed_names) for kind in document_types() if kind.in_number}
