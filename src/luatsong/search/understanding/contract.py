"""What a question means to search: the values that `understand` gives and the lexicon it asks.

A syllable here is a normalised one (`luatsong.search.understanding.normal`): NFC, lower case, the
tone where the older spelling puts it ("hoà" -> "hòa", "thuỷ" -> "thủy"). All spans are half-open
and count syllables, not characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class QuestionType(StrEnum):
    """What kind of answer is asked for; when several cues are met, the first of these counts."""

    DEFINITION = "definition"
    DEADLINE = "deadline"
    AMOUNT = "amount"  # money, penalties, quantities
    WHO = "who"
    PROCEDURE = "procedure"  # papers, steps, where to hand in
    YES_NO = "yes-no"
    HOW = "how"
    OTHER = "other"


class Change(StrEnum):
    """Why an alternative differs from what was typed."""

    RESTORED = "restored"  # marks were missing
    CORRECTED = "corrected"  # slips, Telex or VNI leftovers, missing spaces


class Reason(StrEnum):
    """Where an expansion comes from."""

    ABBREVIATION = "abbreviation"
    EVERYDAY = "everyday"


class NumberKind(StrEnum):
    FULL = "full"  # "15/2018/NĐ-CP"
    PARTIAL = "partial"  # "NĐ 78/2025", "nghị định 100", "15/2018"
    NAMED = "named"  # "BLDS", "luật đất đai 2024"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of the question; `confidence` in [0, 1], comparable within one question."""

    syllables: tuple[str, ...]
    confidence: float
    change: Change


@dataclass(frozen=True, slots=True)
class Expansion:
    """Terms to be sought beside the span [start, end) of `Understood.reading`.

    `weight` in (0, 1] is how surely they mean the same; `why` says where the mapping comes from.
    """

    start: int
    end: int
    terms: tuple[str, ...]
    weight: float
    why: Reason


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document a question names.

    `key` is `vnlaw.numbers` key of a full number; "" otherwise. `type_code` is the code of
    `vnlaw/data/document_types.toml` ("NĐ") or "". `name` is the name of a named act or "".
    """

    kind: NumberKind
    text: str
    key: str = ""
    type_code: str = ""
    serial: str = ""
    year: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """A place inside a document ("điểm b khoản 2 điều 5"); "" for levels not named."""

    article: str = ""
    clause: str = ""
    point: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as search reads it.

    `syllables` are those typed, normalised; `reading` is what to search first: abbreviations
    written out in place (so that bigrams form) and, where that is sure enough, marks restored and
    slips mended. For a clean question without abbreviations both are equal.
    `content` is `reading` without question words, politeness and names of numbers.
    `unaccented` is the share of syllables without any mark, in [0, 1].
    `alternatives` are other readings, best first; `reading` is not repeated among them, except
    that a doubtful correction stands only there.
    `did_you_mean` is text for people, "" when nothing was changed that they should confirm.
    """

    text: str
    syllables: tuple[str, ...]
    reading: tuple[str, ...]
    content: tuple[str, ...]
    unaccented: float
    alternatives: tuple[Alternative, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    numbers: tuple[DocumentNumber, ...] = ()
    provisions: tuple[Provision, ...] = ()
    question_type: QuestionType = QuestionType.OTHER
    did_you_mean: str = ""


class Lexicon(Protocol):
    """Counts of the indexed texts: what syllables there are and which follow which."""

    @property
    def total(self) -> int:
        """Number of syllables counted."""

    def unigram(self, syllable: str) -> int:
        """How often the syllable occurs; 0 when unknown."""

    def bigram(self, first: str, second: str) -> int:
        """How often `second` directly follows `first`; rare pairs may count 0."""

    def folded(self, bare: str) -> tuple[str, ...]:
        """Syllables that are `bare` without their marks, commonest first."""

    def near(self, syllable: str) -> tuple[str, ...]:
        """Syllables one letter away (changed, missing, added or swapped), commonest first."""

    def near_folded(self, bare: str) -> tuple[str, ...]:
        """Syllables without marks that are one letter away from `bare`, itself without marks."""
