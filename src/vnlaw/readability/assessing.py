"""`assess`: the measures of goal A7 for one text, with the places to mend and how."""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from vnlaw.lexicon import load
from vnlaw.readability.sentences import Sentence, Token, sentences
from vnlaw.readability.words import Term, longest_at, spelled


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend at `[start, end)` of the text, with advice in Vietnamese.

    `code`: "median", "long-sentence", "rare-share", "rare-word", "unexplained-term",
    "abbreviation". Faults of the whole text span it.
    """

    start: int
    end: int
    code: str
    advice: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """Figures of one text: sentences, syllables in the median and the longest, share of rare words.

    A number, a date or a document number counts as one syllable. Names, numbers and terms that are
    explained where first used are not rare; `rare_share` is between 0 and 1.
    """

    sentences: int
    words: int
    median: float
    longest: int
    rare_share: float
    faults: tuple[Fault, ...]

    @property
    def easy(self) -> bool:
        """Whether the text meets goal A7."""
        return all(fault.code in _HINTS for fault in self.faults)


# Places that show where a share comes from; alone they do not make a text hard.
_HINTS = frozenset({"rare-word", "abbreviation"})


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    term: Term | None
    rare: bool


def assess(text: str) -> Assessment:
    """Measure a plain-language text. Any text is taken, also an empty one; linear in its length.

    Spans of the faults are those of `text` in NFC, the form all text of the store has.
    """
    text = unicodedata.normalize("NFC", text)
    rules = load("readability")
    found = list(sentences(text))
    lengths = [len(sentence.tokens) for sentence in found]
    words = [word for sentence in found for word in _words(sentence)]
    unexplained, explained = _terms(text, words)
    rare = [word for word in words if word.rare and not (word.term and word.term in explained)]
    share = len(rare) / len(words) if words else 0.0
    median = float(statistics.median(lengths)) if lengths else 0.0
    faults = [
        *_too_long(found, rules),
        *_medians(text, median, rules),
        *unexplained,
        *_rare(text, rare, share, len(words), rules),
    ]
    faults.sort(key=lambda fault: (fault.start, fault.end, fault.code))
    longest = max(lengths, default=0)
    return Assessment(len(found), len(words), median, longest, share, tuple(faults))


def _words(sentence: Sentence) -> Iterator[_Word]:
    """The words of a sentence; names and numbers are none."""
    tokens = sentence.tokens
    place = 0
    while place < len(tokens):
        if not tokens[place].letters:
            place += 1
            continue
        run = _run(tokens, place)
        yield from _words_of(run, starts=place == 0)
        place += len(run)


def _run(tokens: Sequence[Token], start: int) -> Sequence[Token]:
    end = start
    while end < len(tokens) and tokens[end].letters:
        end += 1
    return tokens[start:end]


def _words_of(run: Sequence[Token], *, starts: bool) -> Iterator[_Word]:
    syllables = [spelled(token.text) for token in run]
    place = 0
    while place < len(run):
        length, term, known = longest_at(syllables, place)
        first, last = run[place], run[place + length - 1]
        is_name = first.text[0].isupper() and not first.text.isupper()
        if known or term or not is_name or (starts and place == 0):
            text = " ".join(token.text for token in run[place : place + length])
            yield _Word(first.start, last.end, text, term, not known)
        place += length


def _terms(text: str, words: Sequence[_Word]) -> tuple[list[Fault], set[Term]]:
    """Terms not explained where first used, and those that are."""
    explained = {
        word.term for word in _near_first(words) if word.term and _is_explained(text, word)
    }
    advice: str = load("readability")["advice"]["unexplained-term"]
    faults = [
        Fault(
            word.start,
            word.end,
            "unexplained-term",
            advice.format(word=word.text, plain=word.term.plain),
        )
        for word in _firsts(words)
        if word.term and word.term not in explained
    ]
    return faults, explained


def _firsts(words: Sequence[_Word]) -> list[_Word]:
    """Each term where it is first used."""
    firsts: dict[Term, _Word] = {}
    for word in words:
        if word.term is not None:
            firsts.setdefault(word.term, word)
    return list(firsts.values())


def _near_first(words: Sequence[_Word]) -> Iterator[_Word]:
    """Uses of terms so near the first use that an explanation there still helps."""
    near: int = load("readability")["near_first_use"]
    starts = {word.term: word.start for word in _firsts(words)}
    return (word for word in words if word.term and word.start - starts[word.term] <= near)


def _is_explained(text: str, word: _Word) -> bool:
    rules = load("readability")
    quotes: str = rules["quotes"]
    after = text[word.end : word.end + 40].lstrip(quotes).lower()
    before = text[max(0, word.start - 40) : word.start].rstrip(quotes).lower()
    if any(_opens(after, phrase) for phrase in rules["explained_after"]):
        return True
    return any(before.endswith(phrase) for phrase in rules["explained_before"])


def _opens(text: str, phrase: str) -> bool:
    """Whether a text begins with a phrase that ends where a word ends."""
    rest = text[len(phrase) :]
    return text.startswith(phrase) and not (phrase[-1].isalpha() and rest[:1].isalpha())


def _too_long(found: Sequence[Sentence], rules: dict[str, Any]) -> Iterator[Fault]:
    limit: int = rules["longest_sentence"]
    for sentence in found:
        if len(sentence.tokens) > limit:
            advice = rules["advice"]["long-sentence"].format(
                syllables=len(sentence.tokens), limit=limit
            )
            yield Fault(sentence.start, sentence.end, "long-sentence", advice)


def _medians(text: str, median: float, rules: dict[str, Any]) -> Iterator[Fault]:
    limit: int = rules["median_syllables"]
    if median > limit:
        advice = rules["advice"]["median"].format(median=_printed(median), limit=limit)
        yield Fault(0, len(text), "median", advice)


def _rare(
    text: str, rare: Sequence[_Word], share: float, words: int, rules: dict[str, Any]
) -> Iterator[Fault]:
    """The share when it is too high, then each rare word once, the first places only."""
    limit: float = rules["rare_share"]
    advice = rules["advice"]
    if share > limit and words >= rules["words_for_share"]:
        said = advice["rare-share"].format(share=_percent(share), limit=_percent(limit))
        yield Fault(0, len(text), "rare-share", said)
    seen: set[str] = set()
    for word in rare:
        key = word.text.lower()
        if word.term is not None or key in seen or len(seen) >= rules["most_places"]:
            continue
        seen.add(key)
        code = "abbreviation" if word.text.isupper() and len(word.text) > 1 else "rare-word"
        yield Fault(word.start, word.end, code, advice[code].format(word=word.text))


def _printed(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def _percent(share: float) -> str:
    return _printed(round(share * 100, 1)) + " %"
