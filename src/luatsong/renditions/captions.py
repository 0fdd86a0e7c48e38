"""Captions: what is said when, as WebVTT (W3C), from synthesis or from a transcript with times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Two lines of 42 characters are what people read in passing (EBU-TT-D guidance, WCAG 1.2.2).
_MOST = 84
_LINE = 42
_BREAK = re.compile(r"(?<=[,;:–])\s+|\s+(?=\()")
_TIMED = re.compile(
    r"\[?(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)\]?(?:\s*[-–]\s*(?:\d{1,2}:)?\d{1,3}:[0-5]\d)?"
    r"\s*[-–:.)]?\s+(\S.*)"
)
_LAST = 4.0  # seconds that the last line of a transcript is shown
_LONGEST_CUE = 8.0


@dataclass(frozen=True, slots=True)
class Cue:
    """Words on the screen from `start` to `end` (seconds)."""

    start: float
    end: float
    text: str


def cues_of(pieces: Sequence[str], lengths: Sequence[float], start: float) -> list[Cue]:
    """Cues of sentences whose sound lasts `lengths` seconds, one after the other from `start`.

    A sentence too long for the screen is shown in parts, each as long as its share of letters.
    """
    found, at = [], start
    for piece, seconds in zip(pieces, lengths, strict=True):
        parts = _parts(piece)
        letters = sum(map(len, parts)) or 1
        for part in parts:
            end = at + seconds * len(part) / letters
            found.append(Cue(round(at, 2), round(end, 2), part))
            at = end
    return found


def shares(pieces: Sequence[str], seconds: float) -> list[float]:
    """How long each piece lasts where only their sum is known: by their letters."""
    letters = sum(map(len, pieces)) or 1
    return [seconds * len(piece) / letters for piece in pieces]


def timed(transcript: str) -> list[Cue]:
    """Cues of a transcript whose lines begin with times ("0:05 …", "[1:02:03] …"); else none."""
    told: list[tuple[float, str]] = []
    for line in filter(None, map(str.strip, transcript.splitlines())):
        found = _TIMED.fullmatch(line)
        if found is None:
            return []
        hours, minutes, seconds, words = found.groups()
        told.append((int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds), words))
    starts = [start for start, _ in told]
    if len(told) < 2 or starts != sorted(set(starts)):
        return []
    ends = [min(after, start + _LONGEST_CUE) for start, after in pairwise(starts)]
    spans = zip(told, [*ends, starts[-1] + _LAST], strict=True)
    return [cue for (start, words), end in spans for cue in cues_of([words], [end - start], start)]


def vtt(cues: Iterable[Cue]) -> str:
    """The WebVTT file; nothing of the words is markup in it."""
    blocks = [f"{_clock(cue.start)} --> {_clock(cue.end)}\n{_shown(cue.text)}" for cue in cues]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _clock(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _shown(text: str) -> str:
    """On two lines where it does not fit one; `-->` and tags are letters."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if len(text) <= _LINE:
        return escaped
    middle = len(escaped) // 2
    gaps = [at for at, letter in enumerate(escaped) if letter == " "]
    if not gaps:
        return escaped
    cut = min(gaps, key=lambda at: abs(at - middle))
    return f"{escaped[:cut]}\n{escaped[cut + 1 :]}"


def _parts(sentence: str) -> list[str]:
    """A sentence in parts that fit the screen: at commas where there are, else between words."""
    parts = [""]
    for phrase in _BREAK.split(" ".join(sentence.split())):
        for word in [phrase] if len(phrase) <= _MOST else phrase.split(" "):
            joined = f"{parts[-1]} {word}".strip()
            if len(joined) <= _MOST:
                parts[-1] = joined
            else:
                parts.append(word)
    return [part for part in parts if part]
