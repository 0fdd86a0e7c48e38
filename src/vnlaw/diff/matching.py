"""Which provision of one text is which of another.

Versions of one document share lasting identities. Between documents an address proves little:
one article more, and all that follow have other numbers. So equal text comes first, then alike
text, and the address only decides between equals.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from vnlaw.diff.model import Unit
from vnlaw.document import Level

_WORD = re.compile(r"\w+")
_ALIKE = 0.5  # share of words two provisions must have in common to be the same one
_ALIKE_IN_PLACE = 0.25  # … where they also bear the same number under the same provision
_RARE = 12  # provisions that share a word before it stops being a hint
_SHORT = 8  # words; what is shorter and stands elsewhere may be equal by chance
_SAMPLE = 4_000  # characters; the beginning of a chapter tells it from others

Pairs = dict[str, str]


def by_identity(old: Sequence[Unit], new: Sequence[Unit]) -> Pairs:
    """Pairs of equal keys: old key -> new key."""
    there = {unit.key for unit in new}
    return {unit.key: unit.key for unit in old if unit.key in there}


def by_likeness(old: Sequence[Unit], new: Sequence[Unit]) -> Pairs:
    """Pairs of two documents, outermost levels first, so that parts are sought inside wholes."""
    matcher = _Matcher(old, new)
    matcher.run()
    return matcher.pairs


class _Matcher:
    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.old = {unit.key: unit for unit in old}
        self.new = {unit.key: unit for unit in new}
        self.whole_old = _wholes(old)
        self.whole_new = _wholes(new)
        self.pairs: Pairs = {}
        self.taken: set[str] = set()
        self._bags: dict[tuple[bool, str], Counter[str]] = {}

    def run(self) -> None:
        levels: list[Level | None] = [None, *Level]
        for level in levels:
            mine = [unit for unit in self.old.values() if unit.level is level]
            theirs = [unit for unit in self.new.values() if unit.level is level]
            if not mine or not theirs:
                continue
            self._equal_in_place(mine)
            self._equal(mine, theirs, inside=True)
            if level in (Level.CLAUSE, Level.POINT, Level.SUBPOINT):
                self._alike_inside(mine, theirs)
                self._equal(mine, theirs, inside=False)
            else:
                self._alike(mine, theirs)

    def _pair(self, old: Unit, new: Unit) -> None:
        self.pairs[old.key] = new.key
        self.taken.add(new.key)

    def _free(self, units: Iterable[Unit], *, old: bool) -> list[Unit]:
        done = self.pairs if old else self.taken
        return [unit for unit in units if unit.key not in done]

    def _equal_in_place(self, mine: Iterable[Unit]) -> None:
        for unit in mine:
            other = self.new.get(unit.key)
            if other is None or self.whole_old[unit.key] != self.whole_new[other.key]:
                continue
            if self.pairs.get(unit.parent, unit.parent) == other.parent:
                self._pair(unit, other)

    def _equal(self, mine: Iterable[Unit], theirs: Iterable[Unit], *, inside: bool) -> None:
        """Equal text, once on either side; `inside` keeps to provisions already paired."""
        where: defaultdict[tuple[str, str], list[Unit]] = defaultdict(list)
        for unit in self._free(theirs, old=False):
            where[unit.parent if inside else "", self.whole_new[unit.key]].append(unit)
        for unit in self._free(mine, old=True):
            whole = self.whole_old[unit.key]
            if not inside and whole.count(" ") < _SHORT:
                continue
            parent = self.pairs.get(unit.parent, unit.parent) if inside else ""
            found = where.get((parent, whole))
            if found and (inside or len(found) == 1):
                self._pair(unit, found.pop(0))

    def _alike_inside(self, mine: Iterable[Unit], theirs: Iterable[Unit]) -> None:
        groups: defaultdict[str, list[Unit]] = defaultdict(list)
        for unit in self._free(theirs, old=False):
            groups[unit.parent].append(unit)
        waiting: defaultdict[str, list[Unit]] = defaultdict(list)
        for unit in self._free(mine, old=True):
            waiting[self.pairs.get(unit.parent, "\0")].append(unit)
        for parent, units in waiting.items():
            self._greedy(units, groups.get(parent, []), in_place=True)

    def _alike(self, mine: Iterable[Unit], theirs: Iterable[Unit]) -> None:
        self._greedy(self._free(mine, old=True), self._free(theirs, old=False), in_place=False)

    def _greedy(self, mine: Sequence[Unit], theirs: Sequence[Unit], *, in_place: bool) -> None:
        """Pair the likeliest first."""
        scored: list[tuple[float, bool, int, int]] = []
        for i, j in self._candidates(mine, theirs):
            old, new = mine[i], theirs[j]
            score = _likeness(self._bag(old, old=True), self._bag(new, old=False))
            same = old.number == new.number
            least = _ALIKE_IN_PLACE if same and (in_place or _named_alike(old, new)) else _ALIKE
            if score >= least:
                scored.append((score, same, -i, -j))
        for _, _, i, j in sorted(scored, reverse=True):
            old, new = mine[-i], theirs[-j]
            if old.key not in self.pairs and new.key not in self.taken:
                self._pair(old, new)
        if in_place:
            self._same_number(mine, theirs)

    def _same_number(self, mine: Iterable[Unit], theirs: Iterable[Unit]) -> None:
        """Inside one provision a number without other claim is the same provision rewritten."""
        numbers = {unit.number: unit for unit in self._free(theirs, old=False)}
        for unit in self._free(mine, old=True):
            other = numbers.pop(unit.number, None)
            if other is not None:
                self._pair(unit, other)

    def _candidates(
        self, mine: Sequence[Unit], theirs: Sequence[Unit]
    ) -> Iterator[tuple[int, int]]:
        """Pairs worth measuring: those that share a rare word or a number."""
        if len(mine) * len(theirs) <= 400:
            yield from ((i, j) for i in range(len(mine)) for j in range(len(theirs)))
            return
        index: defaultdict[str, list[int]] = defaultdict(list)
        for j, unit in enumerate(theirs):
            for word in self._bag(unit, old=False):
                index[word].append(j)
        numbers = {unit.number: j for j, unit in enumerate(theirs)}
        for i, unit in enumerate(mine):
            found = {
                j
                for word in self._bag(unit, old=True)
                if len(places := index.get(word, ())) <= _RARE
                for j in places
            }
            if unit.number in numbers:
                found.add(numbers[unit.number])
            yield from ((i, j) for j in found)

    def _bag(self, unit: Unit, *, old: bool) -> Counter[str]:
        known = self._bags.get((old, unit.key))
        if known is None:
            whole = self.whole_old[unit.key] if old else self.whole_new[unit.key]
            known = Counter(_WORD.findall(whole[:_SAMPLE].lower()))
            self._bags[old, unit.key] = known
        return known


def _wholes(units: Sequence[Unit]) -> Mapping[str, str]:
    """For each provision its text with that of all below it, labels left out."""
    parts: dict[str, list[str]] = {unit.key: [unit.words] for unit in units}
    for unit in reversed(units):
        above = parts.get(unit.parent)
        if above is not None:
            above.append("\n".join([parts[unit.key][0], *reversed(parts[unit.key][1:])]))
    return {key: "\n".join([found[0], *reversed(found[1:])]) for key, found in parts.items()}


def _likeness(a: Counter[str], b: Counter[str]) -> float:
    """Share of words in common, 0 to 1 (Dice)."""
    total = a.total() + b.total()
    if not total:
        return 1.0
    if len(b) < len(a):
        a, b = b, a
    return 2 * sum(min(count, b[word]) for word, count in a.items() if word in b) / total


def _named_alike(old: Unit, new: Unit) -> bool:
    return bool(old.heading) and old.heading.lower() == new.heading.lower()
