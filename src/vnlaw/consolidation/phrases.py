"""Words replaced, struck out or added inside lines that know their origins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from vnlaw.consolidation.lines import Line, Span, joined, line, origins, plain, spliced
from vnlaw.lexicon import load

# Both ways to place a tone on these pairs are in print ("hoà", "hòa"); same length in NFC.
_PAIRS = {
    bare + late: early + last
    for bare, last, lates, earlies in (
        ("o", "a", "àáảãạ", "òóỏõọ"),
        ("o", "e", "èéẻẽẹ", "òóỏõọ"),
        ("u", "y", "ỳýỷỹỵ", "ùúủũụ"),
    )
    for late, early in zip(lates, earlies, strict=True)
}
_PAIR = re.compile(f"({'|'.join(_PAIRS)})(?!\\w)", re.IGNORECASE)
_DASHES = "-–—‑"
_QUOTES = '"“”„‟'
_SENTENCE_START = re.compile(r"(?:^|[.:;?!]\s+|^[-–+]\s*)[\"“]?$")
_CLOSE = (",", ";", ".", ":")
_BLANKS = re.compile(r"[^\S\n]{2,}")


@dataclass(frozen=True, slots=True)
class Change:
    """A change of words: `old` becomes `new` ("" strikes out); `added` as in instructions."""

    old: str
    new: str
    origin: str
    added: bool = False


def normal(text: str) -> str:
    """Text of the same length with tones placed one way and blanks, dashes, quotes of one kind."""
    if not text.isascii():
        text = _PAIR.sub(_placed, text)
    return text.translate(_KINDS)


_KINDS = str.maketrans(
    {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_QUOTES, '"'), "\u00a0": " "}
)


def _placed(match: re.Match[str]) -> str:
    lower = match[0].lower()
    moved = _PAIRS[lower]
    return "".join(
        new.upper() if old.isupper() else new for old, new in zip(match[0], moved, strict=True)
    )


@lru_cache(maxsize=512)
def _pattern(phrase: str) -> re.Pattern[str]:
    words = normal(phrase).split()
    body = r"\s+".join(map(re.escape, words))
    before = r"(?<!\w)" if words[0][0].isalnum() else ""
    after = r"(?!\w)" if words[-1][-1].isalnum() else ""
    return re.compile(before + body + after)


@lru_cache(maxsize=512)
def _capitalised(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def in_any_case(text: str, phrase: str) -> list[tuple[int, int]]:
    """Where a phrase stands, whatever the case of its letters; whole words only."""
    flat = normal(text.lower())
    if len(flat) != len(text):
        return []
    return [match.span() for match in _pattern(phrase.lower()).finditer(flat)]


def occurrences(text: str, phrase: str) -> Iterator[tuple[int, int, bool]]:
    """Where a phrase stands: `(start, end, capitalised)`.

    Whole words only. At the start of a sentence the phrase may begin with a capital it lacks.
    """
    flat = normal(text)
    found = [(*match.span(), False) for match in _pattern(phrase).finditer(flat)]
    capital = _capitalised(phrase)
    if capital != phrase:
        found += [
            (*match.span(), True)
            for match in _pattern(capital).finditer(flat)
            if _SENTENCE_START.search(flat[: match.start()])
        ]
    yield from sorted(found)


def is_in(text: str, phrase: str) -> bool:
    """Whether a phrase stands anywhere in a text, whatever its case."""
    return _pattern(phrase.lower()).search(normal(text.lower())) is not None


def changed_in_any_case(spans: Line, change: Change) -> tuple[Line, int]:
    """As `changed`, for a text that writes the phrase with other capitals."""
    found = in_any_case(plain(spans), change.old)
    for start, end in reversed(found):
        spans = _replaced(spans, start, end, change, capital=plain(spans)[start].isupper())
    return spans, len(found)


def changed(spans: Line, change: Change, fixed: frozenset[str]) -> tuple[Line, int]:
    """Apply a change everywhere in a line; returns the line and how often.

    Characters whose origin is in `fixed` stay: two changes of one document are read side by
    side, not one after the other.
    """
    text = plain(spans)
    count = 0
    done = _already(text, change)
    for start, end, capital in reversed(list(occurrences(text, change.old))):
        if any(low <= start and end <= high for low, high in done):
            continue
        if fixed and fixed.intersection(origins(spans, start, end)):
            continue
        spans = _replaced(spans, start, end, change, capital=capital)
        count += 1
    return spans, count


def _already(text: str, change: Change) -> list[tuple[int, int]]:
    """Where a longer wording that holds the old one stands already: nothing is left to do there."""
    if len(change.new) <= len(change.old) or not is_in(change.new, change.old):
        return []
    return [(start, end) for start, end, _ in occurrences(text, change.new)]


def joint(change: Change) -> str:
    """What joins added words to those before them; "" for none, and for other changes."""
    if change.added and change.new.startswith(f"{change.old} "):
        added = change.new[len(change.old) + 1 :]
        if added[:1] in ",;.":
            return ""
        return ", " if added[:1].isupper() or "," in added else " "
    return ""


def is_joint_unclear(change: Change) -> bool:
    """Whether words added behind others may need a comma that no instruction writes.

    "A" becoming "A và B" inside "A, C" or "X và A" reads otherwise than meant; editors mend it.
    """
    if joint(change) == ", ":
        return True
    added = change.new.removeprefix(f"{change.old} ") if change.new.startswith(change.old) else ""
    return added.partition(" ")[0] in _conjunctions()


@cache
def _conjunctions() -> tuple[str, ...]:
    return tuple(load("consolidation")["joints"]["words"])


def _replaced(spans: Line, start: int, end: int, change: Change, *, capital: bool) -> Line:
    if not change.new:
        return _struck(spans, start, end)
    new = _capitalised(change.new) if capital else change.new
    if new.startswith(change.old) and not capital:  # words added behind: those there stay
        words = new[len(change.old) :]
        if change.added:
            words = joint(change) + words.lstrip()
        return spliced(spans, end, end, line(words, change.origin))
    if new.endswith(change.old) and not capital:
        words = new[: -len(change.old)]
        # Words that begin with a comma stand close behind those before them.
        close = words[:1] in _CLOSE and plain(spans)[:start].endswith(" ")
        return spliced(spans, start - close, start, line(words, change.origin))
    return spliced(spans, start, end, line(new, change.origin))


def _struck(spans: Line, start: int, end: int) -> Line:
    """Strike words out with one blank, and mend what meets: no blank before a comma."""
    text = plain(spans)
    if start and text[start - 1] == " " and (end == len(text) or text[end] in " ,.;:)"):
        start -= 1
    elif not start:
        while end < len(text) and text[end] in " ,;":
            end += 1
        return _with_capital(spliced(spans, 0, end, ()), text)
    return spliced(spans, start, end, ())


def _with_capital(spans: Line, before: str) -> Line:
    """Keep the capital of a paragraph whose first words were struck out."""
    if not spans or not before[:1].isupper():
        return spans
    first = spans[0]
    return joined(((Span(first.text[:1].upper() + first.text[1:], first.origin),), spans[1:]))
