"""Learning the weights: a softmax over the candidates of each question, weights kept small.

Deterministic: the same questions over the same corpus give the same file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from luatsong.search.ranking.model import GATE, Model
from luatsong.search.ranking.wanted import Floats, Whole

# How dear large weights are, and the steps of the descent (Adam, Kingma and Ba 2015).
PENALTY = 60.0
_STEPS = 400
# So many steps tell which features weigh something.
_ROUGH_STEPS = 120
# How many features are kept: the others weigh next to nothing.
KEPT = 300
_RATE = 0.03
_FIRST, _SECOND = 0.9, 0.999


# From this share on, the words of a question stand together in some article (docs/adr/0011).
THRESHOLD = 0.7


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
    first = _learned(usable, names, provenance, penalty, _ROUGH_STEPS)
    heaviest = np.maximum(np.abs(first.weights), np.abs(first.near))
    heaviest[[name == GATE for name in names]] = np.inf
    kept = sorted(np.argsort(-heaviest, kind="stable")[:KEPT].tolist())
    return _learned(usable, [names[at] for at in kept], provenance, penalty, _STEPS)


def _learned(
    examples: Sequence[Example],
    names: Sequence[str],
    provenance: Mapping[str, Any],
    penalty: float,
    steps: int,
) -> Model:
    table = np.concatenate([_table(example, names) for example in examples])
    mean = table.mean(axis=0, dtype=np.float64).astype(np.float32)
    scale = (table.std(axis=0, dtype=np.float64) + 1e-6).astype(np.float32)
    table = (table - mean) / scale
    relevant = np.concatenate([example.relevant for example in examples]).astype(np.float32)
    lengths = np.array([len(example.relevant) for example in examples])
    office = np.array([example.office for example in examples])
    everywhere = _descend(table, relevant, lengths, penalty, steps)
    near = everywhere
    if office.any():
        rows = np.repeat(office, lengths)
        near = _descend(table[rows], relevant[rows], lengths[office], penalty, steps)
    return Model(
        names=tuple(names),
        mean=mean,
        scale=scale,
        weights=everywhere,
        near=near,
        threshold=THRESHOLD,
        provenance={
            **provenance,
            "examples": len(examples),
            "office_examples": int(office.sum()),
            "penalty": penalty,
        },
    )


def _table(example: Example, names: Sequence[str]) -> Floats:
    return np.stack([example.features[name] for name in names], axis=1).astype(np.float32)


def _descend(
    table: Floats,
    relevant: Floats,
    lengths: Whole,
    penalty: float,
    steps: int,
) -> Floats:
    starts = np.cumsum(lengths) - lengths
    of = np.repeat(np.arange(len(lengths)), lengths)
    target = relevant / np.add.reduceat(relevant, starts)[of]
    weights = np.zeros(table.shape[1], np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        scores = table @ weights
        chances = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        chances /= np.add.reduceat(chances, starts)[of]
        slope = ((chances - target) @ table + penalty * weights) / len(lengths)
        first = _FIRST * first + (1 - _FIRST) * slope
        second = _SECOND * second + (1 - _SECOND) * slope * slope
        size = np.sqrt(second / (1 - _SECOND**step)) + 1e-8
        weights -= _RATE * first / (1 - _FIRST**step) / size
    return weights
