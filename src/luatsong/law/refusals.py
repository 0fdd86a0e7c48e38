"""What of the effects on a document may not stand without a person: whole effects, or some places.

One doubtful place does not hold back the rest of its effect: what is certain is applied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from luatsong.law.law_reading import address_of
from luatsong.law.models import Effect
from luatsong.law.register import Around
from luatsong.law.typed_places import address_text
from vnlaw.addresses import segment
from vnlaw.consolidation import Op, Outcome, Spot, Status
from vnlaw.document import Level
from vnlaw.versions import Timeline
from vnlaw.versions.acts import Acts

FindingRow = dict[str, Any]
_CONFLICTS = frozenset({"effect-cycle", "effect-conflict", "effect-of-dead-source"})


class Refusal(NamedTuple):
    """Why an effect, or one place of it, may not stand. `instruction` is "" where none is meant;
    `address` is None where the whole effect is meant."""

    effect: str  # key of the act
    instruction: str
    address: str | None
    row: FindingRow


@dataclass(slots=True)
class Refusals:
    """All refusals of a fold, collected over its passes."""

    effects: dict[int, list[FindingRow]] = field(default_factory=dict)
    partly: dict[int, list[FindingRow]] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)  # keys of instructions
    _seen: dict[int, list[Refusal]] = field(default_factory=lambda: defaultdict(list))

    def add(self, found: Around, timeline: Timeline, refused: Iterable[Refusal]) -> set[str]:
        """Take in what a pass refused; gives the keys of effects and instructions new to us."""
        fresh: set[str] = set()
        touched: set[int] = set()
        for one in refused:
            pk = found.rows[one.effect].pk
            if one in self._seen[pk]:
                continue
            self._seen[pk].append(one)
            touched.add(pk)
            if one.instruction:
                self.held.add(one.instruction)
                fresh.add(one.instruction)
        for key, row in found.rows.items():
            if row.pk in touched and self._is_all(key, row, timeline):
                self.effects[row.pk] = [one.row for one in self._seen[row.pk]]
                self.partly.pop(row.pk, None)
                fresh.add(key)
            elif row.pk in touched:
                self.partly[row.pk] = _in_places(self._seen[row.pk])
        return fresh

    def _is_all(self, key: str, row: Effect, timeline: Timeline) -> bool:
        """Whether nothing certain is left of an effect."""
        seen = self._seen[row.pk]
        if any(one.address is None for one in seen):
            return True
        instructions = {
            outcome.instruction.key for outcome in timeline.outcomes if effect_key(outcome) == key
        }
        if instructions:
            return instructions <= self.held
        return len({one.address for one in seen}) >= len(row.places)


def refused(
    found: Around, acts: Acts, timeline: Timeline, trying: Effect | None
) -> Iterator[Refusal]:
    """What of the effects on the document may not stand, with the reasons."""
    document = found.document
    for outcome in timeline.outcomes:
        key = effect_key(outcome)
        accepted = _is_accepted(found.rows[key], trying)
        failed = outcome.status is Status.FAILED
        if outcome.certain or (accepted and not failed):
            continue
        code = "effect-not-applied" if failed else "effect-uncertain"
        yield _of(outcome, {"code": code, "doubts": list(outcome.doubts)})
    yield from _conflicts(found, timeline, trying)
    for noted in (*acts.found.get(document.key, ()), *timeline.findings):
        row = found.rows.get(noted.key)
        if row is None or row.target_document_id != document.pk:
            continue
        told = {"code": noted.code, "message": noted.message}
        if noted.place is not None:
            yield Refusal(noted.key, "", address_of(noted.place), told)
        elif noted in acts.found.get(document.key, ()):
            yield Refusal(noted.key, "", None, told)


def state_of(rows: Iterable[FindingRow]) -> str:
    """The state of an effect none of which may stand."""
    conflict = any(row["code"] in _CONFLICTS for row in rows)
    return Effect.State.CONFLICT if conflict else Effect.State.REVIEW


def effect_key(outcome: Outcome) -> str:
    """The key of the act an instruction is of."""
    return outcome.instruction.key.rpartition(".")[0]


def leaves_traces(timeline: Timeline, keys: Collection[str]) -> bool:
    """Whether any of these effects or instructions has changed anything."""
    for outcome in timeline.outcomes:
        named = outcome.instruction.key in keys or effect_key(outcome) in keys
        if named and outcome.status is not Status.FAILED:
            return True
    return any(reason.key in keys for state in timeline.states for reason in state.reasons)


def _is_accepted(row: Effect, trying: Effect | None) -> bool:
    return row.accepted or (trying is not None and trying.pk == row.pk)


def _of(outcome: Outcome, row: FindingRow) -> Refusal:
    do = outcome.instruction
    return Refusal(effect_key(outcome), do.key, _address(do.spot), row)


def _address(spot: Spot) -> str:
    """The address of a spot in the body, as `effect_rows.address_of` gives it for places."""
    articles = [i for i, step in enumerate(spot.steps) if step.level is Level.ARTICLE]
    steps = spot.steps[articles[0] :] if articles else spot.steps
    return "/".join(segment(step.level, step.number) for step in steps)


def _conflicts(found: Around, timeline: Timeline, trying: Effect | None) -> Iterator[Refusal]:
    """Effects of different documents that give one place new text, or end it, on one day.

    What a person accepted stands; then the others are told of it.
    """
    places: dict[tuple[date | None, str, object], dict[int, Outcome]] = {}
    for outcome in timeline.outcomes:
        row = found.rows[effect_key(outcome)]
        if outcome.instruction.op in (Op.REPLACE, Op.REPEAL):
            place = (row.start, row.territory, outcome.instruction.spot)
            places.setdefault(place, {})[row.pk] = outcome
    for outcomes in places.values():
        rows = {pk: found.rows[effect_key(outcome)] for pk, outcome in outcomes.items()}
        if len({row.document_id for row in rows.values()}) < 2:
            continue
        for pk, outcome in outcomes.items():
            if not _is_accepted(rows[pk], trying):
                others = [other for other in rows if other != pk]
                yield _of(outcome, {"code": "effect-conflict", "effects": others})


def _in_places(found: Iterable[Refusal]) -> list[FindingRow]:
    """Findings of some places, each saying which: one row for every reason."""
    rows: list[FindingRow] = []
    for one in found:
        same = next((r for r in rows if {k: r[k] for k in one.row} == one.row), None)
        if same is None:
            rows.append(same := {**one.row, "held": [], "places": []})
        address = one.address or ""
        if address not in same["held"]:
            same["held"].append(address)
            same["places"].append(address_text(address) if address else "")
    return rows
