"""Whether what was found is enough to answer: a calibrated decision, not a guess.

Three logistic regressions over `evidence`, fitted by `luatsong assistant calibrate` on questions
the project wrote itself; `data/abstention.json` holds them with their provenance. One tells
questions that no law answers; one, whether the article found answers or the one that would is
missing from the store; the third, whether what is quoted first answers or is only near.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Model:
    """`weights` and `bias` give the logit that a question is answered; below `threshold`: no.

    `scales` are (mean, deviation) of the measures; words and signs are 0 or 1.
    """

    weights: Mapping[str, float]
    bias: float
    threshold: float
    scales: Mapping[str, tuple[float, float]]

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

    def as_json(self) -> dict[str, Any]:
        """As `read` takes it, rounded."""
        return {
            "threshold": round(self.threshold, 4),
            "bias": round(self.bias, 4),
            "scales": {name: [round(v, 4) for v in pair] for name, pair in self.scales.items()},
            "weights": {name: round(value, 3) for name, value in self.weights.items()},
        }

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Model:
        """From the JSON of `as_json`."""
        scales = {name: (pair[0], pair[1]) for name, pair in data["scales"].items()}
        return cls(data["weights"], data["bias"], data["threshold"], scales)


@dataclass(frozen=True, slots=True)
class Abstention:
    """`scope` tells what no law answers, `presence` whether the law that answers was found.

    `trust` tells whether the article that is cited first answers; below its threshold, or where
    the quote does not tell what is wanted, an answer is shown as the nearest that was found.
    """

    scope: Model
    presence: Model
    trust: Model
    provenance: Mapping[str, Any] = field(default_factory=dict)

    def logits(self, found: Mapping[str, float]) -> tuple[float, float]:
        """Of scope and presence, each measured from its threshold; declined below 0."""
        return (
            self.scope.logit(found) - self.scope.threshold,
            self.presence.logit(found) - self.presence.threshold,
        )

    def abstains(self, found: Mapping[str, float]) -> bool:
        """Whether to decline rather than answer."""
        return min(self.logits(found)) < 0

    def doubts(self, found: Mapping[str, float]) -> bool:
        """Whether the answer may be only a near one."""
        if found.get("told", 1.0) < 1 or found.get("for_others"):
            return True
        return self.trust.logit(found) < self.trust.threshold

    def save(self, path: Path) -> None:
        """Write the models as JSON."""
        data = {
            "provenance": self.provenance,
            "scope": self.scope.as_json(),
            "presence": self.presence.as_json(),
            "trust": self.trust.as_json(),
        }
        path.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


@cache
def shipped() -> Abstention:
    """The models of the package."""
    file = files("luatsong.assistant").joinpath("data", "abstention.json")
    data = json.loads(file.read_text(encoding="utf-8"))
    return Abstention(
        Model.read(data["scope"]),
        Model.read(data["presence"]),
        Model.read(data["trust"]),
        data["provenance"],
    )
