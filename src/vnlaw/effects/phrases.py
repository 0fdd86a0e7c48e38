"""Instructions on words: "Thay thế cụm từ “A” bằng cụm từ “B” tại khoản 1 Điều 2; bỏ cụm từ …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vnlaw.effects.model import Phrase
from vnlaw.effects.sentences import Quoted, Sentence
from vnlaw.effects.wording import pattern

_NOUN = pattern("phrases", "noun", shape=r"(?<!\w)(?:{})\s*:?\s*$")
_THING = pattern("phrases", "thing", shape=r"(?<!\w)(?:{})\s*:?\s*$")
_LIST = re.compile(r"\s*(?:,|và|hoặc|,\s*và)\s*$")
_BY = pattern("phrases", "by", shape=r"(?<!\w)(?:{})\s+(?:\S+\s+){0,3}?$")
_AFTER = pattern("phrases", "after", shape=r"(?<!\w)(?:{})\s+(?:\S+\s+){0,3}?$")
_BEFORE = pattern("phrases", "before", shape=r"(?<!\w)(?:{})\s+(?:\S+\s+){0,3}?$")
# What leads on to the next quoted words: "; thay cụm từ", "thành cụm từ".
_LEADING_ON = pattern(
    "phrases",
    "leading_on",
    shape=r"[\s,;:]*(?:(?<!\w){}\s*)+:?\s*$",
)
_EVERYWHERE = pattern("phrases", "everywhere", shape=r"(?<!\w){}")


@dataclass(frozen=True, slots=True)
class Change:
    """Changes of words and the stretch of the sentence that says where."""

    phrases: tuple[Phrase, ...]
    start: int
    end: int
    where: tuple[tuple[int, int], ...]
    everywhere: bool
    even: bool = True
    words: bool = True


def is_phrase(sentence: Sentence, start: int, end: int) -> bool:
    """Whether `[start, end)` speaks of words: a quoted phrase after "cụm từ", "từ" …"""
    return any(
        _NOUN.search(before) or _THING.search(before)
        for before in (
            sentence.bare[start : quote.start]
            for quote in sentence.quotes
            if start <= quote.start < end
        )
    )


def read_changes(sentence: Sentence, kinds: Sequence[str], start: int, end: int) -> list[Change]:
    """The changes of words that `[start, end)` orders, in order."""
    quotes = [quote for quote in sentence.quotes if start <= quote.start < end]
    reader = _Reader(sentence, kinds, start)
    for quote in quotes:
        reader.take(quote)
    return reader.close(end)


class _Reader:
    """Quotes taken one by one; a new pair after places closes the change before it."""

    def __init__(self, sentence: Sentence, kinds: Sequence[str], start: int) -> None:
        self._text = sentence.bare
        self._chains = sentence.chains
        self._removes = "repeal" in kinds and not {"replace", "amend"} & set(kinds)
        self._inserts = "insert" in kinds and not {"replace", "amend"} & set(kinds)
        self._changes: list[Change] = []
        self._held: list[Change] = []  # old words with their places, the new ones yet to come
        self._old: list[str] = []
        self._new: list[str] = []
        self._pairs: list[Phrase] = []
        self._even = self._words = True
        self._start = self._at = start
        self._where: list[tuple[int, int]] = []

    def take(self, quote: Quoted) -> None:
        """Take the next quoted words of the sentence."""
        gap = self._text[self._at : quote.start]
        self._words = self._words and not _THING.search(gap)
        listed = _LIST.search(_without_noun(gap)) is not None and not self._has_place(quote.start)
        if self._old and not self._new and not self._removes and _BY.search(gap):
            self._note_where(quote.start)
            self._new = [quote.text]
        elif self._inserts and self._old and (_AFTER.search(gap) or _BEFORE.search(gap)):
            self._anchor(quote.text, after=_AFTER.search(gap) is not None)
        elif listed and self._new and len(self._new) < len(self._old):
            self._new.append(quote.text)
        elif listed and self._old and not self._new:
            self._old.append(quote.text)
        else:
            self._next(quote)
        self._at = quote.end

    def close(self, end: int) -> list[Change]:
        """All changes, once the last quoted words have been taken."""
        self._finish_pair()
        self._where.append((self._at, end))
        if self._pairs or self._held:
            self._emit(end)
        return self._changes

    def _next(self, quote: Quoted) -> None:
        """Start a new pair; places met since the last one close the change before."""
        awaits = bool(self._old) and not (self._new or self._removes or self._inserts)
        if awaits and self._has_place(quote.start):
            self._note_where(quote.start)
            self._hold(quote.start)
        elif self._old or self._pairs:
            self._finish_pair()
            self._note_where(quote.start)
            if self._where:
                self._emit(quote.start)
        self._old, self._new = [quote.text], []

    def _hold(self, end: int) -> None:
        """Keep old words with their places until their new words come: "“A” tại …, “B” tại …"."""
        olds = tuple(Phrase(old, "") for old in self._old)
        self._held.append(self._change(olds, end))
        self._where = []

    def _anchor(self, anchor: str, *, after: bool) -> None:
        for added in self._old:
            joined = f"{anchor} {added}" if after else f"{added} {anchor}"
            self._pairs.append(Phrase(anchor, joined))
        self._old = []

    def _finish_pair(self) -> None:
        if self._removes:
            self._pairs += [Phrase(old, "") for old in self._old]
        elif self._inserts:
            self._pairs += [Phrase("", old) for old in self._old]
        elif len(self._new) == 1:
            self._pairs += [Phrase(old, self._new[0]) for old in self._old]
            self._release(self._new[0])
        elif self._new and len(self._new) == len(self._old):
            self._pairs += [Phrase(a, b) for a, b in zip(self._old, self._new, strict=True)]
        elif self._old:
            self._even = False
            self._pairs += [Phrase(old, " / ".join(self._new)) for old in self._old]
        self._old, self._new = [], []

    def _release(self, new: str) -> None:
        for held in self._held:
            phrases = tuple(Phrase(phrase.old, new) for phrase in held.phrases)
            self._changes.append(replace(held, phrases=phrases))
        self._held = []

    def _has_place(self, end: int) -> bool:
        return any(self._at <= chain.start < end for chain in self._chains)

    def _note_where(self, end: int) -> None:
        if self._has_place(end) or _EVERYWHERE.search(self._text[self._at : end]):
            self._where.append((self._at, without_lead(self._text, self._at, end)))

    def _emit(self, end: int) -> None:
        self._changes += [replace(held, even=False) for held in self._held]
        self._held = []
        if self._pairs:
            self._changes.append(self._change(tuple(self._pairs), end))
        self._pairs, self._where, self._start = [], [], end
        self._even = self._words = True

    def _change(self, phrases: tuple[Phrase, ...], end: int) -> Change:
        everywhere = any(_EVERYWHERE.search(self._text[a:b]) for a, b in self._where)
        where = tuple(self._where)
        return Change(phrases, self._start, end, where, everywhere, self._even, self._words)


def _without_noun(gap: str) -> str:
    match = _NOUN.search(gap)
    return gap[: match.start()] if match else gap


def without_lead(text: str, start: int, end: int) -> int:
    """The end of `[start, end)` without the words that lead on to the next quoted ones."""
    trail = _LEADING_ON.search(text, start, end)
    return trail.start() if trail else end
