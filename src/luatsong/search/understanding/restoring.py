"""The likeliest syllables behind what was typed: Viterbi over neighbouring syllables.

A syllable may have lost its marks, have a wrong tone, or be one letter off. Costs are negative
natural logarithms of probabilities; the model of language is the bigram of the lexicon with the
unigram behind it. See docs/adr/0011-search-ranking.md for measured figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log

from luatsong.search.understanding.contract import Lexicon
from luatsong.search.understanding.normal import folded

_TRUST_PAIRS = 0.9  # weight of the bigram beside the unigram
_WIDEST = 12  # candidates of one syllable that are followed
_MOST_NEAR = 8  # candidates that are one letter off
_COST_TONE = 9.0  # another mark on a known syllable
_COST_LETTER = 10.5  # another letter in a known syllable
_COST_KNOWN_LESS = 6.0  # less than that when what was typed is no known syllable
_COST_UNKNOWN = 12.0  # to keep a syllable nobody writes
_RARE = 40  # a syllable as rare as this may be a slip even between familiar neighbours
_USUAL_PLAIN = 0.35  # this share of syllables without marks is nothing unusual
_FEWEST_DROPS, _MOST_DROPS = 0.0015, 0.98


@dataclass(frozen=True, slots=True)
class Slot:
    """One typed syllable; `fixed` ones (numbers, names, written-out abbreviations) stay."""

    typed: str
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """`confidence` in [0, 1]: how surely the syllables are better than the typed ones."""

    syllables: tuple[str, ...]
    confidence: float


def plain_share(syllables: Sequence[str]) -> float:
    """Share of the syllables of letters that carry no mark; 0 when there are none."""
    words = [syllable for syllable in syllables if syllable.isalpha()]
    return sum(map(str.isascii, words)) / len(words) if words else 0.0


def restore(slots: Sequence[Slot], lexicon: Lexicon) -> Restored:
    """The likeliest syllables, one for each slot."""
    typed = [slot.typed for slot in slots]
    keep, drop = _habit(typed)
    columns = [_candidates(slots, place, lexicon, keep, drop) for place in range(len(slots))]
    best, cost = _cheapest(columns, lexicon)
    if best == typed:
        return Restored(tuple(typed), 0.0)
    stay = [
        [next((c for c in column if c[0] == word), (word, _COST_UNKNOWN))]
        for word, column in zip(typed, columns, strict=True)
    ]
    _, kept_cost = _cheapest(stay, lexicon)
    changed = sum(a != b for a, b in zip(best, typed, strict=True))
    gain = max(0.0, kept_cost - cost) / changed
    return Restored(tuple(best), 1 - exp(-gain / 2))


def _habit(typed: Sequence[str]) -> tuple[float, float]:
    """Costs of keeping a syllable without marks and of its having lost them."""
    share = plain_share(typed)
    drops = (share - _USUAL_PLAIN) / (1 - _USUAL_PLAIN)
    drops = min(_MOST_DROPS, max(_FEWEST_DROPS, drops * drops))
    return -log(1 - drops), -log(drops)


def _candidates(
    slots: Sequence[Slot], place: int, lexicon: Lexicon, keep: float, drop: float
) -> list[tuple[str, float]]:
    """What may stand behind one slot, each with its cost."""
    slot = slots[place]
    typed = slot.typed
    if slot.fixed or not typed.isalpha():
        return [(typed, 0.0)]
    count = lexicon.unigram(typed)
    plain = typed.isascii()
    bare = typed if plain else folded(typed)
    same = [word for word in lexicon.folded(bare)[:_WIDEST] if word != typed]
    found = [(typed, (keep if plain else 0.0) if count else _COST_UNKNOWN)]
    if plain:
        found += [(word, drop) for word in same]
    if not _doubtful(slots, place, lexicon, count, drop):
        return found
    less = 0.0 if count else _COST_KNOWN_LESS
    if not plain:
        found += [(word, _COST_TONE - less) for word in same]
    seen = {word for word, _ in found}
    if not (plain and same):
        found += [
            (word, _COST_LETTER - less)
            for word in lexicon.near(typed)[:_MOST_NEAR]
            if word not in seen
        ]
    if plain and drop < _COST_LETTER:
        found += _near_plain(bare, lexicon, drop + _COST_LETTER - (0.0 if same else less))
    return found


def _near_plain(bare: str, lexicon: Lexicon, cost: float) -> list[tuple[str, float]]:
    words = [word for near in lexicon.near_folded(bare) for word in lexicon.folded(near)[:4]]
    words.sort(key=lexicon.unigram, reverse=True)
    return [(word, cost) for word in words[: 2 * _WIDEST]]


def _doubtful(slots: Sequence[Slot], place: int, lexicon: Lexicon, count: int, drop: float) -> bool:
    """Whether a slip is worth thinking of: the syllable is unknown or fits neither neighbour."""
    if not count and not lexicon.folded(slots[place].typed):
        return True
    neighbours = [slots[near].typed for near in (place - 1, place + 1) if 0 <= near < len(slots)]
    if not neighbours:
        return not count
    typed = slots[place].typed
    if typed.isascii() and drop < 1:
        return not any(_fold_seen(pair, lexicon) for pair in _pairs(slots, place))
    seen = any(lexicon.bigram(*pair) for pair in _pairs(slots, place))
    return not seen or (count < _RARE and typed not in neighbours)


def _pairs(slots: Sequence[Slot], place: int) -> Iterator[tuple[str, str]]:
    if place:
        yield slots[place - 1].typed, slots[place].typed
    if place + 1 < len(slots):
        yield slots[place].typed, slots[place + 1].typed


def _fold_seen(pair: tuple[str, str], lexicon: Lexicon) -> bool:
    """Whether some marks would make the pair one that occurs."""
    seconds = lexicon.folded(folded(pair[1]))[:_WIDEST]
    return any(
        lexicon.bigram(first, second)
        for first in lexicon.folded(folded(pair[0]))[:_WIDEST]
        for second in seconds
    )


def _cheapest(
    columns: Sequence[Sequence[tuple[str, float]]], lexicon: Lexicon
) -> tuple[list[str], float]:
    """The cheapest way through the columns and its cost."""
    total = lexicon.total + 1
    steps: list[dict[str, str]] = []  # of each column: word -> the word before it
    costs: dict[str, float] = {"": 0.0}
    for column in columns:
        starts = [(word, lexicon.unigram(word), cost) for word, cost in costs.items()]
        costs, step = {}, {}
        for word, own in column:
            alone = (1 - _TRUST_PAIRS) * (lexicon.unigram(word) + 0.1) / total
            cost, before = min(
                (
                    so_far - log(_TRUST_PAIRS * _following(first, word, often, lexicon) + alone),
                    first,
                )
                for first, often, so_far in starts
            )
            if word not in costs or cost + own < costs[word]:
                costs[word], step[word] = cost + own, before
        steps.append(step)
    word = min(costs, key=costs.__getitem__)
    cost = costs[word]
    way: list[str] = []
    for step in reversed(steps):
        way.append(word)
        word = step[word]
    return way[::-1], cost


def _following(first: str, second: str, often: int, lexicon: Lexicon) -> float:
    """Share of `first`, which occurs `often`, that `second` follows."""
    return lexicon.bigram(first, second) / (often + 5) if often else 0.0
