"""Counts of syllables and of neighbouring syllables: built while indexing, kept in one file.

File (little endian): the magic line, a JSON line with sizes, then the syllables joined by line
feeds and three arrays: unigram counts (uint32), bigram keys (uint32 first << 16 | second, sorted)
and bigram counts (uint32), all deflated. Syllables are numbered by falling count, 0 = commonest.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import count, pairwise
from pathlib import Path

from luatsong.search.understanding.normal import SYLLABLE, folded, normal
from vnlaw.text import clean

_MAGIC = b"luatsong-lexicon-1\n"
_LARGEST = 1 << 16  # syllables that are numbered: a bigram key holds two numbers in 32 bits
_LONGEST = 7  # "nghiêng" has seven letters; longer words are foreign or joined


class LexiconError(ValueError):
    """The file is no lexicon or was written by another version."""


class CorpusLexicon:
    """Implements `contract.Lexicon` in memory; make it with `build` or `load`."""

    def __init__(self, words: list[str], counts: list[int], pairs: dict[int, int], total: int):
        """`words` by falling count, `counts` beside them; keys of `pairs`: first << 16 | second."""
        self.total = total
        self._words = words
        self._counts = counts
        self._numbers = {word: number for number, word in enumerate(words)}
        self._pairs = pairs

    def __len__(self) -> int:
        return len(self._words)

    def unigram(self, syllable: str) -> int:
        number = self._numbers.get(syllable)
        return 0 if number is None else self._counts[number]

    def bigram(self, first: str, second: str) -> int:
        one, two = self._numbers.get(first), self._numbers.get(second)
        if one is None or two is None:
            return 0
        return self._pairs.get(one << 16 | two, 0)

    def folded(self, bare: str) -> tuple[str, ...]:
        return self._by_fold.get(bare, ())

    def near(self, syllable: str) -> tuple[str, ...]:
        if len(syllable) > _LONGEST + 1:
            return ()
        found = set(self._shortened.get(syllable, ()))
        for short in _shorter(syllable):
            if short in self._numbers:
                found.add(short)
            found.update(self._shortened.get(short, ()))
        close = (word for word in found if word != syllable and one_step(syllable, word))
        return tuple(sorted(close, key=self._numbers.__getitem__))

    def near_folded(self, bare: str) -> tuple[str, ...]:
        if len(bare) > _LONGEST + 1:
            return ()
        found = set(self._bare_shortened.get(bare, ()))
        for short in _shorter(bare):
            if short in self._by_fold:
                found.add(short)
            found.update(self._bare_shortened.get(short, ()))
        return tuple(sorted(word for word in found if word != bare and one_step(bare, word)))

    @cached_property
    def _by_fold(self) -> dict[str, tuple[str, ...]]:
        groups: dict[str, list[str]] = {}
        for word in self._letters():
            groups.setdefault(folded(word), []).append(word)
        return {bare: tuple(words) for bare, words in groups.items()}

    @cached_property
    def _shortened(self) -> dict[str, list[str]]:
        """Word without one letter -> the words it may come from."""
        groups: dict[str, list[str]] = {}
        for word in self._letters():
            for short in _shorter(word):
                groups.setdefault(short, []).append(word)
        return groups

    @cached_property
    def _bare_shortened(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for word in self._by_fold:
            for short in _shorter(word):
                groups.setdefault(short, []).append(word)
        return groups

    def _letters(self) -> Iterator[str]:
        for word in self._words:
            if len(word) <= _LONGEST and word.isalpha():
                yield word

    def save(self, path: Path) -> None:
        """Write the lexicon; the file appears whole or not at all."""
        keys = sorted(self._pairs)
        body = "\n".join(self._words).encode()
        parts = [
            body,
            _bytes(array("I", self._counts)),
            _bytes(array("I", keys)),
            _bytes(array("I", map(self._pairs.__getitem__, keys))),
        ]
        sizes = {"total": self.total, "sizes": [len(part) for part in parts]}
        packed = zlib.compress(b"".join(parts), level=3)
        part = path.with_name(path.name + ".part")
        part.write_bytes(_MAGIC + json.dumps(sizes).encode() + b"\n" + packed)
        part.replace(path)


def build(texts: Iterable[str], *, least_word: int = 3, least_pair: int = 3) -> CorpusLexicon:
    """Count `texts`; rarer syllables and pairs than the least counts are left out.

    Syllables with digits are left out. One pass; memory grows with the distinct pairs.
    """
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    words: Counter[int] = Counter()  # the last ones first; every other one begins a pair
    pairs: Counter[int] = Counter()
    number = numbers.__getitem__
    for text in texts:
        row = list(map(number, SYLLABLE.findall(clean(text).lower())))
        words.update(row[-1:])
        pairs.update([one << 24 | two for one, two in pairwise(row)])
    for pair, often in pairs.items():
        words[pair >> 24] += often
    return _sifted(numbers, words, pairs, least_word, least_pair)


def _sifted(
    numbers: dict[str, int],
    words: Counter[int],
    pairs: Counter[int],
    least_word: int,
    least_pair: int,
) -> CorpusLexicon:
    """Spellings of one syllable are joined, rare ones dropped, the rest numbered by count."""
    counts: Counter[str] = Counter()
    for word, number in numbers.items():
        if not any(map(str.isdigit, word)):
            counts[normal(word)] += words[number]
    kept = [item for item in counts.most_common(_LARGEST) if item[1] >= least_word]
    places = {word: place for place, (word, _) in enumerate(kept)}
    place_of = [places.get(normal(word), -1) for word in numbers]
    joined: dict[int, int] = {}
    for key, often in pairs.items():
        one, two = place_of[key >> 24], place_of[key & 0xFFFFFF]
        if one >= 0 and two >= 0:
            joined[one << 16 | two] = joined.get(one << 16 | two, 0) + often
    common = {key: often for key, often in joined.items() if often >= least_pair}
    total = sum(words.values())
    return CorpusLexicon([word for word, _ in kept], [often for _, often in kept], common, total)


def load(path: Path) -> CorpusLexicon:
    """Read a saved lexicon; LexiconError when the file is none or is damaged, OSError as usual."""
    head, _, rest = path.read_bytes().partition(b"\n")
    if head + b"\n" != _MAGIC:
        raise LexiconError(f"{path.name}: không phải tệp từ vựng; hãy lập lại chỉ mục")
    sizes, _, packed = rest.partition(b"\n")
    try:
        described = json.loads(sizes)
        body = zlib.decompress(packed)
        parts = list(_cut(body, described["sizes"]))
        words = parts[0].decode().split("\n") if parts[0] else []
        counts, keys, values = (_array(part) for part in parts[1:])
        return CorpusLexicon(
            words, counts.tolist(), dict(zip(keys, values, strict=True)), described["total"]
        )
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise LexiconError(f"{path.name}: tệp từ vựng hỏng; hãy lập lại chỉ mục") from error


def _cut(body: bytes, sizes: list[int]) -> Iterator[bytes]:
    start = 0
    for size in sizes:
        yield body[start : start + size]
        start += size
    if start != len(body):
        raise ValueError("sizes do not add up")


def _bytes(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _array(data: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _shorter(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def one_step(one: str, two: str) -> bool:
    """Whether one letter changed, missing, added, or two neighbours swapped makes them equal."""
    if len(one) > len(two):
        one, two = two, one
    start = 0
    while start < len(one) and one[start] == two[start]:
        start += 1
    if len(one) != len(two):
        return len(two) - len(one) == 1 and one[start:] == two[start + 1 :]
    if one[start + 1 :] == two[start + 1 :]:
        return one != two
    swapped = one[start + 1 : start + 2] + one[start : start + 1] + one[start + 2 :]
    return swapped == two[start:]
