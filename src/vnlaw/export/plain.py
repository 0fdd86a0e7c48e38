"""A document as one would type it, so that parsing the text again gives the same tree."""

from __future__ import annotations

from collections.abc import Iterator

from vnlaw.document import Component, Document, Level, Provision

# The name of these stands on a line of its own (NĐ 78/2025/NĐ-CP Art 63); an article's does not.
_TITLED = frozenset({Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION})


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
    yield from filter(None, (component.label, component.title))
    yield from component.intro
    for provision in component.provisions:
        yield from _provision(provision)


def _provision(provision: Provision) -> Iterator[str]:
    text = provision.text
    if provision.level in _TITLED:
        yield provision.label
        if provision.heading:
            yield provision.heading
    else:
        beside = provision.heading
        if not beside and provision.level is not Level.ARTICLE and text:
            beside, text = text[0], text[1:]
        yield f"{provision.label} {beside}".rstrip()
    yield from text
    for child in provision.children:
        yield from _provision(child)
