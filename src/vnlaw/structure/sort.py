"""Sorting every line of a document into its room, and building the trees."""

from __future__ import annotations

from collections.abc import Sequence

from vnlaw.document import Component, ComponentKind, Level, Structure
from vnlaw.structure.components import Segment, plan, read_marks, split_label, title_end
from vnlaw.structure.labels import Mark
from vnlaw.structure.outline import outline
from vnlaw.structure.tree import build


def structure(lines: Sequence[str]) -> Structure:
    """Recover heading, preamble, components with their provision trees, and closing.

    `lines` holds one paragraph or one table row each (see `vnlaw.tables`), already cleaned by
    `vnlaw.text.clean`. Empty lines are dropped, runs of blanks become one; apart from that
    every line stands in exactly one place of the result. Never fails, whatever the text is.
    """
    numbers = [number for number, line in enumerate(lines) if line and not line.isspace()]
    texts = [_squeeze(lines[number]) for number in numbers]
    marks = read_marks(texts)
    parts = plan(texts, marks)
    numbered = list(zip(numbers, texts, strict=True))
    intro, provisions = build(outline(numbered[parts.body : parts.closing]))
    components = [
        Component(
            ComponentKind.BODY,
            0,
            "",
            "",
            intro,
            provisions,
            numbers[parts.body] + 1 if parts.body < len(numbers) else 1,
        )
    ]
    counts = dict.fromkeys(ComponentKind, 0)
    for segment in parts.segments:
        counts[segment.kind] += 1
        components.append(_component(segment, counts[segment.kind], numbered, texts, marks))
    closing = texts[parts.closing : parts.end]
    return Structure(
        heading=tuple(texts[: parts.preamble]),
        preamble=tuple(texts[parts.preamble : parts.body]),
        components=tuple(components),
        closing=tuple(closing),
        closing_line=numbers[parts.closing] + 1 if closing else None,
    )


def _squeeze(line: str) -> str:
    line = line.strip()
    return " ".join(line.split()) if "  " in line or "\t" in line or "\n" in line else line


def _component(
    segment: Segment,
    ordinal: int,
    numbered: Sequence[tuple[int, str]],
    texts: Sequence[str],
    marks: Sequence[Mark | None],
) -> Component:
    label, name = split_label(texts[segment.title])
    after = title_end(texts, segment, marks)
    title = " ".join(part for part in (name, *texts[segment.title + 1 : after]) if part)
    letterhead = tuple(texts[segment.start : segment.title])
    if segment.kind is ComponentKind.ATTACHED or _holds_articles(marks[after : segment.end]):
        intro, provisions = build(outline(numbered[after : segment.end]))
    else:
        intro, provisions = tuple(texts[after : segment.end]), ()
    return Component(
        segment.kind,
        ordinal,
        label,
        title,
        letterhead + intro,
        provisions,
        numbered[segment.start][0] + 1,
    )


def _holds_articles(marks: Sequence[Mark | None]) -> bool:
    """Whether there are at least two articles, counted from 1: real provisions, not a form."""
    expected = 1
    for mark in marks:
        if mark is not None and mark.level is Level.ARTICLE and mark.firm:
            if mark.order == expected:
                expected += 1
            if expected > 2:
                return True
    return False
