"""The word counts of an index (typing mistakes) kept in OpenSearch beside it, in parts."""

from __future__ import annotations

import tempfile
import threading
import time
from base64 import b64decode, b64encode
from pathlib import Path
from uuid import uuid4

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException

from luatsong.search.understanding import lexicon
from luatsong.search.understanding.lexicon import CorpusLexicon

_HEAD = "words"
# Bytes of a part: far below what OpenSearch takes in one request.
_PART = 8 * 1024 * 1024
# Seconds between two looks whether there are newer counts.
_LOOK_EVERY = 30.0


def save(client: OpenSearch, notes: str, words: CorpusLexicon) -> None:
    """Put the counts in place of the earlier ones."""
    with tempfile.TemporaryDirectory(prefix="luatsong-words-") as folder:
        path = Path(folder) / "words"
        words.save(path)
        data = path.read_bytes()
    before = _head(client, notes)
    parts = [data[at : at + _PART] for at in range(0, len(data), _PART)]
    name = uuid4().hex
    for number, part in enumerate(parts):
        body = {"data": b64encode(part).decode()}
        client.index(index=notes, id=_part(name, number), body=body)
    client.index(index=notes, id=_HEAD, body={"name": name, "parts": len(parts)})
    if before:
        for number in range(before[1]):
            client.delete(index=notes, id=_part(before[0], number), params={"ignore": 404})


class Words:
    """The counts as last saved; safe to share between threads."""

    def __init__(self, client: OpenSearch, notes: str) -> None:
        self._client = client
        self._notes = notes
        self._lock = threading.Lock()
        self._next_look = 0.0
        self._name = ""
        self._words: CorpusLexicon | None = None

    def current(self) -> CorpusLexicon | None:
        """The counts; None without any: then typing mistakes stay."""
        with self._lock:
            if time.monotonic() >= self._next_look:
                self._next_look = time.monotonic() + _LOOK_EVERY
                self._look()
            return self._words

    def forget(self) -> None:
        """Look again at once."""
        with self._lock:
            self._next_look = 0.0

    def _look(self) -> None:
        try:
            head = _head(self._client, self._notes)
            if head is None:
                self._name, self._words = "", None
            elif head[0] != self._name:
                self._words = _load(self._client, self._notes, *head)
                self._name = head[0]
        except (OpenSearchException, ValueError):
            return  # what is known is good enough until the next look


def _head(client: OpenSearch, notes: str) -> tuple[str, int] | None:
    """Name and number of parts of the counts there are."""
    found = client.mget(index=notes, body={"ids": [_HEAD]})["docs"][0]
    return (found["_source"]["name"], found["_source"]["parts"]) if found.get("found") else None


def _load(client: OpenSearch, notes: str, name: str, parts: int) -> CorpusLexicon:
    data = b"".join(
        b64decode(client.get(index=notes, id=_part(name, number))["_source"]["data"])
        for number in range(parts)
    )
    with tempfile.TemporaryDirectory(prefix="luatsong-words-") as folder:
        path = Path(folder) / "words"
        path.write_bytes(data)
        return lexicon.load(path)


def _part(name: str, number: int) -> str:
    return f"{_HEAD}-{name}-{number}"
