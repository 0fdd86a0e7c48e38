"""The few words of a text that answer a query, with the query's words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from luatsong.search.backend import Segment
from luatsong.search.tokens import SYLLABLE, Term, term

WIDTH = 260  # characters of a snippet
_SCANNED = 12_000  # characters looked at; longer texts (appendices) are cut


def marked(text: str, wanted: Sequence[Term]) -> tuple[Segment, ...]:
    """`text` whole, the wanted words marked; joining the segments gives `text` back."""
    return _segments(text, 0, len(text), _matches(text, wanted))


def snippet(text: str, wanted: Sequence[Term]) -> tuple[int, tuple[Segment, ...]]:
    """The stretch of about `WIDTH` characters that holds most different wanted words.

    With it the place in `text` of its first wanted word (0 where there is none).
    """
    text = text[:_SCANNED]
    matches = _matches(text, wanted)
    best = _best_start(matches)
    start = _word_start(text, max(0, best - WIDTH // 5))
    end = _word_end(text, min(len(text), start + WIDTH))
    cut = _segments(text, start, end, [m for m in matches if start <= m[0] and m[1] <= end])
    before = (Segment("… ", False),) if start else ()
    after = (Segment(" …", False),) if end < len(text) else ()
    return best, (*before, *cut, *after)


def _matches(text: str, wanted: Sequence[Term]) -> list[tuple[int, int, str]]:
    """Places of wanted words; a word with marks in the query must have them in the text."""
    exact, any_marks = _judges(tuple(wanted))
    found = _places(text, exact)
    return found if found or exact is any_marks else _places(text, any_marks)


class _Judge:
    """Says of each syllable, once, whether it is wanted, and under which folded name."""

    def __init__(self, exact: frozenset[str], folded: frozenset[str]) -> None:
        self._exact = exact
        self._folded = folded
        self._judged: dict[str, str] = {}

    def name(self, syllable: str) -> str:
        """The folded syllable when it is wanted, else ""."""
        name = self._judged.get(syllable)
        if name is None:
            one = term(syllable.lower())
            is_wanted = one.exact in self._exact or one.folded in self._folded
            name = self._judged[syllable] = one.folded if is_wanted else ""
        return name


@lru_cache(maxsize=16)
def _judges(wanted: tuple[Term, ...]) -> tuple[_Judge, _Judge]:
    """By the marks that were typed, and by any marks; kept for the texts of one page."""
    exact = frozenset(term.exact for term in wanted if term.exact != term.folded)
    folded = frozenset(term.folded for term in wanted if term.exact == term.folded)
    strict = _Judge(exact, folded)
    loose = _Judge(frozenset(), frozenset(term.folded for term in wanted)) if exact else strict
    return strict, loose


def _places(text: str, judge: _Judge) -> list[tuple[int, int, str]]:
    """(start, end, folded) of the syllables that are wanted, in order."""
    found = []
    for syllable in set(SYLLABLE.findall(text)):
        name = judge.name(syllable)
        if name:
            size = len(syllable)
            found += [(start, start + size, name) for start in _starts(text, syllable)]
    found.sort()
    return found


def _starts(text: str, syllable: str) -> Iterator[int]:
    """Where the syllable stands by itself, not inside a longer one."""
    at = text.find(syllable)
    while at >= 0:
        end = at + len(syllable)
        if not (_is_letter(text[at - 1 : at]) or _is_letter(text[end : end + 1])):
            yield at
        at = text.find(syllable, end)


def _is_letter(character: str) -> bool:
    """What `SYLLABLE` takes for a part of a syllable; nothing is none."""
    return character.isalnum() or character == "_"


def _best_start(matches: Sequence[tuple[int, int, str]]) -> int:
    best, best_start = (0, 0), 0
    first = 0
    inside: dict[str, int] = {}
    for last, (_, end, name) in enumerate(matches):
        inside[name] = inside.get(name, 0) + 1
        while end - matches[first][0] > WIDTH * 4 // 5:
            gone = matches[first][2]
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            first += 1
        score = (len(inside), last - first)
        if score > best:
            best, best_start = score, matches[first][0]
    return best_start


def _word_start(text: str, at: int) -> int:
    if at == 0:
        return 0
    blank = text.find(" ", at)
    return at if blank < 0 or blank - at > WIDTH // 5 else blank + 1


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    blank = text.rfind(" ", 0, at)
    return at if at - blank > WIDTH // 5 else blank


def _segments(
    text: str, start: int, end: int, matches: Sequence[tuple[int, int, str]]
) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    at = start
    for first, last, _ in matches:
        gap = text[at:first]
        if segments and segments[-1].is_match and gap.isspace():
            # Neighbouring words are one mark, as a reader sees them.
            segments[-1] = Segment(segments[-1].text + gap + text[first:last], True)
        else:
            if gap:
                segments.append(Segment(gap, False))
            segments.append(Segment(text[first:last], True))
        at = last
    if at < end:
        segments.append(Segment(text[at:end], False))
    return tuple(segments)
