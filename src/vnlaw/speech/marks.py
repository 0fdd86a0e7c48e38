"""Marks: those that are said, those that are a pause, those that are nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from vnlaw.lexicon import load
from vnlaw.speech.numerals import Region, number
from vnlaw.speech.rules import one_of

_OR = re.compile(r"/(?:(?<=[^\W\d_]/)|(?<=[^\W\d_]\s/))\s?(?=[^\W\d_])")
_AND_OR = re.compile(r"/\s?hoặc\b")
_OPENING = re.compile(r"[^\S\n]*[(\[{|][^\S\n]*")
_CLOSING = re.compile(r"[)\]}]")
_DASH = re.compile(r"(?<=\s)[-–—]+(?=\s)|[–—]+|(?<=\s)-(?=\w)|(?<=\w)-(?=\s)")
_DOTS = re.compile(r"\.{2,}|…+|_{2,}")
_QUOTES = re.compile(r"[“”\"«»‘’`´*_~^#\\¦]+")
_SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
_STOPS = re.compile(r"[^\S\n]*[.,;:?!](?:[^\S\n]*[.,;:?!])*")
_AT_START = " ,;:.!?-"
_AT_END = " ,"
_NO_SPACE = re.compile(r"(?<=[.,;:?!])(?=[^\W\d_])")
_ODD = re.compile(r"[^\w\s.,;:?!-]|[\d_²³¹]|[^\W\d_a-zA-ZđĐ\u00c0-\u024f\u1e00-\u1eff]")
_STRONGEST = "?!.:;,"


def say_marks(text: str, _where: Region) -> str:
    """Marks that have words ("≥", "&", "%"); slashes between words are "hoặc"."""
    said: dict[str, str] = load("speech")["marks"]
    text = _AND_OR.sub(" hoặc", text)
    text = _OR.sub(" hoặc ", text)
    return _said_marks().sub(lambda match: said[match[0]], text)


def settle(text: str, where: Region) -> str:
    """The last step: only letters, blanks, lines and `. , ; : ? ! -` inside words are left."""
    text = _DOTS.sub(", ", text)
    text = _OPENING.sub(", ", text)
    text = _CLOSING.sub(", ", text)
    text = _QUOTES.sub(" ", text)
    if "-" in text or "–" in text or "—" in text:
        text = _DASH.sub(", ", text)
    text = _ODD.sub(lambda match: _only(match[0], where), text)
    text = _STOPS.sub(_strongest, text)
    text = _NO_SPACE.sub(" ", _SPACES.sub(" ", text))
    return text.lstrip(_AT_START).rstrip(_AT_END)


def _strongest(match: re.Match[str]) -> str:
    """Several stops in a row are one, the strongest."""
    return next(mark for mark in _STRONGEST if mark in match[0])


def plain_digits(text: str) -> str:
    """Digits of any script as 0 to 9, "½" and its like as "1/2": what the other rules know."""
    if not _odd_numbers().search(text):
        return text
    return "".join(_plain(mark) for mark in text)


def _plain(mark: str) -> str:
    if mark.isascii() or not mark.isnumeric() or mark in "²³":
        return mark
    if mark.isdecimal():
        return str(unicodedata.decimal(mark))
    shown = unicodedata.normalize("NFKC", mark).replace("\u2044", "/")
    shown = "".join(c for c in shown if c.isascii())
    return f" {shown} " if any(c.isdigit() for c in shown) else " "


def _only(mark: str, where: Region) -> str:
    if mark.isalpha() or mark in " \n.,;:?!-":
        return mark
    if mark.isdigit():
        value = unicodedata.digit(mark, None)
        return f" {number(str(value), where)} " if value is not None else " "
    return mark if unicodedata.combining(mark) else " "


@cache
def _said_marks() -> re.Pattern[str]:
    return re.compile(one_of(load("speech")["marks"]))


@cache
def _odd_numbers() -> re.Pattern[str]:
    """Anything that may be a number outside ASCII (general categories Nd, Nl, No)."""
    return re.compile(
        r"[^\W0-9a-zA-Zđ\u00c0-\u024f\u1e00-\u1eff_]"
        r"|[\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u218b\u2460-\u249b]"
    )
