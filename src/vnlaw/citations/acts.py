"""Laws, codes and ordinances that are cited by name (`data/named_laws.toml`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from vnlaw.lexicon import load
from vnlaw.numbers import parse_number

# Old and new places of the tone mark: hoà/hòa, thuỷ/thủy (Quyết định 240/QĐ-BGDĐT 1984).
_TONES = re.compile("(o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])(?![a-zà-ỹ])")
_MOVED = dict(
    zip(
        [f"o{vowel}" for vowel in "àáảãạèéẻẽẹ"] + [f"u{vowel}" for vowel in "ỳýỷỹỵ"],
        [f"{vowel}a" for vowel in "òóỏõọ"]
        + [f"{vowel}e" for vowel in "òóỏõọ"]
        + [f"{vowel}y" for vowel in "ùúủũụ"],
        strict=True,
    )
)
_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[ ,/()-]{1,3}")


@dataclass(frozen=True, slots=True)
class NamedAct:
    """One act. `issued` and `effective` (first day in force) are None where not known."""

    name: str
    number: str
    issued: date | None
    effective: date | None

    @property
    def amends(self) -> bool:
        """Whether it only changes others; then acts of the same name live side by side."""
        return " sửa đổi" in self.name or " bổ sung " in self.name


@cache
def named_acts() -> tuple[NamedAct, ...]:
    """All acts of the data file."""
    return tuple(
        NamedAct(row["name"], row["number"], row.get("issued"), row.get("effective"))
        for row in load("named_laws")["acts"]
    )


def act_numbered(key: str) -> NamedAct | None:
    """The act with a number, by `vnlaw.numbers.DocumentNumber.key`."""
    return _by_number().get(key)


def name_key(name: str) -> str:
    """What is equal for two spellings of a name: case, commas and tone places do not count."""
    return " ".join(_WORD.findall(_even(name)))


def acts_named(
    name: str, on: date | None = None, *, year: int | None = None, issued: date | None = None
) -> tuple[NamedAct, ...]:
    """The acts a name can mean; exactly one where it is certain, none where none is known.

    `year` and `issued` are what the citation adds. Otherwise `on` decides, the day of the citing
    document: the latest act of that name in force on it, or passed and not yet in force where
    there is no earlier one. Without `on` all acts of the name are possible.
    """
    acts = _by_name().get(name_key(name), ())
    if issued is not None:
        exact = tuple(act for act in acts if act.issued == issued)
        if exact:
            return exact
        year = year or issued.year
    if year is not None:
        return tuple(act for act in acts if _year(act) == year)
    if on is None or len(acts) < 2:
        return acts
    if acts[0].amends:
        return tuple(act for act in acts if _passed(act, on))
    return _in_force(acts, on)


def _in_force(acts: Sequence[NamedAct], on: date) -> tuple[NamedAct, ...]:
    if any(act.effective is None for act in acts):
        return tuple(acts)
    ordered = sorted(acts, key=lambda act: act.effective or on)
    started = [act for act in ordered if act.effective and act.effective <= on]
    coming = [act for act in ordered if act not in started and _passed(act, on)]
    if not started:
        return tuple(coming[:1]) or tuple(ordered[:1])
    # A text passed between two laws may already mean the coming one: not certain.
    return (started[-1], *coming)


def match_name(text: str, position: int) -> int | None:
    """End of the longest known name that starts at `position`; None where there is none."""
    node = _trie()
    end: int | None = None
    while True:
        word = _WORD.match(text, position)
        child = node.get(_even(word[0])) if word else None
        if word is None or child is None:
            return end
        node, position = child, word.end()
        if "" in node:
            end = position
            if text.startswith(")", end) and text.rfind("(", 0, end) > text.rfind(")", 0, end):
                end += 1 if "(" in text[end - 20 : end] else 0
        gap = _GAP.match(text, position)
        if gap is None:
            return end
        position = gap.end()


def _even(text: str) -> str:
    lowered = text.lower()
    return _TONES.sub(lambda match: _MOVED[match[0]], lowered)


def _passed(act: NamedAct, on: date) -> bool:
    """Whether it was passed by `on`; of an act without known day its year must not be later."""
    if act.issued is not None:
        return act.issued <= on
    return (_year(act) or 0) <= on.year


def _year(act: NamedAct) -> int | None:
    if act.issued is not None:
        return act.issued.year
    written = re.search(r"/((?:19|20)\d\d)/", act.number)
    return int(written[1]) if written else None


@cache
def _by_name() -> dict[str, tuple[NamedAct, ...]]:
    groups: dict[str, list[NamedAct]] = {}
    for act in named_acts():
        groups.setdefault(name_key(act.name), []).append(act)
    for alias, name in load("named_laws").get("aliases", {}).items():
        groups.setdefault(name_key(alias), []).extend(groups.get(name_key(name), []))
    return {key: tuple(acts) for key, acts in groups.items()}


@cache
def _by_number() -> dict[str, NamedAct]:
    numbers = ((parse_number(act.number), act) for act in named_acts())
    return {number.key: act for number, act in numbers if number is not None}


@cache
def _trie() -> dict[str, Any]:
    root: dict[str, Any] = {}
    others = load("named_laws").get("others", ())
    for key in (*_by_name(), *map(name_key, others)):
        node = root
        for word in key.split():
            node = node.setdefault(word, {})
        node[""] = True
    return root
