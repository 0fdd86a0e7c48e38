"""QR codes as drawings."""

from __future__ import annotations

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def qr(address: str, *, dark: str = "#211c18") -> SafeString:
    """The QR code (ISO/IEC 18004) of an address as an SVG element, without a size of its own.

    Level M: a leaflet is folded and gets dirty; a quarter of a drawing stays unread at most.
    """
    code = segno.make_qr(address, error="m")
    target = io.BytesIO()
    # The title is what a PDF says of it, too (PDF/UA-1 7.3).
    code.save(
        target, kind="svg", xmldecl=False, svgns=True, dark=dark, border=2, omitsize=True,
        title=f"Mã QR: {address}",
    )  # fmt: skip
    drawing = target.getvalue().decode().strip()
    return mark_safe(drawing.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308 - drawn here
