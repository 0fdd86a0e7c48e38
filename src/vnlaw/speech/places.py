"""Provisions, Roman numbers and marks of lists: "điểm đ khoản 2", "Chương IV", "a) …"."""

from __future__ import annotations

import re
from functools import cache

from vnlaw.lexicon import load
from vnlaw.romans import roman_value
from vnlaw.speech.letters import letter
from vnlaw.speech.numerals import Region, cardinal, number, ordinal
from vnlaw.speech.rules import one_of
from vnlaw.speech.shortenings import whole_words

_LETTERS = "a-zđ"
_LIST_LETTER = re.compile(rf"^(\s*)([{_LETTERS}])(\d{{0,2}})[).]\s+", re.MULTILINE)
_INNER_LETTER = re.compile(rf"(?<=[;,:.])(\s+)([{_LETTERS}])(\d{{0,2}})\)\s+")
_LIST_ROMAN = re.compile(r"^(\s*)([IVXLC]{1,7})[.)]\s+", re.MULTILINE)
_LIST_SMALL_ROMAN = re.compile(r"\(([ivx]{1,5})\)")
_LIST_NUMBER = re.compile(r"^(\s*\(?)(\d{1,3}(?:\.\d{1,2}){0,3})([.)])\s+(?=\S)", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*[-–—•*+▪●○►✓✔☐☑·]+[ \t]+", re.MULTILINE)
_INSERTED = re.compile(rf"(\d{{1,3}})([{_LETTERS}])(\d{{0,2}})(?![\w.,/]*\d|[^\W\d_])")
_ROMAN = re.compile(r"(?<![\w-])[IVXLC]{2,7}(?![\w-])")


def say_places(text: str, where: Region) -> str:
    """Marks of lists at the start of a line, letters of points, inserted provisions."""
    text = _BULLET.sub("", text)
    text = _LIST_LETTER.sub(lambda match: _list_letter(match, where), text)
    text = _INNER_LETTER.sub(lambda match: _list_letter(match, where).lower(), text)
    text = _LIST_NUMBER.sub(lambda match: f"{match[1].rstrip('(')}{match[2]}. ", text)
    text = _points().sub(lambda match: _point_letters(match, where), text)
    return _provision().sub(lambda match: _inserted(match[0], where), text)


def say_romans(text: str, where: Region) -> str:
    """Roman numbers after the words they stand after, at the start of a line, and long ones."""
    text = _LIST_ROMAN.sub(lambda match: _list_roman(match, where), text)
    text = _LIST_SMALL_ROMAN.sub(lambda match: _small_roman(match, where), text)
    text = _labelled_roman().sub(lambda match: _labelled(match, where), text)
    return _ROMAN.sub(lambda match: _bare(match[0], where), text)


def _list_letter(match: re.Match[str], where: Region) -> str:
    word = load("speech")["provisions"]["list_letter"]
    said = letter(match[2])
    if match[3]:
        said = f"{said} {number(match[3], where)}"
    return f"{match[1]}{word} {said}: "


def _list_roman(match: re.Match[str], where: Region) -> str:
    value = roman_value(match[2])
    return f"{match[1]}{cardinal(value, where)}. " if value else match[0]


def _small_roman(match: re.Match[str], where: Region) -> str:
    value = roman_value(match[1].upper())
    return f" {cardinal(value, where)}, " if value else match[0]


def _labelled(match: re.Match[str], where: Region) -> str:
    """ "Chương IV", "từ Chương I đến Chương III", "lần thứ XIV"."""
    value = roman_value(match["roman"])
    if value is None:
        return match[0]
    order = load("speech")["romans"]["ordinal_after"]
    ends = match["label"].split()[-1].lower() in order
    return match["label"] + (ordinal(value, where) if ends else cardinal(value, where))


def _bare(printed: str, where: Region) -> str:
    value = roman_value(printed)
    doubtful = load("speech")["romans"]["doubtful"]
    if value is None or printed in doubtful or printed in whole_words():
        return printed
    return cardinal(value, where)


def _point_letters(match: re.Match[str], where: Region) -> str:
    """The letters behind "điểm": a, b và c, with the digit of inserted points (a1)."""
    return match["word"] + re.sub(
        rf"\b([{_LETTERS}])(\d{{0,2}})(?!\w)",
        lambda one: " ".join(filter(None, (letter(one[1]), one[2] and number(one[2], where)))),
        match["letters"],
    )


def _inserted(printed: str, where: Region) -> str:
    """Provisions put in later: "Điều 4a", "khoản 2đ"."""
    return _INSERTED.sub(
        lambda match: " ".join(
            filter(
                None,
                (
                    number(match[1], where),
                    letter(match[2]),
                    match[3] and number(match[3], where),
                ),
            )
        ),
        printed,
    )


@cache
def _points() -> re.Pattern[str]:
    word = one_of(load("speech")["provisions"]["point"])
    one = rf"[{_LETTERS}]\d{{0,2}}(?!\w)"
    return re.compile(
        rf"(?P<word>\b{word}\s+)(?P<letters>{one}(?:(?:\s*[,;]\s*|\s+và\s+|\s+hoặc\s+|\s*,\s*và\s+"
        rf"|\s*[-–]\s*|\s+đến\s+(?:điểm\s+)?){one}(?!\s*\)))*)",
        re.IGNORECASE,
    )


@cache
def _provision() -> re.Pattern[str]:
    levels = one_of(load("speech")["provisions"]["levels"])
    one = rf"\d{{1,3}}[{_LETTERS}]\d{{0,2}}(?!\w)"
    return re.compile(
        rf"\b{levels}\s+(?:\d{{1,3}}(?!\w)|{one})(?:(?:\s*,\s*|\s+và\s+|\s+hoặc\s+)"
        rf"(?:\d{{1,3}}(?![\w.]\w)|{one}))*",
        re.IGNORECASE,
    )


@cache
def _labelled_roman() -> re.Pattern[str]:
    words = one_of(load("speech")["romans"]["words"])
    return re.compile(rf"(?P<label>(?i:\b{words})\s+)(?P<roman>[IVXLC]{{1,7}})(?!\w)")
