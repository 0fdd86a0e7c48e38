"""What a document cites and does, read in one go: pure values, fit to be sent between processes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from luatsong.law.wording import DATA
from vnlaw.addresses import addressed, component_segment, segment
from vnlaw.citations import (
    Citation,
    Passage,
    TargetKind,
    acts_named,
    addresses_of,
    cite_document,
)
from vnlaw.citations.cross_references import DOUBT, Spot, doubtful_cross_references
from vnlaw.consolidation.quality import text_doubts
from vnlaw.document import Document, Level
from vnlaw.effects import Effect, Place, Unit, Verb, find_effects
from vnlaw.numbers import parse_number
from vnlaw.text import fold

NAME_KEY = "name:"  # keys of laws called by a name that no list of laws knows
_LONGEST_KEY = 120
_OF_ITSELF = re.compile(DATA["reading"]["of_itself"])
_LEVELS = {Unit(level.value): level for level in Level}
# "Điều này", "Nghị định này": of the text itself, whether it is there or not.
_HERE = re.compile(r"(?<!\w)này(?!\w)", re.IGNORECASE)


class Cited(NamedTuple):
    """One citation, by where it stands and the key of the document it points at.

    `kind` is "self", "other", or "document"; `key` is a `DocumentNumber.key`, a name key, or ""
    where the text does not tell. `addresses` go with `provisions`.
    """

    part: str
    component: str
    address: str
    paragraph: int
    start: int
    end: int
    surface: str
    quoted: bool
    kind: str
    key: str
    number: str
    name: str
    issued: date | None
    provisions: tuple[str, ...]
    addresses: tuple[str, ...]
    findings: tuple[str, ...]
    in_title: bool
    alias: bool


@dataclass(frozen=True, slots=True)
class LawReading:
    """The citations and the effects of one document."""

    citations: tuple[Cited, ...] = ()
    effects: tuple[Effect, ...] = ()


def read_law(document: Document) -> LawReading:
    """Find what a document cites and does. Never fails for a document the engine gave."""
    found = tuple(effect for effect in find_effects(document) if not _is_of_others(effect))
    effects = _distrusted(found, document)
    amended = _amended(effects)
    listed = _listed(effects)
    there = _Addresses(document)
    slugs = [component_segment(part) for part in document.structure.components] or [""]
    day = document.metadata.issue_date
    passages = cite_document(document)
    doubtful = doubtful_cross_references(document, passages)
    citations = tuple(
        _doubted(_elsewhere(cited, listed, there), passage, doubtful)
        for passage in passages
        for citation in passage.citations
        for cited in (_cited(passage, citation, slugs[passage.component], day, amended),)
    )
    return LawReading(citations, effects)


def _is_of_others(effect: Effect) -> bool:
    """Whether a start without a day is that of contracts or judgments, and not of the text."""
    if effect.verb is not Verb.TAKE_EFFECT or effect.start or effect.prevails:
        return False
    said = " ".join(fold(effect.quote.text).split())
    return bool(effect.condition) and _OF_ITSELF.search(said) is None


def _distrusted(effects: tuple[Effect, ...], document: Document) -> tuple[Effect, ...]:
    """New text of a document that came damaged is for a person to compare."""
    codes = tuple(text_doubts(document)) if any(map(_brings_text, effects)) else ()
    if not codes:
        return effects
    return tuple(
        replace(effect, doubts=(*effect.doubts, *codes)) if _brings_text(effect) else effect
        for effect in effects
    )


def _brings_text(effect: Effect) -> bool:
    return bool(effect.units or (effect.phrase and effect.phrase.new))


def _doubted(cited: Cited, passage: Passage, doubtful: Collection[Spot]) -> Cited:
    spot = Spot(passage.component, passage.address, passage.index, cited.start)
    if cited.part != "text" or spot not in doubtful:
        return cited
    return cited._replace(findings=(*cited.findings, DOUBT))


def name_key(name: str) -> str:
    """The key of a document called by its name; equal for spellings that differ in marks."""
    return f"{NAME_KEY}{' '.join(fold(name).split())}"[:_LONGEST_KEY]


def _amended(effects: tuple[Effect, ...]) -> dict[str, str]:
    """By address of an instruction: the key of the one document it is on."""
    found: dict[str, set[str]] = {}
    for effect in effects:
        number = effect.target.number
        if number and not effect.target.own:
            found.setdefault(effect.source, set()).add(number.key)
    return {address: next(iter(keys)) for address, keys in found.items() if len(keys) == 1}


def _listed(effects: tuple[Effect, ...]) -> dict[tuple[str, str], str]:
    """By address of an instruction and of a place it names: the key of the document it is on.

    "" where the text does not tell which: the store cannot guess it.
    """
    found: dict[tuple[str, str], str] = {}
    for effect in effects:
        number = effect.target.number
        if not effect.target.own:
            for place in effect.places:
                found[effect.source, address_of(place)] = number.key if number else ""
    return found


class _Addresses:
    """The addresses of a document, worked out when they are first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: frozenset[str] | None = None

    def __contains__(self, address: str) -> bool:
        if self._found is None:
            parts = self._document.structure.components
            self._found = frozenset(at for part in parts for at, _, _ in addressed(part))
        return address in self._found


