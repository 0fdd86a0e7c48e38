"""Search with tantivy, an index in a folder of this machine (`tantivy:///path`).

One lock file beside the folder lets one process write at a time; the system frees it when a
process dies. What was not committed when a process died is not in the index, and the store
still says that those documents wait (`luatsong.search.services`).
"""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy
from tantivy import Query

from luatsong.search import tantivy_fields
from luatsong.search.backend import (
    FACETS,
    Card,
    Entry,
    FacetCount,
    Filters,
    Hit,
    IndexBusyError,
    Results,
)
from luatsong.search.snippets import marked, snippet
from luatsong.search.tantivy_query import QueryBuilder
from luatsong.search.tokens import Term, query_terms

_HEAP_BYTES = 64 * 1024 * 1024
_FACET_VALUES = 40
_VERSION_FILE = "luatsong-version"
# A reader shows no page beyond this many hits; nobody reads them, and they cost.
_DEEPEST = 2_000


class TantivyBackend:
    """An index in `folder`; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._index: tantivy.Index | None = None
        self._seen: tuple[int, int] | None = None

    def search(self, query: str, filters: Filters, *, page: int, size: int) -> Results:
        """See `luatsong.search.backend.SearchBackend.search`."""
        page, size = max(1, page), max(1, size)
        index = self._current()
        if index is None:
            return Results(page=page, size=size, ready=False)
        wanted = query_terms(query)
        if not wanted:
            return Results(page=page, size=size)
        results = self._found(index, query, wanted, filters, page, size, relaxed=False)
        if not results.total:
            results = self._found(index, query, wanted, filters, page, size, relaxed=True)
        return results

    def count(self) -> int | None:
        """See `luatsong.search.backend.SearchBackend.count`."""
        index = self._current()
        if index is None:
            return None
        documents = Query.term_query(index.schema, "entry", "document", "basic")
        found = index.searcher().search(documents, limit=1, count=True)
        return int(getattr(found, "count", 0))  # the stubs of tantivy 0.27 leave it out

    @contextmanager
    def writing(self, *, wait: float) -> Iterator[TantivyWriting]:
        """See `luatsong.search.backend.SearchBackend.writing`."""
        with _locked(self._folder.with_name(self._folder.name + ".lock"), wait):
            index, fresh = _open_or_create(self._folder)
            writing = TantivyWriting(index, fresh)
            try:
                yield writing
            finally:
                writing.close()

    def _current(self) -> tantivy.Index | None:
        """The index as last committed; None while there is none that can be read."""
        with self._lock:
            state = _state(self._folder)
            if state is None:
                self._index = self._seen = None
            elif state != self._seen:
                try:
                    self._index = tantivy.Index.open(str(self._folder))
                    self._index.reload()
                except (ValueError, OSError):
                    self._index = None
                self._seen = state
            return self._index

    def _found(
        self,
        index: tantivy.Index,
        query: str,
        wanted: Sequence[Term],
        filters: Filters,
        page: int,
        size: int,
        *,
        relaxed: bool,
    ) -> Results:
        searcher = index.searcher()
        built = QueryBuilder(index, searcher).build(query, wanted, filters, relaxed=relaxed)
        facets = _facets(searcher, built.matching)
        # Every entry has one kind, so the kinds count the hits.
        total = sum(facet.count for facet in facets["kind"])
        if not total:
            return Results(page=page, size=size)
        offset = min((page - 1) * size, _DEEPEST)
        found = searcher.search(built.ranking, limit=size, offset=offset, count=False)
        return Results(
            hits=tuple(_hit(searcher, at, score, wanted) for score, at in found.hits),
            total=total,
            facets=facets,
            page=page,
            size=size,
            relaxed=relaxed,
        )


class TantivyWriting:
    """See `luatsong.search.backend.Writing`."""

    def __init__(self, index: tantivy.Index, fresh: bool) -> None:
        self._index = index
        self._opened: tantivy.IndexWriter | None = None
        self.fresh = fresh

    @property
    def _writer(self) -> tantivy.IndexWriter:
        if self._opened is None:
            self._opened = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        return self._opened

    def put(self, card: Card, entries: Sequence[Entry]) -> None:
        self.remove(card.document_id)
        for values in tantivy_fields.written(card, entries):
            self._writer.add_document(tantivy.Document.from_dict(values, self._index.schema))

    def remove(self, document_id: int) -> None:
        own = Query.term_query(self._index.schema, "document", document_id, "basic")
        self._writer.delete_documents_by_query(own)

    def clear(self) -> None:
        self._writer.delete_all_documents()

    def commit(self) -> None:
        self._writer.commit()

    def known(self) -> set[int]:
        self._index.reload()
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return set()
        documents = Query.term_query(self._index.schema, "entry", "document", "basic")
        found = searcher.search(documents, limit=searcher.num_docs, count=False)
        values = searcher.fast_field_values("document", [at for _, at in found.hits])
        return {int(value) for value in values if value is not None}

    def close(self) -> None:
        """Drop what was not committed and let merges end, so that no file is left half made."""
        if self._opened is not None:
            self._opened.rollback()
            self._opened.wait_merging_threads()


@contextmanager
def _locked(path: Path, wait: float) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait
    with path.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise IndexBusyError(str(path)) from None
                time.sleep(0.1)
        yield


def _open_or_create(folder: Path) -> tuple[tantivy.Index, bool]:
    """The index in `folder` and whether it had to be made; the lock must be held."""
    version = folder / _VERSION_FILE
    try:
        if version.read_text() == tantivy_fields.VERSION:
            return tantivy.Index.open(str(folder)), False
    except (OSError, ValueError):
        pass  # missing, cut short or of another tantivy: made anew from the store
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    index = tantivy.Index(tantivy_fields.schema(), path=str(folder))
    version.write_text(tantivy_fields.VERSION)
    return index, True


def _state(folder: Path) -> tuple[int, int] | None:
    """Changes with every commit and whenever the folder is made anew."""
    try:
        status = os.stat(folder / "meta.json")
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def _hit(
    searcher: tantivy.Searcher, at: tantivy.DocAddress, score: float, wanted: Sequence[Term]
) -> Hit:
    card, entry = tantivy_fields.read(searcher.doc(at)["stored"][0])
    return Hit(
        card=card,
        address=entry.address,
        label=entry.label,
        heading=marked(entry.heading, wanted),
        snippet=snippet(entry.text, wanted),
        score=score,
    )


def _facets(searcher: tantivy.Searcher, query: Query) -> dict[str, tuple[FacetCount, ...]]:
    wanted = {name: {"terms": {"field": name, "size": _FACET_VALUES}} for name in FACETS}
    counted = searcher.aggregate(query, wanted)
    return {
        name: tuple(
            FacetCount(_facet_value(bucket["key"]), bucket["doc_count"])
            for bucket in counted[name]["buckets"]
        )
        for name in FACETS
    }


def _facet_value(key: str | float) -> str:
    return key if isinstance(key, str) else str(int(key))
