"""Legal bases (căn cứ) of a document: the texts its issuer says it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vnlaw.lexicon import load
from vnlaw.tables import is_row

_DATA = load("basis_phrases")
_STARTS = re.compile(_DATA["starts"], re.IGNORECASE)
_OTHER = re.compile(_DATA["other"])
_LONGEST = 40  # lines of one preamble that are looked at beyond the last basis


def legal_bases(preamble: Sequence[str]) -> tuple[str, ...]:
    """The bases in printed order, without "Căn cứ" and the closing mark.

    A basis broken over lines is joined; several on one line, parted by ";", are told apart.
    """
    return tuple(filter(None, (_trim(text) for text in _joined(preamble))))


def is_basis(line: str) -> bool:
    """Whether a line begins a legal basis."""
    return bool(_STARTS.match(line.lstrip()))


def _joined(preamble: Sequence[str]) -> Iterator[str]:
    current: list[str] = []
    quiet = 0
    for line in preamble:
        text = " ".join(line.split())
        if not text or is_row(line):
            continue
        if _STARTS.match(text):
            if current:
                yield from _split(" ".join(current))
            current, quiet = [text], 0
        elif current and not current[-1].endswith((";", ".", "./.")) and not _OTHER.match(text):
            current.append(text)
        else:
            if current:
                yield from _split(" ".join(current))
            current = []
            quiet += 1
            if quiet > _LONGEST:
                break
    if current:
        yield from _split(" ".join(current))


def _split(text: str) -> Iterator[str]:
    """Part bases that share one line."""
    at = 0
    for match in re.finditer(r";\s+(?=\S)", text):
        if _STARTS.match(text, match.end()):
            yield text[at : match.start()]
            at = match.end()
    yield text[at:]


def _trim(text: str) -> str:
    start = _STARTS.match(text)
    return text[start.end() if start else 0 :].strip(" ,.;:/")
