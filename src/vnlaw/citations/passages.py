"""Citations of a whole document: every paragraph, with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from vnlaw.addresses import addressed, component_segment
from vnlaw.citations.find import find
from vnlaw.citations.model import Citation, Context, Step, Target
from vnlaw.citations.running import CALLED, RunningReader
from vnlaw.citations.words import provisions
from vnlaw.document import Component, Document, Level, Provision
from vnlaw.lexicon import load


@dataclass(frozen=True, slots=True)
class Passage:
    """The citations of one paragraph.

    `part` is "title", "preamble", "intro", "heading" or "text"; `component` the index of the
    component (0 for title and preamble), `address` that of the provision ("" outside the tree),
    `index` the place of the paragraph in `Provision.text`, in the intro or in the preamble.
    """

    part: str
    component: int
    address: str
    index: int
    text: str
    quoted: bool
    citations: tuple[Citation, ...]


def cite_document(document: Document) -> tuple[Passage, ...]:
    """All paragraphs with citations, in document order; nothing is cited across paragraphs.

    Aliases hold from where they are defined; "Điều này" is read from the address; quoted text
    keeps it; bare provisions below "Sửa đổi … một số điều của Nghị định số …" mean that decree.
    """
    return tuple(_Reader(document).run())


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.reader = RunningReader(Context())
        self.title_target: Target | None = None

    def run(self) -> Iterator[Passage]:
        structure = self.document.structure
        title = self.document.metadata.title
        self.title_target = _amended(title, Context()) if title else None
        yield from self._read("title", 0, "", 0, title, Context())
        for index, line in enumerate(structure.preamble):
            yield from self._read("preamble", 0, "", index, line, Context())
        for number, component in enumerate(structure.components):
            yield from self._component(number, component)

    def _component(self, number: int, component: Component) -> Iterator[Passage]:
        above = component_segment(component)
        for index, line in enumerate(component.intro):
            yield from self._read("intro", number, above, index, line, Context())
        steps: dict[str, tuple[Step, ...]] = {above: ()}
        amends: dict[str, Target | None] = {above: None}
        for address, provision, parent in addressed(component):
            steps[address] = (*steps.get(parent, ()), _step(provision))
            amends[address] = self._amends(provision, amends.get(parent))
            context = Context(address=steps[address], amends=amends[address])
            yield from self._provision(number, address, provision, context)

    def _provision(
        self, number: int, address: str, provision: Provision, context: Context
    ) -> Iterator[Passage]:
        yield from self._read("heading", number, address, 0, provision.heading, context)
        for index, line in enumerate(provision.text):
            quoted = any(start <= index < end for start, end in provision.quoted)
            where = replace(context, quoted=True, amends=None) if quoted else context
            yield from self._read("text", number, address, index, line, where)

    def _amends(self, provision: Provision, above: Target | None) -> Target | None:
        """The document that an article or clause changes, where it says so at its start."""
        lead = provision.heading or (provision.text[0] if provision.text else "")
        if not _changes().match(lead):
            return above
        named = _amended(lead, Context(aliases=self.reader.aliases))
        if named is None and provision.level is Level.ARTICLE:
            return above or self.title_target
        return named or above

    def _read(
        self, part: str, component: int, address: str, index: int, text: str, context: Context
    ) -> Iterator[Passage]:
        if not text:
            return
        citations = self.reader.read(text, context)
        if citations:
            yield Passage(part, component, address, index, text, context.quoted, citations)


def to_json(passages: tuple[Passage, ...]) -> list[dict[str, Any]]:
    """Passages as values that `json.dumps` takes; dates are ISO strings."""
    return [
        {
            "part": passage.part,
            "component": passage.component,
            "address": passage.address,
            "index": passage.index,
            "text": passage.text,
            "quoted": passage.quoted,
            "citations": [_citation(citation) for citation in passage.citations],
        }
        for passage in passages
    ]


def _citation(citation: Citation) -> dict[str, Any]:
    target = citation.target
    return {
        "start": citation.start,
        "end": citation.end,
        "surface": citation.surface,
        "kind": target.kind.value,
        "target": target.text,
        "name": target.name,
        "year": target.year,
        "issued": target.issued.isoformat() if target.issued else None,
        "provisions": [
            {"text": reference.text, "address": reference.address}
            for reference in citation.provisions
        ],
        "in_title": citation.in_title,
        "alias": citation.alias,
        "findings": [finding.code for finding in citation.findings],
    }


def _amended(text: str, context: Context) -> Target | None:
    """The one document whose provisions a heading says it changes."""
    for citation in find(text, context):
        if citation.target.kind in CALLED:
            return citation.target
    return None


def _step(provision: Provision) -> Step:
    words = {level.code: level.printed for level in provisions().levels.values()}
    level = provision.level.value
    number = provision.number
    if provision.level in (Level.CHAPTER, Level.PART) and (label := provision.label.split()):
        number = label[-1].strip(".:") or number  # as printed: "Chương II"
    return Step(level, words[level], number)


@cache
def _changes() -> re.Pattern[str]:
    return re.compile(load("citations")["documents"]["changes"])
