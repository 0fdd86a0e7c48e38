"""How a pasted sentence is read: the effects it would have, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from luatsong.law import services as law
from luatsong.staff.effects.reading import Told, tell
from vnlaw.effects import Effect, Verb
from vnlaw.lexicon import load

MOST_CHARACTERS = 20_000
_UNREAD = "effect-unread"
_NO_DATE = "date-missing"
_DATA = load("effects")


@dataclass(frozen=True, slots=True)
class Tried:
    """The readings of a text, and the sentences that seem to act but were not understood."""

    effects: tuple[Told, ...]
    unread: tuple[str, ...]


def try_reading(text: str, *, target: str = "") -> Tried:
    """Read `text` as the engine reads amending provisions. Never fails.

    `target` is the number of the document the sentence is about, for sentences that leave it to
    the title ("Bãi bỏ khoản 2 Điều 5.").
    """
    reading = law.preview(text, target=target)
    told = [tell(_undated(effect)) for effect in reading.effects if effect.verb is not Verb.ISSUE]
    unread = tuple(f.message for f in reading.findings if f.code == _UNREAD)
    return Tried(tuple(told), unread)


def _undated(effect: Effect) -> Effect:
    """A pasted sentence has no document that dates it: that is no doubt about how it was read."""
    if _NO_DATE not in effect.doubts:
        return effect
    doubts = tuple(doubt for doubt in effect.doubts if doubt != _NO_DATE)
    confidence = min(1.0, effect.confidence + _DATA["doubts"][_NO_DATE])
    certain = confidence >= _DATA["confidence"]["certain"]
    return replace(effect, doubts=doubts, confidence=confidence, certain=certain)
