"""The learned ranking: a weighted sum of named features, from one JSON file.

There are two sets of weights. Where the words of the question stand together in some candidate,
as they do when officials ask, the `near` ones hold; else, in everyday words, the others.

The file says where it comes from (`provenance`) and what it reached (`figures`); it is written by
`luatsong search train`. Scores are only comparable within one question.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from luatsong.search.ranking.wanted import Floats

_FORMAT = 2
# The share of the pairs of content words that stands in heading and text.
GATE = "content_pairs_close"


@dataclass(frozen=True)
class Model:
    """`names` of the features in order; their `mean` and `scale`; two sets of weights.

    `near` holds where the feature `GATE` of some candidate is above `threshold`."""

    names: tuple[str, ...]
    mean: Floats
    scale: Floats
    weights: Floats
    near: Floats
    threshold: float
    provenance: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)

    def score(self, features: Mapping[str, Floats]) -> Floats:
        """One score for each candidate; features the model does not know are left out."""
        table = np.stack([features[name] for name in self.names], axis=1)
        weights = self.near if features[GATE].max() > self.threshold else self.weights
        scores: Floats = np.dot((table - self.mean) / self.scale, weights).astype(np.float32)
        return scores

    def save(self, path: Path) -> None:
        values = {
            "format": _FORMAT,
            "provenance": self.provenance,
            "figures": self.figures,
            "names": self.names,
            **{
                name: _rounded(getattr(self, name)) for name in ("mean", "scale", "weights", "near")
            },
            "threshold": self.threshold,
        }
        path.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", "utf-8")


def load(path: Path) -> Model:
    """A saved model; ValueError when the file is none."""
    return _read(path.read_text(encoding="utf-8"))


@cache
def shipped() -> Model:
    """The model of the package."""
    return _read(files("luatsong.search").joinpath("data", "ranking.json").read_text("utf-8"))


def _read(text: str) -> Model:
    values = json.loads(text)
    if values.get("format") != _FORMAT:
        raise ValueError("ranking model of another format")
    return Model(
        names=tuple(values["names"]),
        mean=np.array(values["mean"], np.float32),
        scale=np.array(values["scale"], np.float32),
        weights=np.array(values["weights"], np.float32),
        near=np.array(values["near"], np.float32),
        threshold=float(values["threshold"]),
        provenance=values["provenance"],
        figures=values["figures"],
    )


def _rounded(values: Floats) -> Any:
    return np.round(values.astype(np.float64), 6).tolist()
