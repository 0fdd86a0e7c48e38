"""A question as the engine takes it: terms in order, what may stand beside them, names of law."""

from __future__ import annotations

from dataclasses import dataclass

from luatsong.search import understanding
from luatsong.search.ranking.wanted import Extra
from luatsong.search.tokens import Term, term, terms
from luatsong.search.understanding.contract import Lexicon, QuestionType, Understood
from vnlaw.text import clean

# Terms of a question that are looked at; what comes behind is cut.
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Question:
    """`terms` in order with `content` beside them: False for question words and politeness.

    `folded` says that the marks of the terms say nothing, so only their letters are compared;
    `unmarked` that nobody typed the marks they have: those are likely, but none is required.
    """

    text: str
    terms: tuple[Term, ...]
    content: tuple[bool, ...]
    extras: tuple[Extra, ...] = ()
    folded: bool = False
    unmarked: bool = False
    correction: str = ""
    type: QuestionType = QuestionType.OTHER
    articles: tuple[str, ...] = ()  # numbers of articles it names


def asked(query: str, lexicon: Lexicon | None) -> Question:
    """Understand what a person typed; any text is a question."""
    text = clean(query)
    understood = understanding.understand(text, lexicon)
    read = tuple(term(syllable) for syllable in understood.reading[:LONGEST])
    if not read:
        read = tuple(terms(text)[:LONGEST])
    folded = bool(read) and all(one.exact == one.folded for one in read)
    return Question(
        text=text,
        terms=read,
        content=_content(understood, len(read)),
        extras=tuple(
            Extra(tuple(term(syllable) for syllable in expansion.terms), expansion.weight)
            for expansion in understood.expansions
        ),
        folded=folded,
        unmarked=not folded and understood.unaccented == 1,
        correction=understood.did_you_mean,
        type=understood.question_type,
        articles=tuple(place.article for place in understood.provisions if place.article),
    )


def _content(understood: Understood, length: int) -> tuple[bool, ...]:
    """Which syllables of the reading are among its content, matched in order."""
    rest = list(understood.content)
    found = []
    for syllable in understood.reading[:length]:
        is_content = bool(rest) and rest[0] == syllable
        if is_content:
            rest.pop(0)
        found.append(is_content)
    found += [True] * (length - len(found))
    return tuple(found) if any(found) else (True,) * length
