"""Setting pages: HTML and our own style sheets to PDF, PDF pages to pictures.

WeasyPrint needs Debian's pango; where it is missing everything else of the site works and this
room says what to install.
"""

from __future__ import annotations

import io
import logging
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
from PIL import Image

from luatsong.renditions.making import CannotMakeError

if TYPE_CHECKING:
    from weasyprint import Document

MISSING = (
    "Máy chủ chưa có thư viện dàn trang pango nên chưa làm được PDF và thẻ hình. Cài bằng: "
    "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core. "
    "Trong lúc chờ, trang của bài vẫn in được bằng trình duyệt (khổ A5)."
)


_A4_LANDSCAPE = (297 / 25.4 * 72, 210 / 25.4 * 72)  # points


@cache
def missing() -> str:
    """Why nothing can be set on this machine, in Vietnamese; "" where it can."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return MISSING
    return ""


def laid_out(html: str, *styles: str) -> Document:
    """Pages of an HTML text under style sheets of this room, by name ("leaflet").

    Nothing is fetched: pictures come as `data:` addresses. Raises `CannotMakeError` where pango
    is missing.
    """
    if problem := missing():
        raise CannotMakeError(problem)
    from weasyprint import CSS, HTML, LOGGER
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    # It writes whole pictures into the log when one is decoration.
    LOGGER.setLevel(logging.CRITICAL)
    fonts = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols={"data"})
    sheets = [CSS(string=_style(name), font_config=fonts, url_fetcher=fetcher) for name in styles]
    page = HTML(string=html, url_fetcher=fetcher)
    # Tags are wanted already here: the tree they come from is built during layout.
    return page.render(font_config=fonts, stylesheets=sheets, **_OPTIONS)


def pdf(document: Document) -> bytes:
    """The PDF of laid-out pages, tagged by PDF/UA-1 (ISO 14289-1) for readers with a screen reader.

    The same pages give the same bytes: its identifier is of the content, its dates are the page's.
    """
    return bytes(document.write_pdf(**_OPTIONS))


def pictures(content: bytes, *, width: int) -> list[Image.Image]:
    """The pages of a PDF as pictures `width` pixels wide."""
    with pdfium.PdfDocument(content) as document:
        return [_picture(document[number], width) for number in range(len(document))]


def png(picture: Image.Image, most: int) -> bytes:
    """A picture as PNG of at most `most` bytes: fewer colours are tried until it fits.

    Raises `CannotMakeError` when not even 16 colours do.
    """
    for colours in (256, 128, 64, 32, 16):
        target = io.BytesIO()
        reduced = picture.quantize(
            colours, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
        reduced.save(target, "PNG", optimize=True)
        if target.tell() <= most:
            return target.getvalue()
    raise CannotMakeError(
        "Thẻ hình nặng hơn mức mạng xã hội nhận tốt. Hãy thay ảnh đầu bài bằng ảnh đơn giản hơn."
    )


def imposed(content: bytes) -> bytes:
    """A5 pages two by two on A4 landscape, in the order of a booklet folded once.

    The number of pages must be a multiple of four. Print on both sides, turned on the short edge.
    """
    with pdfium.PdfDocument(content) as single, pdfium.PdfDocument.new() as ordered:
        count = len(single)
        ordered.import_pages(single, booklet_order(count))
        handle = pdfium.raw.FPDF_ImportNPagesToOne(ordered, *_A4_LANDSCAPE, 2, 1)
        with pdfium.PdfDocument(handle) as sheets:
            target = io.BytesIO()
            sheets.save(target)
    return target.getvalue()


def booklet_order(count: int) -> list[int]:
    """Which page stands where when `count` pages are printed in pairs and folded: 4 -> 3 0 1 2."""
    if count % 4:
        raise ValueError("a folded booklet has a multiple of four pages")
    order: list[int] = []
    for leaf in range(count // 4):
        first, last = 2 * leaf, count - 1 - 2 * leaf
        order += [last, first, first + 1, last - 1]
    return order


_OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "optimize_images": True, "dpi": 200}


@cache
def _style(name: str) -> str:
    return files("luatsong.renditions").joinpath("print", f"{name}.css").read_text("utf-8")


def _picture(page: Any, width: int) -> Image.Image:
    image: Image.Image = page.render(scale=width / page.get_width()).to_pil()
    return image.convert("RGB")
