"""Labelled sets: inputs, predictions and scores, as the measuring data lay them out."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.measuring import Figures, Stopwatch, peak_memory_mb, rate
from vnlaw.document import Document
from vnlaw.parse import parse_text

Prediction = dict[str, Any]


def run(
    folder: Path, predictions: Path | None, predict: Callable[[str, Document], Prediction]
) -> Figures:
    """Parse `folder/inputs/*.txt`, write the predictions, and score them where there is truth.

    Speed is characters of the file for each CPU second of cleaning and parsing. The id of a
    prediction is the stem of the file's name, which the parser never sees.
    """
    files = sorted((folder / "inputs").glob("*.txt"))
    watch = Stopwatch()
    characters = 0
    found: list[Prediction] = []
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace")
        characters += len(text)
        with watch:
            document = parse_text(text)
        found.append(predict(file.stem, document))
    figures: Figures = {
        "documents": len(files),
        "characters": characters,
        "characters_per_second": rate(characters, watch.cpu),
        "peak_memory_mb": peak_memory_mb(),
    }
    if predictions:
        write(predictions, found)
    scored = scores(folder, found)
    return figures | ({"scores": scored} if scored is not None else {})


def write(path: Path, predictions: Iterable[Prediction]) -> None:
    """Write predictions, one JSON object a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for prediction in predictions:
            file.write(json.dumps(prediction, ensure_ascii=False) + "\n")


def scores(folder: Path, predictions: list[Prediction]) -> Any:
    """What the set's own `score.py` says; None where truth or scorer is missing."""
    truth, scorer = folder / "truth.jsonl", folder.resolve().parent / "score.py"
    if not (truth.exists() and scorer.exists()):
        return None
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as temporary:
        written = Path(temporary) / "predictions.jsonl"
        write(written, predictions)
        done = subprocess.run(
            [sys.executable, str(scorer), str(truth), str(written)],
            capture_output=True,
            text=True,
            check=True,
        )
    return json.loads(done.stdout)
