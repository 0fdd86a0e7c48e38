"""Web and mail addresses as people dictate them."""

from __future__ import annotations

import re
from typing import Any

from vnlaw.lexicon import load
from vnlaw.speech.letters import spelled
from vnlaw.speech.numerals import Region, digits
from vnlaw.speech.shortenings import is_syllable

_PART = r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(
    rf"(?:https?://|www\.)[^\s<>\"“”()]{{1,300}}"
    rf"|[A-Za-z0-9._%+-]{{1,64}}@(?:{_PART}\.){{1,6}}[A-Za-z]{{2,10}}"
    rf"|(?<![\w@.])(?:{_PART}\.){{1,6}}(?:vn|com|org|net|gov|edu|info)(?![\w.]\w)(?:/[^\s<>\"“”()]{{0,200}})?"
)
_TOKEN = re.compile(r"[A-Za-z]+|\d+|[^\W\d_]+|.", re.DOTALL)


def say_addresses(text: str, _where: Region) -> str:
    """Addresses in words: "sotuphap@anha.gov.vn" is "… a còng anha chấm gốp chấm vi en"."""
    if not any(sign in text for sign in load("speech")["web"]["signs"]):
        return text
    return _ADDRESS.sub(lambda match: _said(match[0]), text)


def _said(printed: str) -> str:
    tail = re.search(r"[.,;:!?/]+$", printed)
    core = printed[: tail.start()] if tail else printed
    stop = tail[0].replace("/", "") if tail else ""
    core = re.sub(r"^https?://", "", core)
    words = [word for token in _TOKEN.findall(core) if (word := _token(token))]
    return " ".join(words) + stop


def _token(token: str) -> str:
    rules: dict[str, Any] = load("speech")["web"]
    marks = {
        ".": rules["dot"],
        "/": rules["slash"],
        "-": rules["dash"],
        "_": rules["underscore"],
        "@": rules["at"],
        ":": rules["colon"],
        "?": rules["question"],
    }
    if token in marks:
        return str(marks[token])
    if token.isdecimal():
        return digits(token)
    if not token.isalpha():
        return ""
    parts: dict[str, str] = rules["parts"]
    low = token.lower()
    if low in parts:
        return parts[low]
    vowels = sum(mark in "aeiouy" for mark in low)
    return low if is_syllable(low) or (vowels and len(low) > 3) else spelled(low)
