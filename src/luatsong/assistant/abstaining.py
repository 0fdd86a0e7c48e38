"""Whether what was found is enough to answer: a calibrated decision, not a guess.

The model is a logistic regression over `evidence`, fitted by `luatsong assistant calibrate` on
questions the project wrote itself; `data/abstention.json` holds it with its provenance.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Abstention:
    """`weights` and `bias` give the logit that a question is answerable; below `threshold`: no.

    `scales` are (mean, deviation) of the measures; words and signs are 0 or 1.
    """

    weights: Mapping[str, float]
    bias: float
    threshold: float
    scales: Mapping[str, tuple[float, float]]
    provenance: Mapping[str, Any] = field(default_factory=dict)

    def logit(self, found: Mapping[str, float]) -> float:
        """How surely the question can be answered; 0 is even."""
        total = self.bias
        for name, value in found.items():
            weight = self.weights.get(name)
            if weight is None:
                continue
            mean, deviation = self.scales.get(name, (0.0, 1.0))
            total += weight * (value - mean) / deviation
        return total

    def probability(self, found: Mapping[str, float]) -> float:
        """The same as a probability in (0, 1)."""
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, self.logit(found)))))

    def abstains(self, found: Mapping[str, float]) -> bool:
        """Whether to decline rather than answer."""
        return self.logit(found) < self.threshold

    def save(self, path: Path) -> None:
        """Write the model as JSON."""
        data = {
            "provenance": self.provenance,
            "threshold": round(self.threshold, 4),
            "bias": round(self.bias, 4),
            "scales": {name: [round(v, 4) for v in pair] for name, pair in self.scales.items()},
            "weights": {name: round(value, 3) for name, value in self.weights.items()},
        }
        path.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


@cache
def shipped() -> Abstention:
    """The model of the package."""
    file = files("luatsong.assistant").joinpath("data", "abstention.json")
    data = json.loads(file.read_text(encoding="utf-8"))
    return Abstention(
        weights=data["weights"],
        bias=data["bias"],
        threshold=data["threshold"],
        scales={name: (pair[0], pair[1]) for name, pair in data["scales"].items()},
        provenance=data["provenance"],
    )
