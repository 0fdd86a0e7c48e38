"""How the other articles of the same document do: the right law is found before the article."""

from __future__ import annotations

import numpy as np

from luatsong.search.ranking.coverage import Coverage
from luatsong.search.ranking.wanted import Floats, Whole

# Features of which the best in the same document counts, and how far one is behind it.
_COMPARED = (
    "bm25",
    "bm25_pairs",
    "content_passage",
    "content_answer",
    "content_pairs_heading",
    "content_share_close",
    "content_pairs_close",
)
# Features whose place among all candidates counts too.
_RANKED = ("bm25_pairs", "content_bm25_pairs", "content_passage", "content_answer", "bm25_heading")


def neighbours(found: dict[str, Floats], coverage: Coverage, documents: Whole) -> dict[str, Floats]:
    """Features that compare each candidate with the others of its document, and with all."""
    _, group = np.unique(documents, return_inverse=True)
    counts = np.bincount(group).astype(np.float32)
    values: dict[str, Floats] = {"document_count": np.log1p(counts[group])}
    for name in _COMPARED:
        best = np.full(len(counts), -np.inf, np.float32)
        np.maximum.at(best, group, found[name])
        values[f"document_{name}"] = best[group]
        values[f"behind_{name}"] = best[group] - found[name]
        total = np.bincount(group, found[name])
        values[f"mean_{name}"] = (total / counts)[group].astype(np.float32)
    for name in _RANKED:
        order = np.argsort(np.argsort(-found[name], kind="stable"), kind="stable")
        values[f"{name}_rank"] = np.log1p(order).astype(np.float32)
    # What all found articles of a document are worth together.
    worth = np.bincount(group, np.exp(-found["first_rank"]))
    values["document_worth"] = np.log(worth[group]).astype(np.float32)
    return values | _apart(coverage, group, counts)


def _apart(coverage: Coverage, group: Whole, counts: Floats) -> dict[str, Floats]:
    """What each has that its siblings lack, and what all of the document have together."""
    values: dict[str, Floats] = {}
    for kind, views, weighings in (
        ("share", coverage.terms, coverage.term_weighings),
        ("pairs", coverage.pairs, coverage.pair_weighings),
    ):
        content = weighings.table[:, weighings.names.index("content")]
        for view in ("heading", "close"):
            seen = views[:, coverage.view(view)]
            having = _summed(seen, group, len(counts))
            lacking = (counts[:, None] - having + 0.5) / (having + 0.5)
            weight = content * np.log1p(lacking)
            values[f"apart_{kind}_{view}"] = (seen * weight[group]).sum(axis=1)
        for view in ("named", "all"):
            having = _summed(views[:, coverage.view(view)], group, len(counts))
            together = (having > 0).astype(np.float32) @ content
            values[f"union_{kind}_{view}"] = together[group].astype(np.float32)
    return values


def _summed(rows: Floats, group: Whole, groups: int) -> Floats:
    total = np.zeros((groups, rows.shape[1]), np.float32)
    np.add.at(total, group, rows)
    return total
