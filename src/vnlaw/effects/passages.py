"""The text of a document as passages: what it says itself, with the new text it quotes beside it.

A passage is one paragraph; in texts whose lines are broken as printed (the text layer of a
gazette) the lines of a paragraph are joined, and page headers between them are blanked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vnlaw.addresses import component_segment, segment
from vnlaw.document import Component, ComponentKind, Document, Level, Provision
from vnlaw.effects.wording import pattern
from vnlaw.tables import is_row

_FURNITURE = pattern("furniture", "line", shape=r"\s*{}\s*$")
_ENDED = re.compile(r"[.;:?!”\"»]\s*$")
_BROKEN_NUMBER = re.compile(r"(\d\S*[-–/])((?:\n *)+)([A-ZĐ][^\s;,.()]*)")
# A paragraph cut before a reference that looks like the start of a provision.
_LEADS_ON = pattern("lists", "leads_on", shape=r"(?<!\w){}\s*$")
_REFERENCE = re.compile(r"(?:Điều|Khoản|Điểm|khoản|điểm)\s+\w{1,4}\b")
# A line that starts in the middle of a sentence, and no point ("a)", "đ.").
_MIDDLE = re.compile(r"(?P<first>[^\W\d_])\w")
_SENTENCE_ENDED = re.compile(r"[.:?!”\"»]\s*$")
_LONGEST = 20_000
_FEW_LINES = 8
_BROKEN_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of the document's own text.

    `text` is exactly as in the document, its lines joined by line feeds; `view` has the same
    length, with line feeds and page headers blank, for reading. `quoted` are the lines of new
    text that follow it, as printed.
    """

    text: str
    view: str
    line: int
    quoted: tuple[str, ...] = ()
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A provision (or an annex) with its passages; `article` is the article it stands in."""

    address: str
    level: Level | None
    number: str
    passages: tuple[Passage, ...]
    children: tuple[Node, ...]


def nodes(document: Document) -> tuple[Node, ...]:
    """The body and attached texts as nodes; annexes as one node each, without children."""
    broken = is_broken(document)
    return tuple(_component(part, broken) for part in document.structure.components)


def is_broken(document: Document) -> bool:
    """Whether lines are broken as printed: many start in the middle of a sentence."""
    lines = [
        line
        for part in document.structure.components[:1]
        for provision in part.walk()
        for line in provision.text[1:]
        if not is_row(line)
    ]
    if len(lines) < _FEW_LINES:
        return False
    return sum(line[:1].islower() and line[1:2] != ")" for line in lines) > _BROKEN_SHARE * len(
        lines
    )


def _component(part: Component, broken: bool) -> Node:
    passages: list[Passage] = []
    if part.kind is not ComponentKind.BODY:
        title = " ".join(filter(None, (part.label, part.title)))
        passages.append(Passage(title, _view([title]), part.line, heading=True))
    passages += _paragraphs(part.intro, (), part.line, broken)
    root = component_segment(part)
    children = tuple(_node(child, root, root, broken) for child in part.provisions)
    return Node(root, None, "", tuple(passages), children)


def _node(provision: Provision, root: str, above: str, broken: bool) -> Node:
    base = root if provision.level is Level.ARTICLE else above
    step = segment(provision.level, provision.number)
    address = f"{base}/{step}" if base else step
    passages: list[Passage] = []
    line = provision.line
    lines, quoted = provision.text, provision.quoted
    if provision.heading and lines and _continues([provision.heading], lines[0], broken=False):
        lines = (provision.heading, *lines)
        quoted = tuple((start + 1, end + 1) for start, end in quoted)
    elif provision.heading:
        passages.append(Passage(provision.heading, _view([provision.heading]), line, heading=True))
        line += 1
    passages += _paragraphs(lines, quoted, line, broken)
    passages = _quoted_under_heading(passages)
    children = tuple(_node(child, root, address, broken) for child in provision.children)
    return Node(address, provision.level, provision.number, tuple(passages), children)


def _quoted_under_heading(passages: list[Passage]) -> list[Passage]:
    """New text right under a heading belongs to the heading ("Điều 1. Sửa đổi khoản 4 Điều 6")."""
    if len(passages) > 1 and passages[0].heading and not passages[1].text and passages[1].quoted:
        head, quoted = passages[0], passages[1].quoted
        return [Passage(head.text, head.view, head.line, quoted, heading=True), *passages[2:]]
    return passages


def _paragraphs(
    lines: Sequence[str], quoted: Iterable[tuple[int, int]], line: int, broken: bool
) -> list[Passage]:
    inside = {index for start, end in quoted for index in range(start, min(end, len(lines)))}
    found: list[Passage] = []
    own: list[str] = []
    first = 0
    news: list[str] = []

    def close() -> None:
        if own or news:
            pieces = list(_pieces("\n".join(own), _view(own)))
            found.extend(Passage(text, view, line + first) for text, view in pieces[:-1])
            found.append(Passage(*pieces[-1], line + first, tuple(news)))
        own.clear()
        news.clear()

    for index, text in enumerate(lines):
        if index in inside:
            news.append(text)
            continue
        if news or (own and not _continues(own, text, broken=broken)):
            close()
        if not own:
            first = index
        own.append(text)
    close()
    return found


def _continues(own: Sequence[str], text: str, *, broken: bool) -> bool:
    """Whether a line goes on with the paragraph of the lines before it."""
    if not broken:
        return _goes_on(own[-1], text)
    if is_row(text) or is_row(own[-1]):
        return False
    if _FURNITURE.match(text):
        return True
    last = next((line for line in reversed(own) if not _FURNITURE.match(line)), "")
    return not _ENDED.search(last) or (text[:1].islower() and text[1:2] not in ").")


def _goes_on(before: str, text: str) -> bool:
    """Whether a single line broke, in a text whose lines are whole."""
    if is_row(text) or is_row(before):
        return False
    if _LEADS_ON.search(before):
        return _REFERENCE.match(text) is not None
    middle = _MIDDLE.match(text)
    lower = middle is not None and middle["first"].islower()
    return lower and _SENTENCE_ENDED.search(before) is None


def _pieces(text: str, view: str) -> Iterator[tuple[str, str]]:
    """A paragraph in pieces of bounded length: nobody writes longer sentences."""
    at = 0
    while len(text) - at > _LONGEST:
        stop = max(view.rfind(mark, at, at + _LONGEST) for mark in (". ", "; "))
        end = stop + 2 if stop > at else at + _LONGEST
        yield text[at:end], view[at:end]
        at = end
    yield text[at:], view[at:]


def _view(lines: Sequence[str]) -> str:
    kept = "\n".join(" " * len(line) if _FURNITURE.match(line) else line for line in lines)
    # a number broken at its hyphen: its end moves up, so that the length stays the same
    return _BROKEN_NUMBER.sub(r"\1\3\2", kept).replace("\n", " ")
