"""Features of the candidates of one question: what a person would look at, as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from luatsong.search.forward import CHANNELS, TEXT, Fetched
from luatsong.search.ranking import headings
from luatsong.search.ranking.coverage import Coverage
from luatsong.search.ranking.matching import Matches
from luatsong.search.ranking.neighbours import neighbours
from luatsong.search.ranking.wanted import Floats, Wanted, Whole
from luatsong.search.understanding.contract import QuestionType

Bools = npt.NDArray[np.bool_]

_HEADING, _TITLE = CHANNELS.index("heading"), CHANNELS.index("title")
# How often a word of each channel counts in the one weighed text, and BM25's two parameters
# (retrieval was measured with them on the whole codification: docs/adr/0011).
_WEIGHTS = np.array([6.0, 3.0, 2.0, 1.0], np.float32)
_K1 = 1.2
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


def features(
    wanted: Wanted, candidates: Candidates, asked: QuestionType = QuestionType.OTHER
) -> dict[str, Floats]:
    """Named features, each an array over the candidates."""
    if not len(candidates.scores):
        return {}
    fetched = candidates.fetched
    matches = Matches(wanted, fetched)
    coverage = Coverage(wanted, matches)
    found = coverage.found
    _scores(found, wanted, matches)
    _sequences(found, wanted, matches)
    found |= headings.told(wanted, fetched)
    commonplace, kinds = headings.announced(fetched, asked)
    found |= commonplace
    _lengths(found, matches)
    _together(found)
    _first_look(found, candidates)
    found |= neighbours(found, coverage, candidates.documents)
    found |= candidates.flags
    is_definition = np.float32(asked is QuestionType.DEFINITION)
    found["defined_asked"] = found["defined"] * is_definition
    _gaps(found)
    return found | kinds


def _scores(found: dict[str, Floats], wanted: Wanted, matches: Matches) -> None:
    """BM25 of each channel, and of all as one weighed text."""
    lengths = matches.lengths.astype(np.float32)
    whole = lengths @ _WEIGHTS
    mixed = np.einsum("nct,c->nt", matches.terms, _WEIGHTS)
    mixed_pairs = np.einsum("nct,c->nt", matches.pairs, _WEIGHTS)
    weights = np.stack([wanted.weights, wanted.weights * wanted.content], axis=1)
    pair_weights = np.stack(
        [wanted.pair_weights, wanted.pair_weights * wanted.pair_content], axis=1
    )
    values = {
        "bm25": _bm25(mixed, whole, weights, _B_TERMS),
        "bm25_pairs": _bm25(mixed_pairs, whole, pair_weights, _B_PAIRS),
    }
    for channel, at in (("heading", _HEADING), ("title", _TITLE), ("text", TEXT)):
        long = lengths[:, at]
        values[f"bm25_{channel}"] = _bm25(matches.terms[:, at], long, weights, _B_TERMS)
        values[f"bm25_{channel}_pairs"] = _bm25(matches.pairs[:, at], long, pair_weights, _B_PAIRS)
    for name, both in values.items():
        found[name], found[f"content_{name}"] = both.T


def _sequences(found: dict[str, Floats], wanted: Wanted, matches: Matches) -> None:
    """Words that stand in a row, or near each other; what is missing; what is defined."""
    weights = wanted.pair_weights / max(float(wanted.pair_weights.sum()), 1e-6)
    loose = matches.loose > 0
    for channel, at in (("heading", _HEADING), ("title", _TITLE), ("text", TEXT)):
        found[f"loose_{channel}"] = (loose[:, at] @ weights).astype(np.float32)
        found[f"triples_{channel}"] = matches.triples[:, at]
        found[f"{channel}_run"] = matches.runs[:, at]
    near = loose.any(axis=1) | (matches.pairs > 0).any(axis=1)
    found["loose_all"] = (near @ weights).astype(np.float32)
    found["defined"] = matches.defined
    content = wanted.weights * wanted.content * wanted.own
    lacking = matches.terms == 0
    found["missing"] = _largest(lacking.all(axis=1), content)
    found["missing_close"] = _largest(lacking[:, [_HEADING, TEXT]].all(axis=1), content)
    text = matches.terms[:, TEXT]
    share = content / max(float(content.sum()), 1e-6)
    found["often"] = (np.log1p(text) @ share).astype(np.float32)
    found["density"] = (text @ share / np.maximum(matches.lengths[:, TEXT], 30)).astype(np.float32)


def _lengths(found: dict[str, Floats], matches: Matches) -> None:
    for name, at in (("heading", _HEADING), ("title", _TITLE), ("text", TEXT)):
        found[f"{name}_length"] = np.log1p(matches.lengths[:, at]).astype(np.float32)
    clauses = np.bincount(matches.clause_owner, minlength=len(matches.lengths))
    found["clauses"] = np.log1p(clauses).astype(np.float32)


def _together(found: dict[str, Floats]) -> None:
    """The question covers the heading, and heading and title cover the question."""
    asked = found["heading_asked"]
    found["heading_both"] = asked * found["left_share_heading"]
    found["named_both"] = asked * found["content_share_named"]
    found["close_both"] = asked * found["content_share_close"]


def _first_look(found: dict[str, Floats], candidates: Candidates) -> None:
    scores = candidates.scores
    found["first"] = scores / max(float(scores.max()), 1e-6)
    found["first_rank"] = np.log1p(np.arange(len(scores), dtype=np.float32))


def _gaps(found: dict[str, Floats]) -> None:
    """Each feature also as what it lacks to the best of the list, in deviations."""
    names = list(found)
    table = np.stack([found[name] for name in names])
    spread = table.std(axis=1, keepdims=True) + np.float32(1e-3)
    gaps = ((table - table.max(axis=1, keepdims=True)) / spread).astype(np.float32)
    found.update({f"{name}_gap": values for name, values in zip(names, gaps, strict=True)})


def _largest(lacking: Bools, weights: Floats) -> Floats:
    if not len(weights):
        return np.zeros(len(lacking), np.float32)
    largest: Floats = (lacking * weights).max(axis=1).astype(np.float32)
    return largest


def _bm25(counts: Floats, lengths: Floats, weights: Floats, b: float) -> Floats:
    """BM25 by each column of weights, the mean length of the candidates for that of all."""
    mean = max(float(lengths.mean()), 1.0) if len(lengths) else 1.0
    norm = _K1 * (1 - b + b * lengths / np.float32(mean))
    scores = (counts * (_K1 + 1) / (counts + norm[:, None])) @ weights
    return scores.astype(np.float32, copy=False)
