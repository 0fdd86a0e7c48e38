"""Set `ingest`: the saved pages of the national database into an empty store, twice."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from benchmarks import processes
from benchmarks.measuring import Figures

PAGES = Path("pages", "pages.jsonl.gz")


def run(folder: Path) -> Figures:
    """Ingest `folder/pages/pages.jsonl.gz` with the product's own command; memory is of all
    its processes."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as home:
        environment = {"LUATSONG_HOME": home}
        _luatsong(["migrate", "-v0", "--settings", "luatsong.site.settings.core"], environment)
        command = ["ingest", "--quiet", str(folder / PAGES)]
        first = _luatsong(command, environment)
        second = _luatsong(command, environment)
    return {
        "processors": os.cpu_count(),
        "seconds": first.seconds,
        "peak_memory_mb": first.peak_memory_mb,
        "second_run_seconds": second.seconds,
        "summary": first.output.strip().splitlines(),
        "second_summary": second.output.strip().splitlines(),
    }


def _luatsong(arguments: list[str], environment: dict[str, str]) -> processes.Ran:
    return processes.run([sys.executable, "-m", "luatsong.command", *arguments], environment)
