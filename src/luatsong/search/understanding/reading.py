"""`understand`: from what a person typed to what search should look for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from luatsong.search.understanding.asking import asked
from luatsong.search.understanding.contract import (
    Alternative,
    Change,
    DocumentNumber,
    Expansion,
    Lexicon,
    NumberKind,
    Reason,
    Understood,
)
from luatsong.search.understanding.naming import acts_named, find_named
from luatsong.search.understanding.phrases import Abbreviation, everyday
from luatsong.search.understanding.restoring import Slot, plain_share, restore
from luatsong.search.understanding.speech import Spoken
from luatsong.search.understanding.tokens import Piece, Token, is_shaped, pieces_of, tokens_of
from vnlaw.text import clean

_LONGEST = 10_000  # characters that are read; nobody asks longer questions
_MOST_RESTORED = 800  # syllables that are mended
_SURE = 0.55  # from this confidence on, the changed reading is searched first
_FEWEST_SEEN = 0.5  # in Vietnamese, at least this share of neighbours is known to the lexicon
_SECOND = 0.4  # weight of a less likely reading of an abbreviation
_WRITTEN_OUT = 0.9  # weight of an abbreviation beside its written-out form


@dataclass(slots=True)
class _Span:
    """Tokens [first, last) became syllables [start, end) of a reading."""

    piece: Piece
    start: int
    end: int


def understand(text: str, lexicon: Lexicon | None = None) -> Understood:
    """Read a question; without a lexicon marks and slips stay as typed. Never fails.

    Usual questions take well under 3 ms; only the first 10,000 characters are read.
    """
    cleaned = clean(text)[:_LONGEST]
    words: Lexicon | None = Spoken(lexicon) if lexicon is not None else None
    tokens = tokens_of(cleaned)
    typed = tuple(token.typed for token in tokens)
    named = find_named(cleaned)
    pieces = pieces_of(tokens, named.spans, words)
    slots, spans = _laid_out(pieces, words)
    reading, alternatives = _chosen(slots, typed, words)
    answer = asked(reading, _named_places(spans, tokens, named.spans))
    return Understood(
        text=text,
        syllables=typed,
        reading=reading,
        content=answer.content,
        unaccented=plain_share(typed),
        alternatives=alternatives,
        expansions=(*_written_out(spans, reading), *_everyday(reading)),
        numbers=_all_numbers(named.numbers, reading),
        provisions=named.provisions,
        question_type=answer.question_type,
        did_you_mean=_proposal(cleaned, tokens, spans, reading),
    )


def _laid_out(pieces: Sequence[Piece], lexicon: Lexicon | None) -> tuple[list[Slot], list[_Span]]:
    slots: list[Slot] = []
    spans: list[_Span] = []
    for number, piece in enumerate(pieces):
        start = len(slots)
        if piece.abbreviation:
            following = next((p.slots[0].typed for p in pieces[number + 1 :][:1] if p.slots), "")
            before = slots[-1].typed if slots else ""
            meant = _meant(piece.abbreviation, before, following, lexicon)
            slots += [Slot(syllable, fixed=True) for syllable in meant]
        else:
            slots += piece.slots
        spans.append(_Span(piece, start, len(slots)))
    return slots, spans


def _meant(
    short: Abbreviation, before: str, after: str, lexicon: Lexicon | None
) -> tuple[str, ...]:
    """The reading that fits its neighbours; the first where they do not tell."""
    if lexicon is None or len(short.readings) == 1:
        return short.readings[0]

    def fit(reading: tuple[str, ...]) -> float:
        seen = lexicon.bigram(before, reading[0]), lexicon.bigram(reading[-1], after)
        often = lexicon.unigram(reading[0]) + 1, lexicon.unigram(reading[-1]) + 1
        return sum(log(1 + 1000 * pair / count) for pair, count in zip(seen, often, strict=True))

    scores = [fit(reading) for reading in short.readings]
    best = max(range(len(scores)), key=lambda place: (scores[place], -place))
    return short.readings[best if scores[best] > scores[0] + 1 else 0]


def _chosen(
    slots: Sequence[Slot], typed: tuple[str, ...], lexicon: Lexicon | None
) -> tuple[tuple[str, ...], tuple[Alternative, ...]]:
    """What to search first, and the other readings."""
    before = tuple(slot.typed for slot in slots)
    if lexicon is None or not slots:
        return before, ()
    restored = restore(slots[:_MOST_RESTORED], lexicon)
    rest = before[_MOST_RESTORED:]
    mended = restored.syllables + rest
    if mended == before or not _vietnamese(restored.syllables, lexicon):
        return before, ()
    marked = plain_share(typed) > 0.5
    change = Change.RESTORED if marked else Change.CORRECTED
    if restored.confidence >= _SURE:
        return mended, (Alternative(before, 1 - restored.confidence, change),)
    return before, (Alternative(mended, restored.confidence, change),)


def _vietnamese(syllables: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether enough neighbours are known, or all words have the shape of Vietnamese ones.

    Other languages are left alone.
    """
    pairs = list(pairwise(syllables))
    if len(pairs) < 3 or all(is_shaped(word) for word in syllables if word.isalpha()):
        return True
    seen = sum(lexicon.bigram(*pair) > 0 for pair in pairs)
    return seen / len(pairs) >= _FEWEST_SEEN


