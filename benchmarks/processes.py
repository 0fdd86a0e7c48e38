"""Running a command and watching the memory of all its processes (Linux)."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_INTERVAL = 0.25  # seconds between two looks
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Ran:
    seconds: float
    peak_memory_mb: float  # of all its processes together, shared pages counted once
    output: str


def run(command: Sequence[str], environment: Mapping[str, str]) -> Ran:
    """Run `command` to its end; `subprocess.CalledProcessError` when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    peak = [0.0]
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(_INTERVAL):
            peak[0] = max(peak[0], sum(map(_memory_mb, _family(process.pid))))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    ended.set()
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    return Ran(round(seconds, 2), round(peak[0], 1), output)


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        try:
            tasks = list((_PROC / str(parent) / "task").iterdir())
            for task in tasks:
                found += map(int, (task / "children").read_text().split())
        except OSError:  # it has just ended
            continue
    return found


def _memory_mb(pid: int) -> float:
    """Proportional set size: a page that n processes share counts 1/n for each."""
    try:
        rollup = (_PROC / str(pid) / "smaps_rollup").read_text()
    except OSError:
        return 0.0
    line = next((line for line in rollup.splitlines() if line.startswith("Pss:")), "Pss: 0 kB")
    return int(line.split()[1]) / 1024
