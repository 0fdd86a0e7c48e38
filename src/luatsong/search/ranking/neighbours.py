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
    # [document, candidate]: 1.0 for its own.
    members = (group == np.arange(group.max() + 1)[:, None]).astype(np.float32)
    counts = members.sum(axis=1)
    values: dict[str, Floats] = {"document_count": np.log1p(counts[group])}
    compared = np.stack([found[name] for name in _COMPARED], axis=1)
    by_document = np.argsort(group, kind="stable")
    starts = np.cumsum(counts.astype(np.int64)) - counts.astype(np.int64)
    best = np.maximum.reduceat(compared[by_document], starts, axis=0)[group]
    mean = ((members @ compared) / counts[:, None])[group]
    for at, name in enumerate(_COMPARED):
        values[f"document_{name}"] = best[:, at]
        values[f"behind_{name}"] = best[:, at] - found[name]
        values[f"mean_{name}"] = mean[:, at]
    for name in _RANKED:
        order = np.argsort(np.argsort(-found[name], kind="stable"), kind="stable")
        values[f"{name}_rank"] = np.log1p(order).astype(np.float32)
    # What all found articles of a document are worth together.
    worth = np.bincount(group, np.exp(-found["first_rank"]))
    values["document_worth"] = np.log(worth[group]).astype(np.float32)
    return values | _apart(coverage, members, counts, group)


def _apart(coverage: Coverage, members: Floats, counts: Floats, group: Whole) -> dict[str, Floats]:
    """What each has that its siblings lack, and what all of the document have together."""
    values: dict[str, Floats] = {}
    for kind, views, weighings in (
        ("share", coverage.terms, coverage.term_weighings),
        ("pairs", coverage.pairs, coverage.pair_weighings),
    ):
        content = weighings.table[:, weighings.names.index("content")]
        for view in ("heading", "close"):
            seen = views[:, coverage.view(view)]
            having = members @ seen
            lacking = (counts[:, None] - having + 0.5) / (having + 0.5)
            weight = content * np.log1p(lacking)
            values[f"apart_{kind}_{view}"] = (seen * weight[group]).sum(axis=1)
        for view in ("named", "all"):
            having = members @ views[:, coverage.view(view)]
            together = (having > 0).astype(np.float32) @ content
            values[f"union_{kind}_{view}"] = together[group].astype(np.float32)
    return values
