"""Syllables written together: "giấyphép", "bangláixe"."""

from __future__ import annotations

from math import log

from luatsong.search.understanding.contract import Lexicon
from luatsong.search.understanding.normal import folded, normal

_SHORTEST, _LONGEST = 5, 40  # letters of a word that may be several syllables
_SYLLABLE = 7
_NEW = 4.0  # cost of one more syllable
_COMMON = 50  # rarer syllables do not make up a joined word


def parted(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The syllables of a joined word, as typed; () when it is none. `word` is lower case."""
    if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
        return ()
    best: list[tuple[float, int] | None] = [(0.0, 0)] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _SYLLABLE), end):
            before = best[start]
            if before is None:
                continue
            count = _count(word[start:end], lexicon)
            if count < _COMMON or (end - start == 1 and word[start:end] not in "ýủởaà"):
                continue
            cost = before[0] + _NEW + log((lexicon.total + 1) / count)
            known = best[end]
            if known is None or cost < known[0]:
                best[end] = (cost, start)
    parts: list[str] = []
    end = len(word)
    while end:
        step = best[end]
        if step is None:
            return ()
        parts.append(normal(word[step[1] : end]))
        end = step[1]
    return tuple(reversed(parts)) if len(parts) > 1 else ()


def _count(piece: str, lexicon: Lexicon) -> int:
    syllable = normal(piece)
    count = lexicon.unigram(syllable)
    if count or not piece.isascii():
        return count
    return sum(map(lexicon.unigram, lexicon.folded(folded(piece))))
