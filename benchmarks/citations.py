"""Set `citations`: references to documents and provisions in single paragraphs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks import sets
from benchmarks.measuring import Figures, Stopwatch, peak_memory_mb, rate
from vnlaw.citations import Citation, Context, Step, Target, TargetKind, find
from vnlaw.numbers import parse_number

LEVELS = {
    "Phần": "part",
    "Chương": "chapter",
    "Mục": "section",
    "Tiểu mục": "subsection",
    "Điều": "article",
    "Khoản": "clause",
    "Điểm": "point",
}


def run(folder: Path, predictions: Path | None = None) -> Figures:
    """Read `folder/inputs.jsonl`, write the predictions, and score them where there is truth.

    Speed is characters for each CPU second, over the paragraphs as often as needed to last.
    """
    rows = [json.loads(line) for line in (folder / "inputs.jsonl").open(encoding="utf-8")]
    inputs = [(row["text"], context(row["context"])) for row in rows]
    found = [
        {"id": row["id"], "citations": [prediction(c) for c in find(*given)]}
        for row, given in zip(rows, inputs, strict=True)
    ]
    watch = Stopwatch()
    characters = 0
    while inputs and watch.cpu < 1:
        with watch:
            for text, where in inputs:
                find(text, where)
        characters += sum(len(text) for text, _ in inputs)
    figures: Figures = {
        "paragraphs": len(rows),
        "characters_per_second": rate(characters, watch.cpu),
        "peak_memory_mb": peak_memory_mb(),
    }
    if predictions:
        sets.write(predictions, found)
    scores = sets.scores(folder, found)
    return figures | ({"scores": scores} if scores is not None else {})


def context(given: dict[str, Any]) -> Context:
    """The context of a paragraph as the engine takes it."""
    steps = []
    for label in given.get("address") or ():
        word, _, number = label.rpartition(" ")
        if word in LEVELS:
            printed = word if LEVELS[word] not in ("clause", "point") else word.lower()
            steps.append(Step(LEVELS[word], printed, number))
    number = parse_number(given["amends"]) if given.get("amends") else None
    amends = Target(TargetKind.NUMBER, number) if number else None
    return Context(tuple(steps), quoted=bool(given.get("quoted")), amends=amends)


def prediction(citation: Citation) -> dict[str, Any]:
    """A citation in the format of the set."""
    return {
        "start": citation.start,
        "end": citation.end,
        "target": citation.target.printed or citation.target.text,
        "provisions": [reference.text for reference in citation.provisions] or None,
    }
