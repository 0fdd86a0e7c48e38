"""From the bases an editor typed, one a line, to the places of law an item is bound to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luatsong.knowledge.basis import Resolved, resolve_all
from luatsong.knowledge.models import Basis, Item
from vnlaw.text import clean

MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class Unclear:
    """A line that names no one place: why, and what may be meant (as texts that do)."""

    line: str
    problem: str
    candidates: tuple[tuple[str, str], ...] = ()


def lines_of(text: str) -> list[str]:
    """The lines of a text of bases, each once."""
    lines = (clean(line).strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))[:MOST_LINES]


def text_of(item: Item) -> str:
    """The bases as the editor wrote them; of items from elsewhere, as they are bound."""
    if item.basis_text.strip():
        return item.basis_text
    return "\n".join(dict.fromkeys(str(basis) for basis in item.bases.all()))


def bind(item: Item, text: str, on: date, *, reread: bool = False) -> list[Unclear]:
    """Give the item the bases that `text` names; what is not clear is returned and kept as text.

    A line that was there before keeps its pin, the words its author read then; with `reread` all
    are pinned anew to the law of `on`. The item is not saved.
    """
    kept: dict[str, list[Basis]] = {}
    for row in item.bases.all():
        kept.setdefault(str(row), []).append(row)
    rows: list[Basis] = []
    unclear = []
    for line in lines_of(text):
        known = kept.get(line, [])
        if known and not reread:
            rows += known
            continue
        found = resolve_all(line, on)
        unclear += _unclear(line, found)
        rows += [_row(line, place) for place in found if not place.problem]
    for order, row in enumerate(rows):
        row.sort_order = order
    item.basis_text = "\n".join(lines_of(text))
    item.bases = rows
    return unclear


def unclear_lines(item: Item, on: date) -> list[Unclear]:
    """Lines of the item's text of bases that are bound to nothing, with the reason."""
    bound = {str(basis) for basis in item.bases.all()}
    found = []
    for line in lines_of(item.basis_text):
        if line not in bound:
            found += _unclear(line, resolve_all(line, on)) or [
                Unclear(line, "Dòng này chưa được nối với văn bản; hãy lưu lại.")
            ]
    return found


def _unclear(line: str, found: list[Resolved]) -> list[Unclear]:
    return [Unclear(line, each.problem, each.candidates) for each in found if each.problem]


def _row(line: str, place: Resolved) -> Basis:
    return Basis(**{**place.pin(), "typed": line}, quote=place.quote)
