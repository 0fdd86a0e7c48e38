"""PDF files: the text layer where there is one, recognition of the page's image where not."""

from __future__ import annotations

from contextlib import closing

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from vnlaw.document import Finding, Source
from vnlaw.reading.encodings import FontTexts
from vnlaw.reading.limits import Deadline, Limits
from vnlaw.reading.lines import assemble
from vnlaw.reading.pdf_words import PageWords
from vnlaw.reading.typeset.compose import Composed, compose
from vnlaw.reading.typeset.sheets import Sheet
from vnlaw.reading.unreadable import Unreadable, finding

MEDIA_TYPE = "application/pdf"
_LEAST = 12  # words on a page that count as a text layer, when the page also shows a picture


def read_pdf(data: bytes, limits: Limits) -> Source:
    """Read a PDF; pages without a text layer are recognised from their image."""
    with closing(_opened(data)) as document:
        if len(document) > limits.pages:
            raise Unreadable.because("too-many-pages", pages=len(document), limit=limits.pages)
        deadline = Deadline(limits.seconds)
        fonts = FontTexts()
        sheets = _sheets(document, PageWords(fonts), deadline)
        for sheet in sheets:
            for word in sheet.words:
                word.text = fonts.unicode(word.text, word.font)
        bare = [sheet.number for sheet in sheets if _is_bare(document, sheet)]
        return _composed(sheets, fonts, deadline, bare)


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


def _is_bare(document: pdfium.PdfDocument, sheet: Sheet) -> bool:
    """Whether a page is a picture of text: hardly a word, but an image."""
    if len(sheet.words) >= _LEAST:
        return False
    with closing(document[sheet.number - 1]) as page:
        images = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        return next(iter(images), None) is not None


def _composed(sheets: list[Sheet], fonts: FontTexts, deadline: Deadline, bare: list[int]) -> Source:
    composed: Composed = compose(sheets, deadline)
    return assemble(
        composed.lines,
        MEDIA_TYPE,
        pages=composed.pages,
        footnotes=composed.footnotes,
        findings=_findings(composed, fonts, bare),
    )


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
