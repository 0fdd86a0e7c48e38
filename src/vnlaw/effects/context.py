"""What outer instructions say for the inner ones, and one sentence read with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vnlaw.effects.acts import Act
from vnlaw.effects.model import Effect, Phrase, Piece, Place, Quote, Target, Unit, Verb
from vnlaw.effects.objects import Object
from vnlaw.effects.outer import completed, is_open
from vnlaw.effects.passages import Node, Passage
from vnlaw.effects.places import Chain, find_chains
from vnlaw.effects.sentences import Sentence
from vnlaw.effects.timing import When, said
from vnlaw.effects.wording import pattern

ALWAYS = When()
UNKNOWN = Target(None, "", "")
# Verbs a head gives to the items of its list; an amending head has instructions below it.
LISTING = frozenset(
    (Verb.REPEAL, Verb.SUSPEND, Verb.CONTINUE, Verb.EXTEND, Verb.REPLACE, Verb.RESUME)
)

_TERRITORY = pattern("force", "territory", shape=r"(?<!\w){}")
_TRANSITION = pattern("time", "transition")
_CONTAINED = pattern("filler", "contained", shape=r"(?<!\w)(?:{})\s+$")
_ATTACHED = pattern("filler", "attached", shape=r"(?<!\w){}(?!\w)")
# Verbs whose end, and not whose start, a condition decides.
_WITH_OPEN_END = frozenset((Verb.CONTINUE, Verb.SUSPEND, Verb.EXTEND))
_CONTAINERS = frozenset((Unit.SUBSECTION, Unit.SECTION, Unit.CHAPTER, Unit.PART))


@dataclass(frozen=True, slots=True)
class Context:
    """What outer instructions say for the inner ones.

    `act` and `when` are those of the list this stands in; `base` is the place outer instructions
    named; `doubts` belong to the target. `partial` means that no document is reached as a whole
    ("Bãi bỏ một phần 02 văn bản"). `phrases` are changes of words at the places listed below.
    """

    target: Target | None = None
    base: Place | None = None
    act: Act | None = None
    when: When = ALWAYS
    doubts: tuple[str, ...] = ()
    amending: bool = False
    partial: bool = False
    phrases: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence that seems to act on other texts and could not be read."""

    passage: Passage
    text: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence in its context: makes effects of what is found in it.

    `alone` means that nothing follows the sentence in its provision or below it.
    """

    node: Node
    sentence: Sentence
    context: Context
    alone: bool
    when: When
    main: date | None = None

    @classmethod
    def of(
        cls, node: Node, sentence: Sentence, context: Context, *, alone: bool, main: date | None
    ) -> Scene:
        """The scene of a sentence, its statements of time read; `main` starts the document."""
        return cls(node, sentence, context, alone, said(sentence), main)

    def effect(
        self, act: Act, item: Object, places: Sequence[Place], doubts: Sequence[str] = ()
    ) -> Effect:
        """The effect of an act on one object, as certain as the scene allows."""
        target, about_target = self._target(item)
        when = self._when(act)
        area = self._area(act)
        found = [*doubts, *about_target]
        if any(is_open(place) for place in places):
            found.append("place-incomplete")
        if when.condition and act.verb not in _WITH_OPEN_END:
            found.append("condition")
        exceptions = self.exceptions()
        if exceptions:
            usual = all(_TRANSITION.match(words) for words in exceptions)
            found.append("transition" if usual else "scope-limited")
        return Effect(
            verb=act.verb,
            source=self.node.address,
            quote=Quote(self.sentence.text, self.sentence.passage.line),
            target=target,
            places=tuple(places),
            start=self.main if when.main else when.start,
            end=when.end,
            condition=when.condition,
            scope="; ".join(exceptions),
            territory=" ".join(area["area"].split()) if area else "",
            doubts=tuple(dict.fromkeys(found)),
        )

    def phrase_effect(
        self, act: Act, item: Object, places: Sequence[Place], phrase: Phrase, doubts: Sequence[str]
    ) -> Effect:
        """The effect of a change of words; exceptions are places where it does not apply."""
        excepted = tuple(self._excepted())
        effect = self.effect(act, item, places, doubts)
        if excepted:
            kept = tuple(d for d in effect.doubts if d not in ("scope-limited", "transition"))
            effect = replace(effect, scope="", doubts=kept)
        verb = Verb.REPLACE_PHRASE if phrase.old else Verb.INSERT
        verb = act.verb if act.verb is Verb.CORRECT else verb
        return replace(effect, verb=verb, phrase=Phrase(phrase.old, phrase.new, excepted))

    def complete(self, item: Object) -> tuple[Place, ...]:
        """The places of an object with what outer instructions say of them."""
        if item.target is not None and not self._is_known(item.target):
            return item.places
        return completed(item.places, self.context.base)

    def chains(self, start: int, end: int) -> Iterator[Chain]:
        """Chains of `[start, end)` but those that only say where another one stands."""
        for chain in self.sentence.chains:
            inside = start <= chain.start and chain.end <= end
            if inside and not self._only_says_where(chain):
                yield chain

    def exceptions(self) -> list[str]:
        """The words of the sentence's exceptions ("trừ Điều 5")."""
        view = self.sentence.passage.view
        return [" ".join(view[a:b].split()).strip(" ,") for a, b in self.sentence.exceptions]

    def _excepted(self) -> Iterator[Place]:
        for start, end in self.sentence.exceptions:
            for chain in find_chains(self.sentence.passage.view[start:end]):
                yield from completed(chain.places, self.context.base)

    def _target(self, item: Object) -> tuple[Target, list[str]]:
        target = item.target
        if target is None:
            if self.context.target is None:
                return UNKNOWN, ["target-missing"]
            target, doubts = self.context.target, list(self.context.doubts)
        else:
            doubts = []
        if not (target.own or target.number or target.printed):
            doubts.append("target-unnumbered")
        return target, doubts

    def _when(self, act: Act) -> When:
        inherits = self.context.act is not None
        if inherits and (self.when == ALWAYS or self.context.act is act):
            return self.context.when
        return self.when

    def _area(self, act: Act) -> re.Match[str] | None:
        """The area an order is limited to, named before all objects or after the predicate.

        Other areas stand in the titles of documents ("Quyết định … trên địa bàn tỉnh A") and of
        what is attached to them ("khoản 2 Điều 5 Quy định … trên địa bàn tỉnh A ban hành kèm theo
        Quyết định …").
        """
        sentence = self.sentence
        named = [r.start for r in sentence.references if not r.target.own]
        placed = [chain.start for chain in sentence.chains]
        first = min([*named, *placed], default=sentence.end)
        match = _TERRITORY.search(sentence.bare, sentence.start, first)
        after = act.subject and sentence.start <= act.start < sentence.end
        if match and named and _ATTACHED.search(sentence.bare, match.end(), min(named)):
            match = None
        if match is None and after:
            match = _TERRITORY.search(sentence.bare, act.end, sentence.end)
        return match or self._area_behind_number()

    def _area_behind_number(self) -> re.Match[str] | None:
        """ "Nghị quyết số 18/2026/NQ-HĐND trên địa bàn tỉnh B như sau": no title begins so."""
        sentence = self.sentence
        for reference in sentence.references:
            match = _TERRITORY.search(sentence.bare, reference.end, sentence.end)
            if match and not sentence.bare[reference.end : match.start()].strip(" ,"):
                return match
        return None

    def _is_known(self, target: Target) -> bool:
        known = self.context.target
        return bool(known and target.number and known.number == target.number)

    def _only_says_where(self, chain: Chain) -> bool:
        """ "… vào sau Điều 5 trong Mục 2 Chương I"."""
        text, start = self.sentence.bare, self.sentence.start
        return chain.innermost in _CONTAINERS and bool(
            _CONTAINED.search(text, max(start, chain.start - 9), chain.start)
        )


def named(places: Sequence[Place]) -> bool:
    """Whether places are known by words only."""
    return any(place.piece is Piece.NAMED for place in places)