def _written_out(spans: Sequence[_Span], written: Sequence[str]) -> list[Expansion]:
    """The abbreviation itself (texts use it too) and its other readings."""
    found: list[Expansion] = []
    for span in spans:
        short = span.piece.abbreviation
        if short is None or short.kind == "casual":
            continue
        key = (short.short.lower(),)
        found.append(Expansion(span.start, span.end, key, _WRITTEN_OUT, Reason.ABBREVIATION))
        found += [
            Expansion(span.start, span.end, reading, _SECOND, Reason.ABBREVIATION)
            for reading in short.readings
            if reading != tuple(written[span.start : span.end])
        ]
    return found


def _everyday(reading: Sequence[str]) -> list[Expansion]:
    return [
        Expansion(start, end, legal, entry.weight, Reason.EVERYDAY)
        for start, end, entry in everyday().find(reading)
        for legal in entry.legal
        if tuple(reading[start:end]) != legal
    ]


def _all_numbers(
    numbers: Sequence[DocumentNumber], reading: Sequence[str]
) -> tuple[DocumentNumber, ...]:
    """Numbers of the text and acts named in full, each act once."""
    named = {number.name for number in numbers if number.kind is NumberKind.NAMED}
    return (*numbers, *(act for act in acts_named(reading) if act.name not in named))


def _named_places(
    spans: Sequence[_Span], tokens: Sequence[Token], names: Sequence[tuple[int, int]]
) -> frozenset[int]:
    """Places in the reading that are names of documents or provisions."""
    inside: set[int] = set()
    current = 0
    for span in spans:
        token = tokens[span.piece.first]
        while current < len(names) and names[current][1] <= token.start:
            current += 1
        if current < len(names) and names[current][0] < token.end:
            inside.update(range(span.start, span.end))
    return frozenset(inside)


def _proposal(
    text: str,
    tokens: Sequence[Token],
    spans: Sequence[_Span],
    reading: Sequence[str],
) -> str:
    """The text with its restored and corrected words; "" when there are none."""
    if not any(_changed(span, tokens, reading) for span in spans):
        return ""
    parts: list[str] = []
    last = 0
    for span in spans:
        casual = span.piece.abbreviation and span.piece.abbreviation.kind == "casual"
        if not casual and not _changed(span, tokens, reading):
            continue
        first = tokens[span.piece.first]
        words = " ".join(reading[span.start : span.end])
        parts += [text[last : first.start], words.capitalize() if first.capital else words]
        last = tokens[span.piece.last - 1].end
    return "".join([*parts, text[last:]])


def _changed(span: _Span, tokens: Sequence[Token], reading: Sequence[str]) -> bool:
    if span.piece.abbreviation:
        return False
    typed = tokens[span.piece.first].typed
    return tuple(reading[span.start : span.end]) != (typed,)
