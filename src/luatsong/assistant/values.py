"""What the assistant's parts hand each other: sources, drafts of writers, verified answers.

A writer (with or without a model) makes a `Draft`; nothing of it reaches a person before
`luatsong.assistant.verification` has made `VerifiedSentence`s of it. Only that module makes them.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Source:
    """One wording of an article that an answer may rest on, valid in `[valid_from, valid_to)`.

    `key` names it inside one conversation with a writer; None bounds are open.
    """

    key: str
    document_id: int
    slug: str
    document: str  # “Nghị định 15/2020/NĐ-CP”
    address: str
    label: str  # “Điều 5”
    heading: str
    text: str
    provision_id: int | None = None
    version_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether this wording is law in force on `day`."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words said to stand in the source `key`."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Operand:
    """A number a computation starts from: in the source `key`, or in the question (`key` "")."""

    text: str  # as it stands there: “15 ngày”, “01/7/2025”
    key: str = ""


class Operation(StrEnum):
    """What may be computed; each is computed again by the verification."""

    ADD_DAYS = "add-days"  # date + days
    ADD_WORKING_DAYS = "add-working-days"  # date + working days
    ADD_MONTHS = "add-months"  # date + months
    ADD_YEARS = "add-years"
    TIMES = "times"  # amount × factor
    PERCENT = "percent"  # amount × percentage
    AGE = "age"  # date of birth, date → full years


@dataclass(frozen=True, slots=True)
class Computation:
    """`result` is the text shown for what `operation` makes of `operands`."""

    operation: Operation
    operands: tuple[Operand, ...]
    result: str


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence as a writer proposes it; never shown.

    `says_not_in_force` tells that the sentence itself presents its source as law that is not in
    force on the day asked.
    """

    text: str
    quotes: tuple[Quote, ...] = ()
    computations: tuple[Computation, ...] = ()
    says_not_in_force: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    sentences: tuple[DraftSentence, ...] = ()


class Fault(StrEnum):
    """Why a sentence was cut."""

    NO_QUOTE = "no-quote"
    UNKNOWN_SOURCE = "unknown-source"
    QUOTE_ALTERED = "quote-altered"
    QUOTE_TOO_SHORT = "quote-too-short"
    NOT_IN_FORCE = "not-in-force"
    NUMBER_WITHOUT_SOURCE = "number-without-source"
    CITATION_WITHOUT_SOURCE = "citation-without-source"
    WRONG_COMPUTATION = "wrong-computation"
    NOT_SUPPORTED = "not-supported"
    MARKUP = "markup"
    TOO_LONG = "too-long"


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence that failed, for the log and the tests; it is never shown."""

    sentence: DraftSentence
    fault: Fault


@dataclass(frozen=True, slots=True)
class CheckedQuote:
    """`source.text[start:end]` is the quote, exactly."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]


# Who has it may say that a sentence was verified: `verification`, and nobody else.
SEAL = object()


class NotVerifiedError(TypeError):
    """A verified sentence was made outside the verification."""


@dataclass(frozen=True)
class VerifiedSentence:
    """A sentence that may be shown. Made by `verification.verify` and nowhere else.

    `rest` is what the sentence says in its own words, “…” standing for its quotes.
    """

    text: str
    quotes: tuple[CheckedQuote, ...]
    computations: tuple[Computation, ...] = ()
    in_force: bool = True
    rest: str = ""
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if seal is not SEAL:
            raise NotVerifiedError("only luatsong.assistant.verification makes these")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is left of a draft, and what was cut from it."""

    sentences: tuple[VerifiedSentence, ...] = ()
    cuts: tuple[Cut, ...] = field(default=())
