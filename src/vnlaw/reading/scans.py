"""Page images to sheets: words by recognition, ruling lines from long dark strokes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from PIL import Image

from vnlaw.reading import tesseract
from vnlaw.reading.tesseract import Token
from vnlaw.reading.typeset.sheets import ASCENT, DESCENT, Rule, Word, middle
from vnlaw.text import fold

DPI = 300
_POINT = 72 / DPI
_DESCENDERS = frozenset("gjpqyýỳỷỹỵạặậẹệịọộợụựQ,;()[]/|")
_NOISE = 30.0  # confidence under which signs without letters are dirt
_POOR = 55.0  # mean confidence under which a page may lie on its side
_SURE = 86.0  # confidence from which a figure is believed; printed ones reach 90 and more
_NAMING = re.compile(r"^(luat )?so\s*[:.]|^[a-z. ]{2,30},? ngay .{1,12} thang .{1,8} nam")
_FIGURE = re.compile(r"[\d@!?#$%&*]|/")
_STRIP = 40  # pixels that must be dark in a row to be part of a ruling line
_DARK = 120


@dataclass(slots=True)
class Recognised:
    """What recognition of one image gave, in points from its upper left corner."""

    words: list[Word]
    rules: list[Rule]
    confidence: float  # mean over letters, 0–1
    unsure: list[str] = field(default_factory=list)  # lines with number or date not read surely


def prepared(image: Image.Image, inches: float | None = None) -> Image.Image:
    """Grey image of about 300 dpi; `inches` is the height of the page where it is known."""
    grey = image.convert("L")
    # A page without a known size is taken as A4, upright or on its side.
    longest = (inches or 11.7) * DPI
    scale = longest / (grey.height if inches else max(grey.size))
    if 0.8 < scale < 1.25:
        return grey
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    return grey.resize(size, Image.Resampling.LANCZOS)


def recognised(image: Image.Image, seconds: float) -> Recognised:
    """Words and rules of a prepared image; raises `tesseract.RecognitionError`."""
    tokens = tesseract.recognise(image, DPI, seconds)
    if _mean(tokens) < _POOR:
        angle = tesseract.turned(image, seconds)
        if angle:
            image = image.rotate(-angle, expand=True)
            tokens = tesseract.recognise(image, DPI, seconds)
    kept = [token for token in map(_without_bars, tokens) if token.text and not _is_noise(token)]
    rules = list(_rules(image))
    return Recognised(_words(kept), rules, _mean(kept) / 100, _unsure(kept))


def _unsure(tokens: list[Token]) -> list[str]:
    """Lines that say number or date, with a figure of which recognition was not sure.

    Both are often stamped or written by hand, and a wrong number names another document.
    """
    lines: dict[tuple[int, int, int], list[Token]] = {}
    for token in tokens:
        lines.setdefault(token.line, []).append(token)
    found: list[str] = []
    for line in lines.values():
        text = " ".join(token.text for token in line)
        if not _NAMING.search(fold(text)):
            continue
        if any(token.confidence < _SURE and _FIGURE.search(token.text) for token in line):
            found.append(text)
    return found


def _mean(tokens: list[Token]) -> float:
    weight = sum(len(token.text) for token in tokens)
    return sum(token.confidence * len(token.text) for token in tokens) / weight if weight else 0.0


def _without_bars(token: Token) -> Token:
    """Ruling lines beside words are often read as bars."""
    return replace(token, text=token.text.strip("|¦"))


def _is_noise(token: Token) -> bool:
    lettered = sum(c.isalnum() for c in token.text)
    return (not lettered and token.confidence < _NOISE * 2) or token.confidence < 5


def _words(tokens: list[Token]) -> list[Word]:
    """Words with one base line for each line of type, the page's skew taken out."""
    lines: dict[tuple[int, int, int], list[Token]] = {}
    for token in tokens:
        lines.setdefault(token.line, []).append(token)
    slope = _slope(list(lines.values()))
    size = middle(_height(line) for line in lines.values() if len(line) > 2) or 40.0
    words: list[Word] = []
    for line in lines.values():
        own = _height(line)
        own = size if 0.7 * size < own < 1.4 * size else own
        base = middle(_foot(token) - slope * token.left for token in line)
        words += [_word(token, base, own, slope) for token in line]
    return words


def _slope(lines: list[list[Token]]) -> float:
    """Skew of the page: rise over run of its long lines."""
    slopes = [
        (_foot(line[-1]) - _foot(line[0])) / (line[-1].left - line[0].left)
        for line in lines
        if line[-1].left - line[0].left > 600
    ]
    slope = middle(slopes)
    return slope if abs(slope) < math.tan(math.radians(10)) else 0.0


def _foot(token: Token) -> float:
    """Lower edge of a word's letters, without what hangs below the base line."""
    hangs = any(c in _DESCENDERS for c in token.text)
    return token.top + token.height * (0.82 if hangs else 1.0)


def _height(line: list[Token]) -> float:
    """Type size in pixels: letters with marks are about 0.9 of it, small ones half."""
    tall = [token.height for token in line if any(c.isupper() or c in "bdhklđ" for c in token.text)]
    return middle(tall or [token.height * 1.3 for token in line]) / 0.85


def _word(token: Token, base: float, size: float, slope: float) -> Word:
    shift = slope * token.top  # a skewed page also leans to the side
    x0 = (token.left + shift) * _POINT
    base, size = base * _POINT, size * _POINT
    return Word(
        token.text,
        x0,
        x0 + token.width * _POINT,
        base - ASCENT * size,
        base + DESCENT * size,
        base,
        size,
    )


def _rules(image: Image.Image) -> Iterator[Rule]:
    """Long dark strokes: each pixel of the squeezed image stands for `_STRIP` pixels in a row."""
    flat = image.reduce((_STRIP, 1))
    for across, start, end in _strokes(flat):
        y = across * _POINT
        yield Rule(start * _STRIP * _POINT, y, end * _STRIP * _POINT, y + 0.5)
    upright = image.reduce((1, _STRIP)).transpose(Image.Transpose.TRANSPOSE)
    for across, start, end in _strokes(upright):
        x = across * _POINT
        yield Rule(x, start * _STRIP * _POINT, x + 0.5, end * _STRIP * _POINT)


def _strokes(squeezed: Image.Image) -> Iterator[tuple[int, int, int]]:
    """Runs of dark pixels as (row, start, end), one for each stroke however thick."""
    width = squeezed.width
    data = squeezed.tobytes()
    last: dict[tuple[int, int], int] = {}
    for row in range(squeezed.height):
        line = data[row * width : (row + 1) * width]
        if min(line, default=255) >= _DARK:
            continue
        start = None
        for column in range(width + 1):
            dark = column < width and line[column] < _DARK
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                if column - start >= 3 and row - last.get((start, column), -9) > 6:
                    yield row, start, column
                if column - start >= 3:
                    last[start, column] = row
                start = None
