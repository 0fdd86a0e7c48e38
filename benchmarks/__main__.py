"""`python -m benchmarks SET --data DIR [--predictions FILE]`, or `all --shared DIR`.

A set prints one JSON line. `structure` and `metadata` want DIR laid out like `bench/SET/dev`
(`inputs/*.txt`, and `truth.jsonl` where there is one), `peer` the same; `citations` wants
`inputs.jsonl` there; the others want the folder `data` of the measuring data.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks import table
from benchmarks.measuring import Figures

LABELLED = (
    "structure",
    "metadata",
    "citations",
    "effects",
    "consolidation",
    "retrieval",
    "answers",
)
# Every other set, with where its data lies in the measuring data.
SETS = {
    "structure": Path("bench", "structure", "dev"),
    "metadata": Path("bench", "metadata", "dev"),
    "citations": Path("bench", "citations", "dev"),
    "effects": Path("bench", "effects", "dev"),
    "consolidation": Path("bench", "consolidation", "dev"),
    "diff": Path("bench", "structure", "dev"),
    "peer": Path("bench", "structure", "dev"),
    "kinds": Path("data"),
    "files": Path("data"),
    "ingest": Path("data"),
    "pages": Path("data"),
    "recall": Path("data"),
    "sound": Path("data"),
    "portal": Path("data"),
    "retrieval": Path("bench", "retrieval", "dev"),
    "answers": Path("bench", "retrieval", "dev"),
    "scale": Path("data"),
}
SLOW = frozenset({"answers", "retrieval", "scale"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one set or all of them; returns the exit code."""
    options = _parser().parse_args(arguments)
    if options.set == "all":
        return _all(options.shared, full=options.full)
    print(json.dumps(_one(options.set, options.data, options.predictions), ensure_ascii=False))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    actions = parser.add_subparsers(dest="set", required=True, metavar="SET")
    for name in SETS:
        action = actions.add_parser(name)
        action.add_argument("--data", type=Path, required=True, metavar="DIR")
        action.add_argument("--predictions", type=Path, metavar="FILE")
    everything = actions.add_parser("all", help="every set, one table")
    everything.add_argument("--shared", type=Path, required=True, metavar="DIR")
    everything.add_argument("--full", action="store_true", help="also what takes minutes")
    return parser


def _one(name: str, folder: Path, predictions: Path | None) -> Figures:
    run: Callable[..., Figures] = import_module(f"benchmarks.{name}").run
    return run(folder, predictions) if name in LABELLED else run(folder)


def _all(shared: Path, *, full: bool) -> int:
    """Each set in a process of its own, so that its memory is its own."""
    console = Console(width=110)
    if not (shared / "bench").is_dir():
        console.print(f"Không có dữ liệu đo ở {shared}, nên không đo được gì. Hãy đặt SHARED=…")
        return 0
    results: dict[str, Any] = {}
    for name, place in SETS.items():
        if name in SLOW and not full:
            console.print(f"{name}: bỏ qua vì mất nhiều phút; thêm --full để đo.")
            continue
        with console.status(f"Đang đo {name}…"):
            results[name] = _measured(name, shared / place, console)
    table.show(table.rows(results), console)
    return 0


def _measured(name: str, folder: Path, console: Console) -> Figures | None:
    command = [sys.executable, "-m", "benchmarks", name, "--data", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        console.print(f"{name}: không đo được\n{done.stderr[-2000:]}", style="red", markup=False)
        return None
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


if __name__ == "__main__":
    sys.exit(main())
