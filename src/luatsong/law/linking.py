"""Which documents of the store a number or a name means; only what is certain is linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from luatsong.law.law_reading import NAME_KEY, name_key
from luatsong.law.models import Citation, Document
from luatsong.law.territories import lies_in
from luatsong.law.wording import DATA
from vnlaw.numbers import parse_number
from vnlaw.text import fold

# Drafts and papers are not law; a translation is not the text itself.
LINKABLE = (
    Document.Kind.NORMATIVE,
    Document.Kind.ADMINISTRATIVE,
    Document.Kind.INDIVIDUAL,
    Document.Kind.PARTY,
    Document.Kind.CONSOLIDATED,
)
_NAMED = frozenset(DATA["linking"]["named_types"])
_ALONE = frozenset(DATA["linking"]["named_by_type"])
_CHUNK = 500  # values of one query; databases bound how many they take


class Found(NamedTuple):
    """A document that a key may mean."""

    pk: int
    territory: str  # of whose series the number is; "" where numbers are unique in the country
    issue_date: date | None
    has_year: bool


class Asking(NamedTuple):
    """What the text says beside the key, and where the text comes from."""

    document: int
    territory: str
    issued: date | None
    area: str = ""  # of the body the text names beside the number ("của UBND tỉnh Bình Định")


def documents_by_key(keys: Iterable[str]) -> dict[str, list[Found]]:
    """Published documents by number key or name key. One query for every 500 keys."""
    numbers = sorted({key for key in keys if key and not key.startswith(NAME_KEY)})
    names = {key for key in keys if key.startswith(NAME_KEY)}
    found: dict[str, list[Found]] = defaultdict(list)
    linkable = Document.objects.filter(
        state=Document.State.PUBLISHED, language="vi", kind__in=LINKABLE
    )
    columns = (
        "pk",
        "number_key",
        "number",
        "territory",
        "issue_date",
        "type_code",
        "type_name",
        "title",
    )
    for start in range(0, len(numbers), _CHUNK):
        chunk = numbers[start : start + _CHUNK]
        for pk, key, *rest in linkable.filter(number_key__in=chunk).values_list(*columns):
            found[key].append(found_of(pk, *rest[:4]))
    if names:
        for pk, _, *rest in linkable.filter(type_code__in=_NAMED).values_list(*columns):
            for key in names_of(rest[4], rest[5]):
                if key in names:
                    found[key].append(found_of(pk, *rest[:4]))
    return found


def keys_of(document: Document) -> list[str]:
    """The keys under which texts may wait for a document."""
    keys = [document.number_key] if document.number_key else []
    if document.type_code in _NAMED:
        keys += names_of(document.type_name, document.title)
    return keys


def names_of(type_name: str, title: str) -> list[str]:
    """Name keys of a law: "Luật Thanh niên", "Hiến pháp"."""
    names = [name_key(f"{type_name} {title}"), name_key(title)] if title else []
    return [*names, name_key(type_name)] if type_name in _ALONE else names


def choose(
    found: Sequence[Found], asking: Asking, *, doubtful: bool = False
) -> tuple[str, int | None]:
    """The state of a citation and the document it is linked to, if that is certain.

    Numbers of a province exist in every province: linked only within one place, or where the text
    names the body. Numbers without
    a year start anew each year: linked only by the day of issue.
    """
    possible = [one for one in found if _may_be(one, asking)]
    if not possible:
        return Citation.State.MISSING, None
    if len(possible) > 1 or doubtful or not _is_sure(possible[0], asking):
        return Citation.State.AMBIGUOUS, None
    return Citation.State.RESOLVED, possible[0].pk


def _may_be(found: Found, asking: Asking) -> bool:
    if found.territory and asking.area and fold(found.territory) != fold(asking.area):
        return False  # also where one area has become part of the other: each had its own numbers
    elsewhere = found.territory and asking.territory and not asking.area
    if elsewhere and not lies_in(found.territory, asking.territory):
        return False
    if not found.has_year and asking.issued and found.issue_date:
        return found.issue_date == asking.issued
    return True


def _is_sure(found: Found, asking: Asking) -> bool:
    if found.territory and not (asking.territory or asking.area):
        return False
    return found.has_year or bool(asking.issued and found.issue_date == asking.issued)


def found_of(pk: int, number: str, territory: str, issued: date | None, type_code: str) -> Found:
    """What a document of the store is to a text that cites it by its number."""
    parsed = parse_number(number) if number else None
    has_year = parsed is None or parsed.year is not None or type_code in _NAMED
    return Found(pk, territory if number else "", issued, has_year)
