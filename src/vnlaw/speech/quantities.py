"""Quantities: money, percentages, fractions, ranges, units, phone numbers, plain numbers."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from vnlaw.lexicon import load
from vnlaw.speech.letters import spelled
from vnlaw.speech.numerals import NUMBER, REST, Region, digits, number, ordinal
from vnlaw.speech.rules import ends_with, left_of, one_of

_DASH = r"\s?[-–—~]\s?"
_RANGE = re.compile(rf"(\d(?<![\w.,/–—-]\d){REST}){_DASH}({NUMBER})(?![/\d]|[-–—]\d)")
_MINUS = re.compile(r"[-−](?:(?<=\s.)|(?<=\(.)|(?<=^.))(?=\d)")
_FRACTION = re.compile(r"(\d(?<![\w.,/]\d)\d{0,3})\s?/\s?(\d{1,4})(?![\d/]|[.,]\d)")
_JOINED = re.compile(r"-(?<=[^\W\d_]-)(?=\d)|/(?<=\d/)(?=[A-ZĐ])")
# "TCVN 14423:2026", "QCVN 06:2021/BXD"
_EDITION = re.compile(r":(?<=\d:)(?=(?:19|20)\d\d(?!\d))")
_SCORE = re.compile(r"(\d)\s?[/:]\s?(?=\d)")
_ORDINAL = re.compile(r"[14](?<=[tT]hứ [14])(?![\d.,/]*\d)")
_POINTED = re.compile(r"\d(?<![\d.,]\d)\d*\.\d+(?:\.\d+)*(?![\d,]*\d)")
_ANY = re.compile(NUMBER)
_SPACED = re.compile(r"\d(?<![\d.,]\d)\d{0,2}(?:\s\d{3})+(?=\s?(?:đồng|đ\b|VN[ĐD]|vnđ|₫))")
_LONG = re.compile(r"\d(?<![\d.,]\d)\d{8,}(?![\d.,]*\d)")
# Number plates: province, series, number.
_PLATE = re.compile(r"(\d(?<![\w.,/-]\d)\d)([A-ZĐ]{1,2}\d?)\s?[-–. ]\s?(\d{3}\.?\d{1,2})(?![\w/])")
# Numbers written as phones are: a zero or +84 first, groups apart.
_PHONE = re.compile(
    r"[(+0](?<![\w.,/-].)(?:(?<=\()\s?0\d{1,3}\s?\)|(?<=\+)\s?84|(?<=0))(?:[\s.-]?\d){7,10}"
    r"(?![\d/]|[.,]\d)"
)
_CALLED = re.compile(r"\d(?<![\w.,/-]\d)(?:[\s.-]?\d){2,11}(?![\d/]|[.,]\d)(?!\s?(?:đồng|triệu|%))")
_YEARS = re.compile(r"\d{4}-(?:1[6-9]|2[01])\d\d")


def say_phones(text: str, _where: Region) -> str:
    """Phone and other code numbers digit by digit: 0912 345 678, 1900 6192, "tổng đài 111"."""
    text = _PLATE.sub(_plate, text)
    text = _PHONE.sub(lambda match: _grouped(match[0]), text)
    text = _CALLED.sub(_called, text)
    return _LONG.sub(lambda match: digits(match[0]), text)


def say_quantities(text: str, where: Region) -> str:
    """Money, percentages, units, fractions and ranges; a number that is none of these stays."""
    text = _SPACED.sub(lambda match: re.sub(r"\s", "", match[0]), text)
    text = _MINUS.sub(f"{_words()['minus']} ", text)
    text = _per().sub(_by_one, text)
    text = _unit().sub(lambda match: _with_unit(match, where), text)
    text = _unit_alone().sub(_alone, text)
    text = _RANGE.sub(
        lambda match: f"{number(match[1], where)} {_words()['up_to']} {number(match[2], where)}",
        text,
    )
    return _FRACTION.sub(lambda match: _fraction(match, where), text)


def say_numbers(text: str, where: Region) -> str:
    """Every number that is left."""
    text = _EDITION.sub(f" {load('speech')['days']['year']} ", _JOINED.sub(" ", text))
    text = _ORDINAL.sub(lambda match: ordinal(int(match[0]), where), text)
    text = _SCORE.sub(rf"\1 {_words()['over']} ", text)
    text = _POINTED.sub(lambda match: _pointed(match[0], where), text)
    return _ANY.sub(lambda match: f" {number(match[0], where)} ", text)


def _plate(match: re.Match[str]) -> str:
    series = spelled(match[2]) + (f" {digits(match[2])}" if match[2][-1].isdigit() else "")
    return f"{digits(match[1])} {series}, {digits(match[3])}"


def _grouped(printed: str) -> str:
    """Digits one by one with a short stop between the printed groups."""
    groups = (digits(group) for group in re.split(r"[\s.()-]+", printed))
    plus = "cộng " if printed.startswith("+") else ""
    return plus + ", ".join(group for group in groups if group)


def _called(match: re.Match[str]) -> str:
    """Digits of a number people call: after a word that says so, or with the prefix of services."""
    rules = load("speech")["phones"]
    served = match[0].startswith(tuple(rules["prefixes"])) and not _YEARS.fullmatch(match[0])
    if (served and len(match[0]) > len(rules["prefixes"][0]) + 2) or _calling().search(
        left_of(match)
    ):
        return _grouped(match[0])
    return match[0]


def _by_one(match: re.Match[str]) -> str:
    counted = _counted().search(left_of(match, 12))
    return f" {_words()['digits'][1]} " if counted else match[0]


def _alone(match: re.Match[str]) -> str:
    before = left_of(match, 1)
    if before.isalnum() or before in ("/", ".", "-", "_"):
        return match[0]
    return str(load("speech")["units"][match[0]])


def _with_unit(match: re.Match[str], where: Region) -> str:
    """ "5-7 km/h", "2 - 4 triệu đồng", "1.250.000đ", "80 mg/100 ml"."""
    units: dict[str, str] = load("speech")["units"]
    first, second = match["first"], match["second"]
    said = number(first, where)
    if second:
        said = f"{said} {_words()['up_to']} {number(second, where)}"
    unit = re.sub(r"\s+", " ", match["unit"])
    return f"{said} {units[unit]}"


def _fraction(match: re.Match[str], where: Region) -> str:
    link = _words()["part"] if int(match[1]) < int(match[2]) else _words()["over"]
    under = where.four if int(match[2]) == 4 else number(match[2], where)
    return f"{number(match[1], where)} {link} {under}"


def _pointed(printed: str, where: Region) -> str:
    """ "1.2.3" and "1.5" with their points; groups of three are thousands."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", printed):
        return number(printed, where)
    return f" {_words()['point']} ".join(number(part, where) for part in printed.split("."))


@cache
def _unit() -> re.Pattern[str]:
    units = one_of(load("speech")["units"])
    marks = "%‰°º₫€$℃"
    return re.compile(
        rf"(?P<first>\d(?<![\w.,/]\d){REST})(?:\s?(?:%|đồng|đ)?{_DASH}(?P<second>{NUMBER}))?"
        rf"\s?(?P<unit>{units})(?:(?<=[{marks}])|(?![\w/²³]))"
    )


@cache
def _unit_alone() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('speech')['units_alone'])}(?![\w/-])")


@cache
def _per() -> re.Pattern[str]:
    """The slash of "đồng/tháng": said "một"."""
    return re.compile(rf"/\s?(?={one_of(load('speech')['per']['words'])}(?!\w))")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_]){one_of(load('speech')['per']['counted'])}\s?$")


@cache
def _calling() -> re.Pattern[str]:
    words = load("speech")["phones"]["words"]
    return ends_with(words, r"(?:\s+(?:số|ngay|quốc\s+gia|khẩn\s+cấp))*[:\s]\s*\+?")


def _words() -> dict[str, Any]:
    words: dict[str, Any] = load("speech")["numbers"]
    return words
