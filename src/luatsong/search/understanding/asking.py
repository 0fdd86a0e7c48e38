"""What kind of answer a question wants, and what of it is content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from luatsong.search.understanding.contract import QuestionType
from luatsong.search.understanding.phrases import question_words


@dataclass(frozen=True, slots=True)
class Asked:
    question_type: QuestionType
    content: tuple[str, ...]


def asked(reading: Sequence[str], names: frozenset[int]) -> Asked:
    """Type and content of a reading; `names` are places that name documents or provisions.

    When nothing would be left, everything but the names is content.
    """
    words = question_words()
    types: set[QuestionType] = set()
    kept: list[str] = []
    place = 0
    while place < len(reading):
        match = words.cues.at(reading, place)
        if match is None or place in names:
            kept += [] if place in names else [reading[place]]
            place += 1
            continue
        end, cue = match
        if cue.question_type:
            types.add(cue.question_type)
        if not cue.dropped:
            kept += reading[place:end]
        place = end
    ending = _ending(reading)
    if ending:
        types.add(QuestionType.YES_NO)
        if kept and kept[-1] == reading[-1]:
            kept.pop()
    rest = [word for place, word in enumerate(reading) if place not in names]
    return Asked(_first(types), tuple(kept or rest))


def _ending(reading: Sequence[str]) -> bool:
    endings = question_words().endings
    return any(tuple(reading[-length:]) in endings for length in (1, 2, 3, 4))


def _first(types: set[QuestionType]) -> QuestionType:
    """Types are tried in the order they are declared in."""
    return next((kind for kind in QuestionType if kind in types), QuestionType.OTHER)
