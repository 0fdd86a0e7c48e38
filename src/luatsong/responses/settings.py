"""The room's data files, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of the official scale of satisfaction."""

    code: str
    label: str
    satisfied: bool
    remark: str = ""  # what its text field is called; "" without one
    remark_needed: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """How often one caller may do `what` in a stretch of seconds."""

    what: str
    who: str  # "device" or "network"
    most: int
    stretch: int


@dataclass(frozen=True, slots=True)
class Consent:
    """What a writer is told and agrees to."""

    edition: str
    agree: str
    told: tuple[str, ...]


@cache
def data(name: str) -> dict[str, Any]:
    """A TOML file of `responses/data`, by its name without ending."""
    file = files("luatsong.responses").joinpath("data", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def satisfaction() -> tuple[Choice, ...]:
    """The official answers, in their order."""
    return tuple(Choice(**row) for row in data("responses")["satisfaction"])


@cache
def limits_of(what: str) -> tuple[Limit, ...]:
    """All limits of an action."""
    return tuple(Limit(**row) for row in data("responses")["limit"] if row["what"] == what)


@cache
def consent() -> Consent:
    """The present edition of what writers of comments agree to."""
    row = data("responses")["consent"]
    days = data("responses")["kept"]["refused_days"]
    told = tuple(line.format(refused_days=days) for line in row["told"])
    return Consent(row["edition"], row["agree"], told)


def limit(name: str) -> int:
    """A number of `[limits]`."""
    return int(data("responses")["limits"][name])
