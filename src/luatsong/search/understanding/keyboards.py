"""Leftovers of Vietnamese typing: what Telex or VNI keys were meant to give.

Telex: doubled letters and w change a letter, s f r x j are the tones, z removes; VNI: 6 7 8 9
change a letter, 1-5 are the tones, 0 removes. Keys may stand anywhere after their vowel.
"""

from __future__ import annotations

import re
import unicodedata

from luatsong.search.understanding.normal import normal

_TELEX_TONES = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"2": "\u0300", "1": "\u0301", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"u": "ư", "o": "ơ", "a": "ă"}
_TELEX = re.compile(r"(?=[a-zđâăêôơư]{2,10}$)(?=.*(?:[sfrxjw]|dd|aa|ee|oo|a.*a|e.*e|o.*o|d.+d)).*")
_VNI = re.compile(r"(?=[a-z][a-z0-9]{1,11}$)(?=.*[0-9])[a-z]+[0-9][a-z0-9]*")
_VOWELS = "aeiouyâăêôơư"


def decoded(token: str) -> str:
    """The syllable the keys would have given; "" when `token` does not look like leftover keys.

    `token` is lower case. The result need not be a word: ask a lexicon.
    """
    bare, tone = _untoned(token)
    if _VNI.fullmatch(bare):
        return _vni(bare, tone)
    if _TELEX.fullmatch(bare):
        return _telex(bare, tone)
    return ""


def _untoned(token: str) -> tuple[str, str]:
    """The token without its tone, and the tone: some keys may have worked, others not."""
    letters = unicodedata.normalize("NFD", token)
    tones = [letter for letter in letters if letter in _TELEX_TONES.values()]
    bare = "".join(letter for letter in letters if letter not in tones)
    return unicodedata.normalize("NFC", bare), tones[-1] if tones else ""


def _telex(token: str, tone: str) -> str:
    letters: list[str] = []
    for key in token:
        if key in _TELEX_TONES and any(c in _VOWELS for c in letters):
            tone = _TELEX_TONES[key]
        elif key == "w":
            _apply_horn(letters)
        elif key == "d" and letters and letters[0] == "d":
            letters[0] = "đ"
        elif key in _CIRCUMFLEX and key in letters and _last_plain(letters, key):
            letters[len(letters) - 1 - letters[::-1].index(key)] = _CIRCUMFLEX[key]
        else:
            letters.append(key)
    return _toned(letters, tone)


def _last_plain(letters: list[str], key: str) -> bool:
    """A vowel pressed again changes the letter; only consonants may have come between."""
    place = len(letters) - 1 - letters[::-1].index(key)
    return not any(c in _VOWELS for c in letters[place + 1 :])


def _apply_horn(letters: list[str]) -> None:
    pair = "".join(letters[-3:])
    if "uo" in pair and not pair.startswith("q"):
        place = len(letters) - len(pair) + pair.index("uo")
        letters[place : place + 2] = ["ư", "ơ"]
        return
    for place in range(len(letters) - 1, -1, -1):
        if letters[place] in _HORN:
            letters[place] = _HORN[letters[place]]
            if place and letters[place] == "ơ" and letters[place - 1] == "u":
                letters[place - 1] = "ư"
            return
    letters.append("ư")


def _vni(token: str, tone: str) -> str:
    letters: list[str] = []
    for key in token:
        if key in _VNI_TONES:
            tone = _VNI_TONES[key]
        elif key == "6":
            _change_last(letters, _CIRCUMFLEX)
        elif key == "7":
            _apply_horn(letters)
        elif key == "8":
            _change_last(letters, {"a": "ă"})
        elif key == "9":
            _change_last(letters, {"d": "đ"})
        elif key == "0":
            tone = ""
        else:
            letters.append(key)
    return _toned(letters, tone)


def _change_last(letters: list[str], table: dict[str, str]) -> None:
    for place in range(len(letters) - 1, -1, -1):
        if letters[place] in table:
            letters[place] = table[letters[place]]
            return


def _toned(letters: list[str], tone: str) -> str:
    """Put the tone over the vowel that carries it."""
    for place in range(1, len(letters)):
        if letters[place - 1 : place + 1] == ["ư", "o"]:  # "uwo": no word has ư before o
            letters[place] = "ơ"
    if tone and letters:
        place = _carrier(letters)
        if place < 0:
            return ""
        letters[place] = unicodedata.normalize("NFC", letters[place] + tone)
    return normal("".join(letters))


def _carrier(letters: list[str]) -> int:
    vowels = [place for place, letter in enumerate(letters) if letter in _VOWELS]
    joined = "".join(letters)
    if joined.startswith(("qu", "gi")) and len(vowels) > 1:
        vowels = vowels[1:]
    if not vowels:
        return -1
    marked = [place for place in vowels if letters[place] in "âăêôơư"]
    if marked:
        return marked[-1]
    if len(vowels) == 1:
        return vowels[0]
    closed = vowels[-1] < len(letters) - 1
    return vowels[1] if closed or len(vowels) > 2 else vowels[0]
