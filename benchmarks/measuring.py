"""Clocks and memory of a measurement."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

Figures = dict[str, Any]


@dataclass
class Stopwatch:
    """Seconds inside `with`, summed over its uses: of this process's CPU, and of the clock."""

    cpu: float = 0.0
    wall: float = 0.0
    _started: tuple[float, float] = field(default=(0.0, 0.0), repr=False)

    def __enter__(self) -> Stopwatch:
        self._started = (time.process_time(), time.perf_counter())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.cpu += time.process_time() - self._started[0]
        self.wall += time.perf_counter() - self._started[1]


def peak_memory_mb(who: int = resource.RUSAGE_SELF) -> float:
    """Largest resident size so far, in megabytes, of this process or its ended children."""
    unit = 1024 if sys.platform.startswith("linux") else 1024 * 1024
    return round(resource.getrusage(who).ru_maxrss / unit, 1)


def rate(characters: int, seconds: float) -> int:
    """Characters a second; 0 where there was nothing to measure."""
    return round(characters / seconds) if seconds > 0 else 0


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of `values` lie (nearest rank); 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
