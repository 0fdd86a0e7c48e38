"""Writing an OpenSearch index: spooled to a file, sent at the commit, seen after it.

What was not committed never leaves this machine, and the store still says that those documents
wait (`luatsong.search.services`). A commit that breaks off midway has replaced some documents and
not others; none of it is seen before the next one, which sends the same documents again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any
from uuid import uuid4

from opensearchpy import OpenSearch, RequestError
from opensearchpy.helpers import scan

from luatsong.search import opensearch_words
from luatsong.search.backend import Card, Entry, SearchUnavailableError
from luatsong.search.opensearch_layout import index_body, line, read, sources
from luatsong.search.opensearch_lease import Lease
from luatsong.search.understanding import lexicon

# Bytes of one request; a single longer entry goes alone.
_CHUNK = 5 * 1024 * 1024
# Documents of one request to delete, and of one answer that lists what there is.
_DELETED = 1_000
_LISTED = 5_000


class OpenSearchWriting:
    """See `luatsong.search.backend.Writing`.

    `alias` names the index, `notes` what is beside it; `spool` is an empty file of this writing.
    """

    def __init__(
        self,
        client: OpenSearch,
        alias: str,
        notes: str,
        lease: Lease,
        spool: IO[bytes],
        on_words: Callable[[], None],
    ) -> None:
        self._client = client
        self._alias = alias
        self._notes = notes
        self._lease = lease
        self._on_words = on_words
        self._spool = spool
        # Where the lines of each waiting document are; nowhere for one that is taken out.
        self._waiting: dict[int, tuple[int, int]] = {}
        # Documents that may have entries; None: any.
        self._inside: set[int] | None = None
        self.fresh = not client.indices.exists_alias(name=alias)
        if self.fresh:
            self._begin()
        # What a run that died has sent is taken in before it is replaced.
        client.indices.refresh(index=alias)

    def put(self, card: Card, entries: Sequence[Entry]) -> None:
        start = self._spool.tell()
        for number, source in enumerate(sources(card, entries)):
            self._spool.write(line({"index": {"_id": f"{card.document_id}-{number}"}}))
            self._spool.write(line(source))
        self._waiting[card.document_id] = (start, self._spool.tell())

    def remove(self, document_id: int) -> None:
        self._waiting[document_id] = (0, 0)

    def clear(self) -> None:
        self._lease.check()
        self._forget()
        self._begin()

    def commit(self) -> None:
        self._lease.check()
        self._delete([one for one in self._waiting if self._may_be_inside(one)])
        for chunk in self._chunks():
            self._lease.check()
            self._send(chunk)
        self._client.indices.refresh(index=self._alias)
        if self._inside is not None:
            self._inside.update(self._waiting)
        self._forget()

    def finish(self) -> None:
        opensearch_words.save(self._client, self._notes, lexicon.build(self._texts()))
        self._on_words()

    def known(self) -> set[int]:
        found: set[int] = set()
        body: dict[str, Any] = {
            "size": _LISTED,
            "_source": False,
            "query": {"term": {"entry": "document"}},
            "sort": [{"document": "asc"}],
        }
        while True:
            hits = self._client.search(index=self._alias, body=body)["hits"]["hits"]
            found.update(hit["sort"][0] for hit in hits)
            if len(hits) < _LISTED:
                return found
            body["search_after"] = hits[-1]["sort"]

    def _begin(self) -> None:
        """Put a new, empty index in place of the one there is, for readers at a single stroke."""
        indices = self._client.indices
        name = f"{self._alias}-{uuid4().hex}"
        indices.create(index=name, body=index_body())
        has_one = indices.exists_alias(name=self._alias)
        before = list(indices.get_alias(name=self._alias)) if has_one else []
        actions: list[dict[str, Any]] = [{"remove_index": {"index": one}} for one in before]
        actions.append({"add": {"index": name, "alias": self._alias}})
        indices.update_aliases(body={"actions": actions})
        self._inside = set()

    def _may_be_inside(self, document_id: int) -> bool:
        return self._inside is None or document_id in self._inside

    def _delete(self, ids: Sequence[int]) -> None:
        for at in range(0, len(ids), _DELETED):
            found = self._client.delete_by_query(
                index=self._alias,
                body={"query": {"terms": {"document": list(ids[at : at + _DELETED])}}},
                params={"refresh": "false"},
            )
            if found["failures"]:
                raise SearchUnavailableError(str(found["failures"][0]))

    def _chunks(self) -> Iterator[bytes]:
        """The waiting lines, in requests of about `_CHUNK`."""
        chunk: list[bytes] = []
        size = 0
        for start, end in self._waiting.values():
            self._spool.seek(start)
            while self._spool.tell() < end:
                entry = self._spool.readline() + self._spool.readline()
                if chunk and size + len(entry) > _CHUNK:
                    yield b"".join(chunk)
                    chunk, size = [], 0
                chunk.append(entry)
                size += len(entry)
        if chunk:
            yield b"".join(chunk)

    def _send(self, chunk: bytes) -> None:
        # With an alias that must be there, an index that was deleted meanwhile is not made by
        # OpenSearch on its own, in a form that is not ours.
        found = self._client.bulk(index=self._alias, body=chunk, params={"require_alias": "true"})
        if found["errors"]:
            failed = next(item["index"] for item in found["items"] if "error" in item["index"])
            raise SearchUnavailableError(str(failed["error"]))

    def _forget(self) -> None:
        self._waiting.clear()
        self._spool.seek(0)
        self._spool.truncate()

    def _texts(self) -> Iterator[str]:
        """Heading and text of every committed entry."""
        everything = {"query": {"match_all": {}}, "_source": ["stored"]}
        for hit in scan(self._client, query=everything, index=self._alias, size=500):
            _, entry = read(hit["_source"])
            yield entry.heading
            yield entry.text


def make_notes(client: OpenSearch, notes: str) -> None:
    """Make the index of notes (lease, word counts) where there is none."""
    body = {
        "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
        "mappings": {"enabled": False},
    }
    if client.indices.exists(index=notes):
        return
    try:
        client.indices.create(index=notes, body=body)
    except RequestError as error:
        if error.error != "resource_already_exists_exception":
            raise
