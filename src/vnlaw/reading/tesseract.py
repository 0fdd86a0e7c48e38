"""Recognition of one page image by the program tesseract, run as a process of its own."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

_LANGUAGE = "vie"
# One thread a process: tesseract's own threads slow each other down on few cores.
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1"}


class RecognitionError(Exception):
    """A page could not be recognised in time, or the program failed."""


@dataclass(frozen=True, slots=True)
class Token:
    """A recognised word: box in pixels, confidence 0–100, and the line it belongs to."""

    text: str
    left: int
    top: int
    width: int
    height: int
    confidence: float
    line: tuple[int, int, int]


@lru_cache(maxsize=1)
def available() -> bool:
    """Whether tesseract and its Vietnamese data are installed."""
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, timeout=30, check=False
    )
    return _LANGUAGE in (listed.stdout + listed.stderr).split()


def recognise(image: Image.Image, dpi: int, seconds: float) -> list[Token]:
    """The words on an image; raises `RecognitionError`."""
    output = _run(image, ["-l", _LANGUAGE, "--psm", "3", "--dpi", str(dpi), "tsv"], seconds)
    return list(_tokens(output))


def turned(image: Image.Image, seconds: float) -> int:
    """Degrees by which an image must be turned clockwise to stand upright; 0 when unknown."""
    try:
        output = _run(image, ["--psm", "0", "-l", "osd"], seconds)
    except RecognitionError:
        return 0
    for line in output.splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "Rotate" and value.strip().isdigit():
            return int(value)
    return 0


def _run(image: Image.Image, options: list[str], seconds: float) -> str:
    buffer = io.BytesIO()
    image.save(buffer, "PPM")
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", *options],
            input=buffer.getvalue(),
            capture_output=True,
            timeout=seconds,
            env=os.environ | _ENVIRONMENT,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise RecognitionError from error
    if done.returncode:
        raise RecognitionError
    return done.stdout.decode("utf-8", "replace")


def _tokens(output: str) -> Iterator[Token]:
    """Rows of level 5 (words) of tesseract's table: level, page, block, paragraph, line, word,
    left, top, width, height, confidence, text."""
    for row in output.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) < 12 or fields[0] != "5" or not fields[11].strip():
            continue
        block, paragraph, line = (int(fields[i]) for i in (2, 3, 4))
        left, top, width, height = (int(fields[i]) for i in (6, 7, 8, 9))
        yield Token(
            fields[11], left, top, width, height, float(fields[10]), (block, paragraph, line)
        )
