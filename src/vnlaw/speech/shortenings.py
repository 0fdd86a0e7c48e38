"""Abbreviations in full, unknown ones letter by letter, foreign words as they sound."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from vnlaw.lexicon import load
from vnlaw.speech.letters import letter, spelled
from vnlaw.speech.numerals import Region, number
from vnlaw.speech.rules import left_of, one_of

_CAPITAL = "A-ZĐĂÂÊÔƠƯÀÁẢÃẠẰẮẲẴẶẦẤẨẪẬÈÉẺẼẸỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌỒỐỔỖỘỜỚỞỠỢÙÚỦŨỤỪỨỬỮỰỲÝỶỸỴ"
# A word that begins with a capital and holds another; "&" and hyphens may join its parts.
_SHORT = re.compile(
    rf"[{_CAPITAL}](?<![\w&].)(?:\w*[{_CAPITAL}]\w*(?:[&-][{_CAPITAL}]\w*)*|\w*(?:[&-][{_CAPITAL}]\w*)+)"
)
# A Vietnamese syllable: at most three letters, a nucleus of vowels, at most two letters.
_VOWEL = "aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
    rf"[{_VOWEL}]{{1,3}}(?:ng|nh|ch|[cmnpt])?"
)
_AFTER_DIGIT = re.compile(r"(\d)([^\W\d_]{1,3})(?!\w)")
_BEFORE_DIGIT = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,3}(?=\d)")
_TOUCHING = re.compile(r"\d(?<=[^\W\d_]\d)")
_ASCII_WORDS = re.compile(r"[a-z-]{3,}")


def say_marked(text: str, _where: Region) -> str:
    """Abbreviations that carry a mark: "v/v", "ThS.", "TP. An Hà"."""
    forms = load("speech_abbreviations")
    text = _marked().sub(
        lambda match: match[0] if _sticks(match) else forms["marked"][match[0]], text
    )
    return _before_names().sub(
        lambda match: match[0] if _sticks(match) else f"{forms['before_names'][match[1]]} ", text
    )


def say_short(text: str, where: Region) -> str:
    """Abbreviations of capitals: known ones in full, others by their letters."""
    return _SHORT.sub(lambda match: _in_its_line(match, where), text)


def say_foreign(text: str, _where: Region) -> str:
    """Foreign words common in law and daily life, as they sound to a Vietnamese ear."""
    words = load("speech_foreign")["words"]
    if words.keys().isdisjoint(_ASCII_WORDS.findall(text.lower())):
        return text
    return _foreign().sub(lambda match: words[match[0].lower()], text)


def say_codes(text: str, _where: Region) -> str:
    """Letters that stick to digits ("B1", "4G", "29A"): said apart, by their names."""
    text = _AFTER_DIGIT.sub(lambda match: f"{match[1]} {_code_letters(match[2])} ", text)
    if not _TOUCHING.search(text):
        return text
    return _BEFORE_DIGIT.sub(lambda match: f" {_code_letters(match[0])} ", text)


@cache
def whole_words() -> dict[str, str]:
    """Abbreviation -> words, of every group but those with marks."""
    groups = load("speech_abbreviations")
    return {
        short: full
        for name, group in groups.items()
        if name not in ("marked", "before_names")
        for short, full in group.items()
    }


def is_syllable(word: str) -> bool:
    """Whether a word can be said as one Vietnamese syllable."""
    return _SYLLABLE.fullmatch(word.lower()) is not None


def _in_its_line(match: re.Match[str], where: Region) -> str:
    """A word that is both: in a line of capitals "AI" is a word, elsewhere an abbreviation."""
    printed = match[0]
    if is_syllable(printed):
        before = left_of(match, 12).split()[-1:]
        after = match.string[match.end() : match.end() + 12].split()[:1]
        if any(word.isupper() and is_syllable(word) for word in (*before, *after)):
            return printed
    return _short(printed, where)


def _sticks(match: re.Match[str]) -> bool:
    """Whether a match is the end of a longer word or address."""
    before = left_of(match, 1)
    return before.isalnum() or before in ("/", ".", "_")


@lru_cache(4096)
def _short(printed: str, where: Region) -> str:
    known = whole_words().get(printed)
    if known is not None:
        return known
    if "-" in printed or "&" in printed:
        parts = re.split(r"[&-]", printed)
        if any(part in whole_words() for part in parts) or all(map(_is_code, parts)):
            return ", ".join(_short(part, where) for part in parts)
        return printed
    if not _is_code(printed):
        return printed
    return " ".join(
        number(part, where) if part.isdecimal() else spelled(part)
        for part in re.findall(r"\d+|[^\W\d_]+", printed)
    )


def _is_code(word: str) -> bool:
    """Whether a word is to be spelled: two capitals or more, and no syllable in capitals."""
    letters = [mark for mark in word if mark.isalpha()]
    capitals = sum(mark.isupper() for mark in letters)
    if len(letters) < 2 or capitals * 2 < len(letters) or capitals < 2:
        return False
    if not word.isupper():
        return not any(map(is_syllable, re.findall(r"[^\W\d_]{3,}", word)))
    return not is_syllable(word) or len(word) > 7


def _code_letters(printed: str) -> str:
    if len(printed) == 1:
        return letter(printed)
    return printed if is_syllable(printed) and printed.islower() else spelled(printed)


@cache
def _marked() -> re.Pattern[str]:
    forms = load("speech_abbreviations")["marked"]
    return re.compile(rf"{one_of(forms)}(?![\w/])")


@cache
def _before_names() -> re.Pattern[str]:
    forms = load("speech_abbreviations")["before_names"]
    return re.compile(rf"({one_of(forms)})(?:(?<=\.)\s?|\s+)(?=[{_CAPITAL}]\w|\d)")


@cache
def _foreign() -> re.Pattern[str]:
    words = load("speech_foreign")["words"]
    return re.compile(rf"(?<![\w-]){one_of(words)}(?![\w-])", re.IGNORECASE)
