"""Whether what acts made of an article is sound in form; where it is not, a person looks.

The same signs as for a single article (`vnlaw.consolidation.soundness`, `slips`): numbers that
jump, lists and sentences without an end, lines of the printed page, misprints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from vnlaw.consolidation import Node, Op, Outcome, Tree
from vnlaw.consolidation.rendering import text_of
from vnlaw.consolidation.slips import has_misprint
from vnlaw.consolidation.soundness import form_doubts
from vnlaw.document import Level

_MISPRINT = "misprint-suspected"


def unsound(tree: Tree, before: Tree, outcomes: Iterable[Outcome]) -> dict[str, tuple[str, ...]]:
    """By key of an instruction: the doubts about the articles it changed; sound ones are left out.

    `before` is the text the instructions found. What was odd in it already says nothing against a
    change of words, nor against an article given anew as a whole; but who rewrites a part of an
    article whose numbers or lines are broken may have hit other lines than those meant.
    """
    by_key = {outcome.instruction.key: outcome for outcome in outcomes}
    found: dict[str, dict[str, None]] = {}
    for article, keys in _makers(tree, before, by_key.keys()).items():
        fresh = dict.fromkeys(_fresh(tree, before, article))
        broken = dict.fromkeys(form_doubts(tree, article))
        for key in keys:
            doubts = fresh | broken if _is_inside(by_key[key]) else dict(fresh)
            if not by_key[key].instruction.lines:
                doubts.pop(_MISPRINT, None)  # it lies in the words of others
            found.setdefault(key, {}).update(doubts)
    return {key: tuple(doubts) for key, doubts in found.items() if doubts}


def _makers(tree: Tree, before: Tree, keys: Iterable[str]) -> dict[str, set[str]]:
    """By identity of an article: the instructions that changed it."""
    wanted = set(keys)
    makers: dict[str, set[str]] = {}
    for identity, node in tree.nodes.items():
        if node is before.nodes.get(identity) or node.repealed:
            continue
        article = _article(tree, identity)
        if article:
            makers.setdefault(article, set()).update(_origins(node) & wanted)
    return makers


def _fresh(tree: Tree, before: Tree, article: str) -> Iterator[str]:
    """Doubts about an article that it did not give rise to before."""
    was_there = article in before.nodes
    known = Counter(form_doubts(before, article) if was_there else ())
    for code, times in Counter(form_doubts(tree, article)).items():
        if times > known[code]:
            yield code
    known_odd = was_there and has_misprint(text_of(before, article))
    if not known_odd and has_misprint(text_of(tree, article)):
        yield _MISPRINT


def _is_inside(outcome: Outcome) -> bool:
    """Whether an instruction gives new text to a part of an article, or takes it away."""
    do = outcome.instruction
    steps = do.spot.steps
    return do.op is not Op.REPLACE_PHRASE and bool(steps) and steps[-1].level is not Level.ARTICLE


def _article(tree: Tree, identity: str) -> str:
    """The article a provision is or lies in, "" for none."""
    at: str | None = identity
    while at is not None:
        node = tree.nodes[at]
        if node.level is Level.ARTICLE:
            return at
        at = node.parent
    return ""


def _origins(node: Node) -> set[str]:
    """The instructions that brought words of a provision, or made it."""
    lines = (node.label, node.heading, *node.text, *node.tail)
    return {node.origin, *(span.origin for line in lines for span in line)}
