"""Set `files`: what becomes of every real file, and how long it takes."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.measuring import Figures, peak_memory_mb
from benchmarks.stores import fresh_store

FILES = Path("files")
# Reasons that name a fault of ours, not of the file.
_OWN_FAULTS = frozenset({"engine-failure", "timeout"})


def run(folder: Path) -> Figures:
    """Take every file of `folder/files` into an empty store, one after the other."""
    with fresh_store():
        rows = [_take(file) for file in sorted((folder / FILES).rglob("*")) if file.is_file()]
    slowest = max((row["seconds"] for row in rows if not row["ocr"]), default=0)
    return {
        "files": len(rows),
        "outcomes": dict(Counter(row["state"] for row in rows)),
        "own_faults": sum(bool(_OWN_FAULTS.intersection(row["reasons"])) for row in rows),
        "slowest_without_ocr_seconds": slowest,
        "peak_memory_mb": peak_memory_mb(),
        "rows": rows,
    }


def _take(file: Path) -> dict[str, Any]:
    from luatsong.law.services import intake_bytes

    started = time.perf_counter()
    intake = intake_bytes(data=file.read_bytes(), name=file.name)
    seconds = round(time.perf_counter() - started, 2)
    document = intake.document
    return {
        "file": f"{file.parent.name}/{file.name}",
        "state": intake.state,
        "reasons": [reason["code"] for reason in intake.reasons],
        "seconds": seconds,
        "articles": document.article_count if document else None,
        "ocr": intake.reading.get("confidence") is not None,
    }
