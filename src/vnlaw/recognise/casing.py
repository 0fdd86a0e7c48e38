"""Proper case for names that headings print in capitals."""

from __future__ import annotations

import re
from functools import cache

from vnlaw.lexicon import Agency, agencies, load
from vnlaw.text import fold

_WORDS = load("name_words")
_UNITS = sorted(_WORDS["units"], key=len, reverse=True)
_PREFIXES = sorted(_WORDS["prefixes"], key=len, reverse=True)
_UNIT = re.compile(rf"\b({'|'.join(map(re.escape, _UNITS))})(?= )", re.IGNORECASE)


@cache
def names() -> tuple[tuple[str, str, Agency], ...]:
    """`(folded name, name, body)` of every printed name, the longest first."""
    rows = [(key(name), name, body) for body in agencies() for name in (body.name, *body.names)]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def key(text: str) -> str:
    """What two spellings of a name share: no case, marks, punctuation."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())


def proper(text: str) -> str:
    """A body's name in proper case: "ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ" -> "… tỉnh Phú Thọ".

    Known names come from `data/agencies.toml`; of others the first word and, after words such
    as Sở, Bộ, Cục, the next one are capitals, and so is every word of a place name.
    """
    text = " ".join(text.split()).strip(" .,;:*-–")
    if not text.isupper():
        return text
    unit = _UNIT.search(text)
    head = text[: unit.start()].strip() if unit else text
    tail = f" {unit[0].lower()} {text[unit.end() :].strip().title()}" if unit else ""
    return _head(head) + tail if head else tail.strip().capitalize()


def _head(text: str) -> str:
    folded = key(text)
    for name_key, name, _ in names():
        if folded == name_key:
            return name
        if folded.startswith(name_key + " "):
            rest = text.split(" ")[len(name.split(" ")) :]
            return f"{name} {_sentence(' '.join(rest))}"
    return _sentence(text)


def _sentence(text: str) -> str:
    low = text.lower()
    for prefix in _PREFIXES:
        if low.startswith(f"{prefix} "):
            rest = low[len(prefix) + 1 :]
            return f"{prefix.capitalize()} {rest[:1].upper()}{rest[1:]}"
    return low[:1].upper() + low[1:]
