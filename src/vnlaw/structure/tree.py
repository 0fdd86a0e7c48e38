"""From the outline of a text to its tree of provisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vnlaw.document import Level, Provision
from vnlaw.structure.labels import CONTAINERS, DEPTH, Mark
from vnlaw.structure.outline import Entry

_HEADED = frozenset((*CONTAINERS, Level.ARTICLE))
_LONGEST_HEADING = 300  # characters; what is longer is a sentence, not a name


@dataclass(slots=True)
class _Node:
    mark: Mark
    line: int
    heading: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)

    def freeze(self) -> Provision:
        return Provision(
            level=self.mark.level,
            number=self.mark.number,
            label=self.mark.label,
            heading=" ".join(self.heading),
            text=tuple(self.text),
            line=self.line,
            children=tuple(child.freeze() for child in self.children),
            quoted=_ranges(self.quoted),
        )

    def add_text(self, line: str, quoted: bool) -> None:
        self.text.append(line)
        self.quoted.append(quoted)


def build(entries: Sequence[Entry]) -> tuple[tuple[str, ...], tuple[Provision, ...]]:
    """The paragraphs before the first provision, and the provisions."""
    intro: list[str] = []
    roots: list[_Node] = []
    path: list[_Node] = []
    for entry in entries:
        if entry.mark is None:
            if not path:
                intro.append(entry.line)
            elif entry.heading:
                path[-1].heading.append(entry.line)
            else:
                path[-1].add_text(entry.line, entry.quoted)
            continue
        node = _start(entry.mark, entry.index)
        while path and DEPTH[path[-1].mark.level] >= DEPTH[node.mark.level]:
            path.pop()
        (path[-1].children if path else roots).append(node)
        path.append(node)
    return tuple(intro), tuple(root.freeze() for root in roots)


def _start(mark: Mark, index: int) -> _Node:
    node = _Node(mark, index + 1)
    if not mark.rest:
        return node
    sentence = mark.level is Level.ARTICLE and (
        mark.rest[-1] in ".;" or len(mark.rest) > _LONGEST_HEADING
    )
    if mark.level in _HEADED and not sentence:
        node.heading.append(mark.rest)
    else:
        node.add_text(mark.rest, False)
    return node


def _ranges(flags: Iterable[bool]) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of consecutive true flags."""
    ranges: list[tuple[int, int]] = []
    for place, flag in enumerate(flags):
        if not flag:
            continue
        if ranges and ranges[-1][1] == place:
            ranges[-1] = (ranges[-1][0], place + 1)
        else:
            ranges.append((place, place + 1))
    return tuple(ranges)
