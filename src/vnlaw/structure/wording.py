"""Wording that tells amending instructions, announcements and references apart."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

_DATA = tomllib.loads(
    files("vnlaw").joinpath("data", "structure_amending.toml").read_text(encoding="utf-8")
)


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


_INSTRUCTION = re.compile(
    rf"{_any(_DATA['verbs'])}\b.{{0,{_DATA['reach']}}}?(?<!\w){_any(_DATA['objects'])}",
    re.IGNORECASE,
)
_FINAL = re.compile(_any(_DATA["final"]), re.IGNORECASE)
_ANNOUNCING = re.compile(rf"{_any(_DATA['announcing'])}\b.{{0,40}}$")
_LEADING_TO_REFERENCE = re.compile(rf"(?:,|\b{_any(_DATA['before_reference'])}(?: \w{{1,3}})?)$")


def instructs(text: str) -> bool:
    """Whether `text` (after its number) is an instruction to amend another document."""
    return _INSTRUCTION.match(text) is not None


def is_final(text: str) -> bool:
    """Whether `text` is the name of an article that ends a document ("Hiệu lực thi hành")."""
    return _FINAL.match(text) is not None


def announces(line: str) -> bool:
    """Whether quoted text may follow `line`."""
    return line.endswith(":") or _ANNOUNCING.search(line[-60:]) is not None


def leads_to_reference(line: str) -> bool:
    """Whether `line` breaks off where a reference goes on ("… theo quy định tại")."""
    return _LEADING_TO_REFERENCE.search(line[-40:]) is not None
