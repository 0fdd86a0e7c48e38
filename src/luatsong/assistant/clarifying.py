"""Asking back: a fact on which the answer depends and which the question leaves out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from luatsong.assistant.values import Source


@dataclass(frozen=True, slots=True)
class Clarification:
    """What to ask back; each of `questions` is the question with one of the answers in it."""

    ask: str
    options: tuple[tuple[str, str], ...]  # words, question


class _Option(NamedTuple):
    words: str
    seen: re.Pattern[str]


class _Fact(NamedTuple):
    ask: str
    about: re.Pattern[str]
    options: tuple[_Option, ...]


@cache
def _facts() -> tuple[_Fact, ...]:
    file = files("luatsong.assistant").joinpath("data", "clarifying.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        _Fact(
            fact["ask"],
            _any(fact["about"]),
            tuple(_Option(one["words"], _any(one["seen"])) for one in fact["options"]),
        )
        for fact in data["fact"]
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


def missing_fact(question: str, sources: Sequence[Source]) -> Clarification | None:
    """The first fact that is missing in `question` and on which `sources` differ."""
    for fact in _facts():
        if not fact.about.search(question):
            continue
        if any(option.seen.search(question) for option in fact.options):
            continue
        spoken = [
            option
            for option in fact.options
            if any(option.seen.search(f"{source.heading}\n{source.text}") for source in sources)
        ]
        if len(spoken) > 1:
            bare = question.rstrip(" ?.!")
            asked = tuple((one.words, f"{bare}, {one.words}?") for one in spoken)
            return Clarification(fact.ask, asked)
    return None
