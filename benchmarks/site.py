"""Measuring the pages of the loaded site through Django's test client: no network, no server."""

from __future__ import annotations

import gzip
import random
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from benchmarks.measuring import Figures, percentile

if TYPE_CHECKING:
    from django.test import Client

SAMPLE = 150
_SEED = 20260707


def document_pages() -> Figures:
    """Time, queries and weight of document pages: a fixed random sample, and the largest."""
    from django.test import Client

    from luatsong.law.models import Document

    published = Document.objects.filter(state=Document.State.PUBLISHED)
    slugs = list(published.order_by("pk").values_list("slug", flat=True))
    sample = random.Random(_SEED).sample(slugs, min(SAMPLE, len(slugs)))  # noqa: S311
    largest = published.order_by("-article_count", "pk").first()
    client = Client(HTTP_HOST="localhost")
    if slugs:
        _get(client, f"/van-ban/{slugs[0]}")  # loads templates and code, as the first visitor does
    seen = [_get(client, f"/van-ban/{slug}") for slug in sample]
    figures: Figures = {"documents": len(slugs), "sample": len(sample), **_summary(seen)}
    if largest:
        milliseconds, queries, size = _get(client, f"/van-ban/{largest.slug}")
        figures["largest"] = {
            "articles": largest.article_count,
            "ms": round(milliseconds, 1),
            "queries": queries,
            "compressed_kb": round(size / 1024, 1),
        }
    return figures


def searches(queries: Sequence[str]) -> Figures:
    """Time of the search engine itself for `queries`."""
    from luatsong.search import search

    search(queries[0])
    times = []
    for query in queries:
        started = time.perf_counter()
        search(query)
        times.append((time.perf_counter() - started) * 1000)
    return {"queries": len(times), "p50_ms": _of(times, 0.5), "p95_ms": _of(times, 0.95)}


def _summary(seen: Sequence[tuple[float, int, int]]) -> Figures:
    times = [milliseconds for milliseconds, _, _ in seen]
    sizes = [size / 1024 for _, _, size in seen]
    return {
        "p50_ms": _of(times, 0.5),
        "p95_ms": _of(times, 0.95),
        "most_queries": max((queries for _, queries, _ in seen), default=0),
        "compressed_kb_p50": _of(sizes, 0.5),
    }


def _of(values: Sequence[float], share: float) -> float:
    return round(percentile(values, share), 1)


def _get(client: Client, address: str) -> tuple[float, int, int]:
    """Milliseconds, database queries and compressed bytes of one page; it must be found."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    count = len(queries)  # now: the next request clears the log
    started = time.perf_counter()
    response = client.get(address)
    milliseconds = (time.perf_counter() - started) * 1000
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")
    return milliseconds, count, len(gzip.compress(response.content))
