"""What was found, as people and the assistant get it."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from luatsong.search.asking import Question
from luatsong.search.backend import Card, Entry, Hit, Part, Passage
from luatsong.search.ranked import Ranked
from luatsong.search.snippets import marked, snippet


def hit(card: Card, entry: Entry, one: Ranked[object], question: Question, day: date) -> Hit:
    """An entry as a result, its state that of `day`."""
    wanted = tuple(dict.fromkeys(question.terms))
    start, words = snippet(entry.text, wanted)
    return Hit(
        card=card,
        address=entry.address,
        label=entry.label,
        heading=marked(entry.heading, wanted),
        snippet=words,
        score=one.score,
        provision_id=entry.provision_id,
        version_id=entry.version_id,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        state=entry.state_on(day),
        part=_part(entry, start),
    )


def passage(card: Card, entry: Entry, one: Ranked[object], following: float) -> Passage:
    """An entry for the assistant; `following` is the score of the next one."""
    found = one.features
    features = {
        **found,
        "coverage": found.get("content_share_close", 0.0),
        "title_coverage": found.get("content_share_title", 0.0),
        "margin": one.score - following,
    }
    return Passage.of(card, entry, score=one.score, features=features)


def _part(entry: Entry, at: int) -> Part | None:
    """The clause that character `at` of the text stands in."""
    number = bisect_right(entry.parts, at, key=lambda part: part.start)
    return entry.parts[number - 1] if number else None
