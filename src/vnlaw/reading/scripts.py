"""Raised characters: what superscript means in running text."""

from __future__ import annotations

import re
from itertools import groupby

_RAISED = str.maketrans("0123456789+-–−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_EXPONENT = re.compile(r"[+\-–−]?\d{1,3}$")
_CALL = re.compile(r"\[?(\d{1,3})\]?$")
# A number raised after a unit of length or after another number is an exponent: m², 10³ …
_BASE = re.compile(r"(?:^|[\W\d_])[kcdmnµμ]?m$|[\d)\]]$", re.IGNORECASE)
# … but after the number of a provision, or a bracket around words, it calls a footnote.
_WORDS = re.compile(
    r"(?:điều|khoản|chương|mục|phần|số)\s+[\dIVXLC]+[a-zđ]?\.?$|[^\W\d_]{2}\)$", re.IGNORECASE
)
TAIL = 24  # characters before the raised text that decide


def superscript(text: str, before: str) -> str:
    """Text set raised after `before` (its last `TAIL` characters do), keeping the meaning.

    Set flat, "10" and a raised "3" would read as 103: exponents become superscript characters.
    A number raised after a word calls a footnote: it becomes ``[3]``. All else stays as it is.
    """
    core = text.strip()
    before = before[-TAIL:]
    call = _CALL.match(core)
    base = before.rstrip()
    if call and base and (_WORDS.search(base) or not _BASE.search(base)):
        is_note = base[-1].isalpha() or base[-1] in "”\"',;:.)" or _WORDS.search(base)
        return f"[{call[1]}]" if is_note else text
    if _EXPONENT.match(core) and _BASE.search(before):
        return text.replace(core, core.translate(_RAISED))
    return text


class Pieces:
    """Text in stretches, some of them raised; neighbours that are both raised belong together."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, bool]] = []

    def add(self, text: str, *, raised: bool = False) -> None:
        """Append a stretch; a note call that is written out already is not raised again."""
        self._parts.append((text, raised and not text.startswith("[")))

    def joined(self) -> str:
        """All stretches as one text."""
        text = ""
        for raised, parts in groupby(self._parts, key=lambda part: part[1]):
            stretch = "".join(part for part, _ in parts)
            text += superscript(stretch, text) if raised else stretch
        return text
