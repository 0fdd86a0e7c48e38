"""What an effect would do to a text: the provisions it changes, before and after.

Nothing is stored: the effect is applied to a copy of the text in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from luatsong.staff.effects.words import applying_doubt_lines
from vnlaw.consolidation import Node, Tree, apply
from vnlaw.consolidation.from_effects import changes_text, from_effect
from vnlaw.diff import Change, Does, Edit, Kind, Unit, compare, edits, units_of_nodes
from vnlaw.document import Document
from vnlaw.effects import Effect

KINDS = {
    Kind.CHANGED: "sửa đổi",
    Kind.RENUMBERED: "đánh số lại",
    Kind.MOVED: "chuyển chỗ",
    Kind.INSERTED: "bổ sung",
    Kind.REMOVED: "bãi bỏ",
}
REPEALED = KINDS[Kind.REMOVED]
MOST_SHOWN = 40
# Doubts of the reading itself stand beside the reading.
_SAID_ELSEWHERE = frozenset(("effect-uncertain",))


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words; `does` is "keep", "delete" or "insert"."""

    does: str
    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One provision that changes: where, how, and its words with what goes and what comes."""

    place: str
    kind: str
    parts: tuple[Part, ...]

    @property
    def before(self) -> tuple[Part, ...]:
        """The old words, those that go marked as such."""
        return tuple(part for part in self.parts if part.does != Does.INSERT)

    @property
    def after(self) -> tuple[Part, ...]:
        """The new words, those that come marked as such."""
        return tuple(part for part in self.parts if part.does != Does.DELETE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What changes; `more` counts changed provisions not shown, `doubts` are sentences.

    `note` says it in a sentence where no words change.
    """

    changes: tuple[Changed, ...] = ()
    doubts: tuple[str, ...] = ()
    more: int = 0
    note: str = ""


def outcome_of(effect: Effect, document: Document, source: str) -> Outcome:
    """What `effect`, stated by the document named `source`, would do to `document`."""
    if not changes_text(effect):
        return Outcome()
    before = Tree.of(document)
    after = before.copy()
    found = apply(after, from_effect(effect, source))
    codes = [doubt for outcome in found for doubt in outcome.doubts]
    old, new = units_of_nodes(_nodes(before)), units_of_nodes(_nodes(after))
    same = set(old).intersection(new)  # most of a text: left out, so that long laws are quick
    found_changes = compare(_without(old, same), _without(new, same)).changes
    changes = [change for change in found_changes if change.kind in KINDS]
    units = {unit.key: unit for unit in (*old, *new)}
    ended = {node.identity for node in _nodes(after) if node.repealed}
    shown = tuple(_changed(change, units, ended) for change in changes[:MOST_SHOWN])
    told = applying_doubt_lines(code for code in codes if code not in _SAID_ELSEWHERE)
    return Outcome(shown, tuple(told), len(changes) - len(shown))


def rewording(place: str, before: str, after: str) -> Changed:
    """Two wordings of one provision, "" where it was not there."""
    kind = Kind.CHANGED if before and after else Kind.INSERTED if after else Kind.REMOVED
    return Changed(place, KINDS[kind], _parts(edits(before, after)))


def _without(units: Sequence[Unit], same: Set[Unit]) -> list[Unit]:
    return [unit for unit in units if unit not in same]


def _nodes(tree: Tree) -> Iterator[Node]:
    for root in tree.roots():
        yield from tree.walk(root.identity)


def _changed(change: Change, units: Mapping[str, Unit], ended: Set[str]) -> Changed:
    unit = change.new or change.old
    if unit is None:  # pragma: no cover - a change has one side at least
        raise ValueError("A change without a provision.")
    kind = REPEALED if unit.key in ended else KINDS[change.kind]
    return Changed(_place(unit, units), kind, _parts(_edits(change)))


def _edits(change: Change) -> Iterable[Edit]:
    old = change.old.words if change.old else ""
    new = change.new.words if change.new else ""
    return change.edits or edits(old, new)


def _parts(found: Iterable[Edit]) -> tuple[Part, ...]:
    return tuple(Part(edit.does.value, edit.text) for edit in found if edit.text)


def _place(unit: Unit, units: Mapping[str, Unit]) -> str:
    """Where a provision stands, innermost first: "điểm a khoản 2 Điều 5"."""
    labels = []
    at: Unit | None = unit
    while at is not None:
        labels.append(_named(at))
        at = units.get(at.parent)
    return " ".join(filter(None, labels))


def _named(unit: Unit) -> str:
    words = {"clause": "khoản", "point": "điểm", "subpoint": "tiết"}
    label = unit.label.rstrip(".):").strip()
    if unit.level is None:
        return label or unit.heading[:60]
    word = words.get(unit.level.value, "")
    return f"{word} {label}".strip()
