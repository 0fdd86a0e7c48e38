"""The syllables of every entry in order, for the second look at what was found.

Files `forward-N.bin` beside the index hold little-endian 32-bit numbers and only grow: an entry is
[lengths of heading, title, field, text][their codes]. Its place, `N << 40 | index of its first
number`, stands in the tantivy index, so a commit there never points at what is not yet written.
Clearing begins a new file; what was taken out stays as waste until then.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NamedTuple

import numpy as np
import numpy.typing as npt

CHANNELS = ("heading", "title", "field", "text")
TEXT = CHANNELS.index("text")
# Codes of a text that are kept: enough for all but appendices, which are found all the same.
LONGEST = 4000
_SHIFT = 40
_PREFIX = "forward-"

Codes = npt.NDArray[np.uint32]
Whole = npt.NDArray[np.int64]


class Fetched(NamedTuple):
    """Codes of several entries, one behind the other; `lengths` is [entry, channel]."""

    codes: Codes
    lengths: Whole


class ForwardWriter:
    """Appends entries; what is added after the last `flush` counts for nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = max(_numbers(folder), default=0)
        self._file: IO[bytes] | None = None
        self._at = 0

    def add(self, channels: Sequence[Sequence[int]]) -> int:
        """Write the codes of one entry, a sequence for each channel; returns its place."""
        file = self._opened()
        place = self._number << _SHIFT | self._at
        numbers = array("I", [len(codes) for codes in channels])
        for codes in channels:
            numbers.extend(codes)
        file.write(numbers.tobytes())
        self._at += len(numbers)
        return place

    def flush(self) -> None:
        """Make what was added durable."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())

    def begin_anew(self) -> None:
        """Start a new file; readers of earlier commits keep theirs."""
        self.close()
        for number in _numbers(self._folder):
            _path(self._folder, number).unlink(missing_ok=True)
        self._number += 1

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            path = _path(self._folder, self._number)
            self._file = path.open("ab")
            # A run that died may have left half a number.
            self._file.truncate(path.stat().st_size // 4 * 4)
            self._at = path.stat().st_size // 4
        return self._file


class ForwardReader:
    """The files as they are now; a reader that is asked for what came later opens them again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mapped: dict[int, Codes] = {}

    def fetch(self, places: Whole) -> Fetched:
        """The codes at `places`; OSError where a file is gone."""
        if not len(places):
            return Fetched(np.empty(0, np.uint32), np.empty((0, len(CHANNELS)), np.int64))
        number = int(places[0] >> _SHIFT)
        if np.any(places >> _SHIFT != number):
            raise OSError(f"places of several files: {self._folder}")
        starts = places & ((1 << _SHIFT) - 1)
        mapped = self._mapped.get(number)
        if mapped is None or not _holds(mapped, starts):
            mapped = self._map(number)
        lengths = _lengths(mapped, starts)
        sizes = lengths.sum(axis=1)
        ends = np.cumsum(sizes)
        shift = np.repeat(starts + len(CHANNELS) - (ends - sizes), sizes)
        return Fetched(mapped[shift + np.arange(ends[-1])], lengths)

    def _map(self, number: int) -> Codes:
        mapped: Codes = np.asarray(np.memmap(_path(self._folder, number), dtype="<u4", mode="r"))
        self._mapped = {number: mapped}
        return mapped


def _lengths(mapped: Codes, starts: Whole) -> Whole:
    lengths: Whole = mapped[starts[:, None] + np.arange(len(CHANNELS))].astype(np.int64)
    return lengths


def _holds(mapped: Codes, starts: Whole) -> bool:
    """Whether these entries were whole when the file was mapped."""
    if starts.max() + len(CHANNELS) > len(mapped):
        return False
    ends = starts + len(CHANNELS) + _lengths(mapped, starts).sum(axis=1)
    return bool(ends.max() <= len(mapped))


def _path(folder: Path, number: int) -> Path:
    return folder / f"{_PREFIX}{number}.bin"


def _numbers(folder: Path) -> list[int]:
    """Numbers of the files there are."""
    found = (path.stem.removeprefix(_PREFIX) for path in folder.glob(f"{_PREFIX}*.bin"))
    return [int(number) for number in found if number.isdigit()]
