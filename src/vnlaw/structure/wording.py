"""Wording that tells amending instructions, announcements and references apart."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

from vnlaw.document import Level

_DATA = tomllib.loads(
    files("vnlaw").joinpath("data", "structure_amending.toml").read_text(encoding="utf-8")
)


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


_INSTRUCTION = re.compile(
    rf"{_any(_DATA['verbs'])}\b.{{0,{_DATA['reach']}}}?(?<!\w){_any(_DATA['objects'])}",
    re.IGNORECASE,
)
_DONE = re.compile(
    rf"{_any(_DATA['places'])}\b.{{0,{_DATA['reach']}}}?(?<!\w){_any(_DATA['done'])}\b"
    rf".{{0,{_DATA['reach']}}}?(?<!\w){_any(_DATA['announcing'])}\b"
)
_REWORDING = re.compile(_any(_DATA["rewording"]), re.IGNORECASE)
_OWN = re.compile(_any(_DATA["own"]) + r"\b")
_FINAL = re.compile(_any(_DATA["final"]), re.IGNORECASE)
_ANNOUNCING = re.compile(rf"{_any(_DATA['announcing'])}\b.{{0,40}}$")
_LEADING_TO_REFERENCE = re.compile(rf"(?:,|\b{_any(_DATA['before_reference'])}(?: \w{{1,3}})?)$")


def instructs(text: str) -> bool:
    """Whether `text` (after its number) is an instruction to amend another document."""
    return _INSTRUCTION.match(text) is not None


def rewords(text: str) -> bool:
    """Whether `text` amends, as an order or with the place first ("Khoản 1 được sửa đổi …")."""
    return instructs(text) or _DONE.match(text) is not None


def asks_for(text: str, level: Level, number: str, *, heading: bool) -> bool:
    """Whether an instruction announces the new text of the provision with that number.

    "Sửa đổi, bổ sung khoản 2 và khoản 5 Điều 7 như sau:" asks for clauses 2 and 5. The heading of
    an article need not end in "như sau", but must not speak of the document itself.
    """
    if level.value not in _DATA["words"] or not _REWORDING.match(text):
        return False
    if _ANNOUNCING.search(text[-60:]) is None and (not heading or _OWN.search(text)):
        return False
    others = r"(?:[\s,;]+\w{1,3}(?!\w))*?"  # "khoản 2 và khoản 5", "khoản 2, 3 và 5"
    named = rf"(?<!\w){_DATA['words'][level.value]}{others}[\s,;]+{re.escape(number)}(?!\w)"
    return re.search(named, text, re.IGNORECASE) is not None


def is_final(text: str) -> bool:
    """Whether `text` is the name of an article that ends a document ("Hiệu lực thi hành")."""
    return _FINAL.match(text) is not None


def announces(line: str) -> bool:
    """Whether quoted text may follow `line`."""
    return line.endswith(":") or _ANNOUNCING.search(line[-60:]) is not None


def leads_to_reference(line: str) -> bool:
    """Whether `line` breaks off where a reference goes on ("… theo quy định tại")."""
    return _LEADING_TO_REFERENCE.search(line[-40:]) is not None
