"""Set `scale`: the whole codification (82,839 articles) in the store, the index and the site."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from benchmarks import site
from benchmarks.amending import amendment
from benchmarks.crowd import crowd
from benchmarks.measuring import Figures, peak_memory_mb
from benchmarks.stores import fresh_store

CODIFIED = Path("codified", "articles.jsonl.gz")
QUESTIONS = Path("questions", "alqac-train.jsonl")


def run(folder: Path) -> Figures:
    """Load `folder/codified` with all citations and effects, index it, add an amending decree,
    and measure pages and searches; takes minutes."""
    with fresh_store():
        from django.core.management import call_command

        from luatsong.search import index_pending

        started = time.perf_counter()
        call_command("load_codified", str(folder / CODIFIED), quiet=True, no_index=True)
        loaded = time.perf_counter()
        index_pending()
        indexed = time.perf_counter()
        from luatsong.law.models import Citation

        return {
            "processors": os.cpu_count(),
            "citations": Citation.objects.count(),
            "amendment": amendment(),
            "load_seconds": round(loaded - started, 1),
            "index_seconds": round(indexed - loaded, 1),
            "peak_memory_mb": peak_memory_mb(),
            "pages": site.document_pages(),
            "search": site.searches(_questions(folder / QUESTIONS)),
            "crowd": crowd(_questions(folder / QUESTIONS)),
        }


def _questions(file: Path) -> list[str]:
    """What people ask, as they would type it: half with, half without diacritics."""
    from vnlaw.text import fold

    with file.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    texts = [str(r.get("text") or r.get("question")) for r in records][:200]
    return [fold(text) if number % 2 else text for number, text in enumerate(texts)]
