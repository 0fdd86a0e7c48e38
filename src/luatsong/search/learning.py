"""Training and judging the ranking on questions with known answers."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np

from luatsong.search.backend import ALL_STATES, Filters
from luatsong.search.ranking.judging import judged
from luatsong.search.ranking.model import Model
from luatsong.search.ranking.training import Example, train
from luatsong.search.tantivy_backend import Looked, TantivyBackend

# Questions of the package, all written by the project (docs/adr/0011).
_IS_OWN = re.compile(r"(?:\w+_)?questions(?:_\d+)?\.toml")
_ANY = Filters(state=ALL_STATES)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the addresses of all articles that answer it.

    `office`: asked in the words of offices (`style = "office"` at the head of a file).
    """

    text: str
    relevant: tuple[str, ...]
    held_out: bool = False
    office: bool = False


def read_questions(path: Path) -> list[Asked]:
    """Questions of a TOML file with tables `[[question]]`; ValueError when it is none."""
    return _questions(path.read_text(encoding="utf-8"))


def own_questions() -> list[Asked]:
    """The questions of the package."""
    return [
        question
        for file in _own_files()
        for question in _questions(file.read_text(encoding="utf-8"))
    ]


def own_names() -> list[str]:
    """The names of the files with the questions of the package."""
    return [file.name for file in _own_files()]


def _own_files() -> list[Traversable]:
    """Files of the package with questions, in the order of their names."""
    folder = files("luatsong.search").joinpath("data")
    found = (file for file in folder.iterdir() if _IS_OWN.fullmatch(file.name))
    return sorted(found, key=lambda file: file.name)


def learned(backend: TantivyBackend, questions: Sequence[Asked], source: str) -> Model:
    """A model from the questions that are not held out; its figures are of those that are."""
    found = [(question, backend.looked_at(question.text, _ANY)) for question in questions]
    taught = [(question, looked) for question, looked in found if not question.held_out]
    asked = [question for question, _ in taught]
    model = train(
        [_example(question, looked) for question, looked in taught if looked],
        {"source": source, "questions": len(asked), "sha256": _fingerprint(asked)},
    )
    held_out = [(question, looked) for question, looked in found if question.held_out]
    figures: dict[str, Any] = {"taught": _judged(taught, model)}
    if held_out:
        figures["held_out"] = _judged(held_out, model)
    return replace(model, figures=figures)


def judge(backend: TantivyBackend, questions: Iterable[Asked], model: Model) -> dict[str, Any]:
    """nDCG@10, MRR and recalls of the order that `model` gives."""
    found = ((question, backend.looked_at(question.text, _ANY)) for question in questions)
    return _judged(found, model)


def _judged(found: Iterable[tuple[Asked, Looked | None]], model: Model) -> dict[str, Any]:
    orders = [(_ordered(looked, model), question.relevant) for question, looked in found]
    return {"questions": len(orders), **judged(orders)}


def _ordered(looked: Looked | None, model: Model) -> Sequence[str]:
    if looked is None:
        return []
    order = np.argsort(-model.score(looked.features), kind="stable")
    return [looked.addresses[at] for at in order]


def _example(question: Asked, looked: Looked) -> Example:
    relevant = np.isin(np.array(looked.addresses), np.array(question.relevant))
    return Example(looked.features, relevant, question.office)


def _questions(text: str) -> list[Asked]:
    try:
        data = tomllib.loads(text)
        office = data.get("style") == "office"
        return [
            Asked(row["text"], tuple(row["relevant"]), bool(row.get("holdout")), office)
            for row in data["question"]
        ]
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"không phải tệp câu hỏi: {error}") from error


def _fingerprint(questions: Iterable[Asked]) -> str:
    lines = (f"{q.text}|{' '.join(q.relevant)}" for q in questions)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
