"""Sorting every line of a document into its room, and building the trees."""

from __future__ import annotations

from collections.abc import Sequence

from vnlaw.document import Component, ComponentKind, Level, Structure
from vnlaw.structure.annexes import Annex, find_annexes, split_label, title_end
from vnlaw.structure.findings import find_faults
from vnlaw.structure.labels import Mark, read_mark
from vnlaw.structure.outline import outline
from vnlaw.structure.parts import Parts, find_parts
from vnlaw.structure.tree import build
from vnlaw.tables import is_row


def structure(lines: Sequence[str]) -> Structure:
    """Recover heading, preamble, components with their provision trees, and closing.

    `lines` holds one paragraph or one table row each (see `vnlaw.tables`), already cleaned by
    `vnlaw.text.clean`. Empty lines are dropped, runs of blanks become one; apart from that
    every line stands in exactly one place of the result. Never fails, whatever the text is.
    """
    return _Sorter(lines).run()


class _Sorter:
    def __init__(self, lines: Sequence[str]) -> None:
        self.numbers = [place for place, line in enumerate(lines) if line and not line.isspace()]
        self.texts = [_squeeze(lines[number]) for number in self.numbers]
        self.marks: list[Mark | None] = [
            None if is_row(text) else read_mark(text) for text in self.texts
        ]

    def run(self) -> Structure:
        parts = find_parts(self.texts, self.marks)
        components = [self._body(parts)]
        counts = dict.fromkeys(ComponentKind, 0)
        for annex in find_annexes(self.texts, self.marks, parts.annexes):
            counts[annex.kind] += 1
            components.append(self._annex(annex, counts[annex.kind]))
        closing = tuple(self.texts[parts.closing : parts.annexes])
        return Structure(
            heading=tuple(self.texts[: parts.preamble]),
            preamble=tuple(self.texts[parts.preamble : parts.body]),
            components=tuple(components),
            closing=closing,
            closing_line=self._line(parts.closing) if closing else None,
            findings=find_faults(components),
        )

    def _line(self, place: int) -> int:
        return self.numbers[place] + 1 if place < len(self.numbers) else 1

    def _numbered(self, start: int, end: int) -> list[tuple[int, str]]:
        return list(zip(self.numbers[start:end], self.texts[start:end], strict=True))

    def _body(self, parts: Parts) -> Component:
        lines = self._numbered(parts.body, parts.closing)
        intro, provisions = build(outline(lines, administrative=parts.administrative))
        line = self._line(parts.body)
        return Component(ComponentKind.BODY, 0, "", "", intro, provisions, line)

    def _annex(self, annex: Annex, ordinal: int) -> Component:
        label, name = split_label(self.texts[annex.title])
        after = title_end(self.texts, self.marks, annex)
        title = " ".join(part for part in (name, *self.texts[annex.title + 1 : after]) if part)
        intro = tuple(self.texts[annex.start : annex.title])
        marks = self.marks[after : annex.end]
        articles = _count_articles(marks)
        if articles > 1 or annex.kind is ComponentKind.ATTACHED:
            lines = self._numbered(after, annex.end)
            text, provisions = build(outline(lines, administrative=articles == 0))
        else:
            text, provisions = tuple(self.texts[after : annex.end]), ()
        line = self._line(annex.start)
        return Component(annex.kind, ordinal, label, title, intro + text, provisions, line)


def _squeeze(line: str) -> str:
    line = line.strip()
    return " ".join(line.split()) if "  " in line or "\t" in line or "\n" in line else line


def _count_articles(marks: Sequence[Mark | None]) -> int:
    """How many articles follow each other from 1 on: a form rarely has two."""
    count = 0
    for mark in marks:
        if mark is not None and mark.level is Level.ARTICLE and mark.firm:
            count += mark.order == count + 1
    return count
