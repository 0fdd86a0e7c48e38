"""Documents and provisions a question names, and where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from luatsong.search.understanding.contract import DocumentNumber, NumberKind, Provision
from luatsong.search.understanding.phrases import Phrases, abbreviations
from vnlaw.lexicon import document_types, load
from vnlaw.numbers import DocumentNumber as ParsedNumber
from vnlaw.numbers import find_numbers, parse_number, type_code
from vnlaw.text import fold

_PLACE = re.compile(
    r"(?<!\w)(?:(?P<word>điểm|điem|diem|khoản|khoan|điều|dieu)|(?P<short>[đd]|k)\.?)\s{0,2}"
    r"(?P<number>(?<=[mM] )[a-zđ](?!\w)|\d{1,3}(?:\.\d{1,2})?[a-zđ]?(?!\w))",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?<![\w./])(\d{1,4}(?:\.\d{1,2})?)\s?/\s?((?:19|20)\d\d)(?![\w/])")
_BARE = re.compile(r"\s{0,2}(?:số\s{0,2}|so\s{0,2})?(\d{1,4})(?![\w/.,%])")
_LONGEST_TYPE = 40  # characters of a type's name and "số" before its number
_YEAR = re.compile(r"\s{0,2}(?:năm\s|nam\s)?\s{0,2}((?:19|20)\d\d)(?!\w)")
_LEVELS = {"diem": "point", "khoan": "clause", "dieu": "article"}


@dataclass(frozen=True, slots=True)
class Named:
    """What was named; `spans` are half-open places in the text that are names, no words."""

    numbers: tuple[DocumentNumber, ...]
    provisions: tuple[Provision, ...]
    spans: tuple[tuple[int, int], ...]


def find_named(text: str) -> Named:
    """Names of documents and provisions in clean (NFC) text; linear in its length."""
    numbers: list[DocumentNumber] = []
    spans: list[tuple[int, int]] = []
    taken = bytearray(len(text))  # each kind of name leaves what an earlier kind has read
    for found, start, end in (*_full(text), *_partial(text), *_acts(text)):
        if not any(taken[start:end]):
            numbers.append(found)
            spans.append((start, end))
            taken[start:end] = b"\x01" * (end - start)
    provisions, places = _provisions(text, spans)
    return Named(tuple(numbers), provisions, tuple(sorted([*spans, *places])))


def _full(text: str) -> Iterator[tuple[DocumentNumber, int, int]]:
    for start, end, number in find_numbers(text):
        _, start = _type_before(text, start)
        yield (
            DocumentNumber(
                NumberKind.FULL, number.text, number.key, type_code(number), number.serial,
                number.year,
            ),
            start,
            end,
        )  # fmt: skip


def _partial(text: str) -> Iterator[tuple[DocumentNumber, int, int]]:
    """ "78/2025" with or without its type before it, and "nghị định 100"."""
    for match in _SHORT.finditer(text):
        code, start = _type_before(text, match.start())
        serial = match[1].lstrip("0") or "0"
        yield (
            DocumentNumber(NumberKind.PARTIAL, text[start : match.end()].strip(), "", code,
                           serial, int(match[2])),
            start,
            match.end(),
        )  # fmt: skip
    for match in _type_words(normative=True).finditer(_even(text)):
        number = _BARE.match(text, match.end())
        if number:
            if _YEAR.fullmatch(number[1]):
                continue
            year = _YEAR.match(text, number.end())
            end = year.end() if year else number.end()
            yield (
                DocumentNumber(NumberKind.PARTIAL, text[match.start() : end], "",
                               _types()[match[0]], number[1].lstrip("0") or "0",
                               int(year[1]) if year else None),
                match.start(),
                end,
            )  # fmt: skip


def _acts(text: str) -> Iterator[tuple[DocumentNumber, int, int]]:
    """Codes and laws by their short names: "BLDS", "blds 2015"."""
    for match in re.finditer(r"(?<!\w)[A-ZĐa-zđ]{3,9}(?!\w)", text):
        known = abbreviations().at((match[0].lower(),), 0)
        if not known or known[1].kind != "law":
            continue
        year = _YEAR.match(text, match.end())
        name = " ".join(known[1].readings[0])
        end = year.end() if year else match.end()
        number = DocumentNumber(
            NumberKind.NAMED, text[match.start() : end], year=int(year[1]) if year else None,
            name=name,
        )  # fmt: skip
        yield number, match.start(), match.start()  # its letters stay: they are written out


def acts_named(reading: Sequence[str]) -> Iterator[DocumentNumber]:
    """Laws and codes named in full ("luật đất đai 2024") in a sequence of syllables."""
    for start, end, numbers in _named_acts().find(reading):
        following = reading[end : end + 2]
        year = next((int(word) for word in following if _YEAR.fullmatch(word)), None)
        text = " ".join(reading[start:end])
        matching = [number for number in numbers if number.year == year] if year else []
        found = matching[0] if matching else None
        yield DocumentNumber(
            NumberKind.NAMED, text, found.key if found else "", year=year, name=text
        )


@cache
def _named_acts() -> Phrases[tuple[ParsedNumber, ...]]:
    acts: dict[str, list[ParsedNumber]] = {}
    for act in load("named_laws")["acts"]:
        number = parse_number(act["number"])
        if number:
            acts.setdefault(act["name"], []).append(number)
    return Phrases((name, tuple(numbers)) for name, numbers in acts.items())


@cache
def _types() -> dict[str, str]:
    """Folded name or code of a type -> its code."""
    found: dict[str, str] = {}
    for kind in document_types():
        if not kind.in_number:
            continue
        for word in (kind.name, kind.code, *kind.in_number):
            if len(word) > 1:
                found.setdefault(fold(word), kind.code)
    return found


@cache
def _type_words(*, normative: bool) -> re.Pattern[str]:
    """Folded names and codes of types; `normative`: only of types that can be normative."""
    words = {
        fold(word)
        for kind in document_types()
        if kind.in_number and not (normative and kind.normative == "never")
        for word in (kind.name, *kind.in_number)
        if len(word) > 1
    }
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")


def _even(text: str) -> str:
    """The folded text where every place stays; else the text in lower case or itself."""
    return next((form for form in (fold(text), text.lower()) if len(form) == len(text)), text)


def _type_before(text: str, end: int) -> tuple[str, int]:
    """Code of the type whose name stands right before `end`, and where that begins."""
    before = _even(text[max(0, end - _LONGEST_TYPE) : end])
    best = ("", end)
    for match in _type_words(normative=False).finditer(before):
        if before[match.end() :].strip() in ("", "so", "số"):
            best = (_types()[match[0]], end - len(before) + match.start())
    return best


def _provisions(
    text: str, taken: list[tuple[int, int]]
) -> tuple[tuple[Provision, ...], list[tuple[int, int]]]:
    """Places in a row make one provision, in whatever order: "khoản 2 điều 5", "điều 5 khoản 2"."""
    found: list[Provision] = []
    spans: list[tuple[int, int]] = []
    current: dict[str, str] = {}
    last = -10
    for match in _PLACE.finditer(text):
        level = _level(match)
        if any(match.start() < to and since < match.end() for since, to in taken):
            continue
        if match["short"] and match.start() - last > 3 and not _chain_follows(text, match.end()):
            continue
        if level in current or match.start() - last > 3:
            found += [Provision(**current)] if current else []
            current = {}
        current[level] = match["number"].lower()
        spans.append(match.span())
        last = match.end()
    found += [Provision(**current)] if current else []
    return tuple(found), spans


def _level(match: re.Match[str]) -> str:
    if match["word"]:
        return _LEVELS[fold(match["word"])]
    return "clause" if match["short"].lower() == "k" else "article"


def _chain_follows(text: str, end: int) -> bool:
    """ "k2 đ5": a short form counts only beside another place."""
    return _PLACE.match(text, end + 1) is not None or _PLACE.match(text, end) is not None
