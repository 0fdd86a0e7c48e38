"""Learning the weights: a softmax over the candidates of each question, weights kept small.

Deterministic: the same questions over the same corpus give the same file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from luatsong.search.ranking.model import GATE, Model
from luatsong.search.ranking.wanted import Floats, Whole

# How dear large weights are, and the steps of the descent (Adam, Kingma and Ba 2015).
PENALTY = 60.0
_STEPS = 250
# So many steps tell which features weigh something.
_ROUGH_STEPS = 120
# How many features are kept: the others weigh next to nothing.
KEPT = 300
_RATE = 0.03
_FIRST, _SECOND = 0.9, 0.999


# From this share on, the words of a question stand together in some article (docs/adr/0011).
THRESHOLD = 0.7
# The last weights are learned from so many candidates of a question: those that were best.
_BEST = 50
# A question whose answers had less than this chance is asked in words that no feature can follow,
# or another article answers it too. It counts little, so that it does not bend the weights.
_HOPELESS = 0.02
# How much a question counts that is hopeless, or whose words belong to the other set of weights.
_LITTLE = 0.3


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of one question: their features, and which of them answer it.

    `office` says that it is asked in the words of offices.
    """

    features: Mapping[str, Floats]
    relevant: npt.NDArray[np.bool_]
    office: bool = False


def train(
    examples: Sequence[Example], provenance: Mapping[str, Any], *, penalty: float = PENALTY
) -> Model:
    """A model from the examples that have both an answer and something else among them.

    The near weights come from the office examples (from all, where there are none), the others
    from all. Only the `KEPT` features that weigh most stay; the weights are then learned again.
    ValueError where there is nothing to learn from.
    """
    usable = [e for e in examples if e.relevant.any() and not e.relevant.all()]
    if not usable:
        raise ValueError("no example to learn from")
    names = tuple(usable[0].features)
    rough = _rough(usable, names, penalty)
    heaviest = np.maximum(np.abs(rough.weights), np.abs(rough.near))
    heaviest[[name == GATE for name in names]] = np.inf
    kept = np.sort(np.argsort(-heaviest, kind="stable")[:KEPT])
    everywhere, near = _fine(usable, rough, kept, penalty)
    return Model(
        names=tuple(names[at] for at in kept),
        mean=rough.mean[kept],
        scale=rough.scale[kept],
        weights=everywhere,
        near=near,
        threshold=THRESHOLD,
        provenance={
            **provenance,
            "examples": len(usable),
            "office_examples": sum(example.office for example in usable),
            "penalty": penalty,
        },
    )


def _rough(examples: Sequence[Example], names: Sequence[str], penalty: float) -> Model:
    """A few steps with all features and all candidates; all examples count the same."""
    table = np.concatenate([_table(example, names) for example in examples])
    mean = table.mean(axis=0, dtype=np.float64).astype(np.float32)
    scale = (table.std(axis=0, dtype=np.float64) + 1e-6).astype(np.float32)
    table = (table - mean) / scale
    lists = Lists.of([example.relevant for example in examples])
    everywhere = _descend(table, lists, penalty, _ROUGH_STEPS)
    office = np.array([example.office for example in examples])
    near = everywhere
    if office.any():
        inside = np.repeat(office, lists.lengths)
        asked = Lists.of([example.relevant for example in examples if example.office])
        near = _descend(table[inside], asked, penalty, _ROUGH_STEPS)
    return Model(tuple(names), mean, scale, everywhere, near, THRESHOLD)


def _fine(
    examples: Sequence[Example], rough: Model, kept: Whole, penalty: float
) -> tuple[Floats, Floats]:
    """Both sets of weights of the kept features, from the best candidates of each example."""
    names = [rough.names[at] for at in kept]
    tables, relevant, hopeful, near = [], [], [], []
    for example in examples:
        is_near = bool(example.features[GATE].max() > THRESHOLD)
        # The rough weights of all questions: those of offices alone know too few of the others.
        scores = replace(rough, near=rough.weights).score(example.features)
        chances = np.exp(scores - scores.max())
        chance = float(chances[example.relevant].sum() / chances.sum())
        best = np.zeros(len(scores), bool)
        best[np.argsort(-scores, kind="stable")[:_BEST]] = True
        best |= example.relevant
        tables.append(((_table(example, names) - rough.mean[kept]) / rough.scale[kept])[best])
        relevant.append(example.relevant[best])
        hopeful.append(1.0 if chance >= _HOPELESS else _LITTLE)
        near.append(is_near)
    counts = np.array(hopeful, np.float32)
    office = np.array([example.office for example in examples])
    everywhere = _descend(np.concatenate(tables), Lists.of(relevant, counts), penalty, _STEPS)
    if not office.any():
        return everywhere, everywhere
    chosen = np.flatnonzero(office)
    lists = Lists.of(
        [relevant[at] for at in chosen], (counts * np.where(np.array(near), 1, _LITTLE))[chosen]
    )
    return everywhere, _descend(
        np.concatenate([tables[at] for at in chosen]), lists, penalty, _STEPS
    )


def _table(example: Example, names: Sequence[str]) -> Floats:
    return np.stack([example.features[name] for name in names], axis=1).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Lists:
    """Candidates of several questions, one behind the other.

    `lengths` [question]; `target` [candidate] is the share of each that answers, `counts`
    [question] how much a question counts.
    """

    lengths: Whole
    target: Floats
    counts: Floats

    @classmethod
    def of(cls, relevant: Sequence[npt.NDArray[np.bool_]], counts: Floats | None = None) -> Lists:
        return cls(
            np.array([len(one) for one in relevant], np.int64),
            np.concatenate([one / one.sum() for one in relevant]).astype(np.float32),
            np.ones(len(relevant), np.float32) if counts is None else counts.astype(np.float32),
        )


def _descend(table: Floats, lists: Lists, penalty: float, steps: int) -> Floats:
    lengths = lists.lengths
    starts = np.cumsum(lengths) - lengths
    of = np.repeat(np.arange(len(lengths)), lengths)
    counts = lists.counts[of]
    weights = np.zeros(table.shape[1], np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        scores = table @ weights
        chances = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        chances /= np.add.reduceat(chances, starts)[of]
        slope = ((counts * (chances - lists.target)) @ table + penalty * weights) / len(lengths)
        first = _FIRST * first + (1 - _FIRST) * slope
        second = _SECOND * second + (1 - _SECOND) * slope * slope
        size = np.sqrt(second / (1 - _SECOND**step)) + 1e-8
        weights -= _RATE * first / (1 - _FIRST**step) / size
    return weights
