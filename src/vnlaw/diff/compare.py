"""What became of each provision between two texts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from vnlaw.diff.matching import Pairs, by_identity, by_likeness
from vnlaw.diff.model import Change, Difference, Kind, Unit
from vnlaw.diff.units import units_of
from vnlaw.diff.words import edits
from vnlaw.document import Document

Matching = Callable[[Sequence[Unit], Sequence[Unit]], Pairs]


def compare_documents(old: Document, new: Document) -> Difference:
    """Compare any two documents: provisions are paired by what they say."""
    return compare(units_of(old), units_of(new), by_likeness)


def compare(
    old: Sequence[Unit], new: Sequence[Unit], matching: Matching = by_identity
) -> Difference:
    """Compare two lists of provisions in document order.

    By default provisions are paired by lasting identity. Every provision of either side is in
    exactly one change.
    """
    pairs = matching(old, new)
    moved = _moved(old, new, pairs)
    before = {unit.key: unit for unit in old}
    back = {new_key: old_key for old_key, new_key in pairs.items()}
    gone = _gone_after(old, pairs)
    changes = [Change(Kind.REMOVED, unit, None) for unit in gone.get("", ())]
    for unit in new:
        old_key = back.get(unit.key)
        if old_key is None:
            changes.append(Change(Kind.INSERTED, None, unit))
            continue
        changes.append(_change(before[old_key], unit, pairs, moved))
        removed = gone.get(old_key, ())
        changes += [Change(Kind.REMOVED, lost, None) for lost in removed]
    return Difference(tuple(changes))


def _change(old: Unit, new: Unit, pairs: Pairs, moved: frozenset[str]) -> Change:
    same = old.words == new.words
    if old.key in moved or pairs.get(old.parent, old.parent) != new.parent:
        kind = Kind.MOVED
    elif old.number != new.number:
        kind = Kind.RENUMBERED
    else:
        kind = Kind.UNCHANGED if same else Kind.CHANGED
    return Change(kind, old, new, () if same else edits(old.words, new.words))


def _gone_after(old: Sequence[Unit], pairs: Pairs) -> dict[str, list[Unit]]:
    """What was removed, by the last provision before it that stays ("" for none)."""
    found: dict[str, list[Unit]] = {}
    last = ""
    for unit in old:
        if unit.key in pairs:
            last = unit.key
        else:
            found.setdefault(last, []).append(unit)
    return found


def _moved(old: Sequence[Unit], new: Sequence[Unit], pairs: Pairs) -> frozenset[str]:
    """Provisions that left the order their siblings kept: all but the longest run in order."""
    place = {unit.key: index for index, unit in enumerate(new)}
    groups: dict[str, list[str]] = {}
    parents = {unit.key: unit.parent for unit in new}
    for unit in old:
        there = pairs.get(unit.key)
        if there is not None and pairs.get(unit.parent, unit.parent) == parents[there]:
            groups.setdefault(unit.parent, []).append(unit.key)
    return frozenset(key for keys in groups.values() for key in _out_of_order(keys, place, pairs))


def _out_of_order(keys: Sequence[str], place: dict[str, int], pairs: Pairs) -> Iterator[str]:
    order = [place[pairs[key]] for key in keys]
    if all(a < b for a, b in pairwise(order)):
        return
    kept = _longest_run(order)
    for index, key in enumerate(keys):
        if index not in kept:
            yield key


def _longest_run(order: Sequence[int]) -> frozenset[int]:
    """Indexes of a longest increasing subsequence (patience sorting, n log n)."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, value in enumerate(order):
        pile = bisect_left(tops, value)
        before.append(at[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(value)
            at.append(index)
        else:
            tops[pile], at[pile] = value, index
    kept = set()
    index = at[-1] if at else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return frozenset(kept)
