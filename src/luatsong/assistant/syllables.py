"""Whether a text could be Vietnamese at all, with or without its marks."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from vnlaw.text import fold

_WORD = re.compile(r"[^\W_]+")


def _shape() -> re.Pattern[str]:
    file = files("luatsong.assistant").joinpath("data", "syllables.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return re.compile(rf"(?:{'|'.join(data['onsets'])})?(?:{'|'.join(data['rhymes'])})")


_SHAPE = _shape()


def vietnamese_share(text: str) -> float:
    """The share of the words of `text` that have the shape of a Vietnamese syllable, in [0, 1].

    Numbers and short letter codes (CCCD, NĐ) tell nothing and are left out; 1.0 when nothing is
    left but there are numbers or codes.
    """
    words = [word for word in _WORD.findall(text) if not any(c.isdigit() for c in word)]
    telling = [word for word in words if len(word) > 1]
    if not telling:
        return 1.0 if words or _WORD.search(text) else 0.0
    shaped = [word for word in telling if _SHAPE.fullmatch(fold(word))]
    marked = sum(not word.isascii() for word in shaped)
    if marked >= 2 and marked * 3 >= len(telling):
        return 1.0
    return len(shaped) / len(telling)
