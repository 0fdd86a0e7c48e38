"""Aids for reading as they stand in an address: ?doc=chu-lon.gian-rong; no cookie, no account."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.http import QueryDict

PARAMETER = "doc"


@dataclass(frozen=True, slots=True)
class Aid:
    code: str  # in the address, and the class of <html>
    group: str  # one of a group at a time
    name: str


@dataclass(frozen=True, slots=True)
class AidLink:
    """One aid as a page offers it: `value` of the parameter switches it on, or off when `on`."""

    code: str
    group: str
    name: str
    on: bool
    value: str


@dataclass(frozen=True, slots=True)
class Aids:
    """Which aids are on, the buttons that change that, and what a form of them must carry along."""

    classes: str
    links: tuple[AidLink, ...]
    beside: tuple[tuple[str, str], ...]


@cache
def known_aids() -> tuple[Aid, ...]:
    """All aids, in the order in which they are offered."""
    data = files("luatsong.portal").joinpath("data/aids.toml").read_text("utf-8")
    return tuple(Aid(**entry) for entry in tomllib.loads(data)["aid"])


def aids_of(query: QueryDict) -> Aids:
    """The aids that an address asks for; unknown ones are left out, the last of a group counts."""
    asked = set(query.get(PARAMETER, "")[:200].split("."))
    on: dict[str, Aid] = {aid.group: aid for aid in known_aids() if aid.code in asked}
    current = [aid for aid in known_aids() if on.get(aid.group) is aid]
    links = tuple(_link(aid, current) for aid in known_aids())
    beside = tuple((name, str(value)) for name, value in query.items() if name != PARAMETER)
    return Aids(" ".join(aid.code for aid in current), links, beside)


def _link(aid: Aid, current: Sequence[Aid]) -> AidLink:
    on = aid in current
    kept = [one.code for one in current if one.group != aid.group] + ([] if on else [aid.code])
    return AidLink(aid.code, aid.group, aid.name, on, ".".join(kept))
