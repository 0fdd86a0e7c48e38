"""Writing the tantivy index of a folder: one process at a time, nothing half made.

One lock file beside the folder lets one process write; the system frees it when a process dies.
What was not committed when a process died is not in the index, and the store still says that
those documents wait (`luatsong.search.services`).
"""

from __future__ import annotations

import fcntl
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy
from tantivy import Query

from luatsong.search import fields, tantivy_schema
from luatsong.search.backend import Card, Entry, IndexBusyError
from luatsong.search.forward import ForwardWriter
from luatsong.search.understanding import lexicon

_HEAP_BYTES = 128 * 1024 * 1024
_VERSION_FILE = "luatsong-version"
LEXICON = "lexicon.bin"


class TantivyWriting:
    """See `luatsong.search.backend.Writing`."""

    def __init__(self, folder: Path, index: tantivy.Index, fresh: bool) -> None:
        self._folder = folder
        self._index = index
        self._forward = ForwardWriter(folder)
        self._opened: tantivy.IndexWriter | None = None
        self.fresh = fresh

    @property
    def _writer(self) -> tantivy.IndexWriter:
        if self._opened is None:
            self._opened = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        return self._opened

    def put(self, card: Card, entries: Sequence[Entry]) -> None:
        self.remove(card.document_id)
        for written in fields.written(card, entries):
            values = {**written.values, "forward": self._forward.add(written.channels)}
            self._writer.add_document(tantivy.Document.from_dict(values, self._index.schema))

    def remove(self, document_id: int) -> None:
        own = Query.term_query(self._index.schema, "document", document_id, "basic")
        self._writer.delete_documents_by_query(own)

    def clear(self) -> None:
        self._writer.delete_all_documents()
        self._writer.commit()
        self._forward.begin_anew()

    def commit(self) -> None:
        self._forward.flush()
        self._writer.commit()

    def finish(self) -> None:
        self._index.reload()
        lexicon.build(self._texts()).save(self._folder / LEXICON)

    def _texts(self) -> Iterator[str]:
        """Heading and text of every committed entry."""
        searcher = self._index.searcher()
        everything = searcher.search(
            Query.all_query(), limit=max(1, searcher.num_docs), count=False
        )
        for _, at in everything.hits:
            _, entry = fields.read(searcher.doc(at)["stored"][0])
            yield entry.heading
            yield entry.text

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
        self._forward.close()
        if self._opened is not None:
            self._opened.rollback()
            self._opened.wait_merging_threads()


@contextmanager
def locked(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock file; IndexBusyError when another process still has it after `wait` s."""
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


def open_or_create(folder: Path) -> tuple[tantivy.Index, bool]:
    """The index in `folder` and whether it had to be made; the lock must be held."""
    version = folder / _VERSION_FILE
    try:
        if version.read_text() == fields.VERSION:
            return tantivy.Index.open(str(folder)), False
    except (OSError, ValueError):
        pass  # missing, cut short or of another tantivy: made anew from the store
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    index = tantivy.Index(tantivy_schema.schema(), path=str(folder))
    version.write_text(fields.VERSION)
    return index, True
