"""Scanned pages, with the real tesseract where it is installed."""

from __future__ import annotations

import io
import subprocess

import pytest
from PIL import Image, ImageDraw, ImageFont

from vnlaw.document import Source
from vnlaw.reading import Limits, Unreadable, read_bytes, tesseract

needs_tesseract = pytest.mark.skipif(
    not tesseract.available(),
    reason="needs tesseract with Vietnamese: apt install tesseract-ocr tesseract-ocr-vie",
)
ROWS = [
    "QUY CHE PHOI HOP",
    "Dieu 1. Pham vi ap dung",
    "Quy che nay quy dinh viec phoi hop giua cac co quan",
    "trong quan ly ho so cua cong dan tai dia phuong.",
    "Dieu 2. Hieu luc",
    "Quy che nay co hieu luc tu ngay ky ban hanh.",
]


def scan(turn: float = 0) -> Image.Image:
    """A page of A4 at 150 dpi; the letters of the built-in font have no Vietnamese marks."""
    page = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(26)
    for index, row in enumerate(ROWS):
        draw.text((180, 200 + 50 * index), row, font=font, fill=0)
    return page.rotate(turn, fillcolor=255, resample=Image.Resampling.BICUBIC)


def saved(image: Image.Image, form: str) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, resolution=150)
    return buffer.getvalue()


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize("form", ["PNG", "PDF"])
def test_a_scan_is_recognised_with_its_confidence(form: str):
    source = read_bytes(saved(scan(1.0), form), f"a.{form.lower()}")
    text = "\n".join(source.lines)
    assert "Pham vi" in text.replace("Phạm", "Pham")
    assert set(source.pages) == {1}
    assert 0.5 < source.confidence[1] <= 1
    assert "ocr" in [found.code for found in source.findings]


@needs_tesseract
def test_a_page_that_takes_too_long_is_reported_as_missing():
    with pytest.raises(Unreadable):
        read_bytes(saved(scan(), "PNG"), "a.png", limits=Limits(ocr_page_seconds=0.001))


def test_without_tesseract_a_scan_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tesseract, "available", lambda: False)
    for form in ("PNG", "PDF"):
        with pytest.raises(Unreadable) as caught:
            read_bytes(saved(scan(), form), "a")
        assert caught.value.code == "tool-missing"
        assert "tesseract-ocr-vie" in caught.value.message


def recognised_as(monkeypatch: pytest.MonkeyPatch, words: list[tuple[str, int]]) -> Source:
    """A scan on which tesseract finds one line of words with their confidences."""
    rows = ["level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext"]
    rows += [
        f"5\t1\t1\t1\t1\t{n}\t{300 + 200 * n}\t400\t150\t40\t{sure}\t{word}"
        for n, (word, sure) in enumerate(words)
    ]

    def answer(*_: object, **__: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], 0, "\n".join(rows).encode(), b"")

    monkeypatch.setattr(tesseract, "available", lambda: True)
    monkeypatch.setattr("vnlaw.reading.tesseract.subprocess.run", answer)
    return read_bytes(saved(scan(), "PNG"), "a.png")


def test_usual_misreadings_are_set_right(monkeypatch: pytest.MonkeyPatch):
    words = [("Điêu", 90), ("1,", 91), ("Phạm", 92), ("vi", 93), ("sử", 94), ("đụng", 95)]
    source = recognised_as(monkeypatch, words)
    assert source.lines == ("Điều 1. Phạm vi sử dụng",)
    assert source.confidence[1] == pytest.approx(0.925, abs=0.01)


def test_a_number_that_is_not_surely_read_must_be_checked(monkeypatch: pytest.MonkeyPatch):
    source = recognised_as(monkeypatch, [("Số:", 97), ("445", 79), ("/QĐ-UBND", 95)])
    found = {found.code: found.severity for found in source.findings}
    assert found["ocr-heading-unsure"] == "error"
    source = recognised_as(monkeypatch, [("Số:", 97), ("445", 95), ("/QĐ-UBND", 95)])
    assert "ocr-heading-unsure" not in {found.code for found in source.findings}
