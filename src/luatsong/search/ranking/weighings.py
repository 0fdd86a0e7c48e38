"""Ways to weigh the parts of a question: which of its words must an answer have?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from luatsong.search.ranking.wanted import Floats, Wanted

# Weights below this are none.
_NOTHING = np.float32(1e-6)


class Weighings(NamedTuple):
    """`table` is [part, weighing]; every column sums to one, or is zero where nothing has weight.

    `own` counts all parts of the question, `content` those that are no question words, both by how
    telling they are. Of the content, `early` and `late` prefer where the question begins and ends
    (what is asked, and of whom), `even` counts all the same, `square` the telling ones even more,
    `two` and `four` only the most telling ones, `here` what few of the candidates have. `extra`
    counts what may stand for a part.
    """

    names: tuple[str, ...]
    table: Floats


def of_terms(wanted: Wanted, close: Floats) -> Weighings:
    """Weighings of the terms; `close` [candidate, term] is 1.0 where a candidate has it."""
    return _weighings(wanted.weights, wanted.content, wanted.own, close)


def of_pairs(wanted: Wanted, close: Floats) -> Weighings:
    """Weighings of the pairs of neighbours."""
    return _weighings(wanted.pair_weights, wanted.pair_content, wanted.pair_own, close)


def _weighings(weights: Floats, is_content: Floats, is_own: Floats, close: Floats) -> Weighings:
    content = weights * is_content * is_own
    late = _places(content)
    columns = {
        "own": weights * is_own,
        "content": content,
        "early": content * (1 - late),
        "late": content * late,
        "even": (content > 0).astype(np.float32),
        "square": content * content,
        "two": content * _largest(content, 2),
        "four": content * _largest(content, 4),
        "here": content * _seldom(close),
        "extra": weights * (1 - is_own),
    }
    table = np.stack([column.astype(np.float32) for column in columns.values()], axis=1)
    total = table.sum(axis=0)
    shares: Floats = np.where(total > _NOTHING, table / np.maximum(total, _NOTHING), 0)
    return Weighings(tuple(columns), shares.astype(np.float32, copy=False))


def _places(content: Floats) -> Floats:
    """From 0 for the first part with weight to 1 for the last."""
    number = np.cumsum(content > 0) - 1
    last = max(int(number[-1]), 1) if len(number) else 1
    return np.clip(number / last, 0, 1).astype(np.float32)


def _largest(content: Floats, count: int) -> Floats:
    """1.0 for the `count` parts with most weight."""
    chosen = np.zeros(len(content), np.float32)
    chosen[np.argsort(-content, kind="stable")[:count]] = 1.0
    return chosen


def _seldom(close: Floats) -> Floats:
    """How telling each part is among the candidates alone."""
    n = max(len(close), 1)
    share = np.maximum(close.mean(axis=0), 1 / n) if len(close) else np.ones(close.shape[1])
    return (-np.log(share)).astype(np.float32)
