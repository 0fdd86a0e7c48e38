"""Where the wanted terms stand in the candidates: counts by channel and by passage."""

from __future__ import annotations

import numpy as np

from luatsong.search.forward import CHANNELS, TEXT, Fetched
from luatsong.search.ranking.wanted import Floats, Wanted, Whole
from luatsong.search.tokens import MARK_BITS, term

_CHANNELS = len(CHANNELS)
# The longest run of pairs in a row that is told apart.
_RUN = 12
# Halves of a pair that is parted stand at most so many syllables apart.
_NEAR = 4
# "1. Người khuyết tật là …": the name of what is defined is at most this long.
_LONGEST_NAME = 16
_IS = term("là")
# "3." at the start of a line begins a clause (khoản).
_CLAUSES = np.array(sorted(term(str(number)).code for number in range(1, 100)), np.uint32)


class Matches:
    """Counts of what is wanted, for `n` candidates.

    `terms` [n, channel, term] and `pairs` [n, channel, pair] are counts; `loose` [n, channel, pair]
    counts pairs whose halves stand near each other; `runs` [n, channel] is the longest run of
    wanted pairs, `triples` [n, channel] how much stands three in a row. `passage_terms` [passage,
    term] and `passage_pairs` [passage, pair] tell what stands in each passage of a text, `owner`
    [passage] whose it is; `clause_terms`, `clause_pairs` and `clause_owner` the same of whole
    clauses (khoản) with all their points. `defined` [n] is how well the text defines what is asked.
    """

    def __init__(self, wanted: Wanted, fetched: Fetched) -> None:
        n, terms, pairs = len(fetched.lengths), len(wanted.codes), len(wanted.pair_weights)
        self.lengths = fetched.lengths
        at, slot = wanted.places(fetched.codes)
        segment_of = np.repeat(np.arange(n * _CHANNELS), fetched.lengths.ravel())
        segment = segment_of[at]
        self._ends = np.flatnonzero(fetched.codes == 0)
        self.terms = _counted(segment, slot, n * _CHANNELS, terms).reshape(n, _CHANNELS, terms)
        next_to = (np.diff(at) == 1) & (np.diff(segment) == 0)
        pair = np.where(next_to, wanted.pair_table[slot[:-1], slot[1:]], -1)
        first = np.flatnonzero(pair >= 0)
        found = pair[first].astype(np.int64)
        self.pairs = _counted(segment[first], found, n * _CHANNELS, pairs).reshape(
            n, _CHANNELS, pairs
        )
        self.triples = _triples(wanted, first, found, segment[first], n * _CHANNELS).reshape(
            n, _CHANNELS
        )
        self.loose = self._loosely(wanted, at, slot, segment, n)
        self.defined = _defined(wanted, fetched, self._ends, segment_of, at, slot)
        self.runs = _longest(first, segment[first], n * _CHANNELS).reshape(n, _CHANNELS)
        self._passages(segment_of, at, slot, first, found, (terms, pairs))
        self._clauses(fetched)

    def _loosely(self, wanted: Wanted, at: Whole, slot: Whole, segment: Whole, n: int) -> Floats:
        """Pairs whose halves are the next wanted terms to each other, up to `_NEAR` apart."""
        pairs = len(wanted.pair_weights)
        close = (np.diff(at) <= _NEAR) & (np.diff(segment) == 0)
        one, other = slot[:-1], slot[1:]
        pair = np.maximum(wanted.pair_table[one, other], wanted.pair_table[other, one])
        where = np.flatnonzero(close & (pair >= 0))
        return _counted(segment[where], pair[where].astype(np.int64), n * _CHANNELS, pairs).reshape(
            n, _CHANNELS, pairs
        )

    def _passages(
        self,
        segment_of: Whole,
        at: Whole,
        slot: Whole,
        first: Whole,
        pair: Whole,
        sizes: tuple[int, int],
    ) -> None:
        """Passages of the texts, numbered through all candidates; others count for nothing."""
        text = segment_of[at] % _CHANNELS == TEXT
        used = at[text]
        # Only texts have zeros; the last passage of a text that was cut has none behind it.
        number_of = np.searchsorted(self._ends, used) + segment_of[used] // _CHANNELS
        # Places ascend, and with them the numbers.
        is_new = np.diff(number_of, prepend=-1) > 0
        place = np.cumsum(is_new) - 1
        self._start = used[is_new]
        self.owner = segment_of[self._start] // _CHANNELS
        self.passage_terms = _counted(place, slot[text], len(self._start), sizes[0])
        rank = np.cumsum(text) - 1
        pair_text = text[first]
        self.passage_pairs = _counted(
            place[rank[first[pair_text]]], pair[pair_text], len(self._start), sizes[1]
        )

    def _clauses(self, fetched: Fetched) -> None:
        """Passages put together: a clause begins where a line begins with a number."""
        codes = fetched.codes
        lines = self._ends[self._ends < len(codes) - 1] + 1
        numbered = lines[np.isin(codes[lines], _CLAUSES)]
        begins = np.union1d(numbered, np.cumsum(fetched.lengths.ravel()))
        clause_of = np.searchsorted(begins, self._start, side="right")
        starts = np.flatnonzero(np.diff(clause_of, prepend=-1))
        self.clause_owner = self.owner[starts]
        self.clause_terms = _joined(self.passage_terms, starts)
        self.clause_pairs = _joined(self.passage_pairs, starts)


