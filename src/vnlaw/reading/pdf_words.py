"""Words and ruling lines of a PDF page, by PDFium."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from vnlaw.reading.encodings import FontTexts
from vnlaw.reading.typeset.sheets import ASCENT, DESCENT, Rule, Sheet, Word

_THIN = 2.5  # points: a filled box no thicker than this is a line
_ROOM = 0.05  # of the type size: the least room of a blank
_SHORT = 4.0  # points: what is no longer than this is a dot or a corner
_MOST_PATHS = 20_000
_MOST_SEGMENTS = 2_000  # of one path; more is a drawing
_FORMULA = (0x1D400, 0x1D7FF)  # mathematical alphabets: plain letters and digits in other shapes
_HYPHEN = {"\x02": "-", "\ufffe": "-", "\xad": ""}


class PageWords:
    """Reads the words of one page after another; fonts are remembered in `fonts`."""

    def __init__(self, fonts: FontTexts) -> None:
        self.fonts = fonts

    def sheet(self, page: pdfium.PdfPage, number: int) -> Sheet:
        """The page, turned so that most of its text runs from left to right."""
        text_page = page.get_textpage()
        try:
            words = list(_words(text_page.raw, self.fonts))
        finally:
            text_page.close()
        width, height = page.get_size()
        if page.get_rotation() % 180:
            width, height = height, width
        rules = list(_rules(page))
        sheet = Sheet(number, width, height, words, rules)
        turn = Counter(word.angle for word in words).most_common(1)
        return _turned(sheet, turn[0][0] if turn else 0)


def _turned(sheet: Sheet, quarters: int) -> Sheet:
    """Turn a sheet in PDF coordinates (y upwards) upright and its y axis downwards.

    A run of one quarter goes down the page, of three quarters up the page.
    """
    width, height = sheet.width, sheet.height

    def point(x: float, y: float) -> tuple[float, float]:
        match quarters:
            case 1:
                return height - y, width - x
            case 2:
                return width - x, y
            case 3:
                return y, x
        return x, height - y

    for word in sheet.words:
        corners = point(word.x0, word.bottom), point(word.x1, word.top)
        word.x0, word.x1 = sorted(corner[0] for corner in corners)
        word.top, word.bottom = sorted(corner[1] for corner in corners)
        if word.angle == quarters:
            word.base = point(word.base, word.base)[1]
            # Boxes of letters with marks are taller than others: one measure for all.
            word.top = word.base - ASCENT * word.size
            word.bottom = word.base + DESCENT * word.size
        word.angle = (word.angle - quarters) % 4
    rules = []
    for rule in sheet.rules:
        (ax, ay), (bx, by) = point(rule.x0, rule.y0), point(rule.x1, rule.y1)
        rules.append(Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
    if quarters % 2:
        width, height = height, width
    return Sheet(sheet.number, width, height, sheet.words, rules)


@dataclass(slots=True)
class _Type:
    """How the characters of one text object are set."""

    font: str
    size: float
    angle: int


def _words(text_page: Any, fonts: FontTexts) -> Iterator[Word]:
    """Words in file order, in PDF coordinates: `top` is the greater y until the page is turned.

    For text that runs up or down the page `base` is an x coordinate.
    """
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    word: Word | None = None
    known: dict[int, _Type] = {}
    begin = end = base = 0.0
    spaced, guessed = True, False
    high = 0
    for index in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:  # half of a letter beyond the first plane: a formula's
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        letter = _letter(code)
        if not letter or letter.isspace():
            # A blank that the library only guessed counts when there is room for one.
            if letter and not raw.FPDFText_IsGenerated(text_page, index):
                spaced = True
            guessed = guessed or letter != ""
            continue
        if word is not None and unicodedata.combining(letter):
            word.text += letter  # marks set by themselves belong to the letter before
            spaced = guessed = False
            continue
        kind = _type(text_page, index, known)
        raw.FPDFText_GetLooseCharBox(text_page, index, box)
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        start, stop, line = _run(box, x.value, y.value, kind.angle)
        spaced = spaced or (guessed and start - end > _ROOM * kind.size)
        goes_on = (
            word is not None
            and not spaced
            and word.angle == kind.angle
            and abs(line - base) < 0.08 * kind.size
            and abs(kind.size - word.size) < 0.08 * kind.size
            and start > begin - 0.15 * kind.size  # boxes may be wide: only starts tell order
            and start - end < 0.3 * kind.size
        )
        if word is not None and goes_on:
            word.text += letter
            word.x0, word.x1 = min(word.x0, box.left), max(word.x1, box.right)
            word.bottom, word.top = min(word.bottom, box.bottom), max(word.top, box.top)
        else:
            if word is not None:
                yield _finished(word, fonts)
            word = Word(
                letter, box.left, box.right, box.top, box.bottom, line, kind.size,
                bold="bold" in kind.font.lower(), glued=not spaced, angle=kind.angle,
                font=kind.font,
            )  # fmt: skip
        begin, end, base, spaced, guessed = start, stop, line, False, False
    if word is not None:
        yield _finished(word, fonts)


def _finished(word: Word, fonts: FontTexts) -> Word:
    if fonts.is_old(word.font):
        fonts.learn(word.font, word.text)
    return word


def _letter(code: int) -> str:
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return " "
    if _FORMULA[0] <= code <= _FORMULA[1]:
        return unicodedata.normalize("NFKC", chr(code))
    return _HYPHEN.get(chr(code), chr(code))


def _run(box: Any, x: float, y: float, angle: int) -> tuple[float, float, float]:
    """Start and end along the run, and base line, of a character."""
    match angle:
        case 1:
            return -box.top, -box.bottom, x
        case 2:
            return -box.right, -box.left, y
        case 3:
            return box.bottom, box.top, x
    return box.left, box.right, y


def _type(text_page: Any, index: int, known: dict[int, _Type]) -> _Type:
    thing = raw.FPDFText_GetTextObject(text_page, index)
    key = ctypes.cast(thing, ctypes.c_void_p).value or 0
    found = known.get(key)
    if found is None or not key:
        angle = round(raw.FPDFText_GetCharAngle(text_page, index) / (math.pi / 2)) % 4
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text_page, index, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = raw.FPDFText_GetFontSize(text_page, index) * scale
        found = known[key] = _Type(_font(text_page, index), max(size, 1.0), angle)
    return found


def _font(text_page: Any, index: int) -> str:
    buffer = ctypes.create_string_buffer(128)
    length = raw.FPDFText_GetFontInfo(text_page, index, buffer, 128, ctypes.c_int())
    return buffer.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace")


def _rules(page: pdfium.PdfPage) -> Iterator[Rule]:
    """Straight lines along the axes: strokes, and filled boxes that are as thin as strokes."""
    for count, thing in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=2)):
        if count > _MOST_PATHS:
            return
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(thing.raw, filled, stroked):
            continue
        for points in _strokes(thing):
            if filled.value:
                yield from _long(_box(points))
            if stroked.value:
                for edge in pairwise(points):
                    yield from _long(_box(edge))


def _strokes(thing: pdfium.PdfObject) -> Iterator[list[tuple[float, float]]]:
    """The pieces of a path as points in page coordinates; curves are taken as chords."""
    total = raw.FPDFPath_CountSegments(thing.raw)
    if total > _MOST_SEGMENTS:
        return
    matrix = thing.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(total):
        segment = raw.FPDFPath_GetPathSegment(thing.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(matrix.on_point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _box(points: Iterable[tuple[float, float]]) -> Rule:
    xs, ys = zip(*points, strict=True)
    return Rule(min(xs), min(ys), max(xs), max(ys))


def _long(box: Rule) -> Iterator[Rule]:
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    if min(wide, high) <= _THIN and max(wide, high) > _SHORT:
        yield box
