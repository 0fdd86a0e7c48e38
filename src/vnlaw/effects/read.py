"""Reading effects from the passages of a document, outer instructions giving the inner ones sense.

An outer instruction ("Sửa đổi, bổ sung một số khoản của Điều 90 của Luật A như sau:") says for
the inner ones which document and place they mean; the head of a list ("Bãi bỏ các văn bản sau
đây:") says what happens to its items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vnlaw.effects.acts import Act, begin, find_acts
from vnlaw.effects.documents import Role
from vnlaw.effects.model import (
    Effect,
    Phrase,
    Piece,
    Place,
    Quote,
    Target,
    Unit,
    Verb,
)
from vnlaw.effects.newtext import sort_units
from vnlaw.effects.objects import Object, Reached, read_objects
from vnlaw.effects.passages import Node, Passage
from vnlaw.effects.phrases import Change, is_phrase, read_changes, without_lead
from vnlaw.effects.places import Chain, common, completed, find_chains, is_open
from vnlaw.effects.sentences import Sentence, sentences
from vnlaw.effects.timing import When, said
from vnlaw.effects.wording import pattern

# Verbs a head gives to the items of its list; an amending head has instructions below it.
_LISTING = frozenset(
    (Verb.REPEAL, Verb.SUSPEND, Verb.CONTINUE, Verb.EXTEND, Verb.REPLACE, Verb.RESUME)
)
UNKNOWN = Target(None, "", "")

_ANNOUNCING = pattern("lists", "announcing", shape=r"(?<!\w){}")
_HEAD = pattern("lists", "head", shape=r"(?<!\w){}")
_HEAD_COLON = re.compile(r":\s*$")
_BY = re.compile(r"(?<!\w)(?:bằng|bởi)(?!\w)", re.IGNORECASE)
_AFTER = pattern("phrases", "after", shape=r"(?<!\w)(?:{})(?!\w)")
_BEFORE = pattern("phrases", "before", shape=r"(?<!\w)(?:{})(?!\w)")
_INTO = re.compile(r"(?<!\w)(?:vào|cho)(?!\w)(?!\s+(?:ngay\s+)?(?:phía\s+)?(?:sau|trước))", re.IGNORECASE)
_BECOMES = pattern("renumbering", "becomes", shape=r"(?<!\w)(?:{})(?!\w)")
_OLD = pattern("renumbering", "old", shape=r"\s*{}\s*")
_ANNEX = pattern("lists", "annex", shape=r"(?<!\w){}")
_HISTORY = pattern("lists", "history", shape=r"(?<!\w){}")
_HEADING = pattern("lists", "heading", shape=r"(?<!\w){}")
_WORDS = pattern("phrases", "words", shape=r"(?<!\w){}")
_TERRITORY = pattern("force", "territory", shape=r"(?<!\w){}")
_TRIGGER = pattern("verbs", "trigger")
_TRANSITION = pattern("time", "transition")
_EVERYTHING_CONTRARY = re.compile(r"(?<!\w)(?:trái|khác)\s+với(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What outer instructions say for the inner ones."""

    target: Target | None = None
    base: Place | None = None
    act: Act | None = None  # of the list this stands in
    when: When = When()
    doubts: tuple[str, ...] = ()
    amending: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence that seems to act on other texts and could not be read."""

    passage: Passage
    text: str


class Reader:
    """Walks the nodes of one document and collects effects in order."""

    def __init__(self, names: Mapping[str, Target]) -> None:
        self._names = names
        self.effects: list[Effect] = []
        self.unread: list[Unread] = []
        self.annex_act: tuple[Act, When, str] | None = None

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
                context = self._sentence(node, sentence, context, alone=alone)
        return context

    def _sentence(
        self, node: Node, sentence: Sentence, context: Context, *, alone: bool
    ) -> Context:
        acts = find_acts(sentence)
        reading = _Reading(node, sentence, context, alone=alone or not sentence.last)
        found = [effect for act in acts for effect in reading.act(act)]
        if not acts and context.act:
            found = reading.item(context.act)
        self.effects += _with_text(_completed_together(found), sentence)
        if not (found or reading.announced) and _seems_to_act(acts, sentence, context):
            self.unread.append(Unread(sentence.passage, sentence.text))
        if reading.annex:
            self.annex_act = reading.annex
        return reading.inner()


def _seems_to_act(acts: Sequence[Act], sentence: Sentence, context: Context) -> bool:
    if not any(act.opening for act in acts):
        return False
    return context.amending or any(not r.target.own for r in sentence.references)


def _unquoted(sentence: Sentence) -> str:
    """New text that follows "như sau:" in its line without quotation marks."""
    for match in _ANNOUNCING.finditer(sentence.bare, sentence.start, sentence.end):
        if match[0].rstrip().endswith(":"):
            return sentence.text_between(match.end(), sentence.end)
    return ""


def _completed_together(effects: list[Effect]) -> list[Effect]:
    """What one instruction of a sentence leaves open and a later one says.

    "Bãi bỏ cụm từ “A” tại Điều 1; bãi bỏ Điều 2 của Luật B", "thay “A” bằng “B” và bỏ “C” tại …".
    """
    named = {effect.target for effect in effects if "target-missing" not in effect.doubts}
    only = named.pop() if len(named) == 1 else None
    result: list[Effect] = []
    for effect in reversed(effects):
        if only and "target-missing" in effect.doubts:
            effect = replace(effect, target=only, doubts=_less(effect, "target-missing"))
        following = result[-1] if result else None
        if "phrase-unplaced" in effect.doubts and following and following.phrase and following.places:
            doubts = _less(effect, "phrase-unplaced", "words-left-over")
            effect = replace(effect, places=following.places, doubts=doubts)
        result.append(effect)
    return result[::-1]


def _less(effect: Effect, *doubts: str) -> tuple[str, ...]:
    return tuple(doubt for doubt in effect.doubts if doubt not in doubts)


def _with_text(effects: list[Effect], sentence: Sentence) -> list[Effect]:
    """Give the new text after a sentence to the places its effects name, in order."""
    wanting = [effect for effect in effects if effect.wants_text]
    if not wanting:
        return effects
    lines = sentence.new if sentence.last else ()
    loose = "" if lines else _unquoted(sentence)
    if loose:
        lines = (loose,)
        effects = [
            replace(e, doubts=(*e.doubts, "text-unquoted")) if e.wants_text else e for e in effects
        ]
        wanting = [effect for effect in effects if effect.wants_text]
    if not lines:
        return [replace(e, doubts=(*e.doubts, "text-missing")) if e.wants_text else e for e in effects]
    units, matched = sort_units(lines, [place for e in wanting for place in e.places])
    result: list[Effect] = []
    for effect in effects:
        own = tuple(unit for unit in units if unit.place in effect.places)
        if effect is wanting[0]:
            own = (*(unit for unit in units if unit.place is None), *own)
        if effect.wants_text and (own or not matched):
            doubts = effect.doubts if matched else (*effect.doubts, "text-unmatched")
            effect = replace(effect, units=own, doubts=doubts)
        result.append(effect)
    return result


class _Reading:
    """The reading of one sentence."""

    def __init__(self, node: Node, sentence: Sentence, context: Context, *, alone: bool) -> None:
        self._node = node
        self._sentence = sentence
        self._context = context
        self._alone = alone
        self._when = said(sentence)
        self.announced = False
        self.annex: tuple[Act, When, str] | None = None
        self._inner = context

    def inner(self) -> Context:
        """The context for what follows the sentence and stands below it."""
        return self._inner

    # --- acts -----------------------------------------------------------------------------

    def act(self, act: Act) -> list[Effect]:
        """The effects of one act."""
        sentence = self._sentence
        if not act.subject and is_phrase(sentence, act.region_start, act.region_end):
            return list(self._phrases(act))
        start, end = act.region_start, act.region_end
        cut = self._cut(act, start, end)
        reached = read_objects(sentence, start, cut)
        if not self._acceptable(act, reached):
            return list(self._fragment(act, start, end))
        if self._is_head(act, reached):
            return list(self._head(act, reached))
        if "renumber" in act.kinds or "rename" in act.kinds or self._renumbers(start, end):
            return list(self._renumbered(act, start, end))
        if act.verb is Verb.INSERT:
            return list(self._inserted(act, start, cut))
        return list(self._changed(act, reached, start, cut))

    def _fragment(self, act: Act, start: int, end: int) -> Iterator[Effect]:
        """What can be told of an instruction that does not parse: its verb and its places."""
        chains = list(self._own_chains(start, end))
        if not (act.opening and self._context.amending and chains):
            return
        if any(r.target.own for r in self._sentence.references):
            return
        places = tuple(place for chain in chains for place in chain.places)
        item = Object(None, places, start, end)
        yield self._effect(
            act.verb, act, item, self._complete(item), doubts=("fragment", "words-left-over")
        )

    def item(self, act: Act) -> list[Effect]:
        """The effects of an item of a list, whose head gave the act."""
        sentence = self._sentence
        start = begin(sentence)
        if _HISTORY.search(sentence.bare, start, sentence.end):
            return []
        if is_phrase(sentence, start, sentence.end):
            kinds = ("repeal",) if act.verb is Verb.REPEAL else act.kinds
            here = replace(act, kinds=kinds, region_start=start, region_end=sentence.end)
            return list(self._phrases(here))
        reached = read_objects(sentence, start, sentence.end)
        if not reached.objects or reached.objects[0].start - start > 90 or _is_condition(sentence, start):
            return []
        if _HEAD_COLON.search(sentence.bare[start : sentence.end]) and self._is_head(act, reached):
            return list(self._head(act, reached))
        return list(self._changed(act, reached, start, sentence.end))

    def _cut(self, act: Act, start: int, end: int) -> int:
        """Where the objects of an act end."""
        text = self._sentence.bare
        if act.subject:
            return end
        stops = [m.start() for m in _ANNOUNCING.finditer(text, start, end) if self._ends_here(m, end)]
        if act.verb in (Verb.REPLACE, Verb.AMEND) and "replace" in act.kinds:
            stops += [m.start() for m in _BY.finditer(text, start, end)]
        return min(stops, default=end)

    def _ends_here(self, match: re.Match[str], end: int) -> bool:
        rest = self._sentence.bare[match.end() : end].strip(" .;:,\x01")
        return not rest or match[0].rstrip().endswith(":")

    def _acceptable(self, act: Act, reached: Reached) -> bool:
        """Whether an act with these objects is one at all, and not other talk."""
        if reached.objects:
            first = reached.objects[0]
            if act.subject:
                return True
            gap = self._sentence.bare[act.region_start : first.start]
            named = first.target is not None
            if any(place.piece is Piece.NAMED for place in first.places):
                return True
            return reached.clean or (named and len(gap) < 160) or len(gap) < 30
        return self._announces(act) or (act.subject and _contrary(self._sentence, act))

    def _announces(self, act: Act) -> bool:
        """Whether an act without objects of its own governs a list that follows."""
        rest = self._sentence.bare[act.start : self._sentence.end]
        if self._alone:
            return bool(self._annexed(act))
        if self._sentence.passage.heading and act.opening:
            if act.verb not in _LISTING:
                return False
            named = self._sentence.bare[act.region_start : self._sentence.end]
            return _HEADING.search(named) is not None or bool(self._annexed(act))
        return _HEAD_COLON.search(rest) is not None or bool(self._annexed(act))

    def _annexed(self, act: Act) -> re.Match[str] | None:
        if act.verb is not Verb.REPEAL:
            return None
        return _ANNEX.search(self._sentence.bare, self._sentence.start, self._sentence.end)

    # --- heads ----------------------------------------------------------------------------

    def _is_head(self, act: Act, reached: Reached) -> bool:
        """Whether the act only announces what follows."""
        if self._sentence.new:
            return False
        if not reached.objects:
            return True
        text = self._sentence.bare[act.region_start : self._sentence.end]
        has_places = any(item.places for item in reached.objects)
        if reached.some and not has_places:
            return True
        if self._alone:
            return False
        if act.verb in (Verb.AMEND, Verb.INSERT, Verb.REPLACE, Verb.CORRECT):
            return reached.some or bool(_HEAD.search(text)) or self._sentence.passage.heading
        return bool(_HEAD_COLON.search(text)) and (reached.some or not has_places)

    def _head(self, act: Act, reached: Reached) -> Iterator[Effect]:
        self.announced = True
        objects = reached.objects
        named = [item for item in objects if item.target]
        target = named[0].target if len(named) == 1 else None
        doubts = self._context.doubts if target is None else ()
        base = self._context.base
        places = [place for item in objects for place in item.places]
        if target is not None:
            base = None
        if places:
            base = common(completed(places, base))
        lists = self._sentence.passage.heading or bool(
            _HEAD_COLON.search(self._sentence.bare[act.start : self._sentence.end])
        )
        keeps = act.verb in _LISTING
        self._inner = Context(
            target or self._context.target,
            base,
            act if lists and keeps else None,
            self._when if keeps else When(),
            doubts,
            True,
        )
        if self._annexed(act) and act.verb is Verb.REPEAL and not named:
            self.annex = (act, self._when, self._node.address)
        if target is not None:
            yield self._effect(self._announced_verb(act), act, Object(target, (), 0, 0), (), summary=True)

    def _announced_verb(self, act: Act) -> Verb:
        """ "Thay thế một số cụm từ của Luật A như sau:" speaks of words."""
        words = self._sentence.bare[act.region_start : self._sentence.end]
        replaces = act.verb in (Verb.REPLACE, Verb.REPEAL)
        return Verb.REPLACE_PHRASE if replaces and _WORDS.search(words) else act.verb

    # --- whole documents and places ---------------------------------------------------------

    def _changed(self, act: Act, reached: Reached, start: int, cut: int) -> Iterator[Effect]:
        replaced_by = self._sentence.text_between(cut, act.region_end) if "replace" in act.kinds else ""
        doubts: list[str] = []
        if not reached.clean and not act.subject:
            doubts.append("words-left-over")
        if act.subject and not self._subject_clean(act, reached):
            doubts.append("scope-limited")
        if not reached.objects:
            yield self._effect(act.verb, act, Object(None, (), 0, 0), (), doubts=("broad", "target-missing"), scope=self._sentence.text)
            return
        for item in reached.objects:
            yield from self._one(act, item, doubts, replaced_by)
        if act.opening and len(reached.objects) == 1 and reached.objects[0].target:
            self._inner = replace(self._context, target=reached.objects[0].target, base=None, doubts=(), act=None)

    def _one(self, act: Act, item: Object, doubts: Sequence[str], replaced_by: str) -> Iterator[Effect]:
        verb = act.verb
        found = list(doubts)
        places = self._complete(item)
        if not item.sure:
            found.append("target-ambiguous")
        summary = False
        if not places and verb in (Verb.AMEND, Verb.INSERT):
            # "Sửa đổi, bổ sung Thông tư A" as a whole: only a heading speaks so
            summary = True
        if verb is Verb.AMEND and "replace" in act.kinds and act.kinds[0] == "replace":
            verb = Verb.REPLACE
        yield self._effect(
            verb,
            act,
            item,
            places,
            text=verb in (Verb.AMEND, Verb.REPLACE) and bool(places) and not replaced_by,
            summary=summary,
            doubts=tuple(found),
            replaced_by=replaced_by,
        )

    def _subject_clean(self, act: Act, reached: Reached) -> bool:
        """Whether the subject of a predicate is the named texts and nothing narrower."""
        if not reached.objects:
            return False
        lead = self._sentence.bare[act.region_start : reached.objects[0].start]
        words = re.sub(r"(?<!\w)(?:các|và|đồng thời|toàn bộ|nội dung|văn bản|sau đây|sau|gồm)(?!\w)", " ", lead, flags=re.IGNORECASE)
        return not words.strip(" ,;:–-") or "kèm theo" in lead

    def _complete(self, item: Object) -> tuple[Place, ...]:
        if item.target is not None and not self._same_target(item.target):
            return item.places
        return completed(item.places, self._context.base)

    def _same_target(self, target: Target) -> bool:
        known = self._context.target
        return bool(known and target.number and known.number == target.number)

    # --- insertions -------------------------------------------------------------------------

    def _inserted(self, act: Act, start: int, cut: int) -> Iterator[Effect]:
        text = self._sentence.bare
        after = _AFTER.search(text, start, cut)
        before = _BEFORE.search(text, start, cut) if not after else None
        into = _INTO.search(text, start, cut) if not (after or before) else None
        mark = after or before or into
        reached = read_objects(self._sentence, start, cut)
        news = [c for c in self._own_chains(start, mark.start() if mark else cut)]
        near = [c for c in self._own_chains(mark.end(), cut)] if mark else []
        target = next((item.target for item in reached.objects if item.target), None)
        item = Object(target, tuple(p for c in news for p in c.places), start, cut)
        places = self._complete(item)
        neighbour = self._complete(replace(item, places=near[0].places[:1]))[0] if near else None
        doubts = [] if reached.clean or near else ["words-left-over"]
        if not places:
            yield self._effect(Verb.INSERT, act, item, (), doubts=("fragment", *doubts), into=neighbour, summary=not near and target is not None)
            return
        if into and neighbour:
            places = completed(tuple(places), neighbour)
        if neighbour and not into:
            places = tuple(_beside(place, neighbour) for place in places)
        yield self._effect(
            Verb.INSERT,
            act,
            item,
            places,
            text=True,
            after=neighbour if after else None,
            before=neighbour if before else None,
            into=neighbour if into else None,
            doubts=tuple(doubts),
        )

    def _own_chains(self, start: int, end: int) -> Iterator[Chain]:
        for chain in self._sentence.chains:
            if start <= chain.start and chain.end <= end and not _container_link(self._sentence, chain):
                yield chain

    # --- renumbering -----------------------------------------------------------------------

    def _renumbers(self, start: int, end: int) -> bool:
        return any(_OLD.match(self._sentence.bare, c.end, end) for c in self._own_chains(start, end))

    def _renumbered(self, act: Act, start: int, end: int) -> Iterator[Effect]:
        chains = list(self._own_chains(start, end))
        text = self._sentence.bare
        found = False
        for first, second in zip(chains, chains[1:], strict=False):
            if not _BECOMES.search(text, first.end, second.start):
                continue
            olds = completed(first.places, self._context.base)
            news = completed(second.places, self._context.base)
            if len(olds) != len(news):
                continue
            for old, new in zip(olds, news, strict=True):
                found = True
                lent = _beside(old, new) if len(old.steps) < len(new.steps) else old
                item = Object(None, (lent,), first.start, second.end)
                yield self._effect(Verb.AMEND, act, item, (lent,), becomes=_beside(new, lent))
        if not found and chains:
            item = Object(None, chains[0].places, start, end)
            yield self._effect(
                Verb.AMEND, act, item, self._complete(item), text=True, doubts=("fragment",)
            )

    # --- phrases ---------------------------------------------------------------------------

    def _phrases(self, act: Act) -> Iterator[Effect]:
        start = act.region_start
        first = next(q.start for q in self._sentence.quotes if q.start >= start)
        first = without_lead(self._sentence.bare, start, first)
        places_before = read_objects(self._sentence, start, first)
        named = read_objects(self._sentence, start, act.region_end).objects
        targets = {item.target for item in named if item.target}
        shared = targets.pop() if len(targets) == 1 else None
        if any(item.places for item in places_before.objects) and act.verb is Verb.REPEAL:
            lent = tuple(replace(o, target=o.target or shared) for o in places_before.objects)
            yield from self._changed(act, replace(places_before, objects=lent), start, first)
        for change in read_changes(self._sentence, act.kinds, start, act.region_end):
            yield from self._change(act, change, shared)

    def _change(self, act: Act, change: Change, shared: Target | None) -> Iterator[Effect]:
        """The effects of one change; `shared` is the one document its sentence names."""
        sentence = self._sentence
        spans = change.where
        reached = [read_objects(sentence, a, b) for a, b in spans]
        objects = [item for reading in reached for item in reading.objects]
        doubts: list[str] = []
        if not change.even:
            doubts.append("pairs-uneven")
        excepted = tuple(self._excepted())
        if not objects:
            if not change.everywhere:
                doubts.append("phrase-unplaced")
            objects = [Object(shared, (), change.start, change.end)]
        objects = [replace(item, target=item.target or shared) for item in objects]
        if any(not phrase.old for phrase in change.phrases) or not change.words:
            doubts.append("fragment")
        if not all(reading.clean for reading in reached):
            doubts.append("words-left-over")
        for item in objects:
            places = completed(item.places, self._context.base) if item.target is None else self._complete(item)
            if not places and not change.everywhere and "phrase-unplaced" not in doubts and item.target is None:
                doubts.append("phrase-unplaced")
            if not item.sure:
                doubts.append("place-incomplete")
            if not places and not item.places and self._context.base and self._context.base.steps:
                places = (self._context.base,)
            for phrase in change.phrases:
                changed = Phrase(phrase.old, phrase.new, excepted)
                verb = Verb.REPLACE_PHRASE if phrase.old else Verb.INSERT
                yield self._effect(verb, act, item, places, phrase=changed, doubts=tuple(doubts))

    def _excepted(self) -> Iterator[Place]:
        for start, end in self._sentence.exceptions:
            for chain in find_chains(self._sentence.passage.view[start:end]):
                yield from completed(chain.places, self._context.base)

    # --- one effect -------------------------------------------------------------------------

    def _effect(
        self,
        verb: Verb,
        act: Act,
        item: Object,
        places: tuple[Place, ...],
        *,
        text: bool = False,
        phrase: Phrase | None = None,
        after: Place | None = None,
        before: Place | None = None,
        into: Place | None = None,
        becomes: Place | None = None,
        replaced_by: str = "",
        summary: bool = False,
        doubts: tuple[str, ...] = (),
        scope: str = "",
    ) -> Effect:
        sentence, context = self._sentence, self._context
        found = list(doubts)
        target = item.target
        if target is None:
            target = context.target or UNKNOWN
            found += context.doubts if context.target else ["target-missing"]
        if not target.own and target is not UNKNOWN and target.number is None and not target.printed:
            found.append("target-unnumbered")
        if any(is_open(place) for place in places):
            found.append("place-incomplete")
        when = self._when
        if when == When() or context.act is act:
            when = context.when if context.act else when
        if when.condition and verb is not Verb.CONTINUE:
            found.append("condition")
        exceptions = [sentence.passage.view[a:b].strip(" ,") for a, b in sentence.exceptions]
        if exceptions and phrase is None:
            usual = all(_TRANSITION.match(words) for words in exceptions)
            found.append("transition" if usual else "scope-limited")
        area = _TERRITORY.search(sentence.bare, sentence.start, sentence.end)
        return Effect(
            verb=verb,
            source=self._node.address,
            quote=Quote(sentence.text, sentence.passage.line),
            target=target,
            places=places,
            wants_text=text,
            phrase=phrase,
            after=after,
            before=before,
            into=into,
            becomes=becomes,
            replaced_by=replaced_by,
            summary=summary,
            start=when.start,
            end=when.end,
            condition=when.condition,
            scope=scope or "; ".join(exceptions),
            territory=" ".join(area["area"].split()) if area else "",
            doubts=tuple(dict.fromkeys(found)),
        )


def _beside(place: Place, neighbour: Place) -> Place:
    """A place with the outer steps of the one it stands beside, where it has none."""
    if not place.steps or not neighbour.steps:
        return place
    unit = place.steps[0].unit
    return completed((place,), replace(neighbour, steps=tuple(s for s in neighbour.steps if s.unit is not unit)))[0]


def _container_link(sentence: Sentence, chain: Chain) -> bool:
    """Whether a chain only says in which chapter something stands ("trong Mục 2 Chương I")."""
    before = sentence.bare[max(sentence.start, chain.start - 8) : chain.start]
    return bool(re.search(r"(?<!\w)(?:trong|thuộc)\s+$", before)) and chain.innermost in (
        Unit.SECTION,
        Unit.CHAPTER,
        Unit.PART,
        Unit.SUBSECTION,
    )


def _is_condition(sentence: Sentence, start: int) -> bool:
    return re.match(r"\s*(?:trường hợp|nếu|khi|đối với|trước|sau|trong)(?!\w)", sentence.bare[start:], re.IGNORECASE) is not None


def _contrary(sentence: Sentence, act: Act) -> bool:
    """"Các quy định trước đây trái với Thông tư này bị bãi bỏ": effects nobody has listed."""
    return bool(_EVERYTHING_CONTRARY.search(sentence.bare, act.region_start, act.region_end))


def targets(effects: Sequence[Effect]) -> set[str]:
    """Keys of the documents that effects reach."""
    return {effect.target.number.key for effect in effects if effect.target.number}


