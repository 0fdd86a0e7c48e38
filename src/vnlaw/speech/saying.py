"""`spoken`: every rule of reading aloud, in the order that lets each see what it needs."""

from __future__ import annotations

import re

from vnlaw.speech.days import say_days, say_times
from vnlaw.speech.documents import say_documents
from vnlaw.speech.marks import plain_digits, say_marks, settle
from vnlaw.speech.numerals import region
from vnlaw.speech.places import say_places, say_romans
from vnlaw.speech.quantities import say_numbers, say_phones, say_quantities
from vnlaw.speech.rules import Rule
from vnlaw.speech.shortenings import say_codes, say_foreign, say_marked, say_short
from vnlaw.speech.web import say_addresses
from vnlaw.text import clean

REGIONS = ("north", "central", "south")

# Rules that only look at numbers are left out for texts without any.
_WITH_DIGITS: tuple[Rule, ...] = (
    say_documents,
    say_phones,
    say_days,
    say_times,
)
_AFTER_PLACES: tuple[Rule, ...] = (say_quantities, say_codes, say_numbers)
_DIGIT = re.compile(r"\d")


def spoken(text: str, where: str = "north") -> str:
    """The text as a person reads it aloud: words and the stops `. , ; : ? !`, no digits.

    `where` is one of `REGIONS`. Any text is taken; plain words come back as they are. Linear in the
    length of the text; the result is at most some thirty times as long (digits become words).
    """
    how = region(where)
    text = plain_digits(clean(text))
    text = say_addresses(text, how)
    numeric = _DIGIT.search(text) is not None
    if numeric:
        for rule in _WITH_DIGITS:
            text = rule(text, how)
    text = say_marked(text, how)
    text = say_places(text, how)
    text = say_romans(text, how)
    if numeric:
        for rule in _AFTER_PLACES:
            text = rule(text, how)
    text = say_foreign(say_short(text, how), how)
    return settle(say_marks(text, how), how)
