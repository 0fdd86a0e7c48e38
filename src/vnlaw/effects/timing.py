"""From when an effect works: what its sentence says, else what the document says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vnlaw.addresses import SEGMENT_WORDS, number_slug
from vnlaw.document import EffectiveClause, Level, Metadata
from vnlaw.effects.model import Unit
from vnlaw.effects.places import find_chains
from vnlaw.effects.sentences import Sentence
from vnlaw.effects.wording import QUOTED, pattern
from vnlaw.recognise.dates import date_at

_FROM = pattern("time", "from", shape=r"(?<!\w){}\s*")
_UNTIL = pattern("time", "until", shape=r"(?<!\w){}")
_UNTIL_EVENT = pattern("time", "until_event", shape=r"(?<!\w){}")
_WITH_OWN = pattern("time", "with_own", shape=r"(?<!\w){}")
_PERIOD = pattern("time", "period", shape=r"(?<!\w){}")
_OWN_PART = re.compile(r"(?:của\s+)?\S+(?:\s+\S+)?\s+này", re.IGNORECASE)
_LEVELS = {
    Unit.CHAPTER: Level.CHAPTER,
    Unit.ARTICLE: Level.ARTICLE,
    Unit.CLAUSE: Level.CLAUSE,
    Unit.POINT: Level.POINT,
}


@dataclass(frozen=True, slots=True)
class When:
    """What a sentence says of time; nothing stated means with what it stands in.

    `main` marks the start of the document as a whole ("kể từ ngày Luật này có hiệu lực"), which
    may be another day than that of the provision that says so.
    """

    start: date | None = None
    end: date | None = None
    condition: str = ""
    main: bool = False


def said(sentence: Sentence, first: int | None = None, last: int | None = None) -> When:
    """The start, end and condition a sentence (or `[first, last)` of it) states for its orders."""
    text = sentence.bare
    first = sentence.start if first is None else first
    last = sentence.end if last is None else last
    start = end = None
    for match in _FROM.finditer(text, first, last):
        found = date_at(text, match.end())
        if found:
            start = found[0]
    condition = ""
    for match in _UNTIL.finditer(text, first, last):
        found = date_at(text, match.end())
        if found:
            end = found[0] + timedelta(days=1)  # the day named is the last one
    if end is None:
        condition = _until_event(sentence, first, last)
    period = _PERIOD.search(text, first, last)
    if period:
        condition = "; ".join(filter(None, (" ".join(period["event"].split()), condition)))
    main = start is None and _WITH_OWN.search(text, first, last) is not None
    return When(start, end, condition, main)


def said_by_each(sentence: Sentence, clauses: Sequence[tuple[int, int]]) -> list[When]:
    """What a sentence of several orders says of the time of each.

    What an order leaves unsaid, the sentence says ("bãi bỏ A và bãi bỏ B kể từ ngày …"), unless
    the order starts with the document ("kể từ ngày Luật này có hiệu lực") or stands apart.
    """
    whole = said(sentence)
    if len(clauses) < 2:
        return [whole for _ in clauses]
    text = sentence.bare
    times: list[When] = []
    for first, last in clauses:
        own = said(sentence, first, last)
        apart = text[first:last].rstrip().endswith(";")
        times.append(own if own != When() or apart else whole)
    return times


def _until_event(sentence: Sentence, first: int, last: int) -> str:
    """The words of an end that is no day, outside quoted words and exceptions."""
    for match in _UNTIL_EVENT.finditer(sentence.passage.view, first, last):
        excepted = any(start <= match.start() < end for start, end in sentence.exceptions)
        if sentence.bare[match.start()] != QUOTED and not excepted:
            return " ".join(match[0].split())
    return ""


class Calendar:
    """The document's own dates: the main one, and those of parts with their own."""

    def __init__(self, metadata: Metadata) -> None:
        self.main = metadata.effective_date
        self._parts: list[tuple[str, EffectiveClause]] = []
        for clause in metadata.effective:
            if clause.scope and clause.start:
                self._parts += [(address, clause) for address in _addresses(clause.scope)]
        self._parts.sort(key=lambda part: len(part[0]), reverse=True)

    def start(self, address: str) -> date | None:
        """The day from which what stands at `address` of the document works."""
        for part, clause in self._parts:
            if address == part or address.startswith(f"{part}/"):
                return clause.start
        return self.main


def _addresses(scope: str) -> Sequence[str]:
    """Addresses of the own provisions that words of scope name ("khoản 3 Điều 1 của Luật này")."""
    found: list[str] = []
    for chain in find_chains(scope):
        for place in chain.places:
            steps = [step for step in place.steps if step.unit in _LEVELS]
            if len(steps) != len(place.steps):
                continue  # a part of a provision: an item, an annex
            if any(step.unit is Unit.ARTICLE for step in steps):
                steps = [step for step in steps if step.unit is not Unit.CHAPTER]
            words = (f"{SEGMENT_WORDS[_LEVELS[s.unit]]}-{number_slug(s.number)}" for s in steps)
            found.append("/".join(words))
    return [address for address in found if address.startswith(("dieu-", "chuong-"))]
