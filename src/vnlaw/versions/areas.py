"""Areas and what they lie in: texts of a merged province live on in its old territory."""

from __future__ import annotations

from collections.abc import Mapping


def chain(area: str, areas: Mapping[str, str]) -> tuple[str, ...]:
    """An area and all it lies in, the nearest first; circles end. () for no area."""
    seen: list[str] = []
    while area and area not in seen:
        seen.append(area)
        area = areas.get(area, "")
    return tuple(seen)
