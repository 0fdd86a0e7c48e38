"""What a question wants, as numbers: its terms, its pairs of terms, and how telling each is."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from luatsong.search.tokens import MARK_BITS, Term

Floats = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]

_TABLE_BITS = 14


@dataclass(frozen=True, slots=True)
class Extra:
    """Terms that may stand for a part of the question; `weight` in (0, 1]."""

    terms: tuple[Term, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How many of `entries` hold a term, or a pair of folded terms."""

    entries: int
    of_term: Callable[[Term], int]
    of_pair: Callable[[str], int]

    def idf(self, frequency: int) -> float:
        """How telling something is that stands in `frequency` entries; never negative."""
        return math.log(1 + (self.entries - frequency + 0.5) / (frequency + 0.5))


class Wanted:
    """The unique terms and pairs of a question and of what may stand for its parts.

    `weights` and `pair_weights` are idf times the weight of where the term comes from; `content`
    and `pair_content` are 1.0 for what is no question phrase. `folded` compares without marks.
    """

    def __init__(
        self,
        terms: Sequence[Term],
        content: Sequence[bool],
        extras: Sequence[Extra],
        frequencies: Frequencies,
        *,
        folded: bool,
    ) -> None:
        self.folded = folded
        self.codes: list[int] = []
        self._weights: list[float] = []
        self._content: list[float] = []
        self._own: list[float] = []
        self._slot: dict[int, int] = {}
        self._pairs: dict[tuple[int, int], tuple[float, float, float]] = {}
        self._frequencies = frequencies
        self._add(terms, content, 1.0, own=True)
        for extra in extras:
            self._add(extra.terms, [True] * len(extra.terms), extra.weight, own=False)
        self.weights: Floats = np.array(self._weights, np.float32)
        self.content: Floats = np.array(self._content, np.float32)
        self.own: Floats = np.array(self._own, np.float32)
        values = list(self._pairs.values())
        self.pair_weights: Floats = np.array([v[0] for v in values], np.float32)
        self.pair_content: Floats = np.array([v[1] for v in values], np.float32)
        self.pair_own: Floats = np.array([v[2] for v in values], np.float32)
        size = len(self.codes)
        self.pair_table: npt.NDArray[np.int32] = np.full((size, size), -1, np.int32)
        for number, (first, second) in enumerate(self._pairs):
            self.pair_table[first, second] = number
        self._multiplier, self._lookup = _table(self.codes)
        self._keys: npt.NDArray[np.uint32] = np.array(self.codes, np.uint32)

    def places(self, codes: npt.NDArray[np.uint32]) -> tuple[Whole, Whole]:
        """Where wanted terms stand among the codes, and the number of each."""
        if self.folded:
            codes = codes >> np.uint32(MARK_BITS)
        found = self._lookup.take((codes * self._multiplier) >> np.uint32(32 - _TABLE_BITS))
        # Most codes are not wanted; only those that may be are compared.
        at = np.flatnonzero(found < len(self.codes))
        slot = found[at]
        same = self._keys[slot] == codes[at]
        return at[same], slot[same].astype(np.int64)

    def slots(self, codes: npt.NDArray[np.uint32]) -> Whole:
        """The number of the wanted term each code is; -1 for the others."""
        slots: Whole = np.full(len(codes), -1, np.int64)
        at, slot = self.places(codes)
        slots[at] = slot
        return slots

    def slot_of(self, term: Term) -> int:
        """The number of a wanted term, -1 when it is not wanted."""
        return self._slot.get(self.key(term), -1)

    def key(self, term: Term) -> int:
        """What a term is compared by."""
        return term.code >> MARK_BITS if self.folded else term.code

    def _add(
        self, terms: Sequence[Term], content: Sequence[bool], weight: float, *, own: bool
    ) -> None:
        for term, is_content in zip(terms, content, strict=True):
            self._add_term(term, weight, is_content=is_content, own=own)
        for (first, second), (a, b) in zip(pairwise(terms), pairwise(content), strict=True):
            key = (self._slot[self.key(first)], self._slot[self.key(second)])
            if key not in self._pairs:
                frequency = self._frequencies.of_pair(f"{first.folded}_{second.folded}")
                idf = self._frequencies.idf(frequency) if frequency else 0.0
                self._pairs[key] = (idf * weight, float(a and b), float(own))

    def _add_term(self, term: Term, weight: float, *, is_content: bool, own: bool) -> None:
        key = self.key(term)
        slot = self._slot.get(key)
        if slot is None:
            frequency = self._frequencies.of_term(term)
            self._slot[key] = len(self.codes)
            self.codes.append(key)
            # What stands nowhere tells nothing of where to look.
            self._weights.append(self._frequencies.idf(frequency) * weight if frequency else 0.0)
            self._content.append(float(is_content))
            self._own.append(float(own))
        elif is_content:
            self._content[slot] = 1.0


def _table(codes: Sequence[int]) -> tuple[np.uint32, npt.NDArray[np.int16]]:
    """A multiplier under which all codes fall apart, and the slot of each hash (others: last)."""
    table: npt.NDArray[np.int16] = np.full(1 << _TABLE_BITS, len(codes), np.int16)
    multiplier = 0x9E3779B1
    while True:
        hashes = [(code * multiplier & 0xFFFFFFFF) >> (32 - _TABLE_BITS) for code in codes]
        if len(set(hashes)) == len(hashes):
            break
        multiplier = (multiplier * 5 + 2) & 0xFFFFFFFF | 1
    table[hashes] = np.arange(len(codes), dtype=np.int16)
    return np.uint32(multiplier), table
