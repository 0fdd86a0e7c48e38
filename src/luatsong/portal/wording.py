"""Words and shapes in which pages tell what happens to the law (`data/living.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sign:
    """How a word of validity is shown: a shape and a style beside the word itself."""

    style: str
    path: str
    applies: bool
    meaning: str
    # Words for from when to when it does not apply: "since", "until", "open".
    stretch: Mapping[str, str] = field(default_factory=dict)

    @property
    def svg(self) -> str:
        """The shape; decoration only, as the word stands beside it."""
        return (
            f'<svg class="dau" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">'
            f'<path fill="currentColor" fill-rule="evenodd" d="{self.path}"/></svg>'
        )


@dataclass(frozen=True, slots=True)
class ChangeName:
    """How a change between two texts is called."""

    label: str
    one: str
    style: str


@cache
def _data() -> dict[str, Any]:
    data = files("luatsong.portal").joinpath("data/living.toml").read_text("utf-8")
    return tomllib.loads(data)


@cache
def sign(word: str) -> Sign:
    """The sign of a value of `Force.Word`; a word nobody knows is shown as not known."""
    known = _data()["validity"]
    return Sign(**known.get(word, known[_UNKNOWN]))


def verb_words(verb: str, manner: str) -> str:
    """How an effect is told: `manner` is "done", "will", "does" or "count"."""
    words: str = _data()["verbs"][verb][manner]
    return words


@cache
def change_name(kind: str) -> ChangeName:
    """How a value of `vnlaw.diff.Kind` is called."""
    return ChangeName(**_data()["changes"][kind])


def component_word(segment: str) -> str:
    """What the first step of an address is called ("phu-luc" -> "Phụ lục"), "" for others."""
    word: str = _data()["components"].get(segment, "")
    return word
