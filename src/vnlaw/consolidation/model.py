"""Instructions: what an amending text tells a consolidator to do, and what came of it.

Source: Nghị định 78/2025/NĐ-CP Art 69 (how amending texts are written), Pháp lệnh
01/2012/UBTVQH13 (consolidation: the amended text is merged, nothing of the content is changed).
All values are frozen.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vnlaw.document import Level


class Op(StrEnum):
    """The closed set of what an instruction may do to a text."""

    REPLACE = "replace"  # new text for what is there
    INSERT = "insert"  # a provision that was not there
    REPEAL = "repeal"
    RENUMBER = "renumber"
    REPLACE_PHRASE = "replace-phrase"  # also strikes words out, or adds them


class Part(StrEnum):
    """Which piece of a provision is meant."""

    WHOLE = "whole"
    HEADING = "heading"
    LEAD = "lead"  # đoạn mở đầu: its own text before khoản or điểm
    LAST = "last"  # đoạn cuối
    PARAGRAPH = "paragraph"  # the n-th paragraph
    BULLET = "bullet"  # the n-th gạch đầu dòng


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path; `number` is canonical as in `vnlaw.document.Provision`."""

    level: Level
    number: str


Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document. No steps mean the whole document.

    `ordinal` counts paragraphs or bullets from 1. `within` names the attached text the place lies
    in, as printed; "" for the body.
    """

    steps: Path = ()
    part: Part = Part.WHOLE
    ordinal: int = 0
    within: str = ""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One thing to do at one spot.

    `key` is unique among the instructions that are applied together: it is the origin of the
    characters the instruction brings. `source` names the amending document, `quote` holds its
    words. `lines` is new text, one paragraph each. `added` marks a change of words that adds some
    to those there, joined by the reader and not by the text itself. `sure` is False where reading
    the instruction left doubts, named in `doubts`.
    """

    key: str
    op: Op
    spot: Spot
    source: str
    quote: str
    lines: tuple[str, ...] = ()
    old: str = ""
    new: str = ""
    added: bool = False
    excepted: tuple[Spot, ...] = ()
    after: Spot | None = None
    before: Spot | None = None
    becomes: Spot | None = None
    sure: bool = True
    doubts: tuple[str, ...] = ()


class Status(StrEnum):
    """What became of an instruction."""

    APPLIED = "applied"
    FORCED = "forced"  # applied as best one could; a person must look
    FAILED = "failed"  # nothing was changed


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one instruction; `doubts` are codes of `data/consolidation.toml`."""

    instruction: Instruction
    status: Status
    doubts: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether the resulting text may be shown without a person having looked."""
        return self.status is Status.APPLIED and not self.doubts and self.instruction.sure
