"""How much of a question stands in each candidate: in its heading, its text, one clause of it."""

from __future__ import annotations

import numpy as np

from luatsong.search.forward import CHANNELS, TEXT
from luatsong.search.ranking.matching import Matches, best_of
from luatsong.search.ranking.wanted import Floats, Wanted, Whole
from luatsong.search.ranking.weighings import Weighings, of_pairs, of_terms

_HEADING, _TITLE, _FIELD = (CHANNELS.index(name) for name in ("heading", "title", "field"))
# Where something may stand: a name, and the channels of which one must have it. What is asked is
# often split: the title names the matter, the heading or the text the point.
_VIEWS: dict[str, tuple[int, ...]] = {
    "heading": (_HEADING,),
    "title": (_TITLE,),
    "text": (TEXT,),
    "close": (_HEADING, TEXT),
    "around": (_TITLE, _FIELD),
    "named": (_HEADING, _TITLE, _FIELD),
    "told": (TEXT, _TITLE, _FIELD),
    "all": (_HEADING, _TITLE, _FIELD, TEXT),
}
_NAMED, _CLOSE = (list(_VIEWS).index(name) for name in ("named", "close"))
_LITTLE = 1e-3


class Coverage:
    """The shares of a question by weighing and place, as features in `found`.

    `terms` and `pairs` are [candidate, view, part], 1.0 where the part stands in the view.
    """

    def __init__(self, wanted: Wanted, matches: Matches) -> None:
        self._n = len(matches.lengths)
        self.found: dict[str, Floats] = {}
        self.terms, self.pairs = _views(matches.terms), _views(matches.pairs)
        self.term_weighings = of_terms(wanted, self.terms[:, _CLOSE])
        self.pair_weighings = of_pairs(wanted, self.pairs[:, _CLOSE])
        self._shares("share", self.terms, self.term_weighings)
        self._shares("pairs", self.pairs, self.pair_weighings)
        self._parts(
            "passage", "answer", (matches.passage_terms, matches.passage_pairs), matches.owner
        )
        clauses = (matches.clause_terms, matches.clause_pairs)
        self._parts("clause", "clause_answer", clauses, matches.clause_owner)
        self._left()

    @staticmethod
    def view(name: str) -> int:
        """The number of a view."""
        return list(_VIEWS).index(name)

    def _shares(self, kind: str, seen: Floats, weighings: Weighings) -> None:
        shares = seen @ weighings.table
        for column, name in enumerate(weighings.names):
            for row, view in enumerate(_VIEWS):
                self.found[f"{name}_{kind}_{view}"] = shares[:, row, column]

    def _parts(self, alone: str, named: str, seen: tuple[Floats, Floats], owner: Whole) -> None:
        """The best part of a text, alone and together with heading and title."""
        for name, beside in ((alone, False), (named, True)):
            both: list[Floats] = []
            for kind, counts, views, weighings in (
                ("share", seen[0], self.terms, self.term_weighings),
                ("pairs", seen[1], self.pairs, self.pair_weighings),
            ):
                has = counts > 0
                if beside:
                    has |= views[owner, _NAMED] > 0
                shares = has.astype(np.float32) @ weighings.table
                best = best_of(shares, owner, self._n)
                for column, weighing in enumerate(weighings.names):
                    self.found[f"{weighing}_{name}_{kind}"] = best[:, column]
                both.append(shares)
            self._together(name, both[0] + both[1], owner)

    def _together(self, name: str, values: Floats, owner: Whole) -> None:
        """Words and pairs in the same part; the second best part; the best five together."""
        best = best_of(values, owner, self._n)
        for prefix, weighing in (("", "own"), ("content_", "content")):
            column = self.term_weighings.names.index(weighing)
            self.found[f"{prefix}{name}"] = best[:, column]
        content = values[:, self.term_weighings.names.index("content")]
        order = np.lexsort((-content, owner))
        starts = np.flatnonzero(np.diff(owner, prepend=-1))
        sizes = np.diff(np.append(starts, len(owner)))
        place = np.arange(len(owner)) - np.repeat(starts, sizes)
        falling = content[order]
        second = place == 1
        found = np.zeros((2, self._n), np.float32)
        found[0, owner[second]] = falling[second]
        if len(owner):
            found[1, owner[starts]] = np.add.reduceat(np.where(place < 5, falling, 0), starts)
        self.found[f"second_{name}"], self.found[f"five_{name}"] = found

    def _left(self) -> None:
        """Of what title and field do not say, the share that heading or text say."""
        for kind in ("share", "pairs"):
            around = self.found[f"content_{kind}_around"]
            left = 1 - around
            self.found[f"left_{kind}"] = left
            for name, seen in (
                ("heading", f"content_{kind}_named"),
                ("text", f"content_{kind}_told"),
                ("passage", f"content_answer_{kind}"),
                ("clause", f"content_clause_answer_{kind}"),
            ):
                gained = self.found[seen] - around
                share = np.where(left > _LITTLE, gained / np.maximum(left, _LITTLE), 1.0)
                self.found[f"left_{kind}_{name}"] = share.astype(np.float32)


def _views(counts: Floats) -> Floats:
    """[candidate, channel, part] -> [candidate, view, part], 1.0 where it is there."""
    seen = counts > 0
    views = [seen[:, list(channels)].any(axis=1) for channels in _VIEWS.values()]
    return np.stack(views, axis=1).astype(np.float32)
