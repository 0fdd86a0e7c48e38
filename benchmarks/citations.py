"""Set `citations`: references to documents and provisions in single paragraphs.

Beside our finder runs `eyecite`, which finds American citations in English text, with its default
tokenizer and with Hyperscan where that is installed. Each reads text of its own language; both
figures are characters a CPU second in this process.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from importlib.metadata import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks import sets
from benchmarks.measuring import Figures, Stopwatch, peak_memory_mb, rate
from vnlaw.citations import Citation, Context, Step, Target, TargetKind, find
from vnlaw.numbers import parse_number

_REPORTERS = ("U.S.", "S. Ct.", "F.", "F. Supp.")
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

    Speed is characters for each CPU second, over the paragraphs as often as needed to last a
    second; the peer's is `peer_characters_per_second`, by tokenizer.
    """
    rows = [json.loads(line) for line in (folder / "inputs.jsonl").open(encoding="utf-8")]
    inputs = [(row["text"], context(row["context"])) for row in rows]
    found = [
        {"id": row["id"], "citations": [prediction(c) for c in find(*given)]}
        for row, given in zip(rows, inputs, strict=True)
    ]
    figures: Figures = {
        "paragraphs": len(rows),
        "characters_per_second": _speed(
            lambda: [find(text, where) for text, where in inputs], sum(len(t) for t, _ in inputs)
        ),
        "peak_memory_mb": peak_memory_mb(),
        **peer(),
    }
    fastest = max(figures["peer_characters_per_second"].values(), default=0)
    figures["ratio"] = round(figures["characters_per_second"] / fastest, 2) if fastest else None
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


def peer() -> Figures:
    """Speed of `eyecite` on English text of its own; no tokenizers where it is not installed.

    The text is its own description with citations to the federal reporters, one in about 300
    characters, as our paragraphs have. Rarer reporters would slow it down.
    """
    if find_spec("eyecite") is None:
        return {"peer_characters_per_second": {}}
    from eyecite import get_citations
    from eyecite.tokenizers import HyperscanTokenizer, default_tokenizer

    text = _english()
    speeds = {
        "default": _speed(lambda: get_citations(text, tokenizer=default_tokenizer), len(text))
    }
    if find_spec("hyperscan"):
        with tempfile.TemporaryDirectory(prefix="benchmarks-") as cache:
            fast = HyperscanTokenizer(cache_dir=cache)
            get_citations(text, tokenizer=fast)  # compiles its patterns, which is not its speed
            speeds["hyperscan"] = _speed(lambda: get_citations(text, tokenizer=fast), len(text))
    return {"peer_characters_per_second": speeds, "peer_characters": len(text)}


def _english() -> str:
    from reporters_db import REPORTERS

    description = metadata("eyecite").json["description"]
    prose = [
        p for p in str(description).split("\n\n") if len(p) > 200 and not re.search(r"[`{\d]", p)
    ]
    names = [edition for name in _REPORTERS for edition in REPORTERS[name][0]["editions"]]
    return "\n\n".join(
        f"{prose[index % len(prose)][:450]} See Lissner v. Test, {index} {name} {index + 9} (1998)."
        for index, name in enumerate(names * (400 // len(names)), start=1)
    )


def _speed(run_once: Callable[[], object], characters: int) -> int:
    """Characters a CPU second of `run_once`, run until it has taken one second."""
    watch = Stopwatch()
    done = 0
    while characters and watch.cpu < 1:
        with watch:
            run_once()
        done += characters
    return rate(done, watch.cpu)
