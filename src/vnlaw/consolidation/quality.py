"""Whether the text of an amending document was damaged on its way here.

Vietnamese spelling has a rule that misreadings of print break and writers do not: a syllable that
ends in c, ch, p or t bears the sharp or the heavy tone. Text recognised from a scan loses or
changes marks ("kêt hôn" for "kết hôn"); where some broke this rule, others became different words
that no rule can find, so all new text of that document is for a person to compare.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from vnlaw.document import Document, Level
from vnlaw.lexicon import load

_WORD = re.compile(r"[^\W\d_]+")
_STOPPED = re.compile(r"[aeiouy](?:ch|[cpt])$")
_STOP = re.compile(r"(?:ch|[cpt])$")
_SHARP, _HEAVY = "\u0301", "\u0323"
_OPENING = "“„«"
_CLOSING = "”‟»"


def text_doubts(document: Document) -> Iterator[str]:
    """Codes of `data/consolidation.toml` that cast doubt on all new text of an amending document.

    None where its text came whole.
    """
    if is_damaged(document):
        yield "text-broken"
    if has_unpaired_quotes(document):
        yield "quotes-unpaired"


def is_damaged(document: Document) -> bool:
    """Whether misread syllables are frequent enough to doubt the whole text."""
    words = wrong = 0
    for text in _texts(document):
        found = _WORD.findall(text)
        words += len(found)
        wrong += sum(map(breaks_spelling, found))
    return wrong > 0 and wrong / words >= load("consolidation")["quality"]["misread_share"]


def has_unpaired_quotes(document: Document) -> bool:
    """Whether quotation marks that open and close new text do not pair up.

    Where one was lost the bounds of new text are guessed, and a text that lost a mark on its way
    lost more than that.
    """
    level = straight = 0
    for text in _texts(document):
        level += sum(text.count(mark) for mark in _OPENING) - sum(map(text.count, _CLOSING))
        straight += text.count('"')
    return level != 0 or straight % 2 == 1


def is_incomplete(document: Document) -> bool:
    """Whether the first articles of the body are missing: what they order is not known."""
    articles = [p for p in document.structure.body.walk() if p.level is Level.ARTICLE]
    return bool(articles) and articles[0].number != "1"


def _texts(document: Document) -> Iterator[str]:
    for component in document.structure.components:
        yield from component.intro
        for provision in component.walk():
            yield provision.heading
            yield from provision.text


def breaks_spelling(word: str) -> bool:
    """Whether a word cannot be Vietnamese although it bears Vietnamese marks."""
    lower = word.lower()
    if lower.isascii() or not _STOP.search(lower):
        return False
    decomposed = unicodedata.normalize("NFD", lower)
    if _SHARP in decomposed or _HEAVY in decomposed:
        return False
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    marked = any(unicodedata.combining(c) for c in decomposed) or "đ" in lower
    return marked and _STOPPED.search(bare) is not None
