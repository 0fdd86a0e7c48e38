"""Features of the candidates of one question: what a person would look at, as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from luatsong.search.forward import CHANNELS, TEXT, Fetched
from luatsong.search.ranking.matching import Matches, best_of
from luatsong.search.ranking.wanted import Floats, Wanted, Whole

Bools = npt.NDArray[np.bool_]

_HEADING, _TITLE, _FIELD = (CHANNELS.index(name) for name in ("heading", "title", "field"))
# How often a word of each channel counts in the one weighed text, and BM25's two parameters
# (retrieval was measured with them on the whole codification: docs/adr/0011).
_WEIGHTS = np.array([6.0, 3.0, 2.0, 1.0], np.float32)
_K1 = 1.2
# Features whose place among all candidates counts too.
_RANKED = ("bm25_pairs", "content_bm25_pairs", "content_passage", "content_answer", "bm25_heading")
_B_TERMS, _B_PAIRS = 0.6, 0.75


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the first look found: scores, documents and codes, best first.

    `flags` are further named features that the asker knows (a number named in the question).
    """

    scores: Floats
    documents: Whole
    fetched: Fetched
    flags: Mapping[str, Floats] = field(default_factory=dict)


def features(wanted: Wanted, candidates: Candidates) -> dict[str, Floats]:
    """Named features, each an array over the candidates."""
    matches = Matches(wanted, candidates.fetched)
    found: dict[str, Floats] = {}
    _coverage(found, wanted, matches)
    _scores(found, wanted, matches)
    _passages(found, wanted, matches)
    _headings(found, wanted, matches)
    _first_look(found, candidates)
    _neighbours(found, candidates)
    _twins(found, candidates)
    found.update(candidates.flags)
    if len(candidates.scores):
        _gaps(found)
    return found


def _coverage(found: dict[str, Floats], wanted: Wanted, matches: Matches) -> None:
    """The share of the question, weighed by how telling it is, that stands in each channel."""
    terms, pairs = matches.terms > 0, matches.pairs > 0
    anywhere, pairs_anywhere = _any(terms), _any(pairs)
    close = terms[:, _HEADING] | terms[:, TEXT]
    close_pairs = pairs[:, _HEADING] | pairs[:, TEXT]
    for name, kept, kept_pairs in (
        ("", wanted.weights * wanted.own, wanted.pair_weights * wanted.pair_own),
        ("content_", wanted.weights * wanted.content, wanted.pair_weights * wanted.pair_content),
    ):
        for channel, seen, seen_pairs in (
            ("heading", terms[:, _HEADING], pairs[:, _HEADING]),
            ("title", terms[:, _TITLE], pairs[:, _TITLE]),
            ("text", terms[:, TEXT], pairs[:, TEXT]),
            ("close", close, close_pairs),
            ("all", anywhere, pairs_anywhere),
        ):
            found[f"{name}share_{channel}"] = _share(seen, kept)
            found[f"{name}pairs_{channel}"] = _share(seen_pairs, kept_pairs)
    content = wanted.weights * wanted.content * wanted.own
    for channel, at in (("heading", _HEADING), ("title", _TITLE), ("text", TEXT)):
        found[f"loose_{channel}"] = _share(matches.loose[:, at] > 0, wanted.pair_weights)
        found[f"triples_{channel}"] = matches.triples[:, at]
    loose = _any(matches.loose > 0)
    found["loose_all"] = _share(loose | pairs_anywhere, wanted.pair_weights)
    found["defined"] = matches.defined
    found["missing"] = _largest(~anywhere, content)
    found["missing_close"] = _largest(~close, content)
    found["field_share"] = _share(terms[:, _FIELD], content)


def _scores(found: dict[str, Floats], wanted: Wanted, matches: Matches) -> None:
    """BM25 of each channel, and of all as one weighed text."""
    lengths = matches.lengths.astype(np.float32)
    whole = lengths @ _WEIGHTS
    mixed = np.einsum("nct,c->nt", matches.terms, _WEIGHTS)
    mixed_pairs = np.einsum("nct,c->nt", matches.pairs, _WEIGHTS)
    for name, weights, pair_weights in (
        ("", wanted.weights, wanted.pair_weights),
        ("content_", wanted.weights * wanted.content, wanted.pair_weights * wanted.pair_content),
    ):
        found[f"{name}bm25"] = _bm25(mixed, whole, weights, _B_TERMS)
        found[f"{name}bm25_pairs"] = _bm25(mixed_pairs, whole, pair_weights, _B_PAIRS)
        for channel, at in (("heading", _HEADING), ("title", _TITLE), ("text", TEXT)):
            found[f"{name}bm25_{channel}"] = _bm25(
                matches.terms[:, at], lengths[:, at], weights, _B_TERMS
            )
            found[f"{name}bm25_{channel}_pairs"] = _bm25(
                matches.pairs[:, at], lengths[:, at], pair_weights, _B_PAIRS
            )


