"""Dates and times as a person says them: "01/7/2025" is the mồng một tháng bảy of its year."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from vnlaw.lexicon import load
from vnlaw.romans import roman_value
from vnlaw.speech.numerals import Region, cardinal
from vnlaw.speech.rules import ends_with, left_of

_YEARS = r"(?:1[6-9]|2[01])\d\d"
_DATE = re.compile(
    r"(?P<day>\d(?<![\w/.,-]\d)\d?)\s?(?P<mark>[/.-])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?"
    rf"(?P<year>{_YEARS})(?![\d/]|[.-]\d)"
)
_SPAN = re.compile(rf"(\d)\s*[-–—]\s*(?=\d{{1,2}}\s?([/.-])\s?\d{{1,2}}\s?\2\s?{_YEARS})")
_WORDED_DAY = re.compile(r"\d(?<=[nN]gày \d)\d?(?=\s+tháng\b)")
_WORDED_MONTH = re.compile(r"\d(?<=[tT]háng \d)\d?(?!\d|[.,/]\d)")
_MONTH = re.compile(rf"(\d(?<![\w/.,-]\d)\d?)\s?[/-]\s?({_YEARS})(?![\d/]|[.,-]\d|-?[A-Za-zĐđ])")
_QUARTER = re.compile(rf"([\dI][IV]{{0,2}})\s?/\s?({_YEARS})(?!\d)")
_SHORT = re.compile(r"(?P<day>\d(?<![\w.,/-]\d)\d?)\s?/\s?(?P<month>\d{1,2})(?![\d/]|[.,-]\d)")
_CLOCK = re.compile(
    r"(\d(?<![\w:.,/]\d)\d?)\s?(?:(?:h|g|giờ)\s?(\d{2})?(?:\s?(?:p|ph|phút))?"
    r"|:(\d{2})(?::(\d{2}))?)(?![\w:])"
)
_HOURS = re.compile(r"([\dh])\s?[-–—]\s?(?=\d{1,2}(?:h|g\d|:\d\d|\s?giờ))")
_DAY_MARKS = ("mồng", "mùng")


def say_days(text: str, where: Region) -> str:
    """Dates, months and quarters of a year, days and months in words."""
    text = _SPAN.sub(rf"\1 {load('speech')['numbers']['up_to']} ", text)
    text = _DATE.sub(lambda match: _date(match, where), text)
    text = _QUARTER.sub(lambda match: _quarter(match, where), text)
    text = _MONTH.sub(lambda match: _month_of_year(match, where), text)
    text = _SHORT.sub(lambda match: _short_date(match, where), text)
    text = _WORDED_DAY.sub(lambda match: _day(int(match[0]), where), text)
    return _WORDED_MONTH.sub(lambda match: _month(int(match[0]), where), text)


def say_times(text: str, where: Region) -> str:
    """Times of the day: "7h30", "07:30", "7 giờ 30"; "-" between two is "đến"."""
    up_to = load("speech")["numbers"]["up_to"]
    text = _HOURS.sub(rf"\1 {up_to} ", text)
    return _CLOCK.sub(lambda match: _clock(match, where), text)


def _date(match: re.Match[str], where: Region) -> str:
    day, month = int(match["day"]), int(match["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return match[0]
    words = _words()
    said = f"{_day(day, where)} {words['month']} {_month(month, where)}"
    said = f"{said} {words['year']} {cardinal(int(match['year']), where)}"
    return _with_label(match, said)


def _short_date(match: re.Match[str], where: Region) -> str:
    """A day and a month without a year; a fraction stays ("từ 1/2 diện tích", "2/3").

    A word before makes it a date; after a word that only may, a date is followed by no word.
    """
    words = _words()
    day, month = int(match["day"]), int(match["month"])
    printed = f"{match['day']}/{match['month']}"
    if not (1 <= day <= 31 and 1 <= month <= 12) or printed in words["never"]:
        return match[0]
    before = left_of(match, 20)
    named = _dated(*words["before"]).search(before)
    perhaps = _dated(*words["before_perhaps"]).search(before) and not _followed(match)
    if not named and not perhaps and day <= month:
        return match[0]
    said = f"{_day(day, where)} {words['month']} {_month(month, where)}"
    if named and named[1].lower() in _DAY_MARKS:
        return said.removeprefix(f"{where.day} ")
    return said if named and named[1].lower() in words["without_day"] else f"{words['day']} {said}"


def _followed(match: re.Match[str]) -> bool:
    """Whether a word comes next on the line, without a stop between."""
    rest = match.string[match.end() : match.end() + 3].lstrip()
    return match.string[match.end() : match.end() + 1].isspace() and rest[:1].isalpha()


@cache
def _dated(*words: str) -> re.Pattern[str]:
    return ends_with(words)


def _with_label(match: re.Match[str], said: str) -> str:
    """With "ngày" before it unless the text says so or counts days ("mồng 5/1/2026")."""
    before = left_of(match, 12).lower().rstrip(" :")
    if before.endswith(_DAY_MARKS):
        first, _, rest = said.partition(" ")
        return rest if first in _DAY_MARKS else said
    return said if before.endswith(_words()["day"]) else f"{_words()['day']} {said}"


def _day(value: int, where: Region) -> str:
    said = cardinal(value, where)
    return f"{where.day} {said}" if 1 <= value <= 10 else said


def _month(value: int, where: Region) -> str:
    return where.four if value == 4 else cardinal(value, where)


def _month_of_year(match: re.Match[str], where: Region) -> str:
    month = int(match[1])
    if not 1 <= month <= 12:
        return match[0]
    words = _words()
    named = left_of(match, 8).lower().rstrip().endswith(words["month"])
    label = "" if named else f"{words['month']} "
    return f"{label}{_month(month, where)} {words['year']} {cardinal(int(match[2]), where)}"


def _quarter(match: re.Match[str], where: Region) -> str:
    words = _words()
    value = int(match[1]) if match[1].isdecimal() else roman_value(match[1])
    if value is None or not left_of(match, 8).lower().rstrip().endswith(words["quarter"]):
        return match[0]
    return f"{cardinal(value, where)} {words['year']} {cardinal(int(match[2]), where)}"


def _clock(match: re.Match[str], where: Region) -> str:
    hours = int(match[1])
    minutes = match[2] or match[3]
    if hours > 24 or (minutes and int(minutes) > 59):
        return match[0]
    words = _words()
    said = f"{cardinal(hours, where)} {words['hour']}"
    if minutes and int(minutes):
        said = f"{said} {cardinal(int(minutes), where)}"
        # "7 giờ 30" is said as it stands; with seconds every part gets its word.
        if match[4] or "ph" in match[0]:
            said = f"{said} {words['minute']}"
    if match[4]:
        said = f"{said} {cardinal(int(match[4]), where)} {words['second']}"
    return said


def _words() -> dict[str, Any]:
    words: dict[str, Any] = load("speech")["days"]
    return words
