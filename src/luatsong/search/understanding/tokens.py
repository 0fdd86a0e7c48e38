"""From typed text to slots: what each token is, before neighbours are asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luatsong.search.understanding.contract import Lexicon
from luatsong.search.understanding.joining import parted
from luatsong.search.understanding.keyboards import decoded
from luatsong.search.understanding.normal import SYLLABLE, folded, normal
from luatsong.search.understanding.phrases import Abbreviation, abbreviations
from luatsong.search.understanding.restoring import Slot, plain_share

_COMMON = 200  # a syllable as common as this is not taken for an abbreviation
_SHORTEST_WORD = 4
_ALL_PLAIN = 0.85  # from this share on, marks were not typed at all


@dataclass(frozen=True, slots=True)
class Token:
    """One typed word and its place in the text."""

    start: int
    end: int
    typed: str  # normalised, lower case
    upper: bool  # written in capitals
    capital: bool  # begins with one


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens [first, last) and the slots they make; `readings` when they are an abbreviation."""

    first: int
    last: int
    slots: tuple[Slot, ...]
    abbreviation: Abbreviation | None = None


def tokens_of(text: str) -> list[Token]:
    """Tokens of clean (NFC) text."""
    return [
        Token(match.start(), match.end(), normal(match[0].lower()), match[0].isupper(),
              match[0][0].isupper())
        for match in SYLLABLE.finditer(text)
    ]  # fmt: skip


def pieces_of(
    tokens: Sequence[Token], names: Sequence[tuple[int, int]], lexicon: Lexicon | None
) -> list[Piece]:
    """Every token in exactly one piece, in order. Tokens inside `names` (places in the text) and
    the names of people stay as they are."""
    typed = [token.typed for token in tokens]
    unmarked = plain_share(typed) >= _ALL_PLAIN
    shouted = sum(token.upper for token in tokens) > len(tokens) / 2
    fixed = set(_inside(tokens, names))
    people = set() if shouted or unmarked else set(_people(tokens))
    pieces: list[Piece] = []
    place = 0
    while place < len(tokens):
        short = None if place in fixed else _abbreviated(tokens, typed, place, lexicon, unmarked)
        if short:
            last, abbreviation = short
            pieces.append(Piece(place, last, (), abbreviation))
            place = last
            continue
        slots = _slots(typed[place], lexicon, fixed=place in fixed or place in people)
        pieces.append(Piece(place, place + 1, slots))
        place += 1
    return pieces


def _inside(tokens: Sequence[Token], names: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Numbers of the tokens inside the places; both are in order."""
    current = 0
    for number, token in enumerate(tokens):
        while current < len(names) and names[current][1] <= token.start:
            current += 1
        if current < len(names) and names[current][0] < token.end and not _is_word(token):
            yield number


def _is_word(token: Token) -> bool:
    """Names of types and places ("nghi dinh 100", "dieu 5") may be mended; codes may not."""
    long_enough = len(token.typed) >= _SHORTEST_WORD and token.typed.isalpha()
    return long_enough and not token.upper and is_shaped(token.typed)


def _people(tokens: Sequence[Token]) -> Iterator[int]:
    """Capitals side by side, but not at the very start: names of people and places."""
    for number in range(1, len(tokens)):
        if tokens[number].capital and not tokens[number].upper:
            before = number > 1 and tokens[number - 1].capital
            after = number + 1 < len(tokens) and tokens[number + 1].capital
            if before or after:
                yield number


def _abbreviated(
    tokens: Sequence[Token],
    typed: Sequence[str],
    place: int,
    lexicon: Lexicon | None,
    unmarked: bool,
) -> tuple[int, Abbreviation] | None:
    found = abbreviations().at(typed, place)
    if not found:
        return None
    last, abbreviation = found
    upper = all(token.upper for token in tokens[place:last])
    shaped = last == place + 1 and is_shaped(typed[place])
    if abbreviation.kind != "casual":
        return found if upper or not shaped else None
    if upper and len(typed[place]) > 1:
        return None
    return None if shaped and _is_said(typed[place], lexicon, unmarked) else found


def _is_said(word: str, lexicon: Lexicon | None, unmarked: bool) -> bool:
    """Whether the letters may as well be a word of their own."""
    if lexicon is None:
        return False
    others = any(known != word for known in lexicon.folded(word))
    return lexicon.unigram(word) >= _COMMON or (unmarked and len(word) > 2 and others)


def is_shaped(word: str) -> bool:
    """Whether the letters could be a Vietnamese syllable."""
    return _SHAPE.fullmatch(folded(word)) is not None


_SHAPE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}"
    r"(?:ch?|m|ng?|nh|p|t)?"
)


def _slots(word: str, lexicon: Lexicon | None, *, fixed: bool) -> tuple[Slot, ...]:
    if fixed or lexicon is None:
        return (Slot(word, fixed=True),)
    if lexicon.unigram(word) or (word.isascii() and lexicon.folded(word)):
        return (Slot(word),)
    meant = decoded(word)
    if meant and lexicon.unigram(meant):
        return (Slot(meant),)
    parts = parted(word, lexicon)
    if parts and not (lexicon.near(word) and len(word) <= _SHORTEST_JOINED):
        return tuple(Slot(part) for part in parts)
    return (Slot(word),)


_SHORTEST_JOINED = 7  # a shorter word one letter off a syllable is rather a slip than two words