def _elsewhere(one: Cited, listed: Mapping[tuple[str, str], str], there: _Addresses) -> Cited:
    """A bare "Điều 17" that is no provision of this text, put where it belongs.

    In a list of what is repealed it is one of the text that is changed; elsewhere nobody knows.
    """
    if one.kind != "self" or one.quoted or not any(one.addresses) or _HERE.search(one.surface):
        return one
    keys = {listed.get((one.address, address)) for address in one.addresses if address}
    if None not in keys:
        key = keys.pop() if len(keys) == 1 else ""
        return one._replace(kind="document", key=(key or "")[:_LONGEST_KEY])
    if all(address in there for address in one.addresses if address):
        return one
    return one._replace(kind="document", key="")


def address_of(place: Place) -> str:
    """The address of the provision a place lies in or is, in the body; "" for the whole."""
    levels = [step for step in place.steps if step.unit in _LEVELS]
    articles = [i for i, step in enumerate(levels) if step.unit is Unit.ARTICLE]
    steps = levels[articles[0] :] if articles else levels
    return "/".join(segment(_LEVELS[step.unit], step.number) for step in steps)


def _cited(
    passage: Passage,
    citation: Citation,
    component: str,
    day: date | None,
    amended: Mapping[str, str],
) -> Cited:
    target = citation.target
    inside = passage.quoted and target.kind is TargetKind.SELF
    findings = tuple(finding.code for finding in citation.findings)
    number = target.number.text if target.number else target.printed
    key, kind = "", "document"
    if target.kind is TargetKind.AMENDED or inside:
        # "Luật này" in quoted text is the law it is quoted into.
        key = target.number.key if target.number else next(_above(passage.address, amended), "")
    elif target.kind is TargetKind.SELF:
        kind = "self"
    elif target.kind is TargetKind.OTHER:
        kind = "other"
    elif target.number is not None:
        key = target.number.key
    else:
        keys = [*named_numbers(target.name, day, year=target.year, issued=target.issued)]
        key = keys[0].key if keys else name_key(target.name)
        number = number or (keys[0].text if len(keys) == 1 else "")
        if len(keys) > 1:
            findings = (*findings, "name-ambiguous")
    return Cited(
        passage.part,
        component,
        passage.address if passage.part in ("heading", "text") else "",
        passage.index,
        citation.start,
        citation.end,
        citation.surface,
        passage.quoted,
        kind,
        key[:_LONGEST_KEY],
        number[:_LONGEST_KEY],
        target.name[:500],
        target.issued,
        tuple(reference.text for reference in citation.provisions),
        addresses_of(citation, "" if passage.quoted else component),
        findings,
        citation.in_title,
        citation.alias,
    )


class Named(NamedTuple):
    """A number a name stands for."""

    key: str
    text: str


def named_numbers(
    name: str, day: date | None, *, year: int | None = None, issued: date | None = None
) -> Iterator[Named]:
    """The numbers a law called by its name may have on a day."""
    for act in acts_named(name, day, year=year, issued=issued):
        number = parse_number(act.number)
        if number:
            yield Named(number.key, number.text)


def _above(address: str, amended: Mapping[str, str]) -> Iterator[str]:
    """What instructions at an address or above it are on, the nearest first."""
    while address:
        if address in amended:
            yield amended[address]
        address = address.rpartition("/")[0]
