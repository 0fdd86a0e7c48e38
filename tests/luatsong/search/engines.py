"""The search engines that tests run on: tantivy always, OpenSearch where `SEARCH_URL` names one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from luatsong.search.backend import SearchBackend
from luatsong.search.opensearch_address import SCHEMES, read_address
from luatsong.search.opensearch_backend import OpenSearchBackend
from luatsong.search.tantivy_backend import TantivyBackend

SERVER = os.environ.get("SEARCH_URL", "")
HAS_SERVER = urlsplit(SERVER).scheme in SCHEMES
NEEDS_SERVER = pytest.mark.skipif(not HAS_SERVER, reason="SEARCH_URL names no OpenSearch")
ENGINES = ("tantivy", pytest.param("opensearch", marks=NEEDS_SERVER))


@contextmanager
def address_of(engine: str, folder: Path) -> Iterator[str]:
    """A `SEARCH_URL` of an index of its own, gone afterwards."""
    if engine == "tantivy":
        yield f"tantivy://{folder / 'index'}"
        return
    url = f"{SERVER}-{uuid4().hex}"
    try:
        yield url
    finally:
        with opensearch(url) as backend:
            backend.drop()


@contextmanager
def opened(engine: str, folder: Path) -> Iterator[SearchBackend]:
    """A backend with an index of its own."""
    with address_of(engine, folder) as url:
        if engine == "tantivy":
            yield TantivyBackend(Path(urlsplit(url).path))
        else:
            with opensearch(url) as backend:
                yield backend


@contextmanager
def opensearch(url: str) -> Iterator[OpenSearchBackend]:
    backend = OpenSearchBackend(read_address(url))
    try:
        yield backend
    finally:
        backend.close()
