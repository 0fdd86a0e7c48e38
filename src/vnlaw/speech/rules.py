"""What a rule of reading aloud is, and helpers that build patterns from word lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from vnlaw.speech.numerals import Region

# A text and a region in, the text with some signs turned into words out.
Rule = Callable[[str, Region], str]


def one_of(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first, blanks of any width."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"
