"""Which document an editor means: by its number, whole or in part, by its name, by its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from luatsong.knowledge.basis_words import OFFERED
from luatsong.knowledge.recall_reading import home_area
from luatsong.law.law_reading import named_numbers
from luatsong.law.linking import LINKABLE
from luatsong.law.models import Document, Force
from luatsong.law.selectors import published
from luatsong.law.selectors.living import words_on
from luatsong.law.territories import lies_in
from luatsong.search.understanding import understand
from luatsong.search.understanding.contract import DocumentNumber, NumberKind
from vnlaw.citations import TargetKind, find
from vnlaw.text import fold

_APPLIES = frozenset(
    {
        Force.Word.IN_FORCE.value,
        Force.Word.PARTLY_ENDED.value,
        Force.Word.PARTLY_SUSPENDED.value,
    }
)
_ORDER = (NumberKind.FULL, NumberKind.PARTIAL, NumberKind.NAMED)
# What is no part of a title: places, numbers, years, and words between them.
_NO_TITLE = re.compile(
    r"(?:dieu|khoan|diem|tiet|chuong|muc|phan|phu luc)\s+[\w.]+"
    r"|\d[\w./-]*|[^\w\s]|(?<!\w)(?:so|nam|cua|va|tai|ngay|thang|theo)(?!\w)"
)
_FEWEST = 2  # words of a title, so that "luật" alone means nothing
_MOST_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Meant:
    """The document that is meant, or those that may be; `named` is how it was called.

    `warned`: others bear the name, too, but are not in force on the day.
    """

    document: Document | None = None
    choices: tuple[Document, ...] = ()
    named: str = ""
    warned: bool = False


def documents_meant(text: str, on: date) -> Meant:
    """The document that a line of typed text names on a day."""
    named = ""
    for number in _numbers(text):
        named = named or number.text
        found = _of_number(number, on)
        if found:
            return _chosen(found, number.text, on)
        if number.kind is not NumberKind.NAMED:  # a number is never taken for another
            return Meant(named=named)
    names = [
        citation.target
        for citation in find(text)
        if citation.target.kind is TargetKind.NAME and citation.target.name
    ]
    for target in names:
        keys = [act.key for act in named_numbers(target.name, on, year=target.year)]
        found = list(_linkable().filter(number_key__in=keys)) if keys else []
        if found:
            return _chosen(found, target.name, on)
    year = next((target.year for target in names if target.year), None)
    found = _by_title(text, year or _year(text))
    if found:
        return _chosen(found, named or text, on)
    return Meant(named=named or next((target.name for target in names), ""))


def _numbers(text: str) -> list[DocumentNumber]:
    numbers = understand(text).numbers
    return sorted(numbers, key=lambda number: _ORDER.index(number.kind))


def _of_number(number: DocumentNumber, on: date) -> list[Document]:
    if number.kind is NumberKind.FULL:
        return list(_linkable().filter(number_key=number.key))
    if number.kind is NumberKind.PARTIAL:
        return _of_partial(number)
    keys = [number.key] if number.key else []
    keys = keys or [act.key for act in named_numbers(number.name, on, year=number.year)]
    found = list(_linkable().filter(number_key__in=keys)) if keys else []
    return found or _by_title(number.name, number.year)


def _of_partial(number: DocumentNumber) -> list[Document]:
    """ "NĐ 168/2024", "nghị định 100": with leading zeros or without."""
    serials = [number.serial, f"0{number.serial}", f"00{number.serial}"]
    wanted = Q()
    for serial in serials:
        start = f"{serial}/{number.year}/" if number.year else f"{serial}/"
        wanted |= Q(number__startswith=start)
    rows = _linkable().filter(wanted)
    if number.type_code:
        rows = rows.filter(type_code=number.type_code)
    return list(rows[:_MOST_LOOKED_AT])


def _by_title(text: str, year: int | None) -> list[Document]:
    """Documents whose title holds all the words, marks aside; only the exact ones if any are."""
    words = _NO_TITLE.sub(" ", fold(text)).split()
    if len(words) < _FEWEST:
        return []
    rows = _linkable()
    for word in words[:12]:
        rows = rows.filter(search_text__contains=word)
    found = list(rows[:_MOST_LOOKED_AT])
    if year:
        found = [one for one in found if year in (one.year, _year_of(one.issue_date))]
    wanted = " ".join(words)
    exact = [one for one in found if wanted in _titles(one)]
    return exact or [one for one in found if _holds_title(wanted, one)]


def _holds_title(wanted: str, document: Document) -> bool:
    """Whether a title holds the words, which must be more than the name of a type."""
    more = wanted.removeprefix(fold(document.type_name)).strip()
    return bool(more) and any(wanted in title for title in _titles(document))


def _titles(document: Document) -> tuple[str, ...]:
    plain = " ".join(_NO_TITLE.sub(" ", fold(document.title)).split())
    kind = fold(document.type_name)
    return (plain, f"{kind} {plain}")


def _year(text: str) -> int | None:
    found = re.search(r"(?<![\w/.-])((?:19|20)\d\d)(?![\w/.-])", text)
    return int(found[1]) if found else None


def _year_of(day: date | None) -> int | None:
    return day.year if day else None


def _linkable() -> QuerySet[Document]:
    rows = published().filter(language="vi", kind__in=LINKABLE)
    return rows.defer("metadata", "search_text").order_by("-issue_date", "-pk")


def _chosen(found: Sequence[Document], named: str, on: date) -> Meant:
    """The only one; the only one of the home territory; the only one in force on the day."""
    if len(found) == 1:
        return Meant(found[0], named=named)
    whole = [one for one in found if one.kind != Document.Kind.CONSOLIDATED] or list(found)
    near = [one for one in whole if _is_near(one)] or whole
    if len(near) == 1:
        return Meant(near[0], named=named)
    alive = _alive(near, on)
    if len(alive) == 1:
        return Meant(alive[0], named=named, warned=True)
    return Meant(choices=tuple((alive or near)[:OFFERED]), named=named)


def _is_near(document: Document) -> bool:
    home = home_area()
    return not document.territory or not home or lies_in(document.territory, home)


def _alive(documents: Iterable[Document], on: date) -> list[Document]:
    rows = list(documents)
    words = words_on([one.pk for one in rows], on)
    return [one for one in rows if words.get(one.pk) in _APPLIES]
