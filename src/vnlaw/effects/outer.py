"""Places and what holds them: what a place leaves open, taken from outer instructions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vnlaw.effects.model import Piece, Place, Unit
from vnlaw.effects.places import RANK


def completed(places: Iterable[Place], base: Place | None) -> tuple[Place, ...]:
    """Places with what they leave open taken from `base`, the place an outer instruction named."""
    if base is None or not (base.steps or base.within):
        return tuple(places)
    return tuple(_under(place, base) for place in places)


def _under(place: Place, base: Place) -> Place:
    outermost = RANK[place.steps[0].unit] if place.steps else -1
    if place.steps and place.steps[0].unit is Unit.ARTICLE:
        return replace(place, within=place.within or base.within)
    above = tuple(step for step in base.steps if RANK[step.unit] > outermost)
    return replace(place, steps=above + place.steps, within=place.within or base.within)


def common(places: Sequence[Place]) -> Place:
    """The innermost place that holds all of `places`."""
    if not places:
        return Place()
    shortest = min(places, key=lambda place: len(place.steps)).steps
    for length in range(len(shortest), 0, -1):
        if all(place.steps[:length] == shortest[:length] for place in places):
            within = {place.within for place in places if place.piece is not Piece.NAMED}
            return Place(shortest[:length], within=within.pop() if len(within) == 1 else "")
    return Place()


def is_open(place: Place) -> bool:
    """Whether a place lacks the article (or annex, or chapter) it lies in."""
    if place.piece in (Piece.TITLE, Piece.BASIS, Piece.NAMED):
        return False
    return not place.steps or RANK[place.steps[0].unit] < RANK[Unit.ARTICLE]
