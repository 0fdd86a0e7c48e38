"""Effects of instructions on words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from vnlaw.effects.acts import Act
from vnlaw.effects.context import Scene
from vnlaw.effects.heads import ends_with_colon
from vnlaw.effects.model import Effect, Phrase, Target, Verb
from vnlaw.effects.objects import Object, read_objects
from vnlaw.effects.phrases import Change, read_changes, without_lead
from vnlaw.effects.sentences import Quoted
from vnlaw.effects.wholes import changed
from vnlaw.effects.wording import pattern

_CORRECTED = pattern("phrases", "corrected", shape=r"(?<!\w)(?:{})\s*:?\s*$")
_PASSIVE = pattern("phrases", "passive", shape=r"(?<!\w)(?:{})\s*:?\s*$")
_AT = pattern("phrases", "at", shape=r"\s*(?:{})\s+(?:các\s+)?")


def reworded(scene: Scene, act: Act) -> Iterator[Effect]:
    """ "Thay thế cụm từ “A” bằng cụm từ “B” tại …"; places repealed in the same breath, too."""
    sentence, start = scene.sentence, act.region_start
    objects = read_objects(sentence, start, act.region_end).objects
    targets = {item.target for item in objects if item.target}
    shared = targets.pop() if len(targets) == 1 else None
    first = next(quote.start for quote in sentence.quotes if quote.start >= start)
    first = without_lead(sentence.bare, start, first)
    before = read_objects(sentence, start, first)
    if act.verb is Verb.REPEAL and any(item.places for item in before.objects):
        lent = tuple(replace(item, target=item.target or shared) for item in before.objects)
        yield from changed(scene, act, replace(before, objects=lent), first)
    for change in read_changes(sentence, act.kinds, start, act.region_end):
        yield from _change(scene, act, change, shared)


def leaves_places(scene: Scene, found: Sequence[Effect]) -> bool:
    """Whether changes of words are to be made at places listed below: "… tại các điều sau đây:"."""
    if scene.alone or not found or not ends_with_colon(scene, scene.sentence.start):
        return False
    return all(effect.phrase and not effect.places for effect in found)


def listed(scene: Scene, act: Act, start: int) -> Iterator[Effect]:
    """An item of such a list: "a) Khoản 1 Điều 9;"."""
    reached = read_objects(scene.sentence, start, scene.sentence.end)
    doubts = () if reached.clean else ("words-left-over",)
    for item in reached.objects:
        found = doubts if item.sure else (*doubts, "place-incomplete")
        for phrase in scene.context.phrases:
            yield scene.phrase_effect(act, item, scene.complete(item), phrase, found)


def corrected(scene: Scene) -> Iterator[Effect]:
    """ "Tại khoản 2 Điều 5: đã in là “A”, nay sửa lại là “B”", "“A” được thay bằng “B”"."""
    sentence = scene.sentence
    for wrong, right in pairwise(sentence.quotes):
        phrase = Phrase(wrong.text, right.text)
        if _PASSIVE.search(sentence.bare, wrong.end, right.start):
            yield from _replaced(scene, phrase, wrong, right)
            continue
        if not _CORRECTED.search(sentence.bare, wrong.end, right.start):
            continue
        act = Act(
            Verb.CORRECT, ("correct",), sentence.start, wrong.start, sentence.start, wrong.start
        )
        objects = read_objects(sentence, sentence.start, wrong.start).objects
        item = objects[-1] if objects else Object(None, (), sentence.start, wrong.start)
        doubts = () if item.places else ("phrase-unplaced",)
        yield scene.phrase_effect(act, item, scene.complete(item), phrase, doubts)


def _replaced(scene: Scene, phrase: Phrase, old: Quoted, new: Quoted) -> Iterator[Effect]:
    """ "Trong Luật A, cụm từ “B” tại Điều 1 được thay bằng “C”": where stands before or between."""
    sentence = scene.sentence
    act = Act(
        Verb.REPLACE_PHRASE, ("replace",), sentence.start, old.start, sentence.start, old.start
    )
    first = min(quote.start for quote in sentence.quotes)
    lead = read_objects(
        sentence, sentence.start, without_lead(sentence.bare, sentence.start, first)
    )
    objects = read_objects(sentence, old.end, new.start).objects or lead.objects
    for item in objects or (Object(None, (), sentence.start, old.start),):
        # The whole text is meant only where it is named as the place.
        doubts = () if item.places or item.target else ("phrase-unplaced",)
        yield scene.phrase_effect(act, item, scene.complete(item), phrase, doubts)


def _change(scene: Scene, act: Act, change: Change, shared: Target | None) -> Iterator[Effect]:
    """The effects of one change; `shared` is the one document its sentence names."""
    reached = [read_objects(scene.sentence, start, end) for start, end in change.where]
    objects = [item for reading in reached for item in reading.objects]
    lent = [] if objects else _in_amended(scene, change)
    doubts: list[str] = []
    if not change.even:
        doubts.append("pairs-uneven")
    if not change.words or not all(_is_word(phrase.old) for phrase in change.phrases):
        doubts.append("fragment")
    if not lent and not all(reading.clean for reading in reached):
        doubts.append("words-left-over")
    objects = objects or lent
    if not objects:
        objects = [Object(shared, (), change.start, change.end)]
    for item in objects:
        target = item.target or shared
        yield from _on_object(scene, act, change, replace(item, target=target), doubts)


def _is_word(old: str) -> bool:
    """Whether words can be found alone; a comma ("dấu “,” ngay sau số “14”") cannot."""
    return any(letter.isalnum() for letter in old)


def _in_amended(scene: Scene, change: Change) -> list[Object]:
    """ "tại Điều 20 của Luật này" among the amendments of Luật A means Luật A."""
    amended = scene.context.target
    own = any(
        reference.target.own and start <= reference.start < end
        for reference in scene.sentence.references
        for start, end in change.where
    )
    if amended is None or amended.own or not own:
        return []
    chains = [chain for start, end in change.where for chain in scene.chains(start, end)]
    places = tuple(place for chain in chains for place in chain.places)
    return [Object(amended, places, change.start, change.end)] if places else []


def _on_object(
    scene: Scene, act: Act, change: Change, item: Object, doubts: list[str]
) -> Iterator[Effect]:
    places = scene.complete(item)
    base = scene.context.base
    if not places and base and base.steps:
        places = (base,)  # "Điều 5: thay cụm từ …"
    found = [*doubts] if item.sure else [*doubts, "place-incomplete"]
    if not (places or change.everywhere or _names_whole(scene, change, item)):
        found.append("phrase-unplaced")
    for phrase in change.phrases:
        yield scene.phrase_effect(act, item, places, phrase, found)


def _names_whole(scene: Scene, change: Change, item: Object) -> bool:
    """ "… tại Nghị định số 5/2025/NĐ-CP": all of the document."""
    text = scene.sentence.bare
    return any(
        start <= item.start < end and _AT.fullmatch(text, start, item.start)
        for start, end in change.where
        if item.target and (start, end) != (item.start, item.end)
    )
