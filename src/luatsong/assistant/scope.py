"""What of a question says that no law of the store can answer it: signs, from data.

A sign that is `certain` declines; the others are evidence that the calibration weighs
(`luatsong.assistant.abstaining`).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, NamedTuple

from luatsong.assistant.syllables import vietnamese_share

_DATA: dict[str, Any] = tomllib.loads(
    files("luatsong.assistant").joinpath("data", "scope.toml").read_text(encoding="utf-8")
)
LONGEST_QUESTION: int = _DATA["longest_question"]
REPLIES: dict[str, str] = _DATA["replies"]
# Below this share of syllables that Vietnamese could have, a text is in another language.
_LEAST_VIETNAMESE = 0.6
_YEAR = re.compile(r"(?<!\d)năm (20\d\d|21\d\d)(?!\d)")
FUTURE = "future"
_SHORT_COUNTRY = re.compile(
    rf"(?<!\w)(?:nước )?({'|'.join(_DATA['short_countries'])})(?!\w)"
    rf"(?! (?:{'|'.join(_DATA['not_countries'])})(?!\w))"
)


class _Sign(NamedTuple):
    code: str
    reply: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    certain: bool


def _joined(patterns: list[str]) -> re.Pattern[str]:
    filled = (
        pattern.replace("{country}", "|".join([*_DATA["countries"], "nước [^ ]{1,4}ⁿ"]))
        .replace("{own}", _DATA["own"])
        .replace("{gap}", _DATA["gap"])
        for pattern in patterns
    )
    return re.compile("|".join(f"(?<!\\w)(?:{pattern})" if pattern[0] != "^" else pattern
                               for pattern in filled))  # fmt: skip


_SIGNS = tuple(
    _Sign(
        sign["code"],
        sign["reply"],
        _joined(sign["patterns"]),
        _joined(sign["unless"]) if "unless" in sign else None,
        sign.get("certain", False),
    )
    for sign in _DATA["sign"]
)
CODES = tuple(sign.code for sign in _SIGNS)


@dataclass(frozen=True, slots=True)
class Signs:
    """`codes` of the signs a question has; `declines` is the reply of a certain one, or ""."""

    codes: frozenset[str] = frozenset()
    declines: str = ""

    @property
    def reply(self) -> str:
        """The key of the reply that fits when the question is declined."""
        return self.declines or next(
            (sign.reply for sign in _SIGNS if sign.code in self.codes), "not-found"
        )


def signs_of(question: str, today: date) -> Signs:
    """The signs of a question (NFC); `today` tells which years are still to come."""
    # A short name of a country is marked while its capital still tells it from another word.
    words = _SHORT_COUNTRY.sub(r"nước \1ⁿ", " ".join(question.split())).lower()
    if not words:
        return Signs(declines="empty")
    if len(question) > LONGEST_QUESTION:
        return Signs(declines="too-long")
    if vietnamese_share(words) < _LEAST_VIETNAMESE:
        return Signs(declines="language")
    found = [sign for sign in _SIGNS if _has(sign, words)]
    codes = {sign.code for sign in found}
    if any(int(match[1]) > today.year for match in _YEAR.finditer(words)):
        codes.add(FUTURE)
    certain = next((sign.reply for sign in found if sign.certain), "")
    return Signs(frozenset(codes), certain)


def _has(sign: _Sign, words: str) -> bool:
    if not sign.pattern.search(words):
        return False
    return sign.unless is None or not sign.unless.search(words)
