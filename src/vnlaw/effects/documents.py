"""Documents a sentence names: numbers, names of laws, dates, issuers, "Thông tư này"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cache

from vnlaw.effects.model import Target
from vnlaw.effects.wording import data, pattern, source
from vnlaw.lexicon import document_types
from vnlaw.numbers import DocumentNumber, agency_codes, find_numbers, parse_number, type_code
from vnlaw.recognise.dates import date_at


class Role(Enum):
    TARGET = auto()
    MENTION = auto()
    OWN = auto()  # "Thông tư này"


@dataclass(frozen=True, slots=True)
class Reference:
    """One document named in `text[start:end]`; `end` lies after number and date."""

    start: int
    end: int
    target: Target
    year: int | None
    role: Role = Role.TARGET
    sure: bool = True
    day: date | None = None

    def is_older(self, other: Reference) -> bool:
        """Whether it was issued before the other; False where nobody can tell."""
        if self.day and other.day:
            return self.day < other.day
        return bool(self.year and other.year and self.year < other.year)

    @property
    def named(self) -> bool:
        """Whether a law is called by its name, as amenders ("Luật số 3/2022/QH15") are not."""
        start = _NAMED_START.match(self.target.name)
        return start is not None and start.end() < len(self.target.name)

    def described(self, text: str) -> bool:
        """Whether its title follows ("… của Bộ trưởng Bộ Y tế quy định về …")."""
        return _TITLE_AFTER.match(text, self.end) is not None


@cache
def _types() -> str:
    names = {name for kind in document_types() for name in kind.printed_names}
    return "|".join(
        re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True)
    )


_NAMED: str = data()["documents"]["named"]
_CAPITAL = "A-ZĐÀ-ỴƯƠĂÂÊÔ"


@cache
def _this() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<type>{_types()})\s+này(?!\w)", re.IGNORECASE)


_ODD_NUMBER = re.compile(
    r"(?i:số)\s*:?\s*(?P<number>\d{1,5}[^\s,;()“”\"]*[/-][^\s,;()“”\".]*[A-ZĐ][^\s,;()“”\".]*)"
)
_FORM_BEFORE = pattern("documents", "form_before", shape=r"(?<!\w){}\s*$")
_FORM_LIST = re.compile(r"\s*(?:[,;]|và)+\s*$", re.IGNORECASE)
_DATE_AFTER = re.compile(r"\s*,?\s*(?:ký\s+)?(?:ban hành\s+)?ngày\s+", re.IGNORECASE)
_NAMED_START = re.compile(rf"(?<!\w)(?P<type>{_NAMED})(?!\w)")
_NAME_END = re.compile(rf"\s*(?:{source('documents', 'name_ends')})", re.IGNORECASE)
_YEAR_OF_NAME = re.compile(r"\s+năm\s+(?P<year>(?:19|20)\d\d)")
# A name in small letters is one where its year or day follows: "Pháp lệnh luật sư năm 2001".
_DATED_NAME = re.compile(
    r"(?:\s+(?!(?:này|số|sửa|được|và|hết|của|có)(?!\w))[^\s;:,.()]+){1,14}?"
    r"\s+(?:năm\s+(?:19|20)\d\d|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})(?!\w)"
)
_TITLE_AFTER = pattern("documents", "description", shape=r"\s*(?:của [^;,]{0,80}?\s)?{}")
_ALONE = frozenset(data()["documents"]["alone"])
# "… của Ủy ban nhân dân tỉnh A về việc …"
_ISSUER = re.compile(
    rf"\s*,?\s*(?i:của)\s+(?P<issuer>[{_CAPITAL}](?:{source('documents', 'issuer')}))"
)
_LONGEST_NAME = 160


def find_references(text: str, names: Mapping[str, Target] | None = None) -> list[Reference]:
    """Every document named in `text`, in order, roles not yet read.

    `names` maps names of laws without a number, in lower case, to documents with one.
    """
    found = [*_numbered(text), *_own(text)]
    found.sort(key=lambda reference: reference.start)
    return _merged(text, found, names or {})


def known_names(text: str) -> dict[str, Target]:
    """Laws that a text names once with their number: "luật giá" -> 16/2023/QH15.

    A name that goes with two numbers is left out.
    """
    names: dict[str, Target] = {}
    for reference in _numbered(text):
        name = " ".join(reference.target.name.lower().split())
        if not reference.named:
            continue
        known = names.setdefault(name, reference.target)
        if known.number != reference.target.number:
            names[name] = Target(None, "", reference.target.name)
    return {name: target for name, target in names.items() if target.number}


def _numbered(text: str) -> Iterator[Reference]:
    spans: list[tuple[int, int, DocumentNumber | None]] = list(find_numbers(text))
    taken = {start for start, _, _ in spans}
    for match in _ODD_NUMBER.finditer(text):
        start = match.start("number")
        if _last_type(text[max(0, start - _LONGEST_NAME) : start]) is None:
            continue
        if not any(a - 3 <= start < b for a, b, _ in spans) and start not in taken:
            spans.append((start, match.end("number"), parse_number(match["number"])))
    spans.sort(key=lambda span: span[0])
    edge = form = 0
    for start, end, number in spans:
        listed = form and _FORM_LIST.fullmatch(text, form, start)
        if listed or _FORM_BEFORE.search(text, max(0, start - 40), start):
            form = end  # "Mẫu số 01/CGMP-MP": the number of a form
            continue
        reference = _reference(text, edge, start, end, number)
        edge = reference.end
        yield reference


def _reference(
    text: str, edge: int, start: int, end: int, number: DocumentNumber | None
) -> Reference:
    head = text[max(edge, start - _LONGEST_NAME) : start]
    match = _last_type(head)
    begin = start - len(head) + match.start() if match else start
    name = text[begin:start] if match else ""
    name = re.sub(r"(?:(?<=\S)\s+luật)?\s*,?\s*số\s*:?\s*$", "", name, flags=re.IGNORECASE).strip(
        " ,"
    )
    printed = text[start:end]
    cut = text[end : end + 1] in ("-", "–", "/")  # the rest of the number is elsewhere
    year = number.year if number else None
    day = None
    date_word = _DATE_AFTER.match(text, end)
    if date_word and (found := date_at(text, date_word.end())):
        day, end = found
        year = year or day.year
    issuer = _ISSUER.match(text, end)
    target = Target(
        _with_type(number, match),
        printed,
        " ".join(name.split()),
        issuer=" ".join(issuer["issuer"].split()) if issuer else "",
    )
    sure = not (cut or _is_cut(target.number))
    return Reference(begin, end, target, year, sure=sure, day=day)


def _is_cut(number: DocumentNumber | None) -> bool:
    """Whether a number names no body, as one cut by misreading does ("206/2010/TT1").

    A body of three letters or more need not be known: agencies come and go.
    """
    if number is None or number.year is None or agency_codes(number):
        return False
    segments = re.split(r"[-/]", number.symbol)
    return not any(len(segment) > 2 and segment.isalpha() for segment in segments)


def _with_type(number: DocumentNumber | None, named: re.Match[str] | None) -> DocumentNumber | None:
    """The number with the type it left out: "Thông tư số 69/2022/BTC" is 69/2022/TT-BTC."""
    if number is None or number.year is None or named is None or type_code(number):
        return number
    name = " ".join(named["type"].lower().split())
    form = next((kind for kind in document_types() if kind.name.lower() == name), None)
    if form is None or not form.in_number or len(agency_codes(number)) != 1:
        return number
    if agency_codes(number)[0] in _ALONE:
        return number
    serial = number.text.split("/")[0]
    whole = f"{serial}/{number.year}/{form.in_number[0]}-{number.symbol}"
    return parse_number(whole) or number


def _last_type(head: str) -> re.Match[str] | None:
    """The type word (with the law's name) that stands right before a number."""
    best = None
    for match in _type_words().finditer(head):
        rest = head[match.end() :]
        plain = re.fullmatch(r"\s*,?\s*(?:(?:số|luật\s+số)\s*:?)?\s*", rest, re.IGNORECASE)
        named = match["type"][:1].isupper() and _NAMED_START.match(match[0])
        if plain or (named and _is_name(rest)):
            return match if plain and not named else (best or match)
        if named and _is_name(rest):
            best = match
    return best


def _is_name(rest: str) -> bool:
    """Whether words between "Luật" and "số" can be a law's name ("Phòng, chống ma túy")."""
    name = re.sub(r"\s*,?\s*số\s*:?\s*$", "", rest, flags=re.IGNORECASE)
    numbered = name != rest.rstrip()  # "Luật Hoạt động giám sát của Quốc hội số …"
    barred = _NOT_IN_NUMBERED if numbered else _NOT_IN_NAME
    start = _NUMBERED_START if numbered else _NAME_START
    return start.match(name) is not None and not barred.search(name)


_NAME_START = re.compile(
    r"\s+(?!(?:sửa|bổ sung|số|này|có|về|quy định|ban hành|thay|bãi|hiện hành)(?!\w))\w",
    re.IGNORECASE,
)
# "Pháp lệnh về nhập cảnh … số 24/1999/…"
_NUMBERED_START = re.compile(
    r"\s+(?!(?:sửa|bổ sung|số|này|có|quy định|ban hành|thay|bãi|hiện hành)(?!\w))\w",
    re.IGNORECASE,
)
_BARRED = (
    r"[;:“”\"()]|(?<!\w)(?:được|hết|này|(?:khoản|điều)\s+\d\w*)(?!\w)"
    r"|(?:,|và)\s+(?:Luật|Bộ\s+luật|Pháp\s+lệnh|Nghị|Thông\s+tư|Quyết\s+định)(?!\w)"
)
_NOT_IN_NUMBERED = re.compile(_BARRED)
_NOT_IN_NAME = re.compile(rf"{_BARRED}|(?<!\w)của\s+[A-ZĐ]")


@cache
def _type_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<type>(?i:{_types()}))(?!\w)")


