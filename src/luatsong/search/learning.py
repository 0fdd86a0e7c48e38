"""Training and judging the ranking on questions with known answers."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from luatsong.search.backend import ALL_STATES, Filters
from luatsong.search.ranking.judging import judged
from luatsong.search.ranking.model import Model
from luatsong.search.ranking.training import Example, train
from luatsong.search.tantivy_backend import TantivyBackend

# Questions of the package, all written by the project (docs/adr/0011).
OWN = ("questions.toml", "office_questions.toml")
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
    folder = files("luatsong.search").joinpath("data")
    return [
        question
        for name in OWN
        for question in _questions(folder.joinpath(name).read_text(encoding="utf-8"))
    ]


def learned(backend: TantivyBackend, questions: Sequence[Asked], source: str) -> Model:
    """A model from the questions that are not held out; its figures are of those that are."""
    taught = [question for question in questions if not question.held_out]
    model = train(
        [example for question in taught if (example := _example(backend, question))],
        {"source": source, "questions": len(taught), "sha256": _fingerprint(taught)},
    )
    held_out = [question for question in questions if question.held_out]
    figures: dict[str, Any] = {"taught": judge(backend, taught, model)}
    if held_out:
        figures["held_out"] = judge(backend, held_out, model)
    return replace(model, figures=figures)


def judge(backend: TantivyBackend, questions: Iterable[Asked], model: Model) -> dict[str, Any]:
    """nDCG@10, MRR and recalls of the order that `model` gives."""
    orders: list[tuple[Sequence[str], Sequence[str]]] = []
    for question in questions:
        looked = backend.looked_at(question.text, _ANY)
        if looked is None:
            orders.append(([], question.relevant))
            continue
        order = np.argsort(-model.score(looked.features), kind="stable")
        orders.append(([looked.addresses[at] for at in order], question.relevant))
    return {"questions": len(orders), **judged(orders)}


def _example(backend: TantivyBackend, question: Asked) -> Example | None:
    looked = backend.looked_at(question.text, _ANY)
    if looked is None:
        return None
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
