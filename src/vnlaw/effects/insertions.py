"""Instructions that add provisions, and those that give provisions other numbers or names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from vnlaw.effects.acts import Act
from vnlaw.effects.context import Scene
from vnlaw.effects.model import Effect, NewUnit, Piece, Place, Verb
from vnlaw.effects.objects import Object, read_objects
from vnlaw.effects.outer import completed
from vnlaw.effects.wording import pattern

_AFTER = pattern("phrases", "after", shape=r"(?<!\w)(?:{})(?!\w)")
_BEFORE = pattern("phrases", "before", shape=r"(?<!\w)(?:{})(?!\w)")
_INTO = pattern("phrases", "into", shape=r"(?<!\w)(?:{})(?!\w)")
_BECOMES = pattern("renumbering", "becomes", shape=r"(?<!\w)(?:{})(?!\w)")
_OLD = pattern("renumbering", "old", shape=r"\s*{}(?!\w)")


def inserted(scene: Scene, act: Act, start: int, cut: int) -> Iterator[Effect]:
    """ "Bổ sung khoản 2a vào sau khoản 2 Điều 5", "Bổ sung khoản 3 vào Điều 9"."""
    text = scene.sentence.bare
    after, before = _AFTER.search(text, start, cut), _BEFORE.search(text, start, cut)
    into = None if after or before else _INTO.search(text, start, cut)
    mark = after or before or into
    reached = read_objects(scene.sentence, start, cut)
    target = next((item.target for item in reached.objects if item.target), None)
    news = scene.chains(start, mark.start() if mark else cut)
    item = Object(target, tuple(place for chain in news for place in chain.places), start, cut)
    neighbour = _neighbour(scene, item, mark, cut)
    places = scene.complete(item)
    doubts = [] if reached.clean or neighbour else ["words-left-over"]
    act = replace(act, verb=Verb.INSERT)
    if not places:
        effect = scene.effect(act, item, (), ("fragment", *doubts))
        yield replace(effect, into=neighbour, summary=neighbour is None and target is not None)
        return
    if neighbour:
        lend = neighbour if into else _around(neighbour, places[0])
        places = completed(places, lend)
    yield replace(
        scene.effect(act, item, places, doubts),
        wants_text=True,
        after=neighbour if after else None,
        before=neighbour if before and not after else None,
        into=neighbour if into else None,
    )


def renumbers(scene: Scene, act: Act) -> bool:
    """Whether the act gives places other numbers or names."""
    if {"renumber", "rename", "renumbered"} & set(act.kinds):
        return True
    chains = scene.chains(act.region_start, act.region_end)
    return any(_OLD.match(scene.sentence.bare, chain.end, act.region_end) for chain in chains)


def renumbered(scene: Scene, act: Act) -> Iterator[Effect]:
    """ "Khoản 3 cũ thành khoản 4", "Chuyển Điều 5 thành Điều 6", "Đổi tên Chương II thành …"."""
    chains = list(scene.chains(act.region_start, act.region_end))
    act = replace(act, verb=Verb.AMEND)
    found = False
    for first, second in pairwise(chains):
        if not _BECOMES.search(scene.sentence.bare, first.end, second.start):
            continue
        olds = completed(first.places, scene.context.base)
        news = completed(second.places, scene.context.base)
        for old, new in zip(olds, news, strict=False):
            found = True
            old = completed((old,), _around(new, old))[0]
            item = Object(None, (old,), first.start, second.end)
            doubts = () if len(olds) == len(news) else ("place-missing",)
            becomes = completed((new,), _around(old, new))[0]
            yield replace(scene.effect(act, item, (old,), doubts), becomes=becomes)
    if not found and chains:
        yield _renamed(scene, act, Object(None, chains[0].places, chains[0].start, chains[0].end))


def _renamed(scene: Scene, act: Act, item: Object) -> Effect:
    """A new name for a place, quoted in the sentence or after it."""
    places = tuple(replace(place, piece=Piece.HEADING) for place in scene.complete(item))
    if "rename" not in act.kinds:
        return replace(
            scene.effect(act, item, scene.complete(item), ("fragment",)), wants_text=True
        )
    names = [quote.text for quote in scene.sentence.quotes if quote.start >= item.end]
    if not names:
        return replace(scene.effect(act, item, places), wants_text=True)
    units = (NewUnit(places[0], (names[-1],)),)
    doubts = () if len(places) == 1 else ("fragment",)
    return replace(scene.effect(act, item, places, doubts), units=units)


def _neighbour(scene: Scene, item: Object, mark: re.Match[str] | None, cut: int) -> Place | None:
    """The place new text stands beside, or goes into."""
    near = next(iter(scene.chains(mark.end(), cut)), None) if mark else None
    if near is None:
        return None
    return scene.complete(replace(item, places=near.places[:1]))[0]


def _around(neighbour: Place, place: Place) -> Place:
    """What holds a neighbour, as far out as the place beside it needs."""
    if not place.steps:
        return neighbour
    unit = place.steps[0].unit
    return replace(
        neighbour, steps=tuple(step for step in neighbour.steps if step.unit is not unit)
    )
