"""Effects on whole documents and on places: repeal, replacement, new wording, force."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vnlaw.effects.acts import Act
from vnlaw.effects.context import Scene
from vnlaw.effects.model import Effect, Piece, Place, Verb
from vnlaw.effects.objects import Object, Reached
from vnlaw.effects.wording import pattern

_CONTRARY = pattern("lists", "contrary", shape=r"\s*{}")
_DETAILS = pattern("lists", "details", shape=r"(?<!\w){}")
_LIST_WORDS = pattern("lists", "list_words", shape=r"(?<!\w){}(?!\w)")
_REWORDING = frozenset((Verb.AMEND, Verb.REPLACE, Verb.CORRECT))
# "không áp dụng": an end, or only a case in which the text does not apply.
_WEAK = pattern("verbs", "weak")
# "QCVN 7:2029 ban hành kèm theo Thông tư A": a text may carry several of these.
_ONE_OF_SEVERAL = pattern("lists", "one_of_several", shape=r"\s*{}[^;]*?kèm\s+theo")
_KINDLESS = re.compile(r"[\s,;:–-]*")


def changed(scene: Scene, act: Act, reached: Reached, cut: int) -> Iterator[Effect]:
    """The effects of an act on each of its objects; `cut` is where the objects end."""
    by = scene.sentence.text_between(cut, act.region_end) if "replace" in act.kinds else ""
    doubts: list[str] = []
    if act.subject:
        if not _is_whole_subject(scene, act, reached):
            doubts.append("scope-limited")
    elif not reached.clean:
        doubts.append("words-left-over")
    if _WEAK.match(scene.sentence.bare, act.start, act.end) and act.start < act.end:
        doubts.append("words-left-over")
    for item in reached.objects:
        yield from _one(scene, act, item, doubts, by)


def contrary(scene: Scene, act: Act) -> Iterator[Effect]:
    """ "Các quy định trước đây trái với Thông tư này bị bãi bỏ": texts nobody has listed."""
    if act.subject and _CONTRARY.match(scene.sentence.bare, act.region_start, act.region_end):
        effect = scene.effect(act, Object(None, (), 0, 0), (), ("broad", "target-missing"))
        words = scene.sentence.text_between(act.region_start, act.region_end)
        yield replace(effect, target=replace(effect.target, number=None, name=""), scope=words)


def _one(scene: Scene, act: Act, item: Object, doubts: Sequence[str], by: str) -> Iterator[Effect]:
    found = [*doubts] if item.sure else [*doubts, "target-ambiguous"]
    if _ONE_OF_SEVERAL.match(scene.sentence.bare, act.region_start, item.start):
        found.append("scope-limited")
    places = scene.complete(item)
    if scene.context.partial and not places and item.target:
        words = scene.sentence.text_between(act.region_start, item.start)
        places = (Place((), Piece.NAMED, words),)
    if act.verb is Verb.AMEND and act.kinds[0] == "replace":
        act = replace(act, verb=Verb.REPLACE)
    rewords = act.verb in _REWORDING and bool(places) and not by
    effect = replace(
        scene.effect(act, item, places, found),
        wants_text=rewords,
        # a whole document is amended by what is listed elsewhere
        summary=not places and act.verb in (Verb.AMEND, Verb.INSERT),
        replaced_by=by,
    )
    yield _of_details(scene, act, item, effect)


def _of_details(scene: Scene, act: Act, item: Object, effect: Effect) -> Effect:
    """ "Văn bản quy định chi tiết Luật A tiếp tục có hiệu lực": texts that hang on Luật A."""
    earlier = any(act.region_start <= r.start < item.start for r in scene.sentence.references)
    lead = scene.sentence.bare[act.region_start : item.start]
    if act.subject and not earlier and _DETAILS.search(lead):
        doubts = tuple(dict.fromkeys((*effect.doubts, "broad")))
        target = replace(effect.target, relation="details")
        return replace(effect, target=target, doubts=doubts)
    return effect


def _is_whole_subject(scene: Scene, act: Act, reached: Reached) -> bool:
    """Whether the subject of a predicate is the texts named and nothing narrower."""
    if not reached.objects:
        return False
    lead = scene.sentence.bare[act.region_start : reached.objects[0].start]
    return _KINDLESS.fullmatch(_LIST_WORDS.sub(" ", lead)) is not None or "kèm theo" in lead
