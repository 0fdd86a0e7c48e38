"""Vietnamese words of the living law: sentences of reasons and findings, from data."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.law").joinpath("data", "living.toml").read_text(encoding="utf-8")
)
_PHRASES: dict[str, str] = DATA["phrases"]
_SENTENCES: dict[str, str] = DATA["sentences"]


def phrase(code: str, **details: object) -> str:
    """The phrase of a code, its blanks filled."""
    return _PHRASES[code].format(**details)


def effect_sentence(
    verb: str, *, source: str, places: str, day: date | None, end: date | None
) -> str:
    """What an effect did, seen from the document it is on."""
    where = f"{places} " if places else ""
    text = _SENTENCES[verb].format(source=source, where=where).strip()
    text = text[:1].upper() + text[1:]
    if day:
        text += phrase("from", day=day_text(day))
    if end:
        text += phrase("until", day=day_text(end))
    return text


def day_text(day: date) -> str:
    """A day as Vietnamese texts print it: 01/07/2025."""
    return f"{day:%d/%m/%Y}"
