"""A structure as plain values that can be read and kept in a golden file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vnlaw.document import Level, Provision, Structure

WORDS = {
    Level.PART: "Phần",
    Level.CHAPTER: "Chương",
    Level.SECTION: "Mục",
    Level.SUBSECTION: "Tiểu mục",
    Level.ARTICLE: "Điều",
    Level.CLAUSE: "Khoản",
    Level.POINT: "Điểm",
    Level.SUBPOINT: "Tiết",
}


def outline_of(structure: Structure) -> dict[str, Any]:
    return {
        "heading": list(structure.heading),
        "preamble": list(structure.preamble),
        "components": [
            {
                "kind": component.kind.value,
                "label": component.label,
                "title": component.title,
                "intro": list(component.intro),
                "provisions": list(provision_lines(component.provisions)),
            }
            for component in structure.components
        ],
        "closing": list(structure.closing),
    }


def provision_lines(provisions: Iterable[Provision], depth: int = 0) -> Iterator[str]:
    """One indented line a provision: name, heading, paragraphs; « » around quoted ones."""
    for provision in provisions:
        quoted = {place for start, end in provision.quoted for place in range(start, end)}
        text = [
            f"«{line}»" if place in quoted else line for place, line in enumerate(provision.text)
        ]
        name = f"{WORDS[provision.level]} {provision.number}"
        yield "  " * depth + " | ".join([name, provision.heading, *text])
        yield from provision_lines(provision.children, depth + 1)


def paths(provisions: Iterable[Provision], above: str = "") -> list[str]:
    """The addresses of all provisions, such as "Điều 1/Khoản 2"."""
    found = []
    for provision in provisions:
        path = f"{above}{WORDS[provision.level]} {provision.number}"
        found += [path, *paths(provision.children, f"{path}/")]
    return found