def _passages(found: dict[str, Floats], wanted: Wanted, matches: Matches) -> None:
    """The best single passage."""
    n = len(matches.lengths)
    terms, pairs = matches.passage_terms > 0, matches.passage_pairs > 0
    around = [_HEADING, _TITLE]
    heading = _any(matches.terms[:, around] > 0)[matches.owner]
    heading_pairs = _any(matches.pairs[:, around] > 0)[matches.owner]
    for name, weights, pair_weights in (
        ("", wanted.weights, wanted.pair_weights),
        ("content_", wanted.weights * wanted.content, wanted.pair_weights * wanted.pair_content),
    ):
        share, pair_share = _share(terms, weights), _share(pairs, pair_weights)
        found[f"{name}passage_share"] = best_of(share, matches.owner, n)
        found[f"{name}passage_pairs"] = best_of(pair_share, matches.owner, n)
        found[f"{name}passage"] = best_of(share + pair_share, matches.owner, n)
        with_heading = _share(terms | heading, weights)
        pairs_with_heading = _share(pairs | heading_pairs, pair_weights)
        found[f"{name}answer"] = best_of(with_heading + pairs_with_heading, matches.owner, n)


def _headings(found: dict[str, Floats], wanted: Wanted, matches: Matches) -> None:
    """How much of the heading and the title is wanted, and how long all is."""
    lengths = np.maximum(matches.lengths, 1).astype(np.float32)
    for name, at in (("heading", _HEADING), ("title", _TITLE)):
        counts = matches.terms[:, at] * (wanted.content * wanted.own)
        found[f"{name}_wanted"] = counts.sum(axis=1) / lengths[:, at]
        pair_counts = matches.pairs[:, at] * (wanted.pair_content * wanted.pair_own)
        found[f"{name}_pairs_wanted"] = pair_counts.sum(axis=1) / lengths[:, at]
        found[f"{name}_run"] = matches.runs[:, at]
        found[f"{name}_length"] = np.log1p(matches.lengths[:, at]).astype(np.float32)
    found["text_run"] = matches.runs[:, TEXT]
    found["text_length"] = np.log1p(matches.lengths[:, TEXT]).astype(np.float32)


def _first_look(found: dict[str, Floats], candidates: Candidates) -> None:
    scores = candidates.scores
    best = max(float(scores.max()), 1e-6) if len(scores) else 1.0
    found["first"] = scores / best
    found["first_rank"] = np.log1p(np.arange(len(scores), dtype=np.float32))


def _neighbours(found: dict[str, Floats], candidates: Candidates) -> None:
    """How the other articles of the same document do."""
    _, group = np.unique(candidates.documents, return_inverse=True)
    groups = int(group.max()) + 1 if len(group) else 0
    counts = np.bincount(group, minlength=groups).astype(np.float32)
    found["document_count"] = np.log1p(counts[group])
    for name in ("bm25_pairs", "content_passage", "content_pairs_heading", "bm25"):
        values = found[name]
        best = np.full(groups, -1.0, np.float32)
        np.maximum.at(best, group, values)
        found[f"document_{name}"] = best[group]
        found[f"behind_{name}"] = best[group] - values
    for name in _RANKED:
        order = np.argsort(np.argsort(-found[name], kind="stable"), kind="stable")
        found[f"{name}_rank"] = np.log1p(order).astype(np.float32)
    # What all found articles of a document are worth together.
    worth = np.bincount(group, weights=np.exp(-found["first_rank"]), minlength=groups)
    found["document_worth"] = np.log(worth[group]).astype(np.float32)


def _twins(found: dict[str, Floats], candidates: Candidates) -> None:
    """How many candidates have the same heading: it then tells nothing, or is of a form."""
    lengths = candidates.fetched.lengths
    starts = np.concatenate(([0], np.cumsum(lengths.sum(axis=1))[:-1]))
    codes = candidates.fetched.codes
    names = [
        codes[at : at + size].tobytes()
        for at, size in zip(starts.tolist(), lengths[:, _HEADING].tolist(), strict=True)
    ]
    counts = Counter(names)
    found["twins"] = np.log(np.array([counts[name] for name in names], np.float32))


def _gaps(found: dict[str, Floats]) -> None:
    """Each feature also as what it lacks to the best of the list, in deviations."""
    names = list(found)
    table = np.stack([found[name] for name in names])
    spread = table.std(axis=1, keepdims=True) + np.float32(1e-3)
    gaps = ((table - table.max(axis=1, keepdims=True)) / spread).astype(np.float32)
    found.update({f"{name}_gap": values for name, values in zip(names, gaps, strict=True)})


def _any(seen: Bools) -> Bools:
    """[n, channel, …] -> [n, …]: in any of the channels."""
    found: Bools = np.any(seen, axis=1)
    return found


def _share(seen: Bools, weights: Floats) -> Floats:
    total = float(weights.sum())
    if total <= 0:
        return np.zeros(len(seen), np.float32)
    share: Floats = (seen @ weights / np.float32(total)).astype(np.float32)
    return share


def _largest(seen: Bools, weights: Floats) -> Floats:
    if not len(weights):
        return np.zeros(len(seen), np.float32)
    largest: Floats = (seen * weights).max(axis=1).astype(np.float32)
    return largest


def _bm25(counts: Floats, lengths: Floats, weights: Floats, b: float) -> Floats:
    """BM25 with the mean length of the candidates as the mean length of all."""
    mean = max(float(lengths.mean()), 1.0) if len(lengths) else 1.0
    norm = _K1 * (1 - b + b * lengths / np.float32(mean))
    score: Floats = np.dot(counts * (_K1 + 1) / (counts + norm[:, None]), weights)
    return score
