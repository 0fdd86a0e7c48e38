"""Fitting the decision to abstain on the project's own questions.

Each answerable question is asked twice: of the whole index, and as if the documents that answer
it were not there; what is found then must not be shown as the answer.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from luatsong.assistant.abstaining import Abstention, Model
from luatsong.assistant.answering import LOOKED_AT
from luatsong.assistant.choosing import ordered
from luatsong.assistant.evidence import MEASURES, NEARNESS, evidence
from luatsong.assistant.fitting import Recipe, fitted
from luatsong.search.backend import ALL_STATES, Filters, Passage, SearchBackend

# (package, file) of the questions; all written by the project.
OWN = (
    ("luatsong.search", "questions.toml"),
    ("luatsong.search", "office_questions.toml"),
    ("luatsong.search", "office_questions_2.toml"),
    ("luatsong.search", "office_questions_3.toml"),
    ("luatsong.assistant", "declined.toml"),
)
_ANSWERABLE = ("question", "walkthrough")
_DECLINED = "unanswerable"
_SCOPE = Recipe(MEASURES, penalty=0.3, word_penalty=6.0, least=2)
_PRESENCE = Recipe(NEARNESS, penalty=5.0, word_penalty=30.0, least=8)
FOLDS = 5
# Wrongly declined answerable questions that are allowed: by both models, and by the first alone.
WRONG, WRONG_BY_SCOPE = 0.020, 0.014
# Answers that are right of which may be said that they are only near.
DOUBTED = 0.3
# Passages among which the documents of the answer are looked for.
_DEEP = 20

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class Kind(StrEnum):
    ANSWERED = "answerable"
    DECLINED = "unanswerable"
    MISSING = "law_missing"  # answerable, but the documents that answer are left out


@dataclass(frozen=True, slots=True)
class Example:
    """A question with what was found for it; `held_out` is never fitted on.

    `right` is whether the article found first is one that answers.
    """

    text: str
    kind: Kind
    held_out: bool
    found: Mapping[str, float]
    right: bool = False


class OwnQuestion(NamedTuple):
    text: str
    answerable: bool
    held_out: bool  # never fitted on
    articles: frozenset[str] = frozenset()  # that answer, each as “number+article”

    @property
    def documents(self) -> frozenset[str]:
        """Numbers of the documents that answer."""
        return frozenset(one.rpartition("+")[0] for one in self.articles)


def own_questions() -> list[OwnQuestion]:
    """All questions of the project, answerable and not."""
    found = []
    for package, name in OWN:
        text = files(package).joinpath("data", name).read_text(encoding="utf-8")
        data: dict[str, Any] = tomllib.loads(text)
        for key in (*_ANSWERABLE, _DECLINED):
            for row in data.get(key, ()):
                held_out = bool(row.get("holdout")) or key == "walkthrough"
                articles = frozenset(row.get("relevant", ()))
                found.append(OwnQuestion(row["text"], key != _DECLINED, held_out, articles))
    return found


def examples(backend: SearchBackend, today: date) -> list[Example]:
    """All own questions, with what `backend` finds for them in any state."""
    made = []
    for one in own_questions():
        passages = backend.retrieve(one.text, Filters(state=ALL_STATES), k=_DEEP)
        kind = Kind.ANSWERED if one.answerable else Kind.DECLINED
        made.append(_example(one, kind, passages, today))
        gone = frozenset(
            passage.card.document_id for passage in passages if passage.card.slug in one.documents
        )
        if gone:
            filters = Filters(state=ALL_STATES, without=gone)
            left = backend.retrieve(one.text, filters, k=LOOKED_AT)
            made.append(_example(one, Kind.MISSING, left, today))
    return made


def _example(one: OwnQuestion, kind: Kind, passages: Sequence[Passage], today: date) -> Example:
    looked_at = ordered(one.text, passages[:LOOKED_AT])
    found = evidence(one.text, looked_at, today)
    right = bool(looked_at) and looked_at[0].address in one.articles
    return Example(one.text, kind, one.held_out, found, right)


def calibrated(found: Sequence[Example], source: str) -> Abstention:
    """The models from what is not held out; the thresholds from cross-validation on the same."""
    taught = [example for example in found if not example.held_out]
    scope, presence, trust = (_unseen(fit, taught) for fit in (_scope, _presence, _trust))
    answered = np.array([one.kind is Kind.ANSWERED for one in taught])
    lowest = _thresholds(scope[answered], presence[answered])
    right = np.array([one.right for one in taught])
    model = Abstention(
        scope=replace(_scope(taught), threshold=lowest[0]),
        presence=replace(_presence(taught), threshold=lowest[1]),
        trust=replace(_trust(taught), threshold=float(np.quantile(trust[right], DOUBTED))),
    )
    held_out = [example for example in found if example.held_out]
    figures = {
        "cross_validated": _figures(taught, (scope < lowest[0]) | (presence < lowest[1])),
        "held_out": _figures(held_out, np.array([model.abstains(one.found) for one in held_out])),
        "doubt": {
            "cross_validated": _doubts(taught, trust < model.trust.threshold),
            "held_out": _doubts(held_out, np.array([model.doubts(one.found) for one in held_out])),
        },
    }
    texts = list(dict.fromkeys(one.text for one in taught))
    provenance = {
        "source": source,
        "files": [name for _, name in OWN],
        "questions": len(texts),
        "sha256": hashlib.sha256("\n".join(texts).encode()).hexdigest(),
        "figures": figures,
    }
    return replace(model, provenance=provenance)


def _doubts(rows: Sequence[Example], doubted: Bools) -> dict[str, float]:
    """The share of right and of wrong first articles that are said to be only near."""
    found: dict[str, float] = {}
    for name, wanted in (("right", True), ("wrong", False)):
        own = [
            bool(said)
            for one, said in zip(rows, doubted, strict=True)
            if one.kind is not Kind.DECLINED and one.right is wanted
        ]
        found[name] = len(own)
        found[f"{name}_doubted"] = round(sum(own) / max(1, len(own)), 4)
    return found


def _scope(taught: Sequence[Example]) -> Model:
    rows = [one for one in taught if one.kind is not Kind.MISSING]
    return _model(_SCOPE, rows, [one.kind is Kind.ANSWERED for one in rows])


def _presence(taught: Sequence[Example]) -> Model:
    rows = [one for one in taught if one.kind is not Kind.DECLINED]
    return _model(_PRESENCE, rows, [one.kind is Kind.ANSWERED for one in rows])


def _trust(taught: Sequence[Example]) -> Model:
    rows = [one for one in taught if one.kind is not Kind.DECLINED]
    return _model(_PRESENCE, rows, [one.right for one in rows])


def _model(recipe: Recipe, rows: Sequence[Example], wanted: Sequence[bool]) -> Model:
    return fitted(recipe, [one.found for one in rows], wanted)


def _unseen(fit: Callable[[Sequence[Example]], Model], taught: Sequence[Example]) -> Floats:
    """The logit of each example by a model that has not seen its question."""
    folds = {text: at % FOLDS for at, text in enumerate(dict.fromkeys(one.text for one in taught))}
    models = [fit([one for one in taught if folds[one.text] != fold]) for fold in range(FOLDS)]
    return np.array([models[folds[one.text]].logit(one.found) for one in taught])


def _thresholds(scope: Floats, presence: Floats) -> tuple[float, float]:
    """The highest that decline at most `WRONG` of the answerable, whose logits these are."""
    by_scope = float(np.sort(scope)[int(WRONG_BY_SCOPE * len(scope))])
    left = np.sort(presence[scope >= by_scope])
    allowed = int(WRONG * len(scope)) - int((scope < by_scope).sum())
    return by_scope, float(left[max(0, allowed)])


def _figures(rows: Sequence[Example], declined: Bools) -> dict[str, float]:
    """Numbers of each kind of question and the share of it that is declined."""
    found: dict[str, float] = {}
    for kind in Kind:
        own = [bool(said) for one, said in zip(rows, declined, strict=True) if one.kind is kind]
        found[kind.value] = len(own)
        found[f"{kind.value}_declined"] = round(sum(own) / max(1, len(own)), 4)
    return found
