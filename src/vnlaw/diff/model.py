"""Differences between two versions of a text, or between two texts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vnlaw.document import Level


class Kind(StrEnum):
    """What became of one provision; the first that fits, from the bottom up."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    RENUMBERED = "renumbered"  # same provision, other number; the text may differ, too
    MOVED = "moved"  # stands elsewhere: under another provision, or in another order
    INSERTED = "inserted"
    REMOVED = "removed"


class Does(StrEnum):
    """What an edit does to words."""

    KEEP = "keep"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of words, with the blanks between them, that was kept, deleted or inserted."""

    does: Does
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One provision to compare: own text only, not what stands below it.

    `key` is its lasting identity or, between documents, its address; `parent` the key of what it
    stands in ("" for the outermost). `level` is None for the components of a document.
    """

    key: str
    parent: str
    level: Level | None
    number: str
    label: str
    heading: str
    text: tuple[str, ...]

    @property
    def words(self) -> str:
        """Heading and text as one string, paragraphs joined by line feeds; without the label."""
        return "\n".join((self.heading, *self.text) if self.heading else self.text)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one provision; `old` or `new` is None where it was inserted or removed.

    `edits` turn the old words into the new ones: those that are kept or deleted make up the old
    text, those kept or inserted the new one. Empty for words that did not change.
    """

    kind: Kind
    old: Unit | None
    new: Unit | None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """All provisions of both sides, in the order of the new one; what was removed stands where
    it stood."""

    changes: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return all(change.kind is Kind.UNCHANGED for change in self.changes)

    def count(self, kind: Kind) -> int:
        """How many provisions share one fate."""
        return sum(change.kind is kind for change in self.changes)
