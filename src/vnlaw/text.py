"""Repair of decoded text, and folding for search. Text that needs no repair is passed quickly."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from importlib.resources import files

_REPAIRS = tomllib.loads(
    files("vnlaw").joinpath("data", "text_repairs.toml").read_text(encoding="utf-8")
)
_LETTERS: dict[str, str] = _REPAIRS["letters"]
_DOUBLED: dict[str, str] = _REPAIRS["doubled"]
_CYRILLIC: dict[int, str] = str.maketrans(_REPAIRS["cyrillic"])

# Ranges are those of the Unicode standard: controls, soft hyphen, spaces (Zs), format marks,
# lone surrogates and noncharacters (U+FFFE may not stand in XML at all).
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
)
_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_SUSPICIOUS = re.compile(f"[{_INVISIBLE}{_SPACES}{_BREAKS}{''.join(_LETTERS)}]")
_REMOVED = re.compile(f"[{_INVISIBLE}]+")
_SPACE = re.compile(f"[{_SPACES}]")
_BREAK = re.compile(f"\r\n|[{_BREAKS}]")
_LETTER = re.compile(f"[{''.join(_LETTERS)}]")
_CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")
_WORD_WITH_CYRILLIC = re.compile(r"(?<!\S)[^\s\u0400-\u04ff]*+[\u0400-\u04ff]\S*")
_LATIN_OR_DIGIT = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# A tone mark typed before the mark of its vowel: NFC cannot join these by itself.
_COMBINING = re.compile("[\u0300-\u036f]")
_CLUSTER = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_VOWEL_MARKS = "\u0302\u0306\u031b"  # circumflex, breve, horn


def clean(text: str) -> str:
    """Repair decoded text: the result is NFC, and its only line break is a line feed.

    Removes soft hyphens, zero-width and control characters; turns odd spaces and tabs into
    plain spaces; replaces the wrong letters and doubled marks of `data/text_repairs.toml`; folds
    Cyrillic look-alikes inside Latin words and numbers (requirements 8.2). Never fails.
    """
    if text.isascii() and text.isprintable():
        return text
    if _SUSPICIOUS.search(text):
        text = _BREAK.sub("\n", text)
        text = _REMOVED.sub("", text)
        text = _SPACE.sub(" ", text)
        text = _LETTER.sub(lambda match: _LETTERS[match[0]], text)
    for doubled, single in _DOUBLED.items():
        text = text.replace(doubled, single)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if _COMBINING.search(text):
        text = _CLUSTER.sub(_reorder_marks, text)
    if _CYRILLIC_LETTER.search(text):
        text = unicodedata.normalize("NFC", _WORD_WITH_CYRILLIC.sub(_fold_cyrillic, text))
    return text


def _reorder_marks(match: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", match[0])
    marks = sorted(decomposed[1:], key=lambda mark: mark not in _VOWEL_MARKS)
    return unicodedata.normalize("NFC", decomposed[0] + "".join(marks))


def _fold_cyrillic(match: re.Match[str]) -> str:
    word = match[0]
    folded = word.translate(_CYRILLIC)
    if _CYRILLIC_LETTER.search(folded) or not _LATIN_OR_DIGIT.search(word):
        return word
    return folded


class _Folding(dict[int, str]):
    """Character -> what search sees of it; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFD", chr(code).lower().replace("đ", "d"))
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case without diacritics, `đ` as `d`: what a search that ignores marks compares."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)
