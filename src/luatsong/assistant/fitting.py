"""Logistic regression with two penalties, for the decision to abstain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from luatsong.assistant.abstaining import Model
from luatsong.assistant.evidence import SIGNS

Floats = npt.NDArray[np.float64]
_STEPS = 25
_SMALLEST = 0.001


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one of the models is fitted, found by cross-validation (docs/adr/0012).

    `penalty` holds measures and signs down, `word_penalty` words; words of fewer questions than
    `least` are left out.
    """

    measures: Sequence[str]
    penalty: float
    word_penalty: float
    least: int


def fitted(recipe: Recipe, found: Sequence[Mapping[str, float]], answered: Sequence[bool]) -> Model:
    """The model that tells `answered` from `found`; both classes weigh the same."""
    counts = Counter(name for one in found for name in one if name.startswith("w:"))
    words = sorted(name for name, count in counts.items() if count >= recipe.least)
    measures = len(recipe.measures)
    names = [*recipe.measures, *SIGNS, *words]
    table = np.zeros((len(found), len(names) + 1))
    place = {name: at for at, name in enumerate(names)}
    for row, one in enumerate(found):
        for name, value in one.items():
            if name in place:
                table[row, place[name]] = value
    means, deviations = table.mean(axis=0), table.std(axis=0) + 1e-6
    means[measures:], deviations[measures:] = 0.0, 1.0
    table = (table - means) / deviations
    table[:, -1] = 1.0
    wanted = np.array(answered, np.float64)
    penalty = np.full(table.shape[1], recipe.penalty)
    penalty[measures + len(SIGNS) :] = recipe.word_penalty
    penalty[-1] = 1e-6
    balance = np.where(wanted == 1, 1.0, wanted.sum() / max(1.0, float((wanted == 0).sum())))
    weights = _newton(table, wanted, balance, penalty)
    scales = zip(recipe.measures, means.tolist(), deviations.tolist(), strict=False)
    kept = {name: float(weight) for name, weight in zip(names, weights, strict=False)}
    return Model(
        weights={name: weight for name, weight in kept.items() if abs(weight) >= _SMALLEST},
        bias=float(weights[-1]),
        threshold=0.0,
        scales={name: (mean, deviation) for name, mean, deviation in scales},
    )


def _newton(table: Floats, wanted: Floats, balance: Floats, penalty: Floats) -> Floats:
    """Newton's method; each step is solved in the smaller space of the examples."""
    weights = np.zeros(table.shape[1])
    scaled = table / penalty
    kernel = scaled @ table.T
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -40, 40)))
        gradient = table.T @ (balance * (chance - wanted)) + penalty * weights
        curvature = np.maximum(balance * chance * (1 - chance), 1e-6)
        direct = gradient / penalty
        inner = np.linalg.solve(np.diag(1 / curvature) + kernel, table @ direct)
        step = direct - scaled.T @ inner
        weights -= step
        if float(np.abs(step).max()) < 1e-5:
            break
    return weights
