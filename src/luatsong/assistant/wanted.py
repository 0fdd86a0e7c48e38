"""What a question wants to be told (an amount, an age, a place …), and whether words tell it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from vnlaw.text import fold


class Want(NamedTuple):
    """One thing wanted; `code` as in `data/wanted.toml`."""

    code: str
    asked: re.Pattern[str]
    unless: re.Pattern[str] | None
    told: re.Pattern[str]


@cache
def _data() -> dict[str, Any]:
    file = files("luatsong.assistant").joinpath("data", "wanted.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _special() -> re.Pattern[str]:
    return _any(_data()["special"]["persons"], {})


def is_for_others(question: str, text: str) -> bool:
    """Whether `text` speaks of persons with a law of their own whom `question` does not name."""
    return bool(_special().search(text)) and not _has(_special(), question)


@cache
def _wants() -> tuple[Want, ...]:
    data = _data()
    named = {"{n}": data["number"], "{office}": data["office"]}
    return tuple(
        Want(
            want["code"],
            _any(want["asked"], named),
            _any(want["unless"], named) if "unless" in want else None,
            _any(want["told"], named),
        )
        for want in data["want"]
    )


def _any(patterns: Sequence[str], named: Mapping[str, str]) -> re.Pattern[str]:
    joined = "|".join(patterns)
    for name, pattern in named.items():
        joined = joined.replace(name, pattern)
    return re.compile(rf"(?<!\w)(?:{joined})", re.IGNORECASE)


@cache
def _bare(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The same for a question that is typed without marks."""
    return re.compile(fold(pattern.pattern), re.IGNORECASE)


def wants_of(question: str) -> tuple[Want, ...]:
    """What `question` wants to be told; () where it asks for nothing of a known kind."""
    return tuple(
        want
        for want in _wants()
        if _has(want.asked, question) and not (want.unless and _has(want.unless, question))
    )


def _has(pattern: re.Pattern[str], question: str) -> bool:
    return bool((_bare(pattern) if question.isascii() else pattern).search(question))


def told(wants: Sequence[Want], text: str) -> float:
    """The share of `wants` that `text` tells, in [0, 1]; 1.0 where nothing is wanted."""
    if not wants:
        return 1.0
    return sum(bool(want.told.search(text)) for want in wants) / len(wants)
