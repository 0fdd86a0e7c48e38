"""The word lists and question sets hold what their heads promise."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from luatsong.search.understanding import understand


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("luatsong.search").joinpath("data", name).read_text("utf-8"))


@pytest.mark.parametrize(
    "name", ["abbreviations.toml", "everyday.toml", "stop_phrases.toml", "questions.toml"]
)
def test_every_file_names_its_source_and_date(name: str) -> None:
    text = files("luatsong.search").joinpath("data", name).read_text("utf-8")
    head = "".join(line for line in text.splitlines(keepends=True)[:12] if line.startswith("#"))
    assert re.search(r"20\d\d", head)


def test_abbreviations_are_many_and_each_stands_once() -> None:
    entries = _read("abbreviations.toml")["abbreviations"]
    assert len({entry["short"].lower() for entry in entries}) == len(entries) >= 150
    assert {entry["kind"] for entry in entries} == {"law", "document", "term", "agency", "casual"}


def test_everyday_wordings_are_many_and_each_stands_once() -> None:
    said = [phrase for entry in _read("everyday.toml")["everyday"] for phrase in entry["said"]]
    assert len(set(said)) == len(said) >= 300


def test_every_everyday_wording_brings_a_legal_one() -> None:
    for entry in _read("everyday.toml")["everyday"]:
        assert 0 < entry["weight"] <= 1
        assert any(understand(said).expansions for said in entry["said"]), entry["said"]


def test_every_fifth_question_is_held_out() -> None:
    questions = _read("questions.toml")["question"]
    held = [question.get("holdout", False) for question in questions]
    assert held == [number % 5 == 0 for number in range(1, len(held) + 1)]


def test_questions_name_articles_and_are_asked_once() -> None:
    data = _read("questions.toml")
    asked = [entry["text"].lower() for table in data.values() for entry in table]
    assert len(set(asked)) == len(asked)
    for question in data["question"]:
        assert 1 <= len(question["relevant"]) <= 4
        assert all(re.fullmatch(r"\S+\+\w+", article) for article in question["relevant"])
