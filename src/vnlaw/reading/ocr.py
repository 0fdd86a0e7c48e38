"""Recognition of many page images: several at a time, each within its time."""

from __future__ import annotations

import io
import re
import tomllib
import warnings
from collections.abc import Container, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from PIL import Image, ImageOps, ImageSequence

from vnlaw.document import Finding, Source
from vnlaw.reading import tesseract
from vnlaw.reading.limits import Deadline, Limits
from vnlaw.reading.lines import assemble
from vnlaw.reading.scans import DPI, Recognised, prepared, recognised
from vnlaw.reading.sniff import image_type
from vnlaw.reading.typeset.compose import Composed, compose
from vnlaw.reading.typeset.sheets import Sheet
from vnlaw.reading.unreadable import Unreadable, finding
from vnlaw.text import clean

_MILLION = 1_000_000
_LOW = 0.75  # mean confidence under which a page should be looked at


@dataclass(slots=True)
class Outcome:
    """Pages recognised and failed."""

    pages: dict[int, Recognised] = field(default_factory=dict)
    failed: list[int] = field(default_factory=list)

    @property
    def confidence(self) -> dict[int, float]:
        """Mean word confidence of each recognised page, 0–1."""
        return {page: round(found.confidence, 3) for page, found in sorted(self.pages.items())}

    def findings(self) -> list[Finding]:
        """What people should know about the recognition."""
        findings = []
        if self.pages:
            sure = self.confidence
            percent = round(100 * sum(sure.values()) / len(sure))
            findings.append(finding("ocr", count=len(sure), percent=percent))
            if low := [str(page) for page, value in sure.items() if value < _LOW]:
                findings.append(finding("ocr-low-confidence", pages=", ".join(low)))
            # Only the first page of all names the document; forms inside it do not.
            if unsure := self.pages.get(1) and self.pages[1].unsure[:2]:
                findings.append(finding("ocr-heading-unsure", lines="; ".join(unsure)))
        if self.failed:
            failed = ", ".join(str(page) for page in sorted(self.failed))
            findings.append(finding("ocr-failed-pages", pages=failed))
        return findings


def recognise_pages(images: Iterable[tuple[int, Image.Image]], limits: Limits) -> Outcome:
    """Recognise prepared images as they come, `limits.ocr_workers` at a time.

    Raises `Unreadable("tool-missing")` without tesseract. A page that takes too long, or comes
    after all time is spent, is listed as failed.
    """
    if not tesseract.available():
        raise Unreadable.because("tool-missing")
    outcome = Outcome()
    deadline = Deadline(limits.ocr_seconds, waiting=True)
    waiting: list[tuple[int, Future[Recognised]]] = []
    with ThreadPoolExecutor(limits.ocr_workers) as pool:
        for page, image in images:
            seconds = min(limits.ocr_page_seconds, deadline.left)
            if seconds <= 0:
                outcome.failed.append(page)
                continue
            waiting.append((page, pool.submit(recognised, image, seconds)))
            # Images are large: no more of them wait than are worked on.
            while len(waiting) > limits.ocr_workers:
                _collect(outcome, *waiting.pop(0))
        for page, future in waiting:
            _collect(outcome, page, future)
    return outcome


def _collect(outcome: Outcome, page: int, future: Future[Recognised]) -> None:
    try:
        outcome.pages[page] = future.result()
    except tesseract.RecognitionError:
        outcome.failed.append(page)


def repaired(composed: Composed, pages: Container[int]) -> list[str]:
    """The lines, those of recognised pages with usual misreadings set right."""
    return [
        _repaired(line) if page in pages else line
        for line, page in zip(composed.lines, composed.pages, strict=True)
    ]


def _repaired(line: str) -> str:
    line = clean(line)
    for pattern, text in _repairs():
        line = pattern.sub(text, line)
    return line


@lru_cache(maxsize=1)
def _repairs() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = tomllib.loads(
        files("vnlaw").joinpath("data", "reading_ocr.toml").read_text(encoding="utf-8")
    )
    return tuple((re.compile(entry["find"]), entry["write"]) for entry in data["repair"])


def read_image(data: bytes, limits: Limits) -> Source:
    """Read a photographed or scanned page; a TIFF may hold several."""
    sheets: dict[int, Sheet] = {}

    def images() -> Iterator[tuple[int, Image.Image]]:
        for page, frame in enumerate(_frames(data, limits), 1):
            image = prepared(frame)
            width, height = (side * 72 / DPI for side in image.size)
            sheets[page] = Sheet(page, width, height)
            yield page, image

    outcome = recognise_pages(images(), limits)
    for page, found in outcome.pages.items():
        sheets[page].words, sheets[page].rules = found.words, found.rules
        sheets[page].scanned = True
    composed = compose([sheets[page] for page in sorted(sheets)], Deadline(limits.seconds))
    return assemble(
        repaired(composed, outcome.pages),
        image_type(data),
        pages=composed.pages,
        confidence=outcome.confidence,
        findings=outcome.findings(),
    )


def _frames(data: bytes, limits: Limits) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
        for count, frame in enumerate(ImageSequence.Iterator(picture), 1):
            _check(frame, count, limits)
            frame.load()
            yield ImageOps.exif_transpose(frame)
    except Image.DecompressionBombError as error:
        million = limits.pixels // _MILLION
        raise Unreadable.because("image-too-large", pixels=f">{million}", limit=million) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unreadable.because("truncated", detail="ảnh") from error


def _check(frame: Image.Image, count: int, limits: Limits) -> None:
    if frame.width * frame.height > limits.pixels:
        pixels = frame.width * frame.height // _MILLION
        limit = limits.pixels // _MILLION
        raise Unreadable.because("image-too-large", pixels=pixels, limit=limit)
    if count > limits.pages:
        raise Unreadable.because("too-many-pages", pages=count, limit=limits.pages)
