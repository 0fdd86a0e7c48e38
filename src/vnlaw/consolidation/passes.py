"""Applying many instructions in passes until nothing moves.

An instruction whose place is occupied or not there yet waits for the others; when a pass changes
nothing the rest are conflicts: done as best one can, for a person to look at. The order of
instructions that do not touch each other therefore does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vnlaw.consolidation.applying import Attempt, attempt, force
from vnlaw.consolidation.model import Instruction, Op, Outcome, Path, Status
from vnlaw.consolidation.tree import Tree


def apply(tree: Tree, instructions: Iterable[Instruction]) -> tuple[Outcome, ...]:
    """Apply instructions to `tree`, in place; outcomes in the order given. Always ends."""
    order = [_with_component(tree, instruction) for instruction in instructions]
    fixed = _fixed(order)
    found: dict[int, Outcome] = {}
    pending = list(enumerate(order))
    while pending:
        waiting: list[tuple[int, Instruction]] = []
        for index, instruction in pending:
            tried = attempt(tree, instruction, fixed.get(instruction.source, frozenset()))
            if tried.waits:
                waiting.append((index, instruction))
            else:
                found[index] = _outcome(instruction, tried, Status.APPLIED)
        if len(waiting) == len(pending):
            break
        pending = waiting
    for index, instruction in pending:
        tried = force(tree, instruction, fixed.get(instruction.source, frozenset()))
        found[index] = _outcome(instruction, tried, Status.FORCED)
    return _with_renumbering(tuple(found[index] for index in range(len(order))))


def _outcome(instruction: Instruction, tried: Attempt, status: Status) -> Outcome:
    doubts = tuple(dict.fromkeys((*tried.doubts, *instruction.doubts)))
    return Outcome(instruction, status if tried.done else Status.FAILED, doubts)


def _with_component(tree: Tree, instruction: Instruction) -> Instruction:
    """Doubt an instruction that may mean the decision or the regulation attached to it."""
    if not tree.is_ambiguous(instruction.spot):
        return instruction
    return replace(instruction, doubts=(*instruction.doubts, "component-unclear"))


def _fixed(instructions: Sequence[Instruction]) -> dict[str, frozenset[str]]:
    """For each document, the keys of its changes of words."""
    found: dict[str, set[str]] = {}
    for instruction in instructions:
        if instruction.op is Op.REPLACE_PHRASE:
            found.setdefault(instruction.source, set()).add(instruction.key)
    return {source: frozenset(keys) for source, keys in found.items()}


def _with_renumbering(outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """Numbers are unclear where the same document gives and takes them."""
    touched: dict[str, list[Path]] = {}
    for outcome in outcomes:
        do = outcome.instruction
        if do.op is Op.RENUMBER and do.becomes is not None:
            touched.setdefault(do.source, []).extend((do.spot.steps, do.becomes.steps))
    if not touched:
        return outcomes
    return tuple(
        replace(outcome, doubts=(*outcome.doubts, "renumbered"))
        if outcome.instruction.op not in (Op.RENUMBER, Op.INSERT)
        and any(
            outcome.instruction.spot.steps[: len(path)] == path
            for path in touched.get(outcome.instruction.source, ())
        )
        else outcome
        for outcome in outcomes
    )
