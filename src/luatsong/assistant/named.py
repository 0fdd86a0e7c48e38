"""Documents and provisions that a question names: found in the store, quoted or judged directly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Q

from luatsong.assistant.asking import Asked
from luatsong.assistant.library import sources
from luatsong.assistant.units import Unit, units
from luatsong.assistant.values import Draft, DraftSentence, Quote, Source
from luatsong.law.models import Document
from luatsong.law.selectors import published
from luatsong.search.backend import IN_FORCE, Passage
from luatsong.search.entries import entries_of
from luatsong.search.understanding.contract import DocumentNumber, NumberKind, Provision
from vnlaw.addresses import slugify

# Documents of one name that are looked at; more are told to be told apart.
MOST = 3
_LONGEST_QUOTE = 2_000


def documents_named(asked: Asked) -> list[Document]:
    """Published documents that the question names, the latest first; one query, none without."""
    wanted = Q()
    for number in asked.understood.numbers:
        wanted |= _condition(number)
    if not wanted:
        return []
    found = published().filter(wanted).exclude(kind=Document.Kind.DRAFT)
    return list(found.defer("metadata", "search_text").order_by("-issue_date", "-pk")[:MOST])


def is_number(asked: Asked) -> bool:
    """Whether a document is named by its number, so that its absence is sure."""
    kinds = {number.kind for number in asked.understood.numbers}
    return bool(kinds & {NumberKind.FULL, NumberKind.PARTIAL})


def article_named(asked: Asked, document: Document) -> tuple[Source, Provision] | None:
    """The article of `document` that the question names, as worded on the day. Four queries."""
    place = next((one for one in asked.understood.provisions if one.article), None)
    if place is None:
        return None
    address = f"dieu-{slugify(place.article)}"
    for card, entries in entries_of([document]):
        for entry in entries:
            if entry.address == address and entry.state_on(asked.day) == IN_FORCE:
                return sources([Passage.of(card, entry)])[0], place
    return None


def text_of(source: Source, place: Provision) -> Draft:
    """The words of a named place, clause by clause; empty where the article has no such place."""
    found = [unit for unit in units(source.text, long_line=len(source.text) + 1)
             if inside(unit, place)]  # fmt: skip
    return Draft(tuple(_quoted(source, group) for group in _grouped(found)))


def _condition(number: DocumentNumber) -> Q:
    if number.kind is NumberKind.FULL:
        return Q(number_key=number.key)
    if number.kind is NumberKind.PARTIAL and number.year:
        found = Q(number__istartswith=f"{number.serial}/{number.year}") | Q(
            number__istartswith=f"0{number.serial}/{number.year}"
        )
        return found & Q(type_code=number.type_code) if number.type_code else found
    if number.kind is NumberKind.PARTIAL:
        by_number = Q(number__startswith=f"{number.serial}/")
        return by_number & Q(type_code=number.type_code) if number.type_code else by_number
    type_name, _, title = _parted(number.name)
    named = Q(type_name__iexact=type_name, title__iexact=title) | Q(title__iexact=number.name)
    return named & Q(year=number.year) if number.year else named


def _parted(name: str) -> tuple[str, str, str]:
    """The type and the title of a named act: “bộ luật dân sự”."""
    words = name.split()
    length = 2 if words[0] in ("bộ", "pháp") else 1
    return " ".join(words[:length]), " ", " ".join(words[length:])


def inside(unit: Unit, place: Provision) -> bool:
    """Whether a unit of an article stands in the clause and point that `place` names."""
    if place.clause and unit.clause != place.clause:
        return False
    return not place.point or unit.point == place.point


def _grouped(found: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Units that follow one another in one clause, as long as a quote may be."""
    group: list[Unit] = []
    for unit in found:
        joined = group and unit.clause == group[0].clause
        if not joined or unit.end - group[0].start > _LONGEST_QUOTE:
            if group:
                yield group
            group = []
        group.append(unit)
    if group:
        yield group


def _quoted(source: Source, group: Sequence[Unit]) -> DraftSentence:
    words = source.text[group[0].start : group[-1].end]
    place = group[0].place if len(group) == 1 else f"khoản {group[0].clause}".rstrip()
    named = " ".join(filter(None, (place if group[0].clause else "", source.label)))
    said = " ".join(words.split())
    return DraftSentence(
        f"{named} {source.document} quy định: “{said}”", (Quote(source.key, words),)
    )
