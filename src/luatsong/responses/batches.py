"""Counting in memory, writing in batches: nobody's page waits for the database, nothing is lost.

A timer in a thread of its own writes; what could not be written is kept and tried again. A process
that ends in order (`SystemExit`, the end of the program, gunicorn's TERM) writes what is left.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from django.conf import settings
from django.db import DatabaseError, connection

logger = logging.getLogger(__name__)

K = TypeVar("K")


class Batches(Generic[K]):
    """Counts of `K`; `write` takes a batch to the store, wholly or (DatabaseError) not at all."""

    def __init__(self, write: Callable[[Mapping[K, int]], None]) -> None:
        self._write = write
        self._counts: Counter[K] = Counter()
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._timed = False
        atexit.register(self._at_exit)
        # A forked worker must not write again what its parent has counted.
        os.register_at_fork(after_in_child=self._start_afresh)

    def add(self, key: K, times: int = 1) -> None:
        """Count; a few microseconds, no query."""
        with self._lock:
            self._counts[key] += times
            start = not self._timed and bool(settings.TALLY_SECONDS)
            self._timed = self._timed or start
        if start:
            self._start_timer()

    def flush(self) -> None:
        """Write what has been counted until now; what cannot be written stays counted."""
        with self._writing:
            with self._lock:
                counts, self._counts = self._counts, Counter()
            if not counts:
                return
            try:
                self._write(counts)
            except BaseException:
                with self._lock:
                    self._counts.update(counts)
                raise

    def waiting(self) -> int:
        """How much has been counted and not written."""
        with self._lock:
            return self._counts.total()

    def clear(self) -> None:
        """Forget what has been counted and not written."""
        with self._lock:
            self._counts = Counter()

    def _start_afresh(self) -> None:
        self._counts = Counter()
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._timed = False

    def _start_timer(self) -> None:
        timer = threading.Timer(settings.TALLY_SECONDS, self._on_time)
        timer.daemon = True
        timer.start()

    def _on_time(self) -> None:
        with self._lock:
            self._timed = False
        try:
            self.flush()
        except DatabaseError:
            logger.warning("Chưa ghi được số đếm, sẽ thử lại.", exc_info=True)
            with self._lock:
                again, self._timed = not self._timed, True
            if again:
                self._start_timer()
        finally:
            connection.close()  # of this thread, which ends now

    def _at_exit(self) -> None:
        if not settings.TALLY_SECONDS:  # written only when told to
            return
        try:
            self.flush()
        except DatabaseError:
            logger.exception("Số đếm chưa ghi bị mất khi dừng.")
