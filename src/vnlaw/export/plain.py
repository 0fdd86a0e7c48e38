"""A document as one would type it, so that parsing the text again gives the same tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from vnlaw.document import Component, Document, Level, Provision

# The name of these stands on a line of its own (NĐ 78/2025/NĐ-CP Art 63); an article's does not.
_TITLED = frozenset({Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION})
_MOTTO = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Tự do\s*[-–]\s*Hạnh phúc", re.IGNORECASE)
_RULE = re.compile(r"[-–—_=*\s.]+$")
# Longer than any name of an article: words beside its number that are a sentence.
_LONGEST_NAME = 300


def to_text(document: Document) -> str:
    """The whole text of `document`, one paragraph or table row a line, ending in a line feed.

    `vnlaw.parse.parse_text` gives the same provision tree again. Footnotes stand at the end of
    the signature block.
    """
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    structure = document.structure
    yield from structure.heading
    yield from structure.preamble
    notes = [f"[{note.marker}] {note.text}" for note in document.footnotes]
    closing = (*structure.closing, *notes)
    # An appendix may stand before the signatures as well as behind them.
    at = structure.closing_line
    closed = False
    for index, component in enumerate(structure.components):
        if index and not closed and (at is None or component.line > at):
            yield from closing
            closed = True
        yield from _component(component)
    if not closed:
        yield from closing


def _component(component: Component) -> Iterator[str]:
    letterhead = _letterhead(component.intro)
    yield from component.intro[:letterhead]
    yield from filter(None, (component.label, component.title))
    yield from component.intro[letterhead:]
    for provision in component.provisions:
        yield from _provision(provision)


def _letterhead(lines: Sequence[str]) -> int:
    """How many lines, in front of the title, repeat the issuer and the motto of the State."""
    run = list(
        takewhile(lambda line: line.isupper() or _MOTTO.search(line) or _RULE.match(line), lines)
    )
    return len(run) if any(map(_MOTTO.search, run)) else 0


def _provision(provision: Provision) -> Iterator[str]:
    text = provision.text
    if provision.level in _TITLED or _is_bare(provision):
        yield provision.label
        if provision.heading:
            yield provision.heading
    else:
        beside = provision.heading
        if not beside and text and _stands_beside(provision):
            beside, text = text[0], text[1:]
        yield f"{provision.label} {beside}".rstrip()
    yield from text
    for child in provision.children:
        yield from _provision(child)


def _is_bare(provision: Provision) -> bool:
    """Whether it reads "Điều 5", not "Điều 5.": words beside that would make it a reference."""
    return provision.level is Level.ARTICLE and provision.label[-1:].isalnum()


def _stands_beside(provision: Provision) -> bool:
    """Whether the first paragraph is written on the line of the number.

    Not when it is a quotation, which starts a line; and beside the number of an article stands
    its name, unless the words are a sentence.
    """
    first = provision.text[0]
    if any(start == 0 for start, _ in provision.quoted):
        return False
    return provision.level is not Level.ARTICLE or (
        first.endswith((".", ";")) or len(first) > _LONGEST_NAME
    )
