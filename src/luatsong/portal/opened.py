"""How much of a long text a page opens: as much as its weight allows, the rest by headings.

Every heading keeps its place and its anchor and leads to a page of its own; the whole text is one
link away. What fits is decided before a page is made, from the number of its characters, so that
other pages know whether a place is open there.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from luatsong.law.selectors import ComponentRow, ProvisionRow
from luatsong.portal.render import OUTLINE

_ABOVE_ARTICLES = OUTLINE - {"article"}


@dataclass(frozen=True, slots=True)
class Opened:
    """The rows of a page with what is closed cut short.

    `first` is the address of the first closed one, "" where all is open; `closed` are the
    components whose own opening words are closed.
    """

    rows: list[ProvisionRow]
    first: str = ""
    closed: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is closed."""
        return not self.first and not self.closed


def opened(
    rows: Sequence[ProvisionRow],
    components: Sequence[ComponentRow] = (),
    *,
    around: int = 0,
    entire: bool = False,
) -> Opened:
    """What of `rows` a page opens; `around` are characters that stand there anyhow.

    Open are articles from the first on; of one that alone is too much, as amending laws have
    them, its parts. `entire`: everything, whatever it weighs.
    """
    data = _data()
    entries = sum(row.level in OUTLINE for row in rows) * data["entry"]
    intros = {c.slug: sum(map(len, c.intro)) * data["character"] for c in components}
    room = data["page"] - around * data["character"] - entries
    if entire or sum(map(_weight, rows)) + sum(intros.values()) <= room:
        return Opened(list(rows))
    # Headings stand in the contents and in the text.
    below = Counter(row.parent for row in rows)
    opening = _Opening(_totals(rows), below, room / 2, room - entries, dict(intros))
    for row in rows:
        opening.add(row)
    opening.finish()
    return Opened(opening.kept, opening.first, frozenset(opening.closed))


@dataclass(slots=True)
class _Opening:
    """The walk through a text: `left` is what may still be opened, in bytes; below 0: nothing.

    `below` counts the provisions under each; what weighs more than `much` may open by its parts.
    """

    totals: Mapping[str, float]
    below: Mapping[str, int]
    much: float
    left: float
    intros: dict[str, float]
    kept: list[ProvisionRow] = field(default_factory=list)
    first: str = ""
    closed: set[str] = field(default_factory=set)
    inner: set[str] = field(default_factory=set)  # what is open with the one above it
    shut: str = ""  # the last closed one

    def add(self, row: ProvisionRow) -> None:
        """The next provision in the order of the text."""
        self._component(row.component)
        if self.shut and row.address.startswith(f"{self.shut}/"):
            return
        if row.parent in self.inner or row.level in _ABOVE_ARTICLES:
            self._keep(row, _weight(row) if row.parent not in self.inner else 0)
            return
        total = self.totals[row.address]
        own = _weight(row)
        if self.left >= total or not (self.kept or total > own):
            self.inner.add(row.address)
            self._keep(row, total)
        elif not self.first and total > max(own, self.much) and self._is_outer(row):
            # Its parts are judged one by one; even closed they weigh something.
            self._keep(row, own + self.below[row.address] * _closed_weight())
        else:
            self.left, self.shut = -1, row.address
            self.first = self.first or row.address
            self.kept.append(_short(row))

    def _is_outer(self, row: ProvisionRow) -> bool:
        return row.level == "article" or not row.parent or not self.kept

    def finish(self) -> None:
        """What is attached without provisions: tables, forms."""
        for slug in list(self.intros):
            self._component(slug)

    def _keep(self, row: ProvisionRow, weight: float) -> None:
        if row.parent in self.inner:
            self.inner.add(row.address)
        self.kept.append(row)
        self.left -= weight

    def _component(self, slug: str) -> None:
        weight = self.intros.pop(slug, 0)
        if slug and weight > max(self.left, 0):
            self.closed.add(slug)
            self.left = -1
        else:
            self.left -= weight


def _totals(rows: Sequence[ProvisionRow]) -> dict[str, float]:
    """What every provision weighs with all below it, by address."""
    total: dict[str, float] = {}
    for row in reversed(rows):
        total[row.address] = total.get(row.address, 0) + _weight(row)
        total[row.parent] = total.get(row.parent, 0) + total[row.address]
    return total


def _weight(row: ProvisionRow) -> float:
    data = _data()
    size = len(row.heading) + sum(map(len, row.text))
    return float(size * data["character"] + data["row"])


def _closed_weight() -> float:
    data = _data()
    return float(data["first_words"] * data["character"] + data["row"])


def _short(row: ProvisionRow) -> ProvisionRow:
    """A closed provision: its heading, else its first words."""
    longest = _data()["first_words"]
    words = row.text[0] if row.text and not row.heading else ""
    if len(words) > longest:
        words = f"{words[:longest].rsplit(' ', 1)[0]} …"
    return row._replace(text=(words,) if words else (), quoted=(), spans=())


@cache
def _data() -> dict[str, Any]:
    text = files("luatsong.portal").joinpath("data/weight.toml").read_text("utf-8")
    return tomllib.loads(text)