def _joined(rows: Floats, starts: Whole) -> Floats:
    """The sums of the rows from each start to the next."""
    if not len(starts):
        return rows
    joined: Floats = np.add.reduceat(rows, starts, axis=0)
    return joined


def _triples(wanted: Wanted, first: Whole, pair: Whole, segment: Whole, segments: int) -> Floats:
    """The weight of the different triples (two pairs that overlap) of each segment."""
    total = np.zeros(segments, np.float32)
    chained = np.flatnonzero((np.diff(first) == 1) & (np.diff(segment) == 0))
    if not len(chained):
        return total
    pairs = len(wanted.pair_weights)
    keys = np.unique((segment[chained] * pairs + pair[chained]) * pairs + pair[chained + 1])
    weights = wanted.pair_weights[keys // pairs % pairs] + wanted.pair_weights[keys % pairs]
    np.add.at(total, keys // (pairs * pairs), weights)
    return total / max(float(wanted.pair_weights.sum()), 1e-6)


def _defined(
    wanted: Wanted, fetched: Fetched, ends: Whole, segment_of: Whole, at: Whole, slot: Whole
) -> Floats:
    """How well the best "X là …" of each candidate's text defines what is asked, in [0, 1]."""
    n = len(fetched.lengths)
    best = np.zeros(n, np.float32)
    content = wanted.weights * wanted.content * wanted.own
    total = float(content.sum())
    codes = fetched.codes >> np.uint32(MARK_BITS) if wanted.folded else fetched.codes
    verbs = np.flatnonzero(codes == wanted.key(_IS))
    verbs = verbs[segment_of[verbs] % _CHANNELS == TEXT]
    if total <= 0 or not len(verbs):
        return best
    begins = np.union1d(ends + 1, np.cumsum(fetched.lengths.ravel()) - fetched.lengths.ravel())
    start = begins[np.searchsorted(begins, verbs, side="right") - 1]
    length = verbs - start
    near = (length > 0) & (length <= _LONGEST_NAME)
    verbs, start, length = verbs[near], start[near], length[near]
    first, last = np.searchsorted(at, start), np.searchsorted(at, verbs)
    weighed = np.cumsum(np.append(np.float32(0), content[slot]))
    counted = np.cumsum(np.append(0, content[slot] > 0))
    of_question = (weighed[last] - weighed[first]) / np.float32(total)
    # The number of the clause is no part of the name.
    of_name = (counted[last] - counted[first]) / np.maximum(length - 1, 1)
    value = np.minimum(of_question, 1.0) * np.minimum(of_name, 1.0)
    np.maximum.at(best, segment_of[verbs] // _CHANNELS, value.astype(np.float32))
    return best


def _counted(row: Whole, column: Whole, rows: int, columns: int) -> Floats:
    if not columns or not rows:
        return np.zeros((rows, columns), np.float32)
    counts = np.bincount(row * columns + column, minlength=rows * columns)
    return counts.reshape(rows, columns).astype(np.float32)


def _longest(first: Whole, segment: Whole, segments: int) -> Floats:
    """The longest chain of pairs that follow on each other, in pairs, for each segment."""
    longest = np.zeros(segments, np.float32)
    if not len(first):
        return longest
    chained = (np.diff(first) == 1) & (np.diff(segment) == 0)
    at = np.arange(len(first))
    begins = np.concatenate(([True], ~chained))
    length = at - np.maximum.accumulate(np.where(begins, at, 0)) + 1
    np.maximum.at(longest, segment, np.minimum(length, _RUN).astype(np.float32))
    return longest


def best_of(values: Floats, owner: Whole, n: int) -> Floats:
    """The largest value of each candidate's passages, by column; 0 where it has none.

    `owner` must ascend."""
    best = np.zeros((n, *values.shape[1:]), np.float32)
    if len(owner):
        starts = np.flatnonzero(np.diff(owner, prepend=-1))
        best[owner[starts]] = np.maximum.reduceat(values, starts, axis=0)
    return best
