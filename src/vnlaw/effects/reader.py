"""Reading effects from the passages of a document, outer instructions giving the inner ones sense.

An outer instruction ("Sửa đổi, bổ sung một số khoản của Điều 90 của Luật A như sau:") says for
the inner ones which document and place they mean; the head of a list ("Bãi bỏ các văn bản sau
đây:") says what happens to its items.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from vnlaw.effects.acts import Act, begin, find_acts
from vnlaw.effects.context import Context, Scene, Unread, named
from vnlaw.effects.heads import (
    announces,
    ends_with_colon,
    excepts_list,
    is_head,
    read_head,
    summary,
)
from vnlaw.effects.insertions import inserted, renumbered, renumbers
from vnlaw.effects.model import Effect, Place, Target, Unit, Verb
from vnlaw.effects.objects import Object, Reached, read_objects
from vnlaw.effects.outer import common
from vnlaw.effects.passages import Node
from vnlaw.effects.phrases import is_phrase
from vnlaw.effects.rewordings import corrected, leaves_places, listed, reworded
from vnlaw.effects.sentences import Sentence, sentences
from vnlaw.effects.timing import When, said_by_each
from vnlaw.effects.together import completed_together, with_text
from vnlaw.effects.wholes import changed, contrary
from vnlaw.effects.wording import pattern

_ANNOUNCING = pattern("lists", "announcing", shape=r"(?<!\w){}")
_BY = re.compile(r"(?<!\w)(?:bằng|bởi)(?!\w)", re.IGNORECASE)
_HISTORY = pattern("lists", "history", shape=r"(?<!\w){}")
_CONDITION = pattern("lists", "condition", shape=r"\s*{}(?!\w)")
_TRIGGER = pattern("verbs", "trigger")
_AS_RULED = pattern("lists", "as_ruled", shape=r"(?<!\w){}\s*$")
_WORDS = pattern("phrases", "words", shape=r"(?<!\w){}")
_ATTACHED = re.compile(r"[^;]*?(?<!\w)kèm\s+theo\s*$", re.IGNORECASE)
# How far the object of an item may stand from its start, and that of a verb from the verb.
_NEAR_ITEM = 90
_NEAR_VERB = 160
_NEAR_PLACE = 30


class Reader:
    """Walks nodes in document order and collects effects."""

    def __init__(self, names: Mapping[str, Target], main: date | None = None) -> None:
        self._names = names
        self._main = main  # the day the document starts as a whole
        self.effects: list[Effect] = []
        self.unread: list[Unread] = []
        self.annexed: Context | None = None  # for a list that stands in an annex

    def read(self, node: Node, context: Context) -> None:
        """Read a node and all below it."""
        stack = [(node, context)]
        while stack:
            current, around = stack.pop()
            inner = self._passages(current, around)
            stack += [(child, inner) for child in reversed(current.children)]

    def _passages(self, node: Node, context: Context) -> Context:
        for index, passage in enumerate(node.passages):
            if not (context.act or _TRIGGER.search(passage.view)):
                continue
            alone = index + 1 == len(node.passages) and not node.children
            for sentence in sentences(passage, self._names):
                last = alone or not sentence.last
                context = self._sentence(
                    Scene.of(node, sentence, context, alone=last, main=self._main)
                )
        return context

    def _sentence(self, scene: Scene) -> Context:
        acts = find_acts(scene.sentence)
        reading = _Reading(scene)
        found: list[Effect] = []
        for act, when in zip(acts, _times(scene.sentence, acts), strict=True):
            found += reading.act(act, when)
        if not any(not effect.summary for effect in found) and _corrects(scene, acts):
            found += corrected(replace(scene, context=reading.inner))
        if not (acts or found) and scene.context.act:
            found = reading.item(scene.context.act)
        if found and excepts_list(scene):
            reading.inner = replace(reading.inner, target=None, base=None, act=None)
        self.effects += with_text(completed_together(found), scene.sentence)
        if not (found or reading.announced) and _seems_to_act(acts, scene):
            self.unread.append(Unread(scene.sentence.passage, scene.sentence.text))
        self.annexed = reading.annexed or self.annexed
        return reading.inner


def _corrects(scene: Scene, acts: Sequence[Act]) -> bool:
    return scene.context.amending or any(act.verb is Verb.CORRECT for act in acts)


def _seems_to_act(acts: Sequence[Act], scene: Scene) -> bool:
    if not any(act.opening for act in acts):
        return False
    others = any(not reference.target.own for reference in scene.sentence.references)
    return scene.context.amending or others


class _Reading:
    """The reading of one sentence; `inner` is the context for what follows and stands below."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.inner = scene.context
        self.announced = False
        self.annexed: Context | None = None

    def act(self, act: Act, when: When) -> list[Effect]:
        """The effects of one act, which happens at a time of its own."""
        self._scene = scene = replace(self._scene, when=when)
        start, end = act.region_start, act.region_end
        if not act.subject and _speaks_of_words(scene.sentence, start, end):
            return self._reworded(act)
        if act.verb is Verb.CORRECT and (found := list(corrected(scene))):
            return found
        cut = end if act.subject else _objects_end(scene.sentence, act)
        reached = read_objects(scene.sentence, start, cut)
        if not self._is_act(act, reached):
            return list(contrary(scene, act)) or self._fragment(act)
        if is_head(scene, act, reached):
            return self._head(act, reached)
        if renumbers(scene, act):
            return list(renumbered(scene, act))
        if act.verb is Verb.INSERT:
            return list(inserted(scene, act, start, cut))
        return self._changed(act, reached, cut)

    def _reworded(self, act: Act) -> list[Effect]:
        """Changes of words; a head leaves their places to the list below it."""
        scene = self._scene
        found = list(reworded(scene, act))
        if not leaves_places(scene, found):
            return found
        phrases = tuple(effect.phrase for effect in found if effect.phrase)
        target = found[0].target if "target-missing" not in found[0].doubts else None
        inner = scene.context if target is None else replace(scene.context, target=target)
        self.inner = replace(inner, act=act, when=scene.when, phrases=phrases)
        return [replace(effect, summary=True) for effect in found]

    def item(self, act: Act) -> list[Effect]:
        """The effects of an item of a list, whose head gave the act."""
        scene, sentence = self._scene, self._scene.sentence
        start = begin(sentence)
        if scene.context.phrases:
            return list(listed(scene, act, start))
        if _HISTORY.search(sentence.bare, start, sentence.end):
            return []
        if _speaks_of_words(sentence, start, sentence.end):
            kinds = ("repeal",) if act.verb is Verb.REPEAL else act.kinds
            here = replace(act, kinds=kinds, region_start=start, region_end=sentence.end)
            return list(reworded(scene, here))
        reached = read_objects(sentence, start, sentence.end)
        near = reached.objects and _is_near(sentence, start, reached.objects[0])
        if not near or _CONDITION.match(sentence.bare, start, sentence.end):
            return []
        # the region of the act is the head's: what is checked of a subject is the item's own
        act = replace(act, region_start=start, region_end=sentence.end)
        if ends_with_colon(scene, start) and is_head(scene, act, reached):
            return self._head(act, reached)
        return list(changed(scene, act, reached, sentence.end))

    def _is_act(self, act: Act, reached: Reached) -> bool:
        """Whether an act with these objects is one at all, and not other talk."""
        if not reached.objects:
            return announces(self._scene, act)
        first = reached.objects[0]
        if act.subject or reached.clean or named(first.places):
            return True
        if act.verb in (Verb.AMEND, Verb.INSERT) and self._speaks_of_deeds(act, first):
            return False
        gap = first.start - act.region_start
        return gap < (_NEAR_PLACE if first.target is None else _NEAR_VERB)

    def _speaks_of_deeds(self, act: Act, first: Object) -> bool:
        """ "Bổ sung giá đất quy định tại Điều 3 Luật A": what somebody does, no new wording."""
        scene = self._scene
        words = scene.sentence.bare[act.region_start : first.start]
        orders = scene.context.amending or scene.sentence.new or scene.sentence.passage.heading
        announced = _ANNOUNCING.search(scene.sentence.bare, first.end, scene.sentence.end)
        return not orders and announced is None and _AS_RULED.search(words) is not None

    def _head(self, act: Act, reached: Reached) -> list[Effect]:
        head = read_head(self._scene, act, reached)
        self.announced = True
        self.inner = head.context
        if head.annexed:
            self.annexed = replace(head.context, act=act, when=self._scene.when)
        return list(summary(self._scene, act, reached))

    def _changed(self, act: Act, reached: Reached, cut: int) -> list[Effect]:
        only = reached.objects[0].target if len(reached.objects) == 1 else None
        if act.opening and only:
            self.inner = replace(self._scene.context, target=only, base=None, doubts=(), act=None)
        if act.opening and self._scene.sentence.passage.heading:
            self.inner = replace(self.inner, base=_around(self._scene, reached) or self.inner.base)
        return list(changed(self._scene, act, reached, cut))

    def _fragment(self, act: Act) -> list[Effect]:
        """What can be told of an instruction that does not parse: its verb and its places."""
        scene = self._scene
        chains = list(scene.chains(act.region_start, act.region_end))
        own = any(reference.target.own for reference in scene.sentence.references)
        if own or not (act.opening and scene.context.amending and chains):
            return []
        item = Object(None, tuple(p for chain in chains for p in chain.places), 0, 0)
        return [scene.effect(act, item, scene.complete(item), ("fragment", "words-left-over"))]


