"""Text whose every character knows where it came from.

A line is a sequence of spans; each span has exactly one origin: "" for the text as issued, or the
key of the instruction that put it there. Empty spans never occur and neighbours of one origin are
joined, so equal texts from equal origins are equal values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BASE = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters from one origin."""

    text: str
    origin: str = BASE


Line = tuple[Span, ...]


def line(text: str, origin: str = BASE) -> Line:
    """A line of one origin."""
    return (Span(text, origin),) if text else ()


def plain(spans: Line) -> str:
    """The characters of a line."""
    if len(spans) == 1:
        return spans[0].text
    return "".join(span.text for span in spans)


def joined(parts: Iterable[Line]) -> Line:
    """Lines put end to end."""
    result: list[Span] = []
    for part in parts:
        for span in part:
            if result and result[-1].origin == span.origin:
                result[-1] = Span(result[-1].text + span.text, span.origin)
            elif span.text:
                result.append(span)
    return tuple(result)


def cut(spans: Line, start: int, end: int | None = None) -> Line:
    """Characters `[start, end)` of a line, each with its origin."""
    result: list[Span] = []
    at = 0
    for span in spans:
        after = at + len(span.text)
        low = max(start, at)
        high = after if end is None else min(end, after)
        if low < high:
            result.append(Span(span.text[low - at : high - at], span.origin))
        at = after
    return tuple(result)


def spliced(spans: Line, start: int, end: int, new: Line) -> Line:
    """The line with characters `[start, end)` replaced."""
    return joined((cut(spans, 0, start), new, cut(spans, end)))


def origins(spans: Line, start: int, end: int) -> frozenset[str]:
    """Where characters `[start, end)` came from."""
    return frozenset(span.origin for span in cut(spans, start, end))
