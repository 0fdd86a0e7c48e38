"""The child of `vnlaw.reading.isolated`: reads one file and writes the result as JSON.

Run as ``python -m vnlaw.reading.worker``; the order comes as one JSON object on standard input:
path, name, memory (bytes) and limits.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any


def main() -> None:
    """Obey one order."""
    order = json.load(sys.stdin)
    _bound_memory(order["memory"])
    from vnlaw.reading import Limits, Unreadable, read

    answer: dict[str, Any]
    try:
        source = read(Path(order["path"]), name=order["name"], limits=Limits(**order["limits"]))
        answer = {"source": asdict(source)}
    except Unreadable as error:
        answer = {"unreadable": [error.code, error.message]}
    json.dump(answer, sys.stdout)


def _bound_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # no such bound on this system
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    bound = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
