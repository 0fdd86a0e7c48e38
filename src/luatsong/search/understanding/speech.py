"""A lexicon that also knows how people speak: the corpus writes "giấy phép", never "sổ đỏ"."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise

from luatsong.search.understanding.contract import Lexicon
from luatsong.search.understanding.normal import folded
from luatsong.search.understanding.phrases import everyday, question_words, questions

# Each phrase of the data files counts as if it stood this often in the corpus.
_OFTEN = 300
_ASKED = 60  # and each whole question this often


class Spoken:
    """Implements `contract.Lexicon`: counts of `base` and of the phrases of our data files."""

    def __init__(self, base: Lexicon):
        self._base = base
        self._words, self._pairs, self._folds, total = _counted()
        self.total = base.total + total

    def unigram(self, syllable: str) -> int:
        return self._base.unigram(syllable) + self._words.get(syllable, 0)

    def bigram(self, first: str, second: str) -> int:
        return self._base.bigram(first, second) + self._pairs.get((first, second), 0)

    def folded(self, bare: str) -> tuple[str, ...]:
        known = self._base.folded(bare)
        return known + tuple(word for word in self._folds.get(bare, ()) if word not in known)

    def near(self, syllable: str) -> tuple[str, ...]:
        return self._base.near(syllable)

    def near_folded(self, bare: str) -> tuple[str, ...]:
        return self._base.near_folded(bare)


@cache
def _counted() -> tuple[
    dict[str, int], dict[tuple[str, str], int], dict[str, tuple[str, ...]], int
]:
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    words_asked = question_words()
    phrases = [*everyday().keys(), *words_asked.cues.keys(), *words_asked.speech]
    weighted = [(phrase, _OFTEN) for phrase in phrases]
    weighted += [(question, _ASKED) for question in questions()]
    for phrase, often in weighted:
        for syllable in phrase:
            words[syllable] += often
        for pair in pairwise(phrase):
            pairs[pair] += often
    folds: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        folds[folded(word)].append(word)
    joined = {bare: tuple(found) for bare, found in folds.items()}
    return dict(words), dict(pairs), joined, sum(words.values())
