"""What a document does to itself: it is issued, takes effect in parts, ends, goes before others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vnlaw.document import Document, EffectiveClause
from vnlaw.effects.model import Effect, Quote, Target, Verb
from vnlaw.effects.passages import Node
from vnlaw.effects.wording import pattern

_PREVAILS = pattern("force", "prevails")
_TRANSITION = pattern("time", "transition")
_TERRITORY = pattern("force", "territory", shape=r"(?<!\w){}")


def own_effects(document: Document, parts: Sequence[Node]) -> Iterator[Effect]:
    """Issue, start, end and precedence of the document itself, as its own words say."""
    metadata = document.metadata
    target = Target(metadata.number, "", metadata.type_name, own=True)
    title = Quote(metadata.title, 1)
    doubts = () if metadata.issue_date else ("date-missing",)
    yield Effect(Verb.ISSUE, "", title, target, start=metadata.issue_date, doubts=doubts)
    for clause in metadata.effective:
        yield from _clause(clause, target)
    for node in parts:
        yield from _precedence(node, target, metadata.effective)


def _clause(clause: EffectiveClause, target: Target) -> Iterator[Effect]:
    quote = Quote(clause.quote, clause.line)
    usual = _TRANSITION.match(clause.condition)
    doubts = (("transition" if usual else "condition"),) if clause.condition else ()
    if clause.start or clause.basis in ("event", "period") or not clause.end:
        yield Effect(
            Verb.TAKE_EFFECT,
            "",
            quote,
            target,
            start=clause.start,
            condition=clause.condition,
            scope=clause.scope,
            territory=_area(clause.quote),
            doubts=doubts if clause.start else (*doubts, "date-missing"),
        )
    if clause.end:
        yield Effect(
            Verb.EXPIRE,
            "",
            quote,
            target,
            start=clause.end,
            condition=clause.condition,
            scope=clause.scope,
            doubts=doubts,
        )


def _precedence(node: Node, target: Target, clauses: Sequence[EffectiveClause]) -> Iterator[Effect]:
    """ "… thì áp dụng Nghị quyết này": the text goes before differing ones while it is alive."""
    stack = [node]
    while stack:
        current = stack.pop()
        for passage in current.passages:
            if _PREVAILS.search(passage.view):
                start = next((c.start for c in clauses if not c.scope and c.start), None)
                end = next((c.end for c in clauses if not c.scope and c.end), None)
                yield Effect(
                    Verb.TAKE_EFFECT,
                    current.address,
                    Quote(passage.text, passage.line),
                    target,
                    start=start,
                    end=end,
                    prevails=True,
                    doubts=() if start else ("date-missing",),
                )
        stack += reversed(current.children)


def _area(text: str) -> str:
    match = _TERRITORY.search(text)
    return " ".join(re.sub(r"\s+", " ", match["area"]).split()) if match else ""
