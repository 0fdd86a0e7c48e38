"""What the search found a moment ago, kept in the memory of each process.

Many people ask the same in the same hour, and typing asks for the same beginnings again and again.
Kept while the index holds the same, a few seconds at most; not at all where whole pages are not
kept either (`WHOLE_PAGE_BYTES`).
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from django.conf import settings
from django.db.models import Count, Max, Q
from django.utils import timezone

from luatsong.law.models import Document

T = TypeVar("T")

SECONDS = 10.0
_MOST = 300
# How often a process asks whether the index has changed.
_ASKED_EVERY = 0.5


class Kept(Generic[T]):
    """Values by what was asked, the one not asked for the longest let go first."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, asked: Hashable, make: Callable[[], T]) -> T:
        """The value for `asked`, made where it is not kept; what `make` raises is not kept."""
        if not settings.WHOLE_PAGE_BYTES:
            return make()
        key = (asked, settings.SEARCH_URL, _marks.now())
        now = time.monotonic()
        with self._lock:
            found = self._kept.get(key)
            if found and found[0] > now:
                self._kept.move_to_end(key)
                return found[1]
        made = make()
        with self._lock:
            self._kept[key] = (now + SECONDS, made)
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


class _Marks:
    """What the index holds, as the store knows it: another mark, another result."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mark = ""
        self._until = 0.0

    def now(self) -> str:
        """The mark, at most half a second old."""
        with self._lock:
            if time.monotonic() < self._until:
                return self._mark
            self._until = time.monotonic() + _ASKED_EVERY
        seen = Document.objects.aggregate(
            newest=Max("indexed_at"),
            rows=Count("pk"),
            waiting=Count("pk", filter=Q(indexed_at__isnull=True)),
        )
        with self._lock:
            self._mark = f"{timezone.localdate()} {seen}"
            return self._mark


_marks = _Marks()
