"""The parts of a document's territory whose law differs, for readers to choose from.

After a merger old provinces keep rules of their own until the new one decides (Điều 54 khoản 2
Luật 64/2025/QH15, as amended), and an effect may be limited to a part of a territory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luatsong.law.models import Document
from luatsong.law.selectors.living import EffectRow
from luatsong.law.selectors.living.validity import ForceRow
from luatsong.law.territories import area_name
from luatsong.portal.margin import APPLIED
from vnlaw.text import fold


@dataclass(frozen=True, slots=True)
class Areas:
    """What the picker shows: the parts by name, and what all of it is called."""

    whole: str
    parts: tuple[str, ...]

    def named(self, typed: str) -> str:
        """The part that typed words mean, "" for none."""
        wanted = _folded(typed)
        return next((part for part in self.parts if _folded(part) == wanted), "")


def areas_of(
    document: Document, forces: Sequence[ForceRow], effects: Iterable[EffectRow]
) -> Areas | None:
    """The parts in which the law of a document differs; None where it is one everywhere."""
    named = [row.territory for row in forces]
    named += [e.territory for e in effects if e.state in APPLIED and not e.summary]
    own = _folded(document.territory)
    parts = {_folded(name): area_name(name) for name in named if name and _folded(name) != own}
    if not parts:
        return None
    return Areas(document.territory or "Cả nước", tuple(sorted(parts.values(), key=fold)))


def _folded(name: str) -> str:
    """A name without marks, case, or the word for its rank: "tỉnh An Hà" is "An Hà"."""
    return fold(area_name(name))
