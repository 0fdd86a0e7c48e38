"""The words an item is found by in lists."""

from __future__ import annotations

from luatsong.knowledge.models import Item
from luatsong.knowledge.reading import paragraphs_of
from vnlaw.text import fold

LONGEST = 40_000  # characters


def search_text(item: Item) -> str:
    """Title, summary, kind, plain version and body, folded; cut where it is very long."""
    parts = [item.title, item.summary, item.of_kind.name, item.plain, *paragraphs_of(item)]
    return fold(" ".join(filter(None, parts)))[:LONGEST]
