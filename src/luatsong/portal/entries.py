"""What stands on entry points: headings with kinds of items, links to other sites (data files)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from luatsong.knowledge.kinds import kind_of
from luatsong.knowledge.models import Item

# So many items of one heading are shown; the list has the rest.
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of an entry point; `more` are parameters of the list with all of it."""

    title: str
    about: str
    items: tuple[Item, ...]
    count: int
    more: str


@dataclass(frozen=True, slots=True)
class Link:
    """A site that this one complements."""

    name: str
    about: str
    address: str


def audience_sections(code: str, items: Iterable[Item], query: str) -> list[Section]:
    """The items of an audience under its headings; those no heading takes stand under the last."""
    data = _entries()
    return _sections(data["sections"].get(code, data["default"]), items, query)


def life_sections(items: Iterable[Item], query: str) -> list[Section]:
    """The items of a life event under its headings."""
    return _sections(_entries()["life"], items, query)


def shown_in(sections: Iterable[Section]) -> list[Item]:
    """The items that are shown, of all headings."""
    return [item for section in sections for item in section.items]


def links_for(code: str = "") -> list[Link]:
    """Sites to hand readers over to: those for everybody, and those for an audience."""
    return [
        Link(link["name"], link["about"], link["address"])
        for link in _links()["link"]
        if not link["for"] or code in link["for"]
    ]


def _sections(
    headings: Sequence[Mapping[str, Any]], items: Iterable[Item], query: str
) -> list[Section]:
    by_kind: dict[str, list[Item]] = {}
    for item in items:
        by_kind.setdefault(item.kind, []).append(item)
    found = []
    for heading in headings:
        inside = [item for kind in heading["kinds"] for item in by_kind.pop(kind, ())]
        if inside:
            more = f"?loai={kind_of(heading['kinds'][0]).slug}&{query}"
            one_kind = len({item.kind for item in inside}) == 1
            found.append(
                Section(
                    heading["title"],
                    heading.get("about", ""),
                    tuple(inside[:SHOWN]),
                    len(inside),
                    more if one_kind else f"?{query}",
                )
            )
    rest = [item for left in by_kind.values() for item in left]
    if rest:
        found.append(Section("Nội dung khác", "", tuple(rest[:SHOWN]), len(rest), f"?{query}"))
    return found


@cache
def _entries() -> dict[str, Any]:
    return _data("entries.toml")


@cache
def _links() -> dict[str, Any]:
    return _data("links.toml")


def _data(name: str) -> dict[str, Any]:
    text = files("luatsong.portal").joinpath("data", name).read_text("utf-8")
    return tomllib.loads(text)
