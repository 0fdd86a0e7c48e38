"""Set `pages`: pages of the site over the saved pages of the national database and a large law."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from benchmarks import site
from benchmarks.ingest import PAGES
from benchmarks.measuring import Figures
from benchmarks.stores import fresh_store

LAWS = Path("laws", "laws.jsonl.gz")


def run(folder: Path) -> Figures:
    """Load `folder/pages` and the longest text of `folder/laws`, then ask for pages."""
    with fresh_store() as home:
        from luatsong.law.services import ingest_paths
        from luatsong.search import index_pending

        law = home / "largest-law.txt"
        law.write_text(_longest_law(folder / LAWS), encoding="utf-8")
        ingest_paths([folder / PAGES, law])
        index_pending()
        return site.document_pages()


def _longest_law(file: Path) -> str:
    """The text with most lines that start with "Điều"."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        texts = [str(json.loads(line)["text"]) for line in lines]
    return max(texts, key=lambda text: text.count("\nĐiều "))
