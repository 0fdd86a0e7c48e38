"""The second look at what an engine found: features, the learned model, the new order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

import numpy as np

from luatsong.search.asking import Question
from luatsong.search.ranking import model
from luatsong.search.ranking.features import Candidates, features
from luatsong.search.ranking.wanted import Floats, Frequencies, Wanted

# How an engine says where an entry is.
At = TypeVar("At")
At_co = TypeVar("At_co", covariant=True)
At_contra = TypeVar("At_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Ranked(Generic[At_co]):
    """One entry in its place; `features` where it was looked at twice."""

    at: At_co
    score: float
    features: Mapping[str, float] = field(default_factory=dict)


class Looking(Protocol[At_contra]):
    """One state of an index, as the second look sees it."""

    def candidates(self, found: Sequence[tuple[float, At_contra]]) -> Candidates:
        """What the engine keeps of the entries it found, best first."""

    def frequencies_for(self, question: Question) -> Frequencies:
        """Frequencies of terms, with their marks where those of the question say something."""


def order(
    question: Question, found: Sequence[tuple[float, At]], looking: Looking[At], *, named: int
) -> list[Ranked[At]]:
    """`found` in a better order; the first `named`, which the question names, stay in front."""
    front = [Ranked(at, score) for score, at in found[:named]]
    rest = found[named:]
    if not rest:
        return front
    values_of = table(question, rest, looking)
    scores = model.shipped().score(values_of)
    best = np.argsort(-scores, kind="stable")
    shown = np.stack([values_of[name] for name in SHOWN], axis=1)[best].tolist()
    return front + [
        Ranked(rest[at][1], score, dict(zip(SHOWN, values, strict=True)))
        for at, score, values in zip(best.tolist(), scores[best].tolist(), shown, strict=True)
    ]


def table(
    question: Question, found: Sequence[tuple[float, At]], looking: Looking[At]
) -> dict[str, Floats]:
    """The features of what was found."""
    wanted = Wanted(
        question.terms,
        question.content,
        question.extras,
        looking.frequencies_for(question),
        folded=question.folded,
    )
    return features(wanted, looking.candidates(found), question.type)


def followed(ranked: Sequence[Ranked[At]], k: int) -> Iterator[tuple[Ranked[At], float]]:
    """The first `k`, each with the score of the next one; the very last one has its own."""
    for number, one in enumerate(ranked[:k]):
        yield one, ranked[min(number + 1, len(ranked) - 1)].score


# Features that say whether there is an answer at all: `Passage.features`, beside the margin.
SHOWN = (
    "content_share_close",
    "content_pairs_close",
    "content_share_title",
    "content_share_all",
    "content_passage_share",
    "missing_close",
    "answer",
    "content_answer",
    "bm25_pairs",
    "loose_all",
    "heading_wanted",
    "text_length",
    "twins",
    "document_count",
    "document_worth",
    "document_bm25_pairs",
    "document_content_pairs_heading",
    "document_content_passage",
)
