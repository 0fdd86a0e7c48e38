"""Sentences of a plain text as places: what stands between full stops and ends of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from vnlaw.lexicon import load

# Digits hold together with what joins them: "1.250.000", "5-7", "168/2024/NĐ-CP" are one token.
_TOKEN = re.compile(r"\d(?:[^\s()\[\];!?…]*[^\W_])?|[^\W\d_]+")
_END = re.compile(r"[.!?…]+[”\"'’)\]»]*(?=\s|$)|\n+")
_MARKER = re.compile(r"\s*(?:[-–—•*+]|\d{1,3}[.)]|[a-zđ]\))\s+")


class Token(NamedTuple):
    """One syllable, number or abbreviation: where it stands and whether it is made of letters."""

    start: int
    end: int
    text: str
    letters: bool


class Sentence(NamedTuple):
    """A sentence in `[start, end)` of its text, with its tokens."""

    start: int
    end: int
    tokens: tuple[Token, ...]


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text in order; marks of lists are not part of them. Linear."""
    start = 0
    for match in _END.finditer(text):
        if _is_shorthand(text, match.start(), match[0]):
            continue
        yield from _sentence(text, start, match.end())
        start = match.end()
    yield from _sentence(text, start, len(text))


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    marker = _MARKER.match(text, start, end)
    if marker:
        start = marker.end()
    tokens = tuple(
        Token(match.start(), match.end(), match[0], match[0].isalpha())
        for match in _TOKEN.finditer(text, start, end)
    )
    if tokens:
        yield Sentence(tokens[0].start, max(end - _blank_at_end(text, start, end), start), tokens)


def _blank_at_end(text: str, start: int, end: int) -> int:
    piece = text[start:end]
    return len(piece) - len(piece.rstrip())


def _is_shorthand(text: str, stop: int, mark: str) -> bool:
    """Whether a full stop ends a shorthand, a name's initial or a list number, not a sentence."""
    if mark != ".":
        return False
    begin = stop
    while begin > 0 and text[begin - 1].isalnum() and stop - begin < 6:
        begin -= 1
    word = text[begin:stop]
    at_line_start = not text[max(text.rfind("\n", 0, begin), 0) : begin].strip()
    if at_line_start and (word.isdigit() or len(word) == 1):
        return True
    return word.lower() in _not_ends() and (len(word) > 1 or word.isupper())


@cache
def _not_ends() -> frozenset[str]:
    return frozenset(load("readability")["not_ends"])
