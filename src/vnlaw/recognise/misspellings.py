"""Mistyped words in fixed legal terms: "băn bản quy phạm pháp luật".

A term of which one syllable is wrong still has one of its halves right, so only exact halves are
searched, which costs next to nothing, and what stands beside them is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from vnlaw.document import Finding, Structure
from vnlaw.lexicon import load
from vnlaw.recognise.messages import finding
from vnlaw.text import fold

_MOST = 20  # findings of one document; a text with more is damaged as a whole
_WORDS = re.compile(r"[^\W\d_]+,?")


class _Half(NamedTuple):
    """One half of a term, and what should stand before and after it."""

    text: str
    before: str
    after: str
    term: str


def misspellings(structure: Structure) -> tuple[Finding, ...]:
    """Mistyped terms in the text of a document, each once; what is quoted is left alone."""
    text = "\n".join(_own_lines(structure)).lower()
    for variant, usual in load("misspellings")["same"].items():
        text = text.replace(variant, usual)
    found: dict[tuple[str, str], Finding] = {}
    for half in _halves():
        for printed in _mistyped(text, half):
            key = printed, half.term
            found.setdefault(key, finding("misspelt-term", printed=printed, term=half.term))
            if len(found) >= _MOST:
                return tuple(found.values())
    return tuple(found.values())


def _own_lines(structure: Structure) -> Iterator[str]:
    yield from structure.preamble
    for component in structure.components:
        yield from component.intro
        for provision in component.walk():
            yield provision.heading
            for index, line in enumerate(provision.text):
                if not any(start <= index < end for start, end in provision.quoted):
                    yield line


def _mistyped(text: str, half: _Half) -> Iterator[str]:
    """The term as printed wherever a half of it stands beside something nearly right."""
    at = text.find(half.text)
    while at >= 0:
        end = at + len(half.text)
        right = text.startswith(half.after, end) and text.endswith(half.before, 0, at)
        if not right and (printed := _printed(text, at, end, half)):
            yield printed
        at = text.find(half.text, end)


def _printed(text: str, at: int, end: int, half: _Half) -> str:
    """What stands there instead of the term, "" where it is something else altogether."""
    if half.after:
        wanted, beside = half.after, text[end : end + len(half.after) + 2].split("\n")[0]
        words = _WORDS.findall(beside)[: len(half.after.split())]
    else:
        wanted, beside = half.before, text[max(0, at - len(half.before) - 2) : at].split("\n")[-1]
        words = _WORDS.findall(beside)[-len(half.before.split()) :]
    if not _is_mistyped(words, wanted.split()) or _is_quoted(text, at):
        return ""
    printed = " ".join(words)
    return f"{half.text}{printed}" if half.after else f"{printed}{half.text}"


@cache
def _halves() -> tuple[_Half, ...]:
    """The two halves of each term, with the blank between them on the right side."""
    found = []
    for term in load("misspellings")["terms"]:
        syllables = term.split()
        middle = (len(syllables) + 1) // 2
        first, rest = " ".join(syllables[:middle]), " ".join(syllables[middle:])
        found += [_Half(f"{first} ", "", rest, term), _Half(f" {rest}", first, "", term)]
    return tuple(found)


def _is_mistyped(printed: list[str], wanted: list[str]) -> bool:
    """Whether exactly one syllable differs, by one letter or by its marks only."""
    if len(printed) != len(wanted):
        return False
    odd = [pair for pair in zip(printed, wanted, strict=True) if pair[0] != pair[1]]
    return len(odd) == 1 and _are_near(fold(odd[0][0]), fold(odd[0][1]))


def _are_near(one: str, other: str) -> bool:
    """Whether two words are equal but for one letter changed, added or left out."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    same = 0
    while same < len(one) and one[same] == other[same]:
        same += 1
    if len(one) == len(other):
        return one[same + 1 :] == other[same + 1 :]
    return one[same:] == other[same + 1 :]


def _is_quoted(text: str, at: int) -> bool:
    """ "thay cụm từ “băn bản” bằng …": words in quotation marks are those of another text."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
