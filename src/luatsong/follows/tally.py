"""Counting without a write for each count: kept in the process, written now and then.

A process that dies loses at most `TALLY_SECONDS` of counts; nobody's page waits for the database.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from django.conf import settings
from django.db import DatabaseError

logger = logging.getLogger(__name__)

K = TypeVar("K")

# So many different things are counted before they are written however early it is.
_MOST = 500


class Tally(Generic[K]):
    """Counts of `K`; `write` takes them to the store."""

    def __init__(self, write: Callable[[Mapping[K, int]], None]) -> None:
        self._write = write
        self._lock = threading.Lock()
        self._counts: Counter[K] = Counter()
        self._since = time.monotonic()

    def add(self, key: K) -> None:
        """Count once; writes when it is time."""
        with self._lock:
            self._counts[key] += 1
            due = self._is_due()
        if due:
            try:
                self.flush()
            except DatabaseError:  # a count is not worth a reader's page
                logger.warning("Không ghi được số đếm.", exc_info=True)

    def flush(self) -> None:
        """Write what has been counted."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._since = time.monotonic()
        if counts:
            self._write(counts)

    def clear(self) -> None:
        """Forget what has been counted and not written."""
        with self._lock:
            self._counts = Counter()

    def _is_due(self) -> bool:
        seconds = settings.TALLY_SECONDS
        if not seconds:  # written only when told to
            return False
        return time.monotonic() - self._since >= seconds or len(self._counts) >= _MOST
