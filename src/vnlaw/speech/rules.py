"""What a rule of reading aloud is, and helpers that build patterns from word lists.

A rule sees one line. Its patterns begin with the sign they are about (a digit, a capital, a mark):
the search then skips plain words at once; what stands before is looked at only there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from vnlaw.speech.numerals import Region

# A line and a region in, the line with some signs turned into words out.
Rule = Callable[[str, Region], str]


def one_of(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first, blanks of any width."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


def ends_with(words: Iterable[str], between: str = r"\s+") -> re.Pattern[str]:
    """Finds one of the words, as group 1, at the end of what stands before a sign."""
    return re.compile(rf"(?<!\w)({one_of(words)}){between}$", re.IGNORECASE)


def left_of(match: re.Match[str], width: int = 40) -> str:
    """What stands before a match on its line, at most `width` characters."""
    return match.string[max(0, match.start() - width) : match.start()]
