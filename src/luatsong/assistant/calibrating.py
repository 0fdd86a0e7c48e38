"""Fitting the decision to abstain on the project's own questions."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from luatsong.assistant.abstaining import Abstention
from luatsong.assistant.evidence import MEASURES, SIGNS, evidence
from luatsong.search.backend import ALL_STATES, Filters, SearchBackend

# (package, file) of the questions; all written by the project.
OWN = (
    ("luatsong.search", "questions.toml"),
    ("luatsong.search", "office_questions.toml"),
    ("luatsong.assistant", "declined.toml"),
)
_ANSWERABLE = ("question", "walkthrough")
_DECLINED = "unanswerable"
# Found by tenfold cross-validation on the same questions (docs/adr/0012): penalties of measures
# and signs, and of words; how many questions must have a word; folds.
_PENALTY, _WORD_PENALTY, _LEAST_QUESTIONS = 0.3, 6.0, 2
FOLDS = 5
# Wrongly declined answerable questions that are allowed.
WRONG = 0.05
_STEPS = 25

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A question with what was found for it; `held_out` is never fitted on."""

    text: str
    answerable: bool
    held_out: bool
    found: Mapping[str, float]


class OwnQuestion(NamedTuple):
    text: str
    answerable: bool
    held_out: bool  # never fitted on


def own_questions() -> list[OwnQuestion]:
    """All questions of the project, answerable and not."""
    found = []
    for package, name in OWN:
        text = files(package).joinpath("data", name).read_text(encoding="utf-8")
        data: dict[str, list[dict[str, Any]]] = tomllib.loads(text)
        for key in (*_ANSWERABLE, _DECLINED):
            for row in data.get(key, ()):
                held_out = bool(row.get("holdout")) or key == "walkthrough"
                found.append(OwnQuestion(row["text"], key != _DECLINED, held_out))
    return found


def examples(backend: SearchBackend, today: date) -> list[Example]:
    """All own questions, with what `backend` finds for them in any state."""
    made = []
    for text, answerable, held_out in own_questions():
        passages = backend.retrieve(text, Filters(state=ALL_STATES), k=3)
        made.append(Example(text, answerable, held_out, evidence(text, passages, today)))
    return made


def calibrated(found: Sequence[Example], source: str) -> Abstention:
    """The model from what is not held out; the threshold from cross-validation on the same."""
    taught = [example for example in found if not example.held_out]
    unseen = _cross_validated(taught)
    threshold = _threshold(unseen)
    model = replace(_fitted(taught), threshold=threshold)
    held_out = [example for example in found if example.held_out]
    figures = {
        "cross_validated": _figures(unseen, threshold),
        "held_out": _figures(
            [(model.logit(one.found), one.answerable) for one in held_out], threshold
        ),
    }
    provenance = {
        "source": source,
        "files": [name for _, name in OWN],
        "questions": len(taught),
        "sha256": hashlib.sha256("\n".join(one.text for one in taught).encode()).hexdigest(),
        "figures": figures,
    }
    return replace(model, provenance=provenance)


def _cross_validated(taught: Sequence[Example]) -> list[tuple[float, bool]]:
    """(logit, answerable) of each example by a model that has not seen it."""
    scored = []
    for fold in range(FOLDS):
        model = _fitted([one for at, one in enumerate(taught) if at % FOLDS != fold])
        scored += [(model.logit(one.found), one.answerable) for one in taught[fold::FOLDS]]
    return scored


def _threshold(scored: Sequence[tuple[float, bool]]) -> float:
    """The highest that declines at most `WRONG` of the answerable."""
    logits = sorted(logit for logit, answerable in scored if answerable)
    return logits[int(WRONG * len(logits))]


def _figures(scored: Sequence[tuple[float, bool]], threshold: float) -> dict[str, float]:
    declined = [logit < threshold for logit, answerable in scored if not answerable]
    wrongly = [logit < threshold for logit, answerable in scored if answerable]
    return {
        "answerable": len(wrongly),
        "unanswerable": len(declined),
        "declined": round(sum(declined) / max(1, len(declined)), 4),
        "wrongly_declined": round(sum(wrongly) / max(1, len(wrongly)), 4),
    }


def _fitted(taught: Sequence[Example]) -> Abstention:
    """Penalised logistic regression; both classes weigh the same."""
    counts = Counter(name for one in taught for name in one.found if name.startswith("w:"))
    words = sorted(name for name, count in counts.items() if count >= _LEAST_QUESTIONS)
    names = [*MEASURES, *SIGNS, *words]
    table = np.array([[one.found.get(name, 0.0) for name in names] for one in taught])
    means, deviations = table.mean(axis=0), table.std(axis=0) + 1e-6
    means[len(MEASURES) :], deviations[len(MEASURES) :] = 0.0, 1.0
    table = np.hstack([(table - means) / deviations, np.ones((len(table), 1))])
    wanted = np.array([one.answerable for one in taught], np.float64)
    penalty = np.full(table.shape[1], _PENALTY)
    penalty[len(MEASURES) + len(SIGNS) :] = _WORD_PENALTY
    penalty[-1] = 1e-6
    balance = np.where(wanted == 1, 1.0, wanted.sum() / max(1.0, float((wanted == 0).sum())))
    weights = _newton(table, wanted, balance, penalty)
    scales = zip(MEASURES, means.tolist(), deviations.tolist(), strict=False)
    kept = {name: float(weight) for name, weight in zip(names, weights, strict=False)}
    return Abstention(
        weights={name: weight for name, weight in kept.items() if abs(weight) >= 0.001},
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
