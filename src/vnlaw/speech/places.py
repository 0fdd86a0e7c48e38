"""Provisions, Roman numbers and marks of lists: "điểm đ khoản 2", "Chương IV", "a) …"."""

from __future__ import annotations

import re
from functools import cache

from vnlaw.lexicon import load
from vnlaw.romans import roman_value
from vnlaw.speech.letters import letter
from vnlaw.speech.numerals import Region, cardinal, number, ordinal
from vnlaw.speech.rules import ends_with, left_of
from vnlaw.speech.shortenings import whole_words

_LETTERS = "a-zđ"
_LIST_LETTER = re.compile(rf"(\s*)([{_LETTERS}])\.?(\d{{0,2}})[).]\s+")
_LIST_ROMAN = re.compile(r"(\s*)([IVXLC]{1,7})[.)]\s+")
_LIST_NUMBER = re.compile(r"(\s*\(?)(\d{1,3}(?:\.\d{1,2}){0,3})([.)])\s+(?=\S)")
_BULLET = re.compile(r"\s*[-–—•*+▪●○►✓✔☐☑·]+\s+")
_INNER_LETTER = re.compile(rf"(?<=[;,:.])(\s+)([{_LETTERS}])(\d{{0,2}})\)\s+")
_SMALL_ROMAN = re.compile(r"\(([ivx]{1,5})\)")
_INSERTED = re.compile(rf"\d(?<![\w.,/]\d)\d{{0,2}}[{_LETTERS}]\d{{0,2}}(?!\w)")
# "khoản 2,3" are two clauses; "khoản 1,5 triệu đồng" is an amount.
_TIGHT = re.compile(r",(?<=\d,)(?=\d{1,3}(?!\d|[.,]\d{3}|\s?(?:triệu|tỷ|tỉ|nghìn|lần|%|đồng)))")
_PARTS = re.compile(r"\d+|[^\W\d_]")
_ROMAN = re.compile(r"[IVXLC](?<!\w.)[IVXLC]{0,6}(?!\w)")
_LETTER = re.compile(rf"\b([{_LETTERS}])(\d{{0,2}})(?!\w)")


def say_places(text: str, where: Region) -> str:
    """Marks of lists at the start of a line, letters of points, inserted provisions."""
    text = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    match = _LIST_LETTER.match(text)
    if match:
        text = _list_letter(match, where) + text[match.end() :]
    match = _LIST_NUMBER.match(text)
    if match:
        text = f"{match[1].rstrip('(')}{match[2]}. {text[match.end() :]}"
    if ")" in text:
        text = _INNER_LETTER.sub(lambda match: _list_letter(match, where).lower(), text)
    text = _points().sub(lambda match: _point_letters(match, where), text)
    text = _TIGHT.sub(lambda match: ", " if _listing().search(left_of(match)) else ",", text)
    return _INSERTED.sub(lambda match: _inserted(match, where), text)


def say_romans(text: str, where: Region) -> str:
    """Roman numbers after the words they stand after, at the start of a line, and long ones."""
    match = _LIST_ROMAN.match(text)
    value = roman_value(match[2]) if match else None
    if match and value:
        text = f"{match[1]}{cardinal(value, where)}. {text[match.end() :]}"
    text = _SMALL_ROMAN.sub(lambda match: _small_roman(match, where), text)
    return _ROMAN.sub(lambda match: _roman(match, where), text)


def _list_letter(match: re.Match[str], where: Region) -> str:
    word = load("speech")["provisions"]["list_letter"]
    said = letter(match[2])
    if match[3]:
        said = f"{said} {number(match[3], where)}"
    return f"{match[1]}{word} {said}: "


def _small_roman(match: re.Match[str], where: Region) -> str:
    value = roman_value(match[1].upper())
    return f" {cardinal(value, where)}, " if value else match[0]


def _roman(match: re.Match[str], where: Region) -> str:
    """ "Chương IV", "lần thứ XIV"; without such a word only what is no shorthand ("XXI")."""
    value = roman_value(match[0])
    if value is None:
        return match[0]
    rules = load("speech")["romans"]
    label = _before_romans().search(left_of(match, 24))
    if label:
        ends = label[1].split()[-1].lower() in rules["ordinal_after"]
        return ordinal(value, where) if ends else cardinal(value, where)
    joined = "-" in (match.string[match.end() : match.end() + 1], left_of(match, 1))
    if len(match[0]) == 1 or joined or match[0] in rules["doubtful"] or match[0] in whole_words():
        return match[0]
    return cardinal(value, where)


def _point_letters(match: re.Match[str], where: Region) -> str:
    """The letters behind "điểm": a, b và c, with the digit of inserted points (a1)."""
    return match["word"] + _LETTER.sub(lambda one: _named(one[0], where), match["letters"])


def _inserted(match: re.Match[str], where: Region) -> str:
    """Provisions put in later: "Điều 4a", "khoản 2đ"."""
    return _named(match[0], where) if _before_provisions().search(left_of(match)) else match[0]


def _named(printed: str, where: Region) -> str:
    parts = _PARTS.findall(printed)
    return " ".join(number(part, where) if part.isdecimal() else letter(part) for part in parts)


@cache
def _points() -> re.Pattern[str]:
    word: str = load("speech")["provisions"]["point"]
    first, rest = word[0], word[1:]
    one = rf"[{_LETTERS}]\d{{0,2}}(?!\w)"
    return re.compile(
        rf"(?P<word>[{first}{first.upper()}](?<!\w.)(?:{rest}|{rest.upper()})\s+)"
        rf"(?P<letters>{one}(?:(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+|\s+hoặc\s+|\s*[-–]\s*"
        rf"|\s+đến\s+(?:{word}\s+)?){one}(?!\s*\)))*)"
    )


@cache
def _before_provisions() -> re.Pattern[str]:
    levels = load("speech")["provisions"]["levels"]
    return ends_with(levels, rf"\s+(?:\d{{1,3}}[{_LETTERS}]?\d?(?:\s*,\s*|\s+(?:và|hoặc|đến)\s+))*")


@cache
def _listing() -> re.Pattern[str]:
    levels = load("speech")["provisions"]["levels"]
    return ends_with(levels, r"\s+\d{1,3}(?:\s*,\s*\d{1,3})*")


@cache
def _before_romans() -> re.Pattern[str]:
    return ends_with(load("speech")["romans"]["words"])
