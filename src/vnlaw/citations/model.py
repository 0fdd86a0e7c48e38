"""The values the citation finder hands around: frozen, without behaviour that needs a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vnlaw.addresses import segment
from vnlaw.document import Finding, Level
from vnlaw.numbers import DocumentNumber

THIS = "này"  # the number of a step whose place is not known: "Điều này" in a quotation


class TargetKind(StrEnum):
    """What a citation points at."""

    SELF = "self"  # the citing document; inside a quotation, the document quoted into
    NUMBER = "number"  # a document called by its number
    NAME = "name"  # a law called by its name, the Constitution, the Party's charter
    AMENDED = "amended"  # the document that the article around amends
    OTHER = "other"  # a treaty, a contract, a standard: not a document of this database


@dataclass(frozen=True, slots=True)
class Step:
    """One level of a reference: `level` is a code of `data/citations.toml`, `word` as printed.

    `number` is as `vnlaw.document.Provision.number` for levels of the tree, as printed for forms
    and appendices, "" for the only appendix, `THIS` where the text says "này" and the context
    does not tell.
    """

    level: str
    word: str
    number: str

    @property
    def text(self) -> str:
        return f"{self.word} {self.number}" if self.number else self.word


@dataclass(frozen=True, slots=True)
class Reference:
    """One provision, its steps from the outermost in: Điều 11, khoản 2, điểm a."""

    steps: tuple[Step, ...]

    @property
    def text(self) -> str:
        """As Vietnamese texts print it, innermost first: "điểm a khoản 2 Điều 11"."""
        return " ".join(step.text for step in reversed(self.steps))

    @property
    def address(self) -> str | None:
        """Address inside the body (`vnlaw.addresses`); None where it is none or not certain.

        An article's address leaves out what is above it, so a chapter before it is dropped.
        """
        levels = [step.level for step in self.steps]
        start = levels.index("article") if "article" in levels else 0
        parts = []
        for step in self.steps[start:]:
            if step.number in (THIS, "") or step.level not in _TREE_LEVELS:
                return None
            parts.append(segment(Level(step.level), step.number))
        return "/".join(parts) if parts and start < len(levels) else None


_TREE_LEVELS = frozenset(level.value for level in Level)


@dataclass(frozen=True, slots=True)
class Target:
    """The document a citation points at, as far as the text says.

    `name` is the name as written, without number ("Luật Thanh tra"), or the type word of a
    numbered document ("Nghị định"). `year` is a year given after a name; `issued` the day given
    after a number or a name; `printed` is the number as printed, without spaces, or
    the full name where `name` is a short one.
    """

    kind: TargetKind
    number: DocumentNumber | None = None
    name: str = ""
    year: int | None = None
    issued: date | None = None
    printed: str = ""

    @property
    def text(self) -> str:
        """The number, else the name as written, else "self"."""
        if self.number is not None:
            return self.number.text
        return self.name if self.kind in (TargetKind.NAME, TargetKind.OTHER) else "self"


SELF = Target(TargetKind.SELF)


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation; `[start, end)` are character offsets in the text that was searched.

    `provisions` is empty when the document as a whole is meant. `in_title` marks names inside
    the title of another cited document, `alias` the second name in "(sau đây gọi là …)".
    """

    start: int
    end: int
    surface: str
    target: Target
    provisions: tuple[Reference, ...] = ()
    in_title: bool = False
    alias: bool = False
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """Where a text stands.

    `address` are the steps down to the paragraph, outermost first. `quoted` is true for new text
    quoted in an amending document: its "này" points into the amended act. `amends` is the
    document that the article around amends: bare provisions mean it. `aliases` are second names
    defined before, folded to lower case; `antecedents` targets cited before, in order.
    """

    address: tuple[Step, ...] = ()
    quoted: bool = False
    amends: Target | None = None
    aliases: Mapping[str, Target] = field(default_factory=dict)
    antecedents: tuple[Target, ...] = ()
