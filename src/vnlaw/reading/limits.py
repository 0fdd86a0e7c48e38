"""How much one file may cost, and the clock that watches it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from vnlaw.reading.unreadable import Unreadable

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on reading one file. Sizes in bytes, times in seconds.

    `seconds` bounds everything but OCR; OCR is bounded by `ocr_seconds` in all and by
    `ocr_page_seconds` a page. `unpacked` and `ratio` bound archives (zip bombs): a member may
    not unpack to more than `ratio` times its packed size once it is past one megabyte.
    """

    max_bytes: int = 100 * MEGABYTE
    unpacked: int = 400 * MEGABYTE
    ratio: int = 250
    members: int = 20_000
    pages: int = 3_000
    depth: int = 60
    pixels: int = 120_000_000
    seconds: float = 60.0
    ocr_seconds: float = 1_800.0
    ocr_page_seconds: float = 90.0
    ocr_workers: int = 2


class Deadline:
    """A moment after which work must stop; asked between pages, paragraphs or rows.

    Time is that of the thread at work, so that a busy machine does not make files unreadable;
    `waiting` counts time on the wall instead, for work done by other processes.
    """

    def __init__(self, seconds: float, *, waiting: bool = False) -> None:
        self.seconds = seconds
        self._clock = time.monotonic if waiting else time.thread_time
        self._end = self._clock() + seconds

    @property
    def left(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self._end - self._clock())

    def check(self) -> None:
        """Raise `Unreadable("timeout")` when time is up."""
        if self._clock() > self._end:
            raise Unreadable.because("timeout", seconds=round(self.seconds))
