"""The force of single provisions, where it differs from that of their document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vnlaw.consolidation import Spot, Tree
from vnlaw.consolidation.from_effects import spot_of
from vnlaw.effects import Place, Verb
from vnlaw.effects.places import find_chains
from vnlaw.versions.acts import Act
from vnlaw.versions.lives import Lives
from vnlaw.versions.model import Entry, Period, State, Word


def states_of(
    entry: Entry,
    lives: Lives,
    holding: Iterable[tuple[Act, tuple[Period, ...]]],
    tree: Tree,
) -> tuple[State, ...]:
    """States of the document (identity "") and of provisions with a fate of their own.

    `tree` is the text at its latest: identities are those of its provisions.
    """
    acts = list(holding)
    return (
        *lives.states(entry),
        *_local_ends(entry, lives),
        *(state for act, days in acts for state in _of_provisions(entry, act, days, tree)),
    )


def _local_ends(entry: Entry, lives: Lives) -> Iterator[State]:
    """Where the document ended in a part of its territory only."""
    for end in lives.ends(entry):
        if end.territory:
            yield State(
                "",
                Word.ENDED,
                end.period.start,
                end.period.end,
                (end.reason,),
                end.territory,
            )


def _of_provisions(entry: Entry, act: Act, days: tuple[Period, ...], tree: Tree) -> Iterator[State]:
    verb, effect = act.effect.verb, act.effect
    territory = effect.territory
    if act.suspends and not act.whole:
        yield from _states(tree, effect.places, Word.SUSPENDED, days, act)
    elif territory and verb in (Verb.REPEAL, Verb.REPLACE) and not act.whole:
        yield from _states(tree, effect.places, Word.ENDED, days, act)
    elif not effect.target.own or not effect.scope or entry.start is None:
        return
    elif verb is Verb.TAKE_EFFECT and entry.issued and act.start > entry.start:
        waiting = (Period(min(entry.issued, entry.start), act.start),)
        yield from _states(tree, places_in(effect.scope), Word.NOT_YET, waiting, act)
    elif verb is Verb.EXPIRE:
        yield from _states(tree, places_in(effect.scope), Word.ENDED, days, act)


def _states(
    tree: Tree, places: Iterable[Place], word: Word, days: Iterable[Period], act: Act
) -> Iterator[State]:
    for place in places:
        spot = spot_of(place)
        node = tree.find(Spot(spot.steps, within=spot.within)) if spot else None
        if node is None or (spot and not spot.steps):
            continue
        for period in days:
            yield State(
                node.identity,
                word,
                period.start,
                period.end,
                (act.reason(),),
                act.effect.territory,
            )


def places_in(scope: str) -> tuple[Place, ...]:
    """The provisions that limit a statement of force ("khoản 3 Điều 5")."""
    return tuple(place for chain in find_chains(scope) for place in chain.places)
