"""One writer at a time, on however many machines: a lease that lies in OpenSearch.

A writer renews its lease while it lives; that of one that died runs out. Clocks of the machines
may differ by some seconds, not by more than half of the lease.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

from opensearchpy import ConflictError, NotFoundError, OpenSearch
from opensearchpy.exceptions import OpenSearchException

from luatsong.search.backend import IndexBusyError

# Seconds that others wait for a writer that died; it is renewed four times in this time.
_LEASE = 60.0
_ID = "writer"
# Seconds between two looks whether the other writer has gone.
_PAUSE = 0.2


class Lease:
    """The lease as this writer holds it."""

    def __init__(self, client: OpenSearch, notes: str) -> None:
        self._client = client
        self._notes = notes
        self._owner = uuid4().hex
        self._held: dict[str, int] = {}
        self._good_until = 0.0  # by time.monotonic()

    def take(self) -> bool:
        """Whether it is ours now."""
        try:
            self._write({"op_type": "create"})
        except ConflictError:
            return self._take_over()
        return True

    def renew(self) -> None:
        """Hold it for longer; ConflictError when another writer has it."""
        self._write(self._held)

    def check(self) -> None:
        """IndexBusyError when the lease ran out meanwhile, so that another writer may have it."""
        if time.monotonic() > self._good_until:
            raise IndexBusyError(self._notes)

    def release(self) -> None:
        with suppress(ConflictError, NotFoundError):
            self._client.delete(index=self._notes, id=_ID, params=dict(self._held))

    def _take_over(self) -> bool:
        """Take a lease that ran out."""
        try:
            found = self._client.get(index=self._notes, id=_ID)
            if found["_source"]["until"] > time.time():
                return False
            self._write(_state_of(found))
        except (ConflictError, NotFoundError):
            return False  # another one was faster, or it has just been released
        return True

    def _write(self, condition: dict[str, Any]) -> None:
        body = {"owner": self._owner, "until": time.time() + _LEASE}
        begun = time.monotonic()
        params = dict(condition)
        found = self._client.index(index=self._notes, id=_ID, body=body, params=params)
        self._held = _state_of(found)
        self._good_until = begun + _LEASE


def _state_of(found: dict[str, Any]) -> dict[str, int]:
    """What must still hold for the next write to go through."""
    return {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}


@contextmanager
def held(client: OpenSearch, notes: str, wait: float) -> Iterator[Lease]:
    """Hold the lease; IndexBusyError when another writer still has it after `wait` seconds."""
    lease = Lease(client, notes)
    deadline = time.monotonic() + wait
    while not lease.take():
        if time.monotonic() >= deadline:
            raise IndexBusyError(notes)
        time.sleep(_PAUSE)
    done = threading.Event()
    keeper = threading.Thread(target=_keep, args=(lease, done), daemon=True)
    keeper.start()
    try:
        yield lease
    finally:
        done.set()
        keeper.join()
        with suppress(OpenSearchException):  # it runs out by itself
            lease.release()


def _keep(lease: Lease, done: threading.Event) -> None:
    while not done.wait(_LEASE / 4):
        try:
            lease.renew()
        except ConflictError:
            return  # `check` says so when it has run out
        except OpenSearchException:
            continue  # the server may come back in time
