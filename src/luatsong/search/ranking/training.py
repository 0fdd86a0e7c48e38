"""Learning the weights: a softmax over the candidates of each question, weights kept small.

Deterministic: the same questions over the same corpus give the same file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from luatsong.search.ranking.model import Model
from luatsong.search.ranking.wanted import Floats

# How dear large weights are, and the steps of the descent (Adam, Kingma and Ba 2015).
PENALTY = 30.0
_STEPS = 400
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
    from all. ValueError where there is nothing to learn from.
    """
    usable = [e for e in examples if e.relevant.any() and not e.relevant.all()]
    if not usable:
        raise ValueError("no example to learn from")
    names = tuple(usable[0].features)
    table = np.concatenate([_table(example, names) for example in usable])
    mean, scale = table.mean(axis=0), table.std(axis=0) + 1e-6

    def weights(chosen: Sequence[Example]) -> Floats:
        found = _descend(
            np.concatenate([(_table(example, names) - mean) / scale for example in chosen]),
            np.concatenate([example.relevant for example in chosen]).astype(np.float64),
            np.array([len(example.relevant) for example in chosen]),
            penalty,
        )
        return found.astype(np.float32)

    everywhere = weights(usable)
    office = [example for example in usable if example.office]
    return Model(
        names=names,
        mean=mean.astype(np.float32),
        scale=scale.astype(np.float32),
        weights=everywhere,
        near=weights(office) if office else everywhere,
        threshold=THRESHOLD,
        provenance={
            **provenance,
            "examples": len(usable),
            "office_examples": len(office),
            "penalty": penalty,
        },
    )


def _table(example: Example, names: Sequence[str]) -> npt.NDArray[np.float64]:
    return np.stack([example.features[name] for name in names], axis=1).astype(np.float64)


def _descend(
    table: npt.NDArray[np.float64],
    relevant: npt.NDArray[np.float64],
    lengths: npt.NDArray[np.int64],
    penalty: float,
) -> npt.NDArray[np.float64]:
    starts = np.cumsum(lengths) - lengths
    of = np.repeat(np.arange(len(lengths)), lengths)
    target = relevant / np.add.reduceat(relevant, starts)[of]
    weights = np.zeros(table.shape[1])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        scores = table @ weights
        chances = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        chances /= np.add.reduceat(chances, starts)[of]
        slope = (table.T @ (chances - target) + penalty * weights) / len(lengths)
        first = _FIRST * first + (1 - _FIRST) * slope
        second = _SECOND * second + (1 - _SECOND) * slope * slope
        size = np.sqrt(second / (1 - _SECOND**step)) + 1e-8
        weights -= _RATE * first / (1 - _FIRST**step) / size
    return weights
