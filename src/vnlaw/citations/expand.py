"""What a row of atoms means: every provision it names, with all its levels.

Vietnamese texts go from the innermost level out ("điểm a, c khoản 6, khoản 7 Điều 9"): a level
word belongs to every reference before it that is still open, that is, that ends below its level
and has no article yet. After "và" or ";" a new reference begins. The document model (which level
lies in which) is the test; the sentence around plays no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from vnlaw.citations.model import THIS, Reference, Step
from vnlaw.citations.reading import Atom, Link, read_expression
from vnlaw.citations.words import provisions

_MOST = 1000  # references of one expression; more is a misreading


@dataclass(slots=True)
class _Draft:
    """A reference while it grows, innermost step first."""

    steps: tuple[Step, ...]
    top: int  # rank of the outermost step
    closed: bool = False
    parent: _Draft | None = None  # the reference before, where this may lie inside it

    @property
    def complete(self) -> bool:
        """Whether it has its article (chapters around it would say nothing more)."""
        return self.closed or any(step.level == "article" for step in self.steps)


def read_places(text: str, at: int) -> tuple[tuple[Reference, ...], int]:
    """The provisions of the expression that starts exactly at `at`, and where it ends.

    For readers that know from the words around what document is meant. "này" stays open. Gives
    `((), at)` where no level word with a number stands there.
    """
    expression = read_expression(text, at)
    if expression is None:
        return (), at
    return expand(expression.atoms, (), relative=False), expression.end


def expand(
    atoms: Sequence[Atom], address: Sequence[Step], *, relative: bool
) -> tuple[Reference, ...]:
    """The references of an expression, in printed order, without repetition.

    `address` is where the text stands, outermost first: it resolves "Điều này". With `relative`
    a reference without article lies in the article of the text.
    """
    drafts = _drafts(atoms)
    inside = {id(draft): draft.parent for draft in drafts if draft.parent and not draft.complete}
    holders = {id(parent) for parent in inside.values()}
    found: dict[Reference, None] = {}
    for draft in drafts[:_MOST]:
        if id(draft) in holders:
            continue  # "Điều 5, khoản 2": the article only says where the clause stands
        steps, outer = draft.steps, inside.get(id(draft))
        while outer is not None:
            steps += _outside(outer, max(draft.top, _ranks()[steps[-1].level]))
            outer = inside.get(id(outer))
        found[_placed(steps, address, relative=relative)] = None
    return tuple(found)


def _drafts(atoms: Sequence[Atom]) -> list[_Draft]:
    drafts: list[_Draft] = []
    last: list[_Draft] = []  # what the atom before made or joined
    before: Atom | None = None
    for atom in atoms:
        if len(drafts) > _MOST:
            break
        steps = _steps(atom)
        rank = atom.level.rank
        if atom.link is Link.AND:
            for draft in drafts:
                draft.closed = draft.closed or draft.top < rank
        open_drafts = [draft for draft in drafts if draft.top < rank and not draft.complete]
        if before is None or atom.link is Link.AND:
            last = _new(drafts, steps, rank, None)
        elif open_drafts:
            last = _joined(drafts, open_drafts, steps, rank)
        elif atom.level.plain and atom.link is Link.INSIDE:
            last = _joined(drafts, [d for d in drafts if d.top < rank], steps, rank)
        elif before.level.rank < rank and atom.level.code != "article" and not atom.level.plain:
            continue  # "Điều 5 tại Chương II": it only says where the article stands
        elif _climbs(atom, before, last):
            last = _joined(drafts, last, steps, rank)
        elif before.level.code == "form" and rank <= _ranks()["article"]:
            last = _new(drafts, steps, rank, None)  # "Mẫu số 01 tại điểm a khoản 2 Điều 6"
        elif atom.link is Link.INSIDE and before.level.rank > rank:
            last = _descended(drafts, last, steps, rank)
        else:
            parent = last[-1] if last and before.level.rank > rank else None
            parent = parent or (last[-1].parent if last else None)
            last = _new(drafts, steps, rank, parent)
        before = atom
    return drafts


def _climbs(atom: Atom, before: Atom, last: Sequence[_Draft]) -> bool:
    """ "điểm 1 Mục III Điều 1": in decisions of the old form sections stand inside articles."""
    return (
        atom.link is not Link.AND
        and atom.level.code == "article"
        and before.level.code == "section"
        and all(draft.top == before.level.rank and not draft.complete for draft in last)
        and any(len(draft.steps) > 1 for draft in last)
    )


def _new(
    drafts: list[_Draft], steps: Sequence[Step], rank: int, parent: _Draft | None
) -> list[_Draft]:
    made = [_Draft((step,), rank, parent=parent) for step in steps]
    drafts += made
    return made


def _joined(
    drafts: list[_Draft], inner: Sequence[_Draft], steps: Sequence[Step], rank: int
) -> list[_Draft]:
    """Put every open draft into each of `steps`: the first in place, copies for the others."""
    joined = list(inner)
    steps = steps[: max(1, _MOST // len(inner))] if inner else steps
    for draft in inner:
        base = draft.steps
        draft.steps, draft.top = (*base, steps[0]), rank
        copies = [_Draft((*base, step), rank) for step in steps[1:]]
        if copies:
            place = drafts.index(draft) + 1
            drafts[place:place] = copies
            joined += copies
    return joined


def _descended(
    drafts: list[_Draft], outer: list[_Draft], steps: Sequence[Step], rank: int
) -> list[_Draft]:
    """From the outermost in ("Điều 1 khoản 3 điểm đ"): the new steps replace what holds them."""
    made = []
    for draft in outer:
        few = steps[: max(1, _MOST // len(outer))]
        inside = [_Draft((step, *draft.steps), max(rank, draft.top)) for step in few]
        place = drafts.index(draft)
        drafts[place : place + 1] = inside
        made += inside
    return made


def _outside(parent: _Draft, rank: int) -> tuple[Step, ...]:
    """The steps of `parent` that lie around a level of `rank`."""
    ranks = _ranks()
    return tuple(step for step in parent.steps if ranks[step.level] > rank)


def _placed(inner: Sequence[Step], address: Sequence[Step], *, relative: bool) -> Reference:
    """Outermost first, with "này" and what is missing taken from the address of the text."""
    ranks = _ranks()
    steps = list(inner)
    for index, step in enumerate(steps):
        if step.number == THIS:
            known = next((place for place in address if place.level == step.level), None)
            if known is None:
                return Reference(tuple(reversed(steps)))
            steps[index] = known
            relative = True
    top = ranks[steps[-1].level]
    if relative and top < ranks["article"]:
        steps += [
            place for place in reversed(address) if top < ranks[place.level] <= ranks["article"]
        ]
    return Reference(tuple(reversed(steps)))


def _steps(atom: Atom) -> list[Step]:
    level = atom.level
    word = _word(atom) if level.plain else level.printed
    if atom.this:
        return [Step(level.code, word, THIS)]
    return [Step(level.code, word, number) for number in atom.numbers]


def _word(atom: Atom) -> str:
    """Forms and appendices keep their own word: "Biểu mẫu", "Phụ lục"."""
    return atom.word[0].upper() + atom.word[1:].lower()


@cache
def _ranks() -> dict[str, int]:
    return {level.code: level.rank for level in provisions().levels.values()}
