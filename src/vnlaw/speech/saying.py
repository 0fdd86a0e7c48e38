"""`spoken`: every rule of reading aloud, in the order that lets each see what it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vnlaw.speech.days import say_days, say_times
from vnlaw.speech.documents import say_documents
from vnlaw.speech.marks import plain_digits, say_marks, settle
from vnlaw.speech.numerals import Region, region
from vnlaw.speech.places import say_places, say_romans
from vnlaw.speech.quantities import say_numbers, say_phones, say_quantities
from vnlaw.speech.rules import Rule
from vnlaw.speech.shortenings import say_codes, say_foreign, say_marked, say_short
from vnlaw.speech.web import say_addresses
from vnlaw.text import clean

REGIONS = ("north", "central", "south")

# Rules that only look at numbers are left out for lines without any.
_FIRST: tuple[Rule, ...] = (say_documents, say_phones, say_days, say_times)
_LAST: tuple[Rule, ...] = (say_quantities, say_codes, say_numbers)
_DIGIT = re.compile(r"\d")
_BLANKS = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
# No printed line is this long: what is longer is cut at a blank, so that no rule takes long.
_LONGEST_LINE = 4000


def spoken(text: str, where: str = "north") -> str:
    """The text as a person reads it aloud: words and the stops `. , ; : ? !`, no digits.

    `where` is one of `REGIONS` (KeyError for others). Any text is taken; plain words come back as
    they are, line by line. Linear in the length of the text; the result is at most some thirty
    times as long (a sign becomes words).
    """
    how = region(where)
    text = _BLANKS.sub(" ", plain_digits(clean(text)))
    lines = (piece for line in text.split("\n") for piece in _pieces(line))
    said = (_line(line, how) for line in lines)
    return "\n".join(line for line in said if line)


def _line(text: str, how: Region) -> str:
    text = say_addresses(text, how)
    numeric = _DIGIT.search(text) is not None
    if numeric:
        for rule in _FIRST:
            text = rule(text, how)
    text = say_romans(say_places(say_marked(text, how), how), how)
    if numeric:
        for rule in _LAST:
            text = rule(text, how)
    text = say_foreign(say_short(text, how), how)
    return settle(say_marks(text, how), how)


def _pieces(line: str) -> Iterator[str]:
    while len(line) > _LONGEST_LINE:
        cut = line.rfind(" ", _LONGEST_LINE // 2, _LONGEST_LINE)
        cut = cut if cut > 0 else _LONGEST_LINE
        yield line[:cut]
        line = line[cut:]
    yield line
