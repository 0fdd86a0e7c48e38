"""Reading in a process of its own, for files that may crash or hang a library."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from vnlaw.document import Finding, Footnote, Source
from vnlaw.reading.limits import Limits
from vnlaw.reading.unreadable import Unreadable

MEMORY = 2 * 1024**3


def read_isolated(
    path: Path,
    name: str | None = None,
    timeout: float | None = None,
    *,
    limits: Limits | None = None,
    memory: int = MEMORY,
) -> Source:
    """Read a file as `vnlaw.reading.read` does, in a child that may be killed.

    `timeout` is in seconds; without one it follows from `limits`, OCR included. `memory` bounds
    the address space of the child in bytes, where the system can. Raises `Unreadable`, with code
    "timeout" when time ran out and "crashed" when the child died.
    """
    limits = limits or Limits()
    seconds = timeout or limits.seconds + limits.ocr_seconds
    order = {
        "path": str(path),
        "name": name or path.name,
        "memory": memory,
        "limits": asdict(limits),
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "vnlaw.reading.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        start_new_session=True,
    )
    try:
        answer, _ = child.communicate(json.dumps(order).encode(), timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise Unreadable.because("timeout", seconds=round(seconds)) from error
    finally:
        _end(child)
    if child.returncode != 0:
        raise Unreadable.because("crashed")
    return _understood(answer)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child with all it started (tesseract), and take its exit status."""
    if child.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()


def _understood(answer: bytes) -> Source:
    said: dict[str, Any] = json.loads(answer)
    if "unreadable" in said:
        raise Unreadable(*said["unreadable"])
    fields: dict[str, Any] = said["source"]
    return Source(
        lines=tuple(fields["lines"]),
        media_type=fields["media_type"],
        pages=tuple(fields["pages"]),
        confidence={int(page): value for page, value in fields["confidence"].items()},
        footnotes=tuple(Footnote(**note) for note in fields["footnotes"]),
        declared=fields["declared"],
        findings=tuple(Finding(**found) for found in fields["findings"]),
    )
