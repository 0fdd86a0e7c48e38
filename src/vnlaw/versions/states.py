"""The force of single provisions, where it differs from that of their document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vnlaw.consolidation import Node, Spot, Tree
from vnlaw.consolidation.from_effects import spot_of
from vnlaw.effects import Place, Verb
from vnlaw.effects.places import find_chains
from vnlaw.lexicon import load
from vnlaw.versions import periods
from vnlaw.versions.acts import Act, finding
from vnlaw.versions.lives import Dated, Lives
from vnlaw.versions.model import Entry, Noted, Period, Reason, State, Word


@dataclass(frozen=True, slots=True)
class Forces:
    """States of the document (identity "") and of provisions with a fate of their own.

    `findings` tell of places that are not there.
    """

    states: tuple[State, ...]
    findings: tuple[Noted, ...]


def states_of(entry: Entry, lives: Lives, holding: Iterable[Dated], tree: Tree) -> Forces:
    """The force of a document and of its provisions.

    `tree` is the text at its latest: identities are those of its provisions.
    """
    return _States(entry, lives, tuple(holding), tree).run()


class _States:
    def __init__(self, entry: Entry, lives: Lives, holding: Sequence[Dated], tree: Tree) -> None:
        self.entry = entry
        self.lives = lives
        self.holding = holding
        self.tree = tree
        self.findings: list[Noted] = []

    def run(self) -> Forces:
        kept = [
            (act, days, found)
            for act, days in self.holding
            if days and _keeps(act) and (found := self._nodes(act.effect.places, act))
        ]
        states = (
            *self.lives.states(self.entry, [(act, days) for act, days, _ in kept]),
            *_local(self.entry, self.lives),
            *(state for act, days in self.holding for state in self._of_provisions(act, days)),
            *self._around_kept(kept),
        )
        return Forces(states, tuple(self.findings))

    def _of_provisions(self, act: Act, days: tuple[Period, ...]) -> Iterator[State]:
        verb, effect, entry = act.effect.verb, act.effect, self.entry
        if act.suspends and not act.whole:
            yield from self._states(effect.places, Word.SUSPENDED, days, act)
        elif not effect.target.own or not effect.scope or entry.start is None:
            return
        elif verb is Verb.TAKE_EFFECT and entry.issued and act.start > entry.start:
            waiting = (Period(entry.first, act.start),)
            yield from self._states(places_in(effect.scope), Word.NOT_YET, waiting, act)
        elif verb is Verb.EXPIRE:
            yield from self._states(places_in(effect.scope), Word.ENDED, days, act)

    def _states(
        self, places: Iterable[Place], word: Word, days: Sequence[Period], act: Act
    ) -> Iterator[State]:
        if not days:
            return
        area = act.effect.territory
        for node in self._nodes(places, act):
            # All below it, too: what stands in a suspended article is suspended.
            for below in self.tree.walk(node.identity):
                yield from _each(below, word, days, (act.reason(),), area)

    def _nodes(self, places: Iterable[Place], act: Act) -> list[Node]:
        """The provisions at places; a place that is not there is told of."""
        found: list[Node] = []
        for place in places:
            spot = spot_of(place)
            node = self.tree.find(Spot(spot.steps, within=spot.within)) if spot else None
            if node is not None and spot and spot.steps:
                found.append(node)
            elif self.entry.document is not None:
                code = "target-missing" if spot and spot.steps else "unsupported"
                if code == "unsupported" and act.effect.target.own:
                    continue  # a form or a table of its own: said of the document, not of a place
                doubts: str = load("consolidation")["doubts"][code]
                noted = finding(
                    "effect-not-applied", act.key, act.effect, place=place, doubts=doubts
                )
                self.findings.append(noted)
        return found

    def _around_kept(
        self, kept: Sequence[tuple[Act, tuple[Period, ...], list[Node]]]
    ) -> Iterator[State]:
        """Of an ended document that lives on in some provisions: what has ended of it."""
        if not kept:
            return
        ends = [end for end in self.lives.ends(self.entry) if not end.territory]
        days = periods.edges([end.period for end in ends])
        days |= periods.edges(period for _, ps, _ in kept for period in ps)
        for stretch in periods.stretches(days):
            over = tuple(end.reason for end in ends if end.period.holds(stretch.start))
            alive = [row for row in kept if periods.holds(row[1], stretch.start)]
            if not over or not alive:
                continue
            roots = {node.identity for _, _, nodes in alive for node in nodes}
            acts = tuple(act.reason() for act, _, _ in alive)
            yield from self._ended(roots, stretch, over, acts)

    def _ended(
        self,
        kept: set[str],
        stretch: Period,
        over: tuple[Reason, ...],
        acts: tuple[Reason, ...],
    ) -> Iterator[State]:
        above = {parent for identity in kept for parent in self._above(identity)}
        stack = list(self.tree.roots())
        while stack:
            node = stack.pop()
            if node.identity in kept:
                continue
            if node.identity in above:
                if node.level is not None:
                    yield from _each(node, Word.PARTLY_ENDED, [stretch], (*over, *acts))
                stack += self.tree.children(node.identity)
                continue
            for below in self.tree.walk(node.identity):
                if below.level is not None:
                    yield from _each(below, Word.ENDED, [stretch], over)

    def _above(self, identity: str) -> Iterator[str]:
        parent = self.tree.nodes[identity].parent
        while parent is not None:
            yield parent
            parent = self.tree.nodes[parent].parent


def places_in(scope: str) -> tuple[Place, ...]:
    """The provisions that limit a statement of force ("khoản 3 Điều 5")."""
    return tuple(place for chain in find_chains(scope) for place in chain.places)


def _keeps(act: Act) -> bool:
    """Whether it keeps single provisions alive although their document has ended."""
    effect = act.effect
    return effect.verb is Verb.CONTINUE and bool(effect.places) and not effect.territory


def _each(
    node: Node,
    word: Word,
    days: Iterable[Period],
    reasons: tuple[Reason, ...],
    territory: str = "",
) -> Iterator[State]:
    for period in days:
        yield State(node.identity, word, period.start, period.end, reasons, territory)


def _local(entry: Entry, lives: Lives) -> Iterator[State]:
    """Where the document ended, or is suspended, in a part of its territory only."""
    for end in lives.ends(entry):
        if end.territory:
            yield State(
                "", Word.ENDED, end.period.start, end.period.end, (end.reason,), end.territory
            )
    for act, days in lives.suspensions(entry):
        if act.effect.territory:
            for period in days:
                reasons = (act.reason(),)
                area = act.effect.territory
                yield State("", Word.SUSPENDED, period.start, period.end, reasons, area)
