"""What hangs on the provisions of a page on the day it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from luatsong.portal.weaving import Lines, Marks, Sources


@dataclass(frozen=True, slots=True)
class State:
    """The status of a provision that differs from that of its document, in words."""

    style: str  # class of the style sheet, `data/living.toml`
    label: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """Marks of lines, notes (safe HTML) and states, all by address; `preamble` by line."""

    lines: Mapping[str, Lines] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)
    preamble: Mapping[str, Marks] = field(default_factory=dict)
    sources: Sources = field(default_factory=Sources)


PLAIN = Overlay()
