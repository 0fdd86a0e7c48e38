"""PDF files: the text layer where there is one, recognition of the page's image where not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import islice

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from vnlaw.document import Finding, Source
from vnlaw.reading import tesseract
from vnlaw.reading.encodings import FontTexts
from vnlaw.reading.gazette import trim
from vnlaw.reading.limits import Deadline, Limits
from vnlaw.reading.lines import assemble
from vnlaw.reading.ocr import Outcome, recognise_pages, repaired
from vnlaw.reading.pdf_words import PageWords
from vnlaw.reading.scans import DPI, Recognised
from vnlaw.reading.typeset.compose import Composed, compose
from vnlaw.reading.typeset.sheets import Rule, Sheet, Word
from vnlaw.reading.unreadable import Unreadable, finding

MEDIA_TYPE = "application/pdf"
_PICTURE = 0.08  # share of a page's area from which an image may be a scan of text
_SCAN = 0.35  # share from which it is one although there are words beside it
_FEW = 60  # words of a page that is text with pictures have no fewer
_SHAPES = 80  # shapes that letters drawn one by one come to
_INSIDE = 8  # words that stand on a mere background image


def read_pdf(data: bytes, limits: Limits) -> Source:
    """Read a PDF; scanned pages, and scanned parts of pages, are recognised from their image.

    Without tesseract such pages are left out with a finding, unless nothing else is there.
    """
    with closing(_opened(data)) as document:
        if len(document) > limits.pages:
            raise Unreadable.because("too-many-pages", pages=len(document), limit=limits.pages)
        deadline = Deadline(limits.seconds)
        fonts = FontTexts()
        sheets = _sheets(document, PageWords(fonts), deadline)
        for sheet in sheets:
            for word in sheet.words:
                word.text = fonts.unicode(word.text, word.font)
        outcome, bare = _recognise(document, sheets, limits)
    # Time spent on recognition has its own bound.
    composed = compose(sheets, Deadline(limits.seconds))
    partial = trim(composed)
    return assemble(
        repaired(composed, outcome.pages),
        MEDIA_TYPE,
        pages=composed.pages,
        confidence=outcome.confidence,
        footnotes=composed.footnotes,
        findings=[*_findings(composed, fonts, bare), *partial, *outcome.findings()],
    )


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        pages = len(document)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Unreadable.because("encrypted") from error
        raise Unreadable.because("truncated", detail="pdf") from error
    if not pages:
        raise Unreadable.because("no-text")
    return document


def _sheets(document: pdfium.PdfDocument, reader: PageWords, deadline: Deadline) -> list[Sheet]:
    sheets: list[Sheet] = []
    for index in range(len(document)):
        deadline.check()
        try:
            page = document[index]
        except pdfium.PdfiumError as error:
            raise Unreadable.because("truncated", detail=f"pdf, trang {index + 1}") from error
        with closing(page):
            sheets.append(reader.sheet(page, index + 1))
    return sheets


def _recognise(
    document: pdfium.PdfDocument, sheets: list[Sheet], limits: Limits
) -> tuple[Outcome, list[int]]:
    """Put recognised words onto sheets that are scans; also the pages left without text."""
    few = sum(len(sheet.words) for sheet in sheets) < _FEW * len(sheets)
    scans = {
        sheet.number: box
        for sheet in sheets
        if (box := _scan(document, sheet) or (_drawn(document, sheet) if few else None))
    }
    if not scans:
        return Outcome(), []
    if not tesseract.available():
        if sum(len(sheet.words) for sheet in sheets) < _FEW:
            raise Unreadable.because("tool-missing")
        return Outcome(), sorted(scans)
    outcome = recognise_pages(_images(document, scans, limits), limits)
    for number, found in outcome.pages.items():
        _merge(sheets[number - 1], found, scans[number])
        sheets[number - 1].scanned = True
    return outcome, []


def _scan(document: pdfium.PdfDocument, sheet: Sheet) -> Rule | None:
    """The part of a page that is a picture of text, from its upper left corner; None if none."""
    with closing(document[sheet.number - 1]) as page:
        boxes = [
            Rule(left, sheet.height - top, right, sheet.height - bottom)
            for left, bottom, right, top in _image_boxes(page)
        ]
    area = sheet.width * sheet.height
    large = [box for box in boxes if (box.x1 - box.x0) * (box.y1 - box.y0) >= _PICTURE * area]
    bare = [box for box in large if sum(_is_in(word, box) for word in sheet.words) < _INSIDE]
    share = sum((box.x1 - box.x0) * (box.y1 - box.y0) for box in bare) / area
    if not bare or (share < _SCAN and len(sheet.words) >= _FEW):
        return None
    return Rule(
        max(0.0, min(box.x0 for box in bare)),
        max(0.0, min(box.y0 for box in bare)),
        min(sheet.width, max(box.x1 for box in bare)),
        min(sheet.height, max(box.y1 for box in bare)),
    )


def _drawn(document: pdfium.PdfDocument, sheet: Sheet) -> Rule | None:
    """The whole page, when its letters are drawn as shapes instead of set as text."""
    if len(sheet.words) >= _INSIDE:
        return None
    with closing(document[sheet.number - 1]) as page:
        shapes = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)
        if sum(1 for _ in islice(shapes, _SHAPES)) < _SHAPES:
            return None
    return Rule(0.0, 0.0, sheet.width, sheet.height)


def _image_boxes(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        with suppress(pdfium.PdfiumError):
            yield thing.get_bounds()


def _is_in(word: Word, box: Rule) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box.x0 < x < box.x1 and box.y0 < y < box.y1


def _images(
    document: pdfium.PdfDocument, scans: dict[int, Rule], limits: Limits
) -> Iterator[tuple[int, Image.Image]]:
    """Scanned parts of pages as grey images of 300 dpi, or fewer where pages are huge."""
    for number, box in scans.items():
        with closing(document[number - 1]) as page:
            width, height = page.get_size()
            if width * height * (DPI / 72) ** 2 > limits.pixels:
                raise Unreadable.because(
                    "image-too-large",
                    pixels=round(width * height * (DPI / 72) ** 2 / 1e6),
                    limit=round(limits.pixels / 1e6),
                )
            image = (
                page.render(scale=DPI / 72, grayscale=True, draw_annots=False).to_pil().convert("L")
            )
        corners = (box.x0, box.y0, box.x1, box.y1)
        yield number, image.crop(tuple(round(corner * DPI / 72) for corner in corners))


def _merge(sheet: Sheet, found: Recognised, box: Rule) -> None:
    """Put recognised words beside the ones of the text layer, which are surer."""
    known = list(sheet.words)
    for word in found.words:
        word.x0, word.x1 = word.x0 + box.x0, word.x1 + box.x0
        word.top, word.bottom = word.top + box.y0, word.bottom + box.y0
        word.base += box.y0
        around = Rule(word.x0 - 3, word.top - 3, word.x1 + 3, word.bottom + 3)
        if not any(_is_in(other, around) or _is_in(word, _around(other)) for other in known):
            sheet.words.append(word)
    sheet.rules += [
        Rule(r.x0 + box.x0, r.y0 + box.y0, r.x1 + box.x0, r.y1 + box.y0) for r in found.rules
    ]


def _around(word: Word) -> Rule:
    return Rule(word.x0, word.top, word.x1, word.bottom)


def _findings(composed: Composed, fonts: FontTexts, bare: list[int]) -> list[Finding]:
    findings = []
    if composed.removed.signature:
        lines = composed.removed.signature
        findings.append(finding("signature-lines", count=len(lines), lines="; ".join(lines)))
    if composed.removed.furniture:
        findings.append(finding("page-furniture", count=composed.removed.furniture))
    if fonts.converted:
        findings.append(finding("legacy-encoding", encoding=fonts.converted))
    if bare:
        findings.append(finding("pages-without-text", pages=", ".join(map(str, bare))))
    return findings
