"""Looking at words that strangers send, by data; what is suspect waits apart, nothing is lost."""

from __future__ import annotations

import hashlib
import re
from functools import cache

from luatsong.responses.settings import data
from vnlaw.text import clean, fold

_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|net|vip|top|xyz|club|bet|win)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+%?")
_SPACES = re.compile(r"[ \t\f\v\u00a0]+")
_LINES = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """Typed words in NFC, without marks that cannot be seen, at most one empty line together."""
    lines = (_SPACES.sub(" ", line).strip() for line in clean(text).split("\n"))
    return _LINES.sub("\n\n", "\n".join(lines)).strip()


def links(text: str) -> int:
    """How many addresses of other sites the words hold."""
    return len(_LINK.findall(text))


def doubts(text: str) -> list[str]:
    """Why words are suspect, in Vietnamese, for the person who decides; most are not."""
    lower = f" {' '.join(_WORD.findall(text.lower()))} "
    folded = fold(lower)
    found = [
        label
        for label, words, plain in _lists()
        if any(word in lower for word in words) or any(word in folded for word in plain)
    ]
    if links(text):
        found.append("có địa chỉ trang khác")
    letters = [char for char in text if char.isalpha()]
    if len(letters) > 40 and sum(char.isupper() for char in letters) > 0.7 * len(letters):
        found.append("gần như toàn chữ hoa")
    return found


def fingerprint(text: str) -> str:
    """The same for words that differ only in marks, case and spaces."""
    return hashlib.sha256(" ".join(fold(text).split()).encode()).hexdigest()


@cache
def _lists() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(
        (
            row["label"],
            tuple(f" {word} " for word in row["words"]),
            tuple(f" {fold(word)} " for word in row["plain"]),
        )
        for row in data("abuse").values()
    )
