"""New text of provisions, read into drafts: label, heading, paragraphs, and what stands below.

Unlike a whole document, such text may start with any number ("8a.", "đ)") and at any level; what
the instruction names is what tells its first label from a number in running text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from vnlaw.document import Level, Provision
from vnlaw.structure.labels import DEPTH, Mark, read_mark
from vnlaw.tables import is_row

_HEADED = frozenset((Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION, Level.ARTICLE))
_SENTENCE_END = re.compile(r"[.;:!?…]\s*$")
# A line broken before a dash between words: "kinh tế" / "- xã hội".
_HYPHENED = re.compile(r"[-–]\s*[a-zà-ỹđ]")
_LARGEST_GAP = 3  # numbers an official edition leaves out after repeals


@dataclass(frozen=True, slots=True)
class Draft:
    """A provision as written; `tail` stands after what is below it.

    `tail` is read, never printed as such: a paragraph after the last điểm of a list that speaks
    for the whole list.
    """

    level: Level
    number: str
    label: str
    heading: str = ""
    text: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    children: tuple[Draft, ...] = ()

    def walk(self) -> Iterator[Draft]:
        """This draft, then all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class _Open:
    mark: Mark
    heading: str = ""
    text: list[str] = field(default_factory=list)
    children: list[_Open] = field(default_factory=list)


def read_drafts(
    lines: Sequence[str], level: Level, wanted: Collection[str] = ()
) -> tuple[tuple[str, ...], tuple[Draft, ...]]:
    """Read `lines` as provisions of `level` with what is below them.

    `wanted` are the numbers the instruction names. Returns the lines before the first label, and
    the drafts.
    """
    reader = _Reader(level, frozenset(wanted))
    for text in lines:
        reader.take(" ".join(text.split()))
    return tuple(reader.intro), tuple(_frozen(found) for found in reader.roots)


def draft_of(provision: Provision) -> Draft:
    """A provision of a parsed document as a draft."""
    children = tuple(draft_of(child) for child in provision.children)
    children, tail = _with_tail(children)
    return Draft(
        provision.level,
        provision.number,
        provision.label,
        provision.heading,
        provision.text,
        tail,
        children,
    )


class _Reader:
    def __init__(self, level: Level, wanted: frozenset[str]) -> None:
        self.level = level
        self.wanted = wanted
        self.intro: list[str] = []
        self.roots: list[_Open] = []
        self.path: list[_Open] = []

    def take(self, text: str) -> None:
        if not text:
            return
        mark = None if is_row(text) else read_mark(text)
        if mark is not None and self._is_label(mark):
            self._open(mark)
        elif not self.path:
            self.intro.append(text)
        elif self._goes_on_heading(text):
            self.path[-1].heading += " " + text
        elif self._goes_on_line(text):
            self.path[-1].text[-1] += " " + text
        else:
            self.path[-1].text.append(text)

    def _is_label(self, mark: Mark) -> bool:
        depth = DEPTH[mark.level]
        if depth < DEPTH[self.level]:
            return False
        siblings = self._siblings(mark.level)
        if mark.level is self.level and mark.number in self.wanted:
            return all(mark.number != other.mark.number for other in siblings)
        if not siblings:
            starts = mark.order == 1 and not mark.suffix
            return (
                starts if self.path or mark.level is not self.level else not self.wanted or starts
            )
        step = mark.step(siblings[-1].mark)
        return step is not None and step <= _LARGEST_GAP and (mark.firm or step <= 1)

    def _siblings(self, level: Level) -> list[_Open]:
        holder: list[_Open] = self.roots
        for node in self.path:
            if DEPTH[node.mark.level] >= DEPTH[level]:
                break
            holder = node.children
        if level is not Level.ARTICLE or holder is self.roots:
            return [node for node in holder if node.mark.level is level]
        articles = [n for root in self.roots for n in _below(root) if n.mark.level is level]
        return articles or [node for node in holder if node.mark.level is level]

    def _open(self, mark: Mark) -> None:
        node = _Open(mark)
        if mark.level in _HEADED:
            node.heading = mark.rest
        elif mark.rest:
            node.text.append(mark.rest)
        while self.path and DEPTH[self.path[-1].mark.level] >= DEPTH[mark.level]:
            self.path.pop()
        (self.path[-1].children if self.path else self.roots).append(node)
        self.path.append(node)

    def _goes_on_heading(self, text: str) -> bool:
        node = self.path[-1]
        if node.mark.level not in _HEADED or node.text:
            return False
        if not node.heading:
            return not _SENTENCE_END.search(text)
        return text[0].islower() and not _SENTENCE_END.search(node.heading)

    def _goes_on_line(self, text: str) -> bool:
        """Whether a printed line broke in the middle of a sentence."""
        own = self.path[-1].text
        if not own or is_row(text) or is_row(own[-1]):
            return False
        broken = text[0].islower() or _HYPHENED.match(text) is not None
        return broken and not _SENTENCE_END.search(own[-1])


def _below(node: _Open) -> Iterator[_Open]:
    yield node
    for child in node.children:
        yield from _below(child)


def _frozen(node: _Open) -> Draft:
    children, tail = _with_tail(tuple(_frozen(child) for child in node.children))
    return Draft(
        node.mark.level,
        node.mark.number,
        node.mark.label,
        node.heading,
        tuple(node.text),
        tail,
        children,
    )


def _with_tail(children: tuple[Draft, ...]) -> tuple[tuple[Draft, ...], tuple[str, ...]]:
    """Take from the last điểm the paragraphs that speak for the whole list.

    They do where no other điểm has a second paragraph and the điểm itself announces none.
    """
    if len(children) < 2 or children[-1].level is not Level.POINT or children[-1].children:
        return children, ()
    *others, last = children
    if len(last.text) < 2 or last.text[0].rstrip().endswith(":"):
        return children, ()
    if any(len(other.text) > 1 or other.children for other in others):
        return children, ()
    kept = Draft(last.level, last.number, last.label, "", last.text[:1])
    return (*others, kept), last.text[1:]