def _own(text: str) -> Iterator[Reference]:
    for match in _this().finditer(text):
        target = Target(None, "", match["type"], own=True)
        yield Reference(match.start(), match.end(), target, None, Role.OWN)


def _merged(text: str, found: Sequence[Reference], names: Mapping[str, Target]) -> list[Reference]:
    """Add laws named without a number where no other reference stands."""
    result = list(found)
    edge = index = 0
    for match in _NAMED_START.finditer(text):
        while index < len(found) and found[index].end <= match.start():
            index += 1
        inside = index < len(found) and found[index].start <= match.start()
        if inside or match.start() < edge:
            continue
        reference = _by_name(text, match, names)
        following = found[index].start if index < len(found) else len(text)
        if reference and reference.end <= following:
            result.append(reference)
            edge = reference.end
    result.sort(key=lambda reference: reference.start)
    return result


def _by_name(text: str, match: re.Match[str], names: Mapping[str, Target]) -> Reference | None:
    here = " ".join(text[match.start() : match.start() + _LONGEST_NAME].lower().split())
    known = max((n for n in names if here.startswith(n)), key=len, default="")
    if known:
        end = _end_of_words(text, match.start(), len(known.split()))
        return Reference(match.start(), end, names[known], _year(names[known]))
    capital = re.match(rf"\s+[{_CAPITAL}]", text[match.end() :])
    if match["type"] != "Hiến pháp" and not (capital or _DATED_NAME.match(text, match.end())):
        return None
    limit = min(len(text), match.end() + _LONGEST_NAME)
    stop = _NAME_END.search(text, match.end(), limit)
    end = stop.start() if stop else limit
    name = " ".join(text[match.start() : end].split())
    year = _YEAR_OF_NAME.search(name)
    return Reference(
        match.start(), end, Target(None, "", name), int(year["year"]) if year else None
    )


def _end_of_words(text: str, start: int, count: int) -> int:
    end = start
    for match in re.finditer(r"[^\s;:,.()]+[;:,.()]*?", text[start : start + 2 * _LONGEST_NAME]):
        end = start + match.end()
        count -= 1
        if count == 0:
            break
    return min(end, len(text))


def _year(target: Target) -> int | None:
    return target.number.year if target.number else None
