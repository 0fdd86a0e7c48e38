"""The links in the head of every page (`data/navigation.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    section: str  # what the page it leads to calls itself
    address: str


@cache
def entries() -> tuple[Entry, ...]:
    """Entries whose page this site has."""
    data = files("luatsong.portal").joinpath("data/navigation.toml").read_text("utf-8")
    found = []
    for entry in tomllib.loads(data)["entry"]:
        try:
            address = reverse(entry["view"])
        except NoReverseMatch:
            continue
        found.append(Entry(entry["name"], entry["section"], address))
    return tuple(found)
