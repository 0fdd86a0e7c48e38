"""Dates as legal texts write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from vnlaw.lexicon import load

_VIETNAMESE: dict[str, int] = load("dates")["vietnamese"]
_ENGLISH: dict[str, int] = load("dates")["english"]
_MONTHS = _VIETNAMESE | _ENGLISH
_WORDS = "|".join(sorted(_VIETNAMESE, key=len, reverse=True))
_NAMES = "|".join(_ENGLISH)
# "ngày 24 tháng 11năm 2015", "24 / 11 / 2015", "20-5-1957", "December 31, 2009", "31 May 2009"
_DATE = re.compile(
    rf"(?:(?P<d1>\d{{1,2}})\s*tháng\s*(?P<m1>\d{{1,2}}|{_WORDS})\s*,?\s*(?:năm|ngày)\s*(?P<y1>(?:19|20)\d\d)"
    r"|(?<![\d/.\-])(?P<d2>\d{1,2})\s?(?P<sep>[/.\-])\s?(?P<m2>\d{1,2})\s?(?P=sep)\s?"
    r"(?P<y2>(?:19|20)\d\d)"
    rf"|(?P<m3>{_NAMES})\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<y3>(?:19|20)\d\d)"
    rf"|(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m4>{_NAMES})\s*,?\s*(?P<y4>(?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)
_BLANK = re.compile(
    r"ngày\s*(?P<day>\d{0,2})[\s.…_]*tháng\s*(?P<month>\d{0,2})[\s.…_]*năm\s*(?P<year>\d{0,4})",
    re.IGNORECASE,
)


def find_dates(text: str) -> Iterator[tuple[int, int, date]]:
    """Every complete date of a text as `(start, end, date)`; impossible dates are left out."""
    for match in _DATE.finditer(text):
        value = _read(match)
        if value:
            yield match.start(), match.end(), value


def first_date(text: str, start: int = 0) -> date | None:
    """The first complete date at or after `start`."""
    for match in _DATE.finditer(text, start):
        value = _read(match)
        if value:
            return value
    return None


def date_at(text: str, start: int) -> tuple[date, int] | None:
    """The date that begins exactly at `start`, and where it ends."""
    match = _DATE.match(text, start)
    value = _read(match) if match else None
    return (value, match.end()) if match and value else None


def is_blank_date(text: str) -> bool:
    """Whether a text holds a date whose day, month or year was left empty."""
    match = _BLANK.search(text)
    return match is not None and not all(match.groups())


def _read(match: re.Match[str]) -> date | None:
    for form in "1234":
        if match[f"y{form}"]:
            month = match[f"m{form}"].lower()
            try:
                return date(
                    int(match[f"y{form}"]),
                    _MONTHS.get(month) or int(month),
                    int(match[f"d{form}"]),
                )
            except ValueError:
                return None
    return None
