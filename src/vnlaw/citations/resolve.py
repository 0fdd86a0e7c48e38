"""Linking citations to documents: only what is certain; the rest is kept as what it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from vnlaw.citations.acts import acts_named
from vnlaw.citations.model import Citation, Target, TargetKind
from vnlaw.numbers import DocumentNumber, parse_number

T = TypeVar("T", covariant=True)
D = TypeVar("D")


class State(StrEnum):
    """What became of a citation."""

    SELF = "self"  # the citing document
    LINKED = "linked"  # exactly one document
    AMBIGUOUS = "ambiguous"  # several documents, or a doubt about the number
    MISSING = "missing"  # not in the store; to be tried again when documents arrive
    EXTERNAL = "external"  # treaties, standards: never in the store


class Lookup(Protocol[T]):
    """A store of documents, asked in its own terms.

    `target` tells what else the text says: the day of issue, the type. A store may use it to
    leave out documents that cannot be meant, never to choose among those that can.
    """

    def by_number(self, number: DocumentNumber, target: Target) -> Sequence[T]:
        """Documents with an equal number."""

    def by_name(self, name: str, target: Target) -> Sequence[T]:
        """Documents called so that no list of laws knows: the Constitution, old codes."""


@dataclass(frozen=True, slots=True)
class Resolution(Generic[D]):
    """One citation with the documents it can mean; `numbers` are those looked for."""

    citation: Citation
    state: State
    documents: tuple[D, ...] = ()
    numbers: tuple[str, ...] = ()


def resolve(
    citations: Iterable[Citation], lookup: Lookup[D], *, on: date | None
) -> tuple[Resolution[D], ...]:
    """Link citations, in order. `on` is the day of the citing document (None: unknown).

    A law called by its name alone means the law of that name in force on that day. A number
    whose year contradicts its date is never linked: one of the two is a misprint.
    """
    return tuple(_resolved(citation, lookup, on) for citation in citations)


def _resolved(citation: Citation, lookup: Lookup[D], on: date | None) -> Resolution[D]:
    target = citation.target
    if target.kind is TargetKind.SELF:
        return Resolution(citation, State.SELF)
    if target.kind is TargetKind.OTHER:
        return Resolution(citation, State.EXTERNAL)
    numbers = _numbers(target, on)
    if numbers:
        documents = [found for n in numbers for found in lookup.by_number(n, target)]
    else:
        documents = list(lookup.by_name(target.name, target))
    doubtful = bool(citation.findings) or len(numbers) > 1
    return Resolution(
        citation,
        _state(documents, doubtful=doubtful),
        tuple(documents),
        tuple(n.text for n in numbers),
    )


def _state(documents: Sequence[object], *, doubtful: bool) -> State:
    if not documents:
        return State.MISSING
    return State.LINKED if len(documents) == 1 and not doubtful else State.AMBIGUOUS


def _numbers(target: Target, on: date | None) -> list[DocumentNumber]:
    if target.number is not None:
        return [target.number]
    acts = acts_named(target.name, on, year=target.year, issued=target.issued)
    parsed = (parse_number(act.number) for act in acts)
    return [number for number in parsed if number is not None]