def _around(scene: Scene, reached: Reached) -> Place | None:
    """The article a heading acts in: "Bãi bỏ khoản 3 Điều 8" goes before "Bãi bỏ khoản 3."."""
    places = [place for item in reached.objects for place in scene.complete(item)]
    shared = common(places).steps if places else ()
    articles = tuple(step for step in shared if step.unit is Unit.ARTICLE)
    return Place(articles) if articles and len(reached.objects) == 1 else None


def _is_near(sentence: Sentence, start: int, item: Object) -> bool:
    """Whether an item of a list begins with its object, or with a text attached to it."""
    attached = _ATTACHED.fullmatch(sentence.bare, start, item.start)
    return item.start - start <= _NEAR_ITEM or attached is not None


def _times(sentence: Sentence, acts: Sequence[Act]) -> list[When]:
    starts = [sentence.start, *(act.first for act in acts[1:]), sentence.end]
    return said_by_each(sentence, list(pairwise(starts)) if acts else [])


def _speaks_of_words(sentence: Sentence, start: int, end: int) -> bool:
    """Whether `[start, end)` orders something of words, and does not quote the title of a text."""
    if not is_phrase(sentence, start, end):
        return False
    quote = next(quote.start for quote in sentence.quotes if quote.start >= start)
    named = [r for r in sentence.references if start <= r.start and r.end <= quote]
    if not named:
        return True
    between = sentence.bare[named[0].end : quote]
    titled = named[0].described(sentence.bare) and not re.search("[;:]", between)
    return not titled or _WORDS.search(between) is not None


def _objects_end(sentence: Sentence, act: Act) -> int:
    """Where the objects of a verb end: before "như sau:", before "bằng …"."""
    text, end = sentence.bare, act.region_end
    spans = [(one.start, one.end) for one in sentence.references]
    spans += [(one.start, one.end) for one in sentence.chains]
    # "Bãi bỏ các văn bản sau: Nghị định A; Nghị định B": what is announced are the objects
    start = min((last for first, last in spans if act.region_start <= first < end), default=end)
    stops = [
        match.start()
        for match in _ANNOUNCING.finditer(text, start, end)
        if match[0].rstrip().endswith(":") or not text[match.end() : end].strip(" .;:,\x01")
    ]
    if "replace" in act.kinds:
        stops += [match.start() for match in _BY.finditer(text, act.region_start, end)]
    return min(stops, default=end)
