"""What the effects of one sentence say of each other, and the new text they share."""

from __future__ import annotations

import re
from dataclasses import replace

from vnlaw.effects.model import Effect
from vnlaw.effects.newtext import sort_units
from vnlaw.effects.sentences import Sentence
from vnlaw.effects.wording import pattern

# A line of new text that stands for words left as they were ("2. …").
_ELIDED = re.compile(r"\W*(?:\w{1,3}\s*[.)])?\s*(?:…|\.{3,})[\W]*")
_ANNOUNCING = pattern("lists", "announcing", shape=r"(?<!\w){}")


def completed_together(effects: list[Effect]) -> list[Effect]:
    """What one instruction of a sentence leaves open and a later one says.

    "Bãi bỏ cụm từ “A” tại Điều 1; bãi bỏ Điều 2 của Luật B", "thay “A” bằng “B” và bỏ “C” tại …".
    """
    named = {effect.target for effect in effects if "target-missing" not in effect.doubts}
    only = named.pop() if len(named) == 1 else None
    result: list[Effect] = []
    for effect in reversed(effects):
        if only and "target-missing" in effect.doubts:
            effect = replace(effect, target=only, doubts=_without(effect, "target-missing"))
        lent = result[-1].places if result and result[-1].phrase else ()
        if lent and "phrase-unplaced" in effect.doubts:
            doubts = _without(effect, "phrase-unplaced", "words-left-over")
            effect = replace(effect, places=lent, doubts=doubts)
        result.append(effect)
    return result[::-1]


def with_text(effects: list[Effect], sentence: Sentence) -> list[Effect]:
    """Give the new text after a sentence to the places its effects name, in order."""
    if not any(effect.wants_text for effect in effects):
        return effects
    lines = sentence.new if sentence.last else ()
    if lines:
        return _shared(effects, lines)
    loose = _unquoted(sentence)
    if loose:
        return _shared([_doubted(effect, "text-unquoted") for effect in effects], (loose,))
    return [_doubted(effect, "text-missing") for effect in effects]


def _shared(effects: list[Effect], lines: tuple[str, ...]) -> list[Effect]:
    wanting = [effect for effect in effects if effect.wants_text]
    units, matched = sort_units(lines, [place for effect in wanting for place in effect.places])
    result: list[Effect] = []
    for effect in effects:
        if effect.wants_text:
            own = tuple(unit for unit in units if unit.place in effect.places)
            if effect is wanting[0]:
                own = (*(unit for unit in units if unit.place is None), *own)
            effect = replace(effect, units=own)
            effect = effect if matched else _doubted(effect, "text-unmatched")
            if any(_ELIDED.fullmatch(line) for unit in own for line in unit.lines):
                effect = _doubted(effect, "text-elided")
        result.append(effect)
    return result


def _unquoted(sentence: Sentence) -> str:
    """New text that follows "như sau:" in its line without quotation marks."""
    for match in _ANNOUNCING.finditer(sentence.bare, sentence.start, sentence.end):
        if match[0].rstrip().endswith(":"):
            return sentence.text_between(match.end(), sentence.end)
    return ""


def _doubted(effect: Effect, doubt: str) -> Effect:
    if not effect.wants_text:
        return effect
    return replace(effect, doubts=tuple(dict.fromkeys((*effect.doubts, doubt))))


def _without(effect: Effect, *doubts: str) -> tuple[str, ...]:
    return tuple(doubt for doubt in effect.doubts if doubt not in doubts)
