"""Licences and languages an item may have, from the data files; areas of the search."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Licence:
    """What others may do with an item."""

    code: str
    name: str
    summary: str
    url: str


@cache
def licences() -> Mapping[str, Licence]:
    """All licences by code."""
    rows = read("licences.toml")["licences"]
    return {code: Licence(code=code, **row) for code, row in rows.items()}


@cache
def languages() -> Mapping[str, str]:
    """Names of languages by ISO 639 code."""
    return dict(read("languages.toml")["languages"])


@cache
def areas() -> tuple[str, ...]:
    """Names of the fields of law (lĩnh vực), as the search has them."""
    data = files("luatsong.search").joinpath("data", "areas.toml").read_text("utf-8")
    return tuple(tomllib.loads(data)["areas"])


def licence_choices() -> list[tuple[str, str]]:
    """Code and name, for fields and forms."""
    return [(licence.code, licence.name) for licence in licences().values()]


def language_choices() -> list[tuple[str, str]]:
    """Code and name, for fields and forms."""
    return list(languages().items())


def area_choices() -> list[tuple[str, str]]:
    """Every field of law; "" is law in general."""
    return [("", "Chung, nhiều lĩnh vực"), *((name, name) for name in areas())]


def campaign_kind_choices() -> list[tuple[str, str]]:
    """Kinds of movements and campaigns: code and name."""
    return list(read("campaigns.toml")["kinds"].items())


def verdict_choices() -> list[tuple[str, str]]:
    """What officials may judge of a model that was tried: code and name."""
    return list(read("campaigns.toml")["verdicts"].items())


def read(name: str) -> dict[str, Any]:
    """One data file of this room."""
    text = files("luatsong.knowledge").joinpath("data", name).read_text("utf-8")
    return tomllib.loads(text)
