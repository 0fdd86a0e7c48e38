"""Applying one instruction to the tree of a text.

`attempt` never guesses: what does not fit exactly is refused with a reason, and the tree stays as
it was. Once nothing else moves, `force` does the likeliest thing and says that a person must look.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial

from vnlaw.consolidation import pieces, placing
from vnlaw.consolidation.drafts import Draft, read_drafts
from vnlaw.consolidation.lines import line, plain, spliced
from vnlaw.consolidation.model import Instruction, Op, Part, Spot, Step
from vnlaw.consolidation.phrases import Change, changed, changed_in_any_case, is_joint_unclear
from vnlaw.consolidation.rendering import lines_of
from vnlaw.consolidation.slips import has_loose_quote, has_slip, is_cut
from vnlaw.consolidation.tree import Node, Tree
from vnlaw.document import Level
from vnlaw.lexicon import load

# A refusal that another instruction may lift; all others are final.
WAITING = frozenset(
    ("target-missing", "target-repealed", "occupied", "phrase-missing", "piece-missing")
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of trying: whether it was done, and the doubts."""

    done: bool
    doubts: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether trying again later may help."""
        return not self.done and bool(WAITING.intersection(self.doubts))


DONE = Attempt(True)


def attempt(tree: Tree, instruction: Instruction, siblings: frozenset[str]) -> Attempt:
    """Apply an instruction where it fits exactly.

    `siblings` are the keys of the phrase instructions of the same document: what they brought is
    not changed again.
    """
    return _ACTIONS[instruction.op](tree, instruction, siblings, force=False)


def force(tree: Tree, instruction: Instruction, siblings: frozenset[str]) -> Attempt:
    """Apply an instruction as best one can; what is done this way is never certain."""
    return _ACTIONS[instruction.op](tree, instruction, siblings, force=True)


@cache
def repeal_marker() -> str:
    """What stands in place of a repealed provision."""
    marker: str = load("consolidation")["marker"]["repealed"]
    return marker


def _replace(tree: Tree, do: Instruction, siblings: frozenset[str], *, force: bool) -> Attempt:
    if not do.lines:
        return Attempt(False, ("no-text",))
    node = tree.find(do.spot)
    if node is None:
        return _replace_missing(tree, do, siblings, force=force)
    if node.repealed:
        return Attempt(False, ("target-repealed",))
    if do.spot.part is not Part.WHOLE:
        return _done(pieces.rewrite(tree, node, do, force=force))
    if node.level is None:
        return Attempt(False, ("unsupported",))
    draft, extra, doubts = _one_draft(do, node)
    if node.tail or _may_lose_tail(tree, node, draft):
        doubts += ("tail-unclear",)
    old = "\n".join(plain(text) for text in lines_of(tree, node.identity))
    if _brings_tail(tree, node, draft):
        tree.put(replace(tree.nodes[node.parent or ""], tail=(), origin=do.key))
        doubts += ("tail-unclear",)
    tree.rewrite(node.identity, draft, do.key)
    if has_slip(old, "\n".join(do.lines)):
        doubts += ("slip-suspected",)
    doubts += _text_doubts(do)
    if extra:
        doubts += ("extra-units",)
        _insert_extra(tree, tree.nodes[node.identity], extra, do.key)
    return Attempt(True, doubts)


def _replace_missing(
    tree: Tree, do: Instruction, siblings: frozenset[str], *, force: bool
) -> Attempt:
    """ "Sửa đổi, bổ sung khoản 5" where there is no khoản 5 yet: added, for a person to see."""
    if force and do.spot.part is Part.WHOLE and do.spot.steps:
        added = _insert(tree, do, siblings, force=True)
        return Attempt(added.done, ("target-missing", *added.doubts))
    return Attempt(False, ("target-missing",))


def _insert(tree: Tree, do: Instruction, siblings: frozenset[str], *, force: bool) -> Attempt:
    del siblings
    if not do.lines:
        return Attempt(False, ("no-text",))
    if do.spot.part is not Part.WHOLE or not do.spot.steps:
        node = tree.find(do.spot)
        if node is None:
            return Attempt(False, ("target-missing",))
        return _done(pieces.add(tree, node, do, force=force))
    parent = placing.holder(tree, do)
    if parent is None or parent.repealed:
        return Attempt(False, ("target-missing",))
    occupant = tree.find(do.spot)
    doubts: tuple[str, ...] = ()
    if occupant is not None and not occupant.repealed:
        if _is_done(tree, occupant, do):
            return DONE
        if not force:
            return Attempt(False, ("occupied",))
        doubts = ("occupied",)
    draft, extra, more = _one_draft(do, None)
    doubts += more + _text_doubts(do)
    order, unclear = placing.place(tree, parent, draft, do)
    if unclear:
        doubts += (unclear,)
    if occupant is not None and occupant.repealed:
        order = occupant.order
        tree.remove(occupant.identity)
    identity = tree.grow(draft, parent.identity, order, do.key)
    if extra:
        doubts += ("extra-units",)
        _insert_extra(tree, tree.nodes[identity], extra, do.key)
    if parent.tail and do.spot.steps[-1].level is Level.POINT:
        doubts += ("tail-unclear",)
    return Attempt(True, doubts)


def _repeal(tree: Tree, do: Instruction, siblings: frozenset[str], *, force: bool) -> Attempt:
    del siblings
    node = tree.find(do.spot)
    if node is None:
        return Attempt(False, ("target-missing",))
    if node.repealed:
        return Attempt(False, ("target-repealed",))
    if do.spot.part is not Part.WHOLE:
        return _done(pieces.remove(tree, node, do, force=force))
    for child in tree.children(node.identity):
        tree.remove(child.identity)
    tree.put(
        replace(
            node,
            heading=(),
            text=(line(repeal_marker(), do.key),),
            tail=(),
            repealed=True,
            origin=do.key,
        )
    )
    return DONE


def _renumber(tree: Tree, do: Instruction, siblings: frozenset[str], *, force: bool) -> Attempt:
    del siblings
    node = tree.find(do.spot)
    if node is None or node.level is None or do.becomes is None:
        return Attempt(False, ("target-missing",))
    if node.repealed:
        return Attempt(False, ("target-repealed",))
    target = do.becomes
    occupant = tree.find(target)
    taken = occupant is not None and occupant.identity != node.identity
    if taken and not (occupant and occupant.repealed) and not force:
        return Attempt(False, ("occupied",))
    parent = tree.find(Spot(target.steps[:-1], within=target.within))
    if parent is None or target.steps[-1].level is not node.level:
        return Attempt(False, ("target-missing",))
    if node.level is Level.ARTICLE:
        parent = tree.nodes[node.parent or ""]
    if occupant is not None and taken and occupant.repealed:
        tree.remove(occupant.identity)
    moved = replace(node, number=target.steps[-1].number, origin=do.key)
    order = placing.order_of(tree, parent, moved, without=node.identity)
    label = plain(node.label)
    at = label.rfind(node.number)
    new_label = (
        spliced(node.label, at, at + len(node.number), line(moved.number, do.key))
        if at >= 0
        else line(label, do.key)
    )
    tree.put(replace(moved, parent=parent.identity, order=order, label=new_label))
    return Attempt(True, ("occupied",) if taken and force else ())


def _replace_phrase(
    tree: Tree, do: Instruction, siblings: frozenset[str], *, force: bool
) -> Attempt:
    if not do.old:
        return Attempt(False, ("piece-missing",))
    node = tree.find(do.spot)
    if node is None:
        return Attempt(False, ("target-missing",))
    if not do.sure and not do.spot.steps:
        # Read with doubts and meant for a whole document: too much to change on a guess.
        return Attempt(False, ("phrase-unplaced",))
    excepted = {found.identity for spot in do.excepted if (found := tree.find(spot))}
    change = Change(do.old, do.new, do.key, do.added)
    count = 0
    for below in pieces.nodes_of(tree, node, do.spot, excepted):
        new, times = pieces.each_line(
            below, do.spot, partial(changed, change=change, fixed=siblings)
        )
        if times:
            tree.put(replace(new, origin=do.key))
            count += times
    if count or not do.spot.steps:
        return Attempt(True, ("phrase-joint",) if count and is_joint_unclear(change) else ())
    if not force:
        return Attempt(False, ("phrase-missing",))
    return _other_case(tree, do, node, change)


def _other_case(tree: Tree, do: Instruction, node: Node, change: Change) -> Attempt:
    """The phrase in another case: "Trưởng Công an" for "Trưởng công an"."""
    count = 0
    for below in list(pieces.nodes_of(tree, node, do.spot, ())):
        new, times = pieces.each_line(below, do.spot, partial(changed_in_any_case, change=change))
        if times:
            tree.put(replace(new, origin=do.key))
            count += times
    return Attempt(count > 0, ("phrase-case",) if count else ("phrase-missing",))


_Action = Callable[..., Attempt]
_ACTIONS: dict[Op, _Action] = {
    Op.REPLACE: _replace,
    Op.INSERT: _insert,
    Op.REPEAL: _repeal,
    Op.RENUMBER: _renumber,
    Op.REPLACE_PHRASE: _replace_phrase,
}


# --- help ----------------------------------------------------------------------------------------


def _done(doubts: tuple[str, ...] | None) -> Attempt:
    """None means that the piece was not found."""
    return Attempt(False, ("piece-missing",)) if doubts is None else Attempt(True, doubts)


def _text_doubts(do: Instruction) -> tuple[str, ...]:
    """Doubts about where new text ends."""
    cut = ("text-cut",) if is_cut(do.lines) else ()
    return (*cut, "quotes-unpaired") if has_loose_quote(do.lines) else cut


def _one_draft(
    do: Instruction, node: Node | None
) -> tuple[Draft, tuple[Draft, ...], tuple[str, ...]]:
    """The new text of one provision, other provisions it holds beside, and doubts."""
    step = do.spot.steps[-1]
    intro, drafts = read_drafts(do.lines, step.level, {step.number})
    if not drafts or (intro and node is not None):
        label = plain(node.label) if node else step.number
        heading = plain(node.heading) if node else ""
        texts = intro or do.lines
        below = drafts[0] if drafts else None
        children = below.children if below else ()
        text = texts if not drafts else (*texts, *(below.text if below else ()))
        return (
            Draft(step.level, step.number, label, heading, text, (), children),
            (),
            ("label-mismatch",),
        )
    named = next((draft for draft in drafts if draft.number == step.number), None)
    doubts: tuple[str, ...] = ()
    if named is None or intro:
        doubts = ("label-mismatch",)
    first = named or drafts[0]
    rest = tuple(draft for draft in drafts if draft is not first)
    if named is None:
        first = replace(first, number=step.number)
    return first, rest, doubts


def _is_done(tree: Tree, occupant: Node, do: Instruction) -> bool:
    """Whether another instruction of the same document brought the same text already."""
    if occupant.origin.partition("#")[0] != do.source:
        return False
    there = " ".join(plain(text) for text in lines_of(tree, occupant.identity))
    return there.split() == " ".join(do.lines).split()


def _may_lose_tail(tree: Tree, node: Node, draft: Draft) -> bool:
    """Whether the last điểm of a list had paragraphs that the new text does not have."""
    if node.level is not Level.POINT or node.parent is None:
        return False
    last = tree.children(node.parent)[-1]
    if last.identity != node.identity:
        return False
    return len(node.text) > 1 and len(draft.text) < len(node.text) and not draft.children


def _brings_tail(tree: Tree, node: Node, draft: Draft) -> bool:
    """Whether new text of the last điểm brings the paragraphs that stood after the list."""
    parent = tree.nodes[node.parent or ""]
    if node.level is not Level.POINT or not parent.tail or len(draft.text) < 2:
        return False
    return tree.children(parent.identity)[-1].identity == node.identity


def _insert_extra(tree: Tree, beside: Node, drafts: tuple[Draft, ...], origin: str) -> None:
    """Provisions that new text holds beside the one named."""
    parent = tree.nodes[beside.parent or ""]
    for draft in drafts:
        known = next(
            (
                n
                for n in tree.children(parent.identity)
                if n.step == Step(draft.level, draft.number)
            ),
            None,
        )
        if known is not None and not known.repealed:
            tree.rewrite(known.identity, draft, origin)
        else:
            blank = Node("", None, (), draft.level, draft.number, (), (), ())
            tree.grow(draft, parent.identity, placing.order_of(tree, parent, blank), origin)
