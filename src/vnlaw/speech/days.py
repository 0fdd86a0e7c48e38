"""Dates and times as a person says them: "01/7/2025" is the mồng một tháng bảy of its year."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from vnlaw.lexicon import load
from vnlaw.speech.numerals import Region, cardinal
from vnlaw.speech.rules import one_of

_YEARS = r"(?:1[6-9]|2[01])\d\d"
_DATE = re.compile(
    r"(?<![\w/.,-])(?P<day>\d{1,2})\s?(?P<mark>[/.-])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?"
    rf"(?P<year>{_YEARS})(?![\d/]|[.-]\d)"
)
_SPAN = re.compile(rf"(?<=\d)\s*[-–—]\s*(?=\d{{1,2}}\s?([/.-])\s?\d{{1,2}}\s?\1\s?{_YEARS})")
_WORDED_DAY = re.compile(r"\b(ngày\s+)0?(\d{1,2})(?=\s+tháng\b)", re.IGNORECASE)
_WORDED_MONTH = re.compile(r"\b(tháng\s+)0?(\d{1,2})(?!\d|[.,/]\d)", re.IGNORECASE)
_MONTH = re.compile(
    rf"(\btháng\s+)?(?<![\w/.,-])0?(\d{{1,2}})\s?[/-]\s?({_YEARS})(?![\d/]|[.,-]\d|-?[A-ZĐ])",
    re.IGNORECASE,
)
_QUARTER = re.compile(rf"\b(quý\s+)(\d|I{{1,3}}|IV)\s?/\s?({_YEARS})(?!\d)", re.IGNORECASE)
_YEAR = re.compile(
    rf"\b(năm(?:\s+học)?\s+)({_YEARS})(?:\s?[-–—]\s?({_YEARS}))?(?![\d.,]*\d)", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?<![\w:.,/])(\d{1,2})\s?(?:(?:h|g|giờ)\s?(\d{2})?(?:\s?(?:p|ph|phút))?"
    r"|:(\d{2})(?::(\d{2}))?)(?![\w:])"
)
_DAY_MARKS = ("mồng", "mùng")
_HOURS = re.compile(r"(?<=[\dh])\s?[-–—]\s?(?=\d{1,2}(?:h|g\d|:\d\d|\s?giờ))")


def say_days(text: str, where: Region) -> str:
    """Dates with a year, months, quarters and years in words."""
    text = _SPAN.sub(f" {load('speech')['numbers']['up_to']} ", text)
    text = _DATE.sub(lambda match: _date(match, where), text)
    text = _QUARTER.sub(lambda match: _quarter(match, where), text)
    text = _MONTH.sub(lambda match: _month_of_year(match, where), text)
    text = _bare_date().sub(lambda match: _short_date(match, where), text)
    text = _WORDED_DAY.sub(lambda match: match[1] + _day(int(match[2]), where), text)
    text = _WORDED_MONTH.sub(lambda match: match[1] + _month(int(match[2]), where), text)
    return _YEAR.sub(lambda match: _years(match, where), text)


def say_times(text: str, where: Region) -> str:
    """Times of the day: "7h30", "07:30", "7 giờ 30"; "-" between two is "đến"."""
    up_to = load("speech")["numbers"]["up_to"]
    text = _HOURS.sub(f" {up_to} ", text)
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
    day, month = int(match["day"]), int(match["month"])
    printed = f"{match['day']}/{match['month']}"
    if not (1 <= day <= 31 and 1 <= month <= 12) or printed in _words()["never"]:
        return match[0]
    label = match["before"]
    # Without a word that makes it a date: "2/3" is a fraction, "30/4" cannot be one.
    if (not label or (match["unsure"] and match["word"])) and day <= month:
        return match[0]
    said = f"{_day(day, where)} {_words()['month']} {_month(month, where)}"
    named = label.strip().lower()
    if named in _DAY_MARKS:
        return label + said.removeprefix(f"{where.day} ")
    return label + said if named in _words()["without_day"] else f"{label}{_words()['day']} {said}"


def _with_label(match: re.Match[str], said: str) -> str:
    """With "ngày" before it unless the text says so or counts days ("mồng 5/1/2026")."""
    before = match.string[max(0, match.start() - 12) : match.start()].lower().rstrip(" :")
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
    month = int(match[2])
    if not 1 <= month <= 12:
        return match[0]
    words = _words()
    label = match[1] or f"{words['month']} "
    return f"{label}{_month(month, where)} {words['year']} {cardinal(int(match[3]), where)}"


def _quarter(match: re.Match[str], where: Region) -> str:
    printed = match[2].upper()
    value = int(printed) if printed.isdecimal() else {"I": 1, "II": 2, "III": 3, "IV": 4}[printed]
    year = cardinal(int(match[3]), where)
    return f"{match[1]}{cardinal(value, where)} {_words()['year']} {year}"


def _years(match: re.Match[str], where: Region) -> str:
    said = match[1] + cardinal(int(match[2]), where)
    if match[3]:
        up_to = load("speech")["numbers"]["up_to"]
        said = f"{said} {up_to} {cardinal(int(match[3]), where)}"
    return said


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


@cache
def _bare_date() -> re.Pattern[str]:
    """A day and a month without a year after a word that makes it a date ("ngày 15/3").

    "từ 1/2 diện tích" may be a fraction: after such words a date is followed by no word.
    """
    words = load("speech")["days"]
    sure, unsure = one_of(words["before"]), one_of(words["before_perhaps"])
    return re.compile(
        rf"(?P<before>\b(?:{sure}|(?P<unsure>{unsure}))\s+|(?<![\w.,/-])(?=\d))"
        r"(?P<day>\d{1,2})\s?/\s?(?P<month>\d{1,2})(?![\d/]|[.,-]\d)(?=(?P<word>\s+[^\W\d_])?)",
        re.IGNORECASE,
    )


def _words() -> dict[str, Any]:
    words: dict[str, Any] = load("speech")["days"]
    return words
