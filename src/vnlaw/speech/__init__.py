"""Printed Vietnamese → the words a person says, for voices that read aloud.

`spoken(text)` turns numbers, dates, document numbers, provisions, units, abbreviations and marks
into words. Word lists are data: `vnlaw/data/speech*.toml`.
"""

from vnlaw.speech.saying import REGIONS, spoken

__all__ = ["REGIONS", "spoken"]
