"""Which piece of an article answers a question best: what the writer quotes and doubt weighs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any, NamedTuple

from luatsong.assistant.matching import Measure, Terms
from luatsong.assistant.units import Unit, units
from luatsong.assistant.wanted import told, wants_of
from luatsong.search.backend import Passage
from luatsong.search.understanding import understand
from luatsong.search.understanding.contract import Understood

DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.assistant").joinpath("data", "extractive.toml").read_text(encoding="utf-8")
)
KINDS = {name: re.compile(pattern) for name, pattern in DATA["types"].items()}


class Article(NamedTuple):
    heading: str
    text: str


class Scored(NamedTuple):
    """A unit of an article; `said` is all that a quote of it would say, with what governs it."""

    score: float
    unit: Unit
    said: str


class Choosing:
    """The units of some articles, weighed for one question."""

    def __init__(self, question: str, understood: Understood, articles: Sequence[Article]) -> None:
        self._wants = wants_of(question)
        self._kind = KINDS.get(understood.question_type.value)
        self._articles = articles
        self._units = [units(one.text, long_line=DATA["long_line"]) for one in articles]
        self.measure = Measure.of(
            understood.content,
            (
                article.text[unit.start : unit.end]
                for article, found in zip(articles, self._units, strict=True)
                for unit in found
            ),
            understood,
        )

    def ranked(self, number: int) -> list[Scored]:
        """The units of the article with this number, best first."""
        article = self._articles[number]
        heading = self.measure.said(article.heading)
        found = [self._scored(article, heading, unit) for unit in self._units[number]]
        return sorted(found, key=lambda scored: (-scored.score, scored.unit.start))

    def _scored(self, article: Article, heading: Terms, unit: Unit) -> Scored:
        text = article.text[unit.start : unit.end]
        head = article.text[slice(*unit.head)] if unit.head else ""
        said = self.measure.said(text)
        own = self.measure.share(said)
        around = self.measure.share(said | heading | self.measure.said(head)) - own
        score = own + float(DATA["around_weight"]) * around
        bonus: float = DATA["type_bonus"] if self._kind and self._kind.search(text) else 0.0
        whole = f"{head}\n{text}"
        if self._wants:
            bonus += DATA["want_bonus"] * told(self._wants, whole)
        return Scored(score * (1 + bonus), unit, whole)


def ordered(question: str, passages: Sequence[Passage]) -> list[Passage]:
    """`passages` with those whose best unit tells what is wanted before their equals."""
    wants = wants_of(question)
    if not wants or len(passages) < 2:
        return list(passages)
    articles = [Article(one.heading, one.text) for one in passages]
    choosing = Choosing(question, understand(question, None), articles)
    best = [choosing.ranked(number)[:1] for number in range(len(articles))]
    worth = [
        one.score + DATA["told_worth"] * sum(told(wants, unit.said) for unit in units)
        for one, units in zip(passages, best, strict=True)
    ]
    return [passages[at] for at in sorted(range(len(passages)), key=lambda at: -worth[at])]
