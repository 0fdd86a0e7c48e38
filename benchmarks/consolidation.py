"""Set `consolidation`: one article after amending texts, and how honest its certainty is."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import sets
from benchmarks.measuring import Figures, Stopwatch, peak_memory_mb, rate
from vnlaw.consolidation import Amendment, Consolidated, consolidate_article
from vnlaw.numbers import parse_number
from vnlaw.parse import parse_text

_WORD = "Điều "


def run(folder: Path, predictions: Path | None = None) -> Figures:
    """Apply the amending texts of `folder/docs` to the articles of `folder/inputs.jsonl`.

    Speed counts the characters of each amending text once and of each article once. Beside the
    scores of the set it tells, where there is truth, how many articles were left to a person
    (`flagged`), how many of those were right all the same, and how many wrong ones were not.
    """
    rows = _rows(folder / "inputs.jsonl")
    watch = Stopwatch()
    texts: dict[str, Amendment] = {}
    characters = 0
    found: dict[str, Consolidated] = {}
    for row in rows:
        characters += len(row["base_text"])
        for amending in row["amending"]:
            if amending["file"] not in texts:
                text = (folder / amending["file"]).read_text(encoding="utf-8", errors="replace")
                characters += len(text)
                with watch:
                    texts[amending["file"]] = Amendment.of(parse_text(text))
        with watch:
            found[row["id"]] = consolidate_article(
                row["base_text"],
                row["article"].removeprefix(_WORD),
                parse_number(row["base_number"]),
                [texts[amending["file"]] for amending in row["amending"]],
            )
    made = [{"id": name, "text": result.text} for name, result in found.items()]
    if predictions:
        sets.write(predictions, made)
    figures: Figures = {
        "pairs": len(rows),
        "characters_per_second": rate(characters, watch.cpu),
        "peak_memory_mb": peak_memory_mb(),
        "flagged": sum(not result.certain for result in found.values()),
        # Of these: the amending text given with the article does not speak of it at all.
        "flagged_not_addressed": sum(not result.outcomes for result in found.values()),
    }
    scores = sets.scores(folder, made)
    return figures if scores is None else figures | _honesty(folder, found) | {"scores": scores}


def _honesty(folder: Path, found: dict[str, Consolidated]) -> Figures:
    scorer = _scorer(folder)
    right = {row["id"]: _is_right(scorer, row, found) for row in _rows(folder / "truth.jsonl")}
    wrong = [name for name, ok in right.items() if not ok and found[name].certain]
    return {
        "flagged_and_right": sum(ok and not found[name].certain for name, ok in right.items()),
        "certain_and_right": sum(ok and found[name].certain for name, ok in right.items()),
        "certain_and_wrong": len(wrong),
        "certain_and_wrong_ids": wrong,
        "addressed": _addressed(scorer, folder, found, right),
    }


def _addressed(
    scorer: ModuleType, folder: Path, found: dict[str, Consolidated], right: dict[str, bool]
) -> Figures:
    """The scores of the amended pairs whose article the amending text given was seen to speak of.

    The others cannot be known from what is given: a section repealed as a whole without saying
    which articles it holds, or an amendment by a text that is not there. They count in `scores`.
    """
    rows = [
        row
        for row in _rows(folder / "truth.jsonl")
        if not row["control"] and "not-addressed" not in found[row["id"]].doubts
    ]
    similarity = [_similarity(scorer, row, found, right[row["id"]]) for row in rows]
    return {
        "pairs": len(rows),
        "exact_match": round(sum(right[row["id"]] for row in rows) / len(rows), 4) if rows else 0,
        "mean_similarity": round(sum(similarity) / len(rows), 4) if rows else 0,
    }


def _similarity(
    scorer: ModuleType, row: dict[str, Any], found: dict[str, Consolidated], right: bool
) -> float:
    if right or "repeal_article" in row["ops"]:
        return float(right)
    ours, expected = found[row["id"]].text, row["expected_text"]
    return float(scorer.sim(scorer.canon(ours), scorer.canon(expected)))


def _is_right(scorer: ModuleType, row: dict[str, Any], found: dict[str, Consolidated]) -> bool:
    text = found[row["id"]].text
    if "repeal_article" in row["ops"]:
        return bool(scorer.empty_article(text))
    return bool(scorer.canon(text) == scorer.canon(row["expected_text"]))


def _scorer(folder: Path) -> ModuleType:
    """The set's own `score.py`, so that "right" means the same as in its scores."""
    path = folder.resolve().parent / "score.py"
    spec = spec_from_file_location("consolidation_score", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = module_from_spec(spec)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = writes
    return module


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        lines: Iterable[str] = (line for line in file if line.strip())
        return [json.loads(line) for line in lines]
