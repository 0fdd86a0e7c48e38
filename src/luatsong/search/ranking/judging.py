"""How good an order is, as the measuring sets say it."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence


def ndcg(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """Normalised discounted cumulative gain of the best `k`, in [0, 1]."""
    gain = sum(1 / math.log2(n + 2) for n, one in enumerate(ranked[:k]) if one in relevant)
    return gain / sum(1 / math.log2(n + 2) for n in range(min(k, len(relevant))))


def recall(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Share of the relevant among the best `k`."""
    return len(set(ranked[:k]) & set(relevant)) / len(set(relevant))


def reciprocal(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """One over the place of the first relevant one; 0 when it is not among the best `k`."""
    return next((1 / (n + 1) for n, one in enumerate(ranked[:k]) if one in relevant), 0.0)


def judged(orders: Iterable[tuple[Sequence[str], Collection[str]]]) -> dict[str, float]:
    """The means over questions, under the names of the measuring set."""
    rows = [
        (
            ndcg(ranked, relevant),
            reciprocal(ranked, relevant),
            *(recall(ranked, relevant, k) for k in (1, 10, 100)),
        )
        for ranked, relevant in orders
    ]
    names = ("ndcg_at_10", "mrr_at_10", "recall_at_1", "recall_at_10", "recall_at_100")
    means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    return {name: round(mean, 4) for name, mean in zip(names, means, strict=True)}
