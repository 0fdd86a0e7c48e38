"""Set `structure`: the provision tree of documents given as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import sets
from benchmarks.measuring import Figures
from vnlaw.document import Component, ComponentKind, Document, Level, Provision

WORDS = {
    Level.PART: "Phần",
    Level.CHAPTER: "Chương",
    Level.SECTION: "Mục",
    Level.SUBSECTION: "Tiểu mục",
    Level.ARTICLE: "Điều",
    Level.CLAUSE: "Khoản",
    Level.POINT: "Điểm",
}
PREFIXES = {ComponentKind.ATTACHED: "Kèm theo", ComponentKind.APPENDIX: "Phụ lục"}

Node = dict[str, Any]


def run(folder: Path, predictions: Path | None = None) -> Figures:
    """See `benchmarks.sets.run`."""
    return sets.run(folder, predictions, predict)


def predict(name: str, document: Document) -> sets.Prediction:
    """The tree of one document as the set wants it."""
    parts = document.structure.components
    return {"id": name, "tree": [node for part in parts for node in _component(part)]}


def _component(component: Component) -> Iterator[Node]:
    prefix = PREFIXES.get(component.kind)
    path = [f"{prefix} {component.ordinal}"] if prefix else []
    return _nodes(component.provisions, path)


def _nodes(provisions: Iterable[Provision], above: list[str]) -> Iterator[Node]:
    for provision in provisions:
        if provision.level not in WORDS:  # tiết: not part of the set
            continue
        path = [*above, f"{WORDS[provision.level]} {provision.number}"]
        yield {"path": path, "heading": provision.heading or None}
        yield from _nodes(provision.children, path)
