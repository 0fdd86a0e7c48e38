"""Personal data is taken out of a question before it is stored or leaves the house.

Patterns are data (`data/personal.toml`). What is not sure is masked: a question loses little by it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from itertools import takewhile
from typing import NamedTuple

from vnlaw.text import clean


@dataclass(frozen=True, slots=True)
class Masked:
    """`text` without personal data; `labels` name in Vietnamese what was taken out, once each."""

    text: str
    labels: tuple[str, ...] = ()


class _Kind(NamedTuple):
    pattern: re.Pattern[str]
    label: str
    capitalised: bool


def _kinds() -> tuple[_Kind, ...]:
    file = files("luatsong.assistant").joinpath("data", "personal.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        _Kind(
            re.compile(kind["pattern"], re.IGNORECASE),
            kind["label"],
            kind.get("capitalised", False),
        )
        for kind in data["kind"]
    )


_KINDS = _kinds()
# Stands for what is taken out until all kinds are through; `clean` leaves none in a text.
_MARK = "\x00{}\x00"


def mask(text: str) -> Masked:
    """Replace personal data in `text` by “[đã che: …]”; other words stay as they are, in NFC."""
    text = clean(text)
    labels: list[str] = []
    for kind in _KINDS:
        text = kind.pattern.sub(partial(_hidden, kind, labels), text)
    for index, label in enumerate(labels):
        text = text.replace(_MARK.format(index), f"[đã che: {label}]")
    return Masked(text, tuple(labels))


def _hidden(kind: _Kind, labels: list[str], match: re.Match[str]) -> str:
    groups = match.groupdict()
    kept = groups.get("keep") or ""
    rest = ""
    if kind.capitalised:
        taken = sum(1 for _ in takewhile(_has_capital, groups["words"].split()))
        words = re.split(r"(?<=\s)(?=\S)", groups["words"])
        if taken < 2:
            return match[0]
        last = words[taken - 1]
        rest = last[len(last.rstrip()) :] + "".join(words[taken:])
    if kind.label not in labels:
        labels.append(kind.label)
    return f"{kept}{_MARK.format(labels.index(kind.label))}{rest}"


def _has_capital(word: str) -> bool:
    return word[0].isupper()
