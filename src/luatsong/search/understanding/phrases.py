"""The word lists of `search/data`, and finding their phrases in a sequence of syllables."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from luatsong.search.understanding.contract import QuestionType
from luatsong.search.understanding.normal import syllables_of
from vnlaw.text import fold

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases and what they stand for; the longest at a place is found."""

    def __init__(self, entries: Iterable[tuple[str, T]]):
        self._found: dict[tuple[str, ...], T] = {}
        self._longest: dict[str, int] = {}
        for phrase, value in entries:
            key = tuple(syllables_of(phrase))
            if key:
                self._found[key] = value
                self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def at(self, syllables: Sequence[str], start: int) -> tuple[int, T] | None:
        """The longest phrase that begins at `start`: its end and value."""
        longest = self._longest.get(syllables[start], 0)
        for end in range(min(start + longest, len(syllables)), start, -1):
            key = tuple(syllables[start:end])
            if key in self._found:
                return end, self._found[key]
        return None

    def find(self, syllables: Sequence[str]) -> Iterator[tuple[int, int, T]]:
        """Phrases in order as (start, end, value); they do not overlap."""
        start = 0
        while start < len(syllables):
            match = self.at(syllables, start)
            if match:
                yield start, match[0], match[1]
                start = match[0]
            else:
                start += 1

    def keys(self) -> Iterable[tuple[str, ...]]:
        return self._found.keys()


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """`readings` are what it may stand for, the likeliest first; `kind` as in the data file."""

    short: str
    readings: tuple[tuple[str, ...], ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Everyday:
    """Legal wordings of an everyday one, each with how surely it means the same."""

    legal: tuple[tuple[str, ...], ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of a question: the type it shows, if any, and whether it is no content."""

    question_type: QuestionType | None
    dropped: bool


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """Cues anywhere in a question, words that make it yes-or-no at its end, and usual speech."""

    cues: Phrases[Cue]
    endings: frozenset[tuple[str, ...]] = field(default_factory=frozenset)
    speech: tuple[tuple[str, ...], ...] = ()


def _read(name: str) -> dict[str, Any]:
    text = files("luatsong.search").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def abbreviations() -> Phrases[Abbreviation]:
    """By the syllables of their short form, lower case, with marks and without ("hđlđ", "hdld")."""
    entries = [
        (
            entry["short"],
            Abbreviation(
                entry["short"],
                tuple(tuple(syllables_of(full)) for full in entry["full"]),
                entry["kind"],
            ),
        )
        for entry in _read("abbreviations.toml")["abbreviations"]
    ]
    return Phrases([*((fold(short), value) for short, value in entries), *entries])


@cache
def everyday() -> Phrases[Everyday]:
    """Everyday wordings."""
    return Phrases(
        (
            said,
            Everyday(
                tuple(tuple(syllables_of(legal)) for legal in entry["legal"]),
                entry.get("weight", 0.5),
            ),
        )
        for entry in _read("everyday.toml")["everyday"]
        for said in entry["said"]
    )


@cache
def questions() -> tuple[tuple[str, ...], ...]:
    """The project's own questions that are not held out, if written with marks: usual speech."""
    return tuple(
        tuple(syllables_of(entry["text"]))
        for entry in _read("questions.toml")["question"]
        if not entry.get("holdout", False) and not entry["text"].isascii()
    )


@cache
def question_words() -> QuestionWords:
    """Question words, politeness and fillers."""
    data = _read("stop_phrases.toml")
    cues: list[tuple[str, Cue]] = [
        (phrase, Cue(None, dropped=True)) for group in data["stop"].values() for phrase in group
    ]
    for name, group in data["type"].items():
        kind = QuestionType(name)
        cues += [(phrase, Cue(kind, dropped=True)) for phrase in group.get("dropped", ())]
        cues += [(phrase, Cue(kind, dropped=False)) for phrase in group.get("kept", ())]
    return QuestionWords(
        Phrases(cues),
        frozenset(tuple(syllables_of(ending)) for ending in data["endings"]),
        tuple(tuple(syllables_of(phrase)) for phrase in data["speech"]),
    )
