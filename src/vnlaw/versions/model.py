"""The living law as values: versions of provisions, their force, and how both came to be.

Two times are kept apart. *Valid* time is when something applies; *recorded* time is when we knew.
All intervals are half-open `[start, end)`; None is no bound. Nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vnlaw.consolidation import Node, Outcome
from vnlaw.document import Document, Finding
from vnlaw.effects import Effect, Place
from vnlaw.lexicon import load
from vnlaw.numbers import DocumentNumber


class Word(StrEnum):
    """The official words for force; `official` is how they are printed."""

    NOT_YET = "not-yet"
    IN_FORCE = "in-force"
    PARTLY_ENDED = "partly-ended"
    ENDED = "ended"
    SUSPENDED = "suspended"
    PARTLY_SUSPENDED = "partly-suspended"
    UNSUITED = "unsuited"
    UNKNOWN = "unknown"  # no date is known; never guessed from the date of issue

    @property
    def official(self) -> str:
        """As in the national database of legal documents: "Còn hiệu lực"."""
        word: str = load("validity")["words"][self.value]
        return word

    @property
    def applies(self) -> bool:
        """Whether what bears this word is law on that day, at least in part."""
        return self in (Word.IN_FORCE, Word.PARTLY_ENDED, Word.PARTLY_SUSPENDED)


@dataclass(frozen=True, slots=True)
class Period:
    """Days `[start, end)`."""

    start: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies inside."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the store, with what it does.

    `key` is the store's own name for it. `effects` are those that may be applied: certain ones,
    and those a person accepted, whose `order` is then in `accepted`. `details` are the keys of the
    documents it lays down the details of. `territory` limits where it applies, "" for everywhere.
    `unsuited` is when a person declared it no longer suitable, and `unsuited_reason` why.
    `recorded` is the day it became known here. Without `document` there is a life, but no text.
    """

    key: str
    number: DocumentNumber | None
    issued: date | None
    start: date | None
    end: date | None = None
    issuers: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    document: Document | None = None
    details: tuple[str, ...] = ()
    territory: str = ""
    accepted: frozenset[int] = frozenset()
    unsuited: Period | None = None
    unsuited_reason: str = ""
    recorded: date = date.min

    @property
    def first(self) -> date:
        """The first day on which it is there: issued, or in force before that."""
        days = [day for day in (self.issued, self.start) if day is not None]
        return min(days, default=date.min)


@dataclass(frozen=True, slots=True)
class Register:
    """The documents that act on each other, and what is known beside them.

    `events` gives days to conditions that came true, by the key of the effect
    ("<document key>#<order>") or by their words. `areas` gives to an area the one it lies in
    ("Bình Định" -> "Gia Lai"). `held` are keys of instructions ("<effect key>.<n>") to leave out
    although the rest of their effect is applied.
    """

    entries: tuple[Entry, ...]
    events: Mapping[str, date] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    held: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Noted(Finding):
    """A finding about one effect: `key` names it, `place` the one place of it that is meant."""

    key: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something has the force it has: a document, its words, and from when they act.

    `key` names the effect ("<document key>#<order>"), "" where there is none.
    """

    key: str
    source: str
    quote: str
    start: date | None


@dataclass(frozen=True, slots=True)
class Version:
    """One provision as it read in `[valid_from, valid_to)`, as known in `[recorded_from, …)`.

    Made by one effect: `node.origin`, "" for the text as issued. Where effects changed the text of
    one area only, all versions of the provision as it reads there bear that `territory`.
    """

    node: Node
    valid_from: date
    valid_to: date | None = None
    recorded_from: date = date.min
    recorded_to: date | None = None
    territory: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """The force of a provision (or of the document: identity "") in a period, and its reasons.

    `territory` is "" where the state holds everywhere the document does.
    """

    identity: str
    word: Word
    valid_from: date
    valid_to: date | None = None
    reasons: tuple[Reason, ...] = ()
    territory: str = ""
    recorded_from: date = date.min
    recorded_to: date | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a fold gives for one document: versions, states, what became of every instruction.

    `reasons` names the effect behind each origin of a span or a version.
    """

    key: str
    versions: tuple[Version, ...]
    states: tuple[State, ...]
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()
    findings: tuple[Noted, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """A timeline with memory: what was known before is kept, closed on the day it was replaced.

    `reasons` as in `Timeline`; `territory` is where the document applies; `areas` as in `Register`.
    """

    key: str
    versions: tuple[Version, ...] = ()
    states: tuple[State, ...] = ()
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    territory: str = ""
    areas: Mapping[str, str] = field(default_factory=dict)
