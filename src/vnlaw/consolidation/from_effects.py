"""Effects as instructions: one instruction for each place an effect reaches.

The only module that knows both; `vnlaw.effects` reads sentences, the rest of this room applies.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from vnlaw.consolidation.model import Instruction, Op, Part, Spot, Step
from vnlaw.document import Document, Level
from vnlaw.effects import Effect, Piece, Place, Unit, Verb
from vnlaw.lexicon import load
from vnlaw.structure.labels import read_mark

_LEVELS = {
    Unit.PART: Level.PART,
    Unit.CHAPTER: Level.CHAPTER,
    Unit.SECTION: Level.SECTION,
    Unit.SUBSECTION: Level.SUBSECTION,
    Unit.ARTICLE: Level.ARTICLE,
    Unit.CLAUSE: Level.CLAUSE,
    Unit.POINT: Level.POINT,
    Unit.SUBPOINT: Level.SUBPOINT,
}
_PARTS = {
    Piece.WHOLE: Part.WHOLE,
    Piece.HEADING: Part.HEADING,
    Piece.LEAD: Part.LEAD,
    Piece.LAST: Part.LAST,
}
_OPS = {
    Verb.AMEND: Op.REPLACE,
    Verb.CORRECT: Op.REPLACE,
    Verb.REPLACE: Op.REPLACE,
    Verb.INSERT: Op.INSERT,
    Verb.REPEAL: Op.REPEAL,
    Verb.REPLACE_PHRASE: Op.REPLACE_PHRASE,
}
_ANNEXES = frozenset((Unit.APPENDIX, Unit.FORM))
_OPENING = '“"„«'
_CLOSING = re.compile(r"[”\"‟»]\s*[.;,]*\s*$")
_NEXT_QUOTATION = re.compile(r"(?<=[”\"‟»;.,])\s+(?=[“„«])")
# What an effect may bear beside doubts of reading: its new text came damaged.
_OF_TEXT = frozenset(("text-broken", "quotes-unpaired"))
_BULLET_WORDS: tuple[str, ...] = tuple(load("consolidation")["bullets"]["words"])


def instructions(
    document: Document, effects: Sequence[Effect]
) -> tuple[tuple[Effect, Instruction], ...]:
    """What the effects of a document tell a consolidator to do to others, each with its effect."""
    number = document.metadata.number
    name = number.text if number else document.metadata.title
    return tuple(
        (effect, instruction)
        for effect in settled(effects)
        if changes_text(effect) and not effect.target.own
        for instruction in from_effect(effect, name)
    )


def settled(effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """Effects of one document, each instruction once and as what it is.

    "Sửa đổi khoản 5 Điều 53 như sau: a) Sửa đổi khoản 5 …": what stands above only announces.
    """
    given = _given_below(effects)
    return tuple(effect for effect in effects if not _announces(effect, given))


def _announces(effect: Effect, given: Mapping[str, set[Place]]) -> bool:
    """Whether the new text an effect promises is given, place by place, by those below it."""
    if not effect.wants_text or effect.units or not effect.places:
        return False
    below = [place.steps for place in given.get(effect.source, ())]
    return all(
        any(steps[: len(place.steps)] == place.steps for steps in below) for place in effect.places
    )


def _given_below(effects: Sequence[Effect]) -> Mapping[str, set[Place]]:
    """For each provision, the places that instructions below it give new text."""
    given: defaultdict[str, set[Place]] = defaultdict(set)
    for effect in effects:
        if effect.units:
            above = effect.source
            while above := above.rpartition("/")[0]:
                given[above].update(effect.places)
    return given


def changes_text(effect: Effect) -> bool:
    """Whether an effect changes words of a text, as against its force as a whole."""
    if effect.summary or effect.verb not in _OPS:
        return False
    return bool(effect.places or effect.units or effect.phrase or effect.becomes or effect.into)


def from_effect(effect: Effect, source: str) -> Iterator[Instruction]:
    """The instructions of one effect; `source` names the document that states it."""
    made = list(_made(effect, source))
    for index, instruction in enumerate(made):
        key = f"{source}#{effect.order}"
        yield replace(instruction, key=f"{key}.{index + 1}" if len(made) > 1 else key)


def _made(effect: Effect, source: str) -> Iterator[Instruction]:
    op = _OPS[effect.verb]
    if effect.verb is Verb.CORRECT and effect.phrase:
        op = Op.REPLACE_PHRASE
    blank = Instruction(
        "",
        op,
        Spot(),
        source,
        effect.quote.text,
        after=_neighbour(effect.after),
        before=_neighbour(effect.before),
        sure=effect.certain,
        doubts=_doubts(effect),
    )
    if effect.becomes is not None:
        yield from _renumbered(blank, effect)
    elif op is Op.REPLACE_PHRASE:
        yield from _rephrased(blank, effect)
    elif op is Op.REPEAL:
        for place in effect.places:
            yield _at(blank, place)
    else:
        yield from _reworded(blank, effect)


def _renumbered(blank: Instruction, effect: Effect) -> Iterator[Instruction]:
    becomes = spot_of(effect.becomes) if effect.becomes else None
    for place in effect.places:
        made = replace(_at(blank, place), op=Op.RENUMBER, becomes=becomes)
        yield made if becomes else replace(made, doubts=(*made.doubts, "unsupported"))


def _rephrased(blank: Instruction, effect: Effect) -> Iterator[Instruction]:
    if effect.phrase is None:
        return
    excepted = tuple(spot for place in effect.phrase.excepted if (spot := spot_of(place)))
    old, new = effect.phrase.old, effect.phrase.new
    # Added words are joined by us; a replacement stands in the sentence as it will read.
    added = bool(old) and old in new and _flat(new) not in _flat(effect.quote.text)
    for place in effect.places or (Place(),):
        yield replace(_at(blank, place), old=old, new=new, excepted=excepted, added=added)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _reworded(blank: Instruction, effect: Effect) -> Iterator[Instruction]:
    blocks = _blocks(effect)
    if blocks:
        yield from (replace(_at(blank, place), lines=lines) for place, lines in blocks)
        return
    placed = set()
    for unit in effect.units:
        place = unit.place
        if place is None and len(effect.places) == 1:
            place = effect.places[0]
        if place is None:
            place = _labelled(unit.lines, effect)
        if place is not None:
            placed.add(place)
            yield replace(_at(blank, place), lines=unit.lines)
        else:
            where = effect.into or (effect.places[0] if effect.places else Place())
            yield replace(_at(blank, where), lines=(), doubts=(*blank.doubts, "label-mismatch"))
    for place in effect.places:
        if place not in placed:
            yield replace(_at(blank, place), doubts=(*blank.doubts, "no-text"))
    if not effect.units and not effect.places:
        where = effect.into or effect.after or effect.before or Place()
        yield replace(_at(blank, where), doubts=(*blank.doubts, "no-text"))


def _blocks(effect: Effect) -> list[tuple[Place, tuple[str, ...]]]:
    """New text sorted by its quotation marks, where each place got a quotation of its own.

    Only for text that could not be sorted by its labels alone: points of one quotation may bear
    the number of another place. () where quotations and places do not match one to one.
    """
    if effect.certain or len(effect.places) < 2:
        return []
    blocks: list[list[str]] = []
    lines = (line for unit in effect.units for line in unit.lines)
    for text in (piece for line in lines for piece in _NEXT_QUOTATION.split(line)):
        bare = text.lstrip(_OPENING)
        if bare != text or not blocks:
            blocks.append([])
        blocks[-1].append(bare)
    if len(blocks) != len(effect.places):
        return []
    found = [
        (place, tuple(_CLOSING.sub("", text) for text in block))
        for place, block in zip(effect.places, blocks, strict=True)
    ]
    return found if all(_bears(lines[0], place) for place, lines in found) else []


def _bears(text: str, place: Place) -> bool:
    mark, step = read_mark(text), place.steps[-1] if place.steps else None
    if mark is None or step is None:
        return False
    return (_LEVELS.get(step.unit), step.number) == (mark.level, mark.number)


def _labelled(lines: Sequence[str], effect: Effect) -> Place | None:
    """The place new text names by its own label, inside what the effect names."""
    if not lines:
        return None
    return next((place for place in effect.places if _bears(lines[0], place)), None)


def _at(blank: Instruction, place: Place) -> Instruction:
    spot = spot_of(place)
    if spot is not None:
        return replace(blank, spot=spot)
    # What cannot be reached is told of, at the nearest place that can: nothing is changed there.
    known = tuple(
        Step(_LEVELS[step.unit], step.number) for step in place.steps if step.unit in _LEVELS
    )
    return replace(
        blank,
        op=Op.REPLACE,
        spot=Spot(known, within=place.within),
        lines=(),
        doubts=(*blank.doubts, "unsupported"),
    )


def _neighbour(place: Place | None) -> Spot | None:
    return spot_of(place) if place is not None else None


def spot_of(place: Place) -> Spot | None:
    """A place as a spot of a tree; None for what trees do not hold (tables, sentences, titles)."""
    part = _PARTS.get(place.piece)
    if part is None:
        return None
    if part is Part.HEADING and len(place.steps) == 1 and place.steps[0].unit in _ANNEXES:
        return Spot((), part, within=place.within or place.steps[0].printed)
    steps: list[Step] = []
    ordinal = 0
    for step in place.steps:
        if step.unit is Unit.PARAGRAPH and step.number.isdigit():
            named = step.printed.lower()
            part = Part.BULLET if named.startswith(_BULLET_WORDS) else Part.PARAGRAPH
            ordinal = int(step.number)
        elif step.unit in _LEVELS and not ordinal:
            steps.append(Step(_LEVELS[step.unit], step.number))
        else:
            return None
    return Spot(tuple(steps), part, ordinal, place.within)


def _doubts(effect: Effect) -> tuple[str, ...]:
    found = []
    if not effect.certain:
        found.append("effect-uncertain")
    if effect.scope or effect.territory or effect.prevails:
        found.append("scope-limited")
    found += [doubt for doubt in effect.doubts if doubt in _OF_TEXT]
    return tuple(found)
