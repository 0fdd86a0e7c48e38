"""Sentences that only announce: heads of lists and of amending articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vnlaw.effects.acts import Act
from vnlaw.effects.context import LISTING, Context, Scene
from vnlaw.effects.model import Effect, Target, Verb
from vnlaw.effects.objects import Object, Reached
from vnlaw.effects.outer import common, completed
from vnlaw.effects.timing import When
from vnlaw.effects.wording import pattern

_EXCEPTED = re.compile(r"(?:sau|sau\s+đây|dưới\s+đây)$", re.IGNORECASE)
_PARTIAL = pattern("lists", "partial", shape=r"(?<!\w){}")
_SUBJECT_LIST = pattern("lists", "subject_list", shape=r"[\s,;]*{}")
_ORDER = pattern("verbs", "opening", shape=r"\W*{}(?!\w)")
_HEAD = pattern("lists", "head", shape=r"(?<!\w){}")
_COLON = re.compile(r":\s*$")
_HEADING = pattern("lists", "heading", shape=r"(?<!\w){}")
_ANNEX = pattern("lists", "annex", shape=r"(?<!\w){}")
_WORDS = pattern("phrases", "words", shape=r"(?<!\w){}")
_REWORDING = frozenset((Verb.AMEND, Verb.INSERT, Verb.REPLACE, Verb.CORRECT))


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says for what it governs; `annexed` means the list stands in an annex."""

    context: Context
    annexed: bool


def ends_with_colon(scene: Scene, start: int) -> bool:
    """Whether the sentence, from `start`, announces something."""
    return _COLON.search(scene.sentence.bare[start : scene.sentence.end]) is not None


def _orders_below(scene: Scene) -> bool:
    """Whether what stands below gives orders of its own ("a) Thay thế Phụ lục …")."""
    first = (child.passages[0].view for child in scene.node.children if child.passages)
    return any(_ORDER.match(view) for view in first)


def excepts_list(scene: Scene) -> bool:
    """Whether what is listed below is what the sentence leaves out ("trừ các nội dung sau:")."""
    return any(_EXCEPTED.search(words) for words in scene.exceptions()) and ends_with_colon(
        scene, scene.sentence.start
    )


def announces(scene: Scene, act: Act) -> bool:
    """Whether an act without objects of its own governs a list that follows."""
    if _annexed(scene, act):
        return True
    if scene.alone:
        return False
    if scene.sentence.passage.heading and act.opening:
        words = scene.sentence.bare[act.region_start : scene.sentence.end]
        return act.verb in LISTING and _HEADING.search(words) is not None
    listed = act.subject and _SUBJECT_LIST.match(
        scene.sentence.bare, act.region_start, act.region_end
    )
    return ends_with_colon(scene, act.start) or (listed is not None and bool(scene.node.children))


def is_head(scene: Scene, act: Act, reached: Reached) -> bool:
    """Whether an act only announces what follows."""
    if scene.sentence.new:
        return False
    if not reached.objects:
        return True
    has_places = any(item.places for item in reached.objects)
    if reached.some and not has_places:
        return True
    if scene.alone or excepts_list(scene):
        return False
    last = scene.sentence.end if act.subject else act.region_end
    words = scene.sentence.bare[act.region_start : last]
    if act.verb in _REWORDING:
        announced = bool(_HEAD.search(words)) or scene.sentence.passage.heading
        return reached.some or announced or (bool(_COLON.search(words)) and _orders_below(scene))
    if scene.sentence.passage.heading and (reached.some or not reached.clean):
        return True
    return bool(_COLON.search(words)) and (reached.some or not has_places)


def read_head(scene: Scene, act: Act, reached: Reached) -> Head:
    """The context a head gives to what follows it."""
    target = _only_target(reached)
    base = None if target else scene.context.base
    places = [place for item in reached.objects for place in item.places]
    if reached.some:  # "một số điều, phụ lục của …" names none
        places = [place for place in places if all(step.number for step in place.steps)]
    if places:
        base = common(completed(places, base))
    listing = act.verb in LISTING
    words = scene.sentence.bare[act.region_start : act.region_end]
    lists = not reached.objects or scene.sentence.passage.heading
    lists = lists or ends_with_colon(scene, act.start)
    context = Context(
        target or scene.context.target,
        base,
        act if lists and listing else None,
        scene.when if listing else When(),
        scene.context.doubts if target is None else (),
        amending=True,
        partial=_PARTIAL.search(words) is not None,
    )
    return Head(context, bool(_annexed(scene, act)) and target is None)


def summary(scene: Scene, act: Act, reached: Reached) -> Iterator[Effect]:
    """ "Sửa đổi, bổ sung một số điều của Luật A": an effect with nothing to apply."""
    target = _only_target(reached)
    if target is None:
        return
    words = scene.sentence.bare[act.region_start : scene.sentence.end]
    if act.verb in (Verb.REPLACE, Verb.REPEAL) and _WORDS.search(words):
        act = replace(act, verb=Verb.REPLACE_PHRASE)
    yield replace(scene.effect(act, Object(target, (), 0, 0), ()), summary=True)


def _only_target(reached: Reached) -> Target | None:
    targets = [item.target for item in reached.objects if item.target]
    return targets[0] if len(targets) == 1 else None


def _annexed(scene: Scene, act: Act) -> bool:
    """Whether a repealing act points to a list in an annex."""
    if act.verb is not Verb.REPEAL:
        return False
    return bool(_ANNEX.search(scene.sentence.bare, scene.sentence.start, scene.sentence.end))
