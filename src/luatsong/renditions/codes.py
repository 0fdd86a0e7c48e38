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
    code.save(target, kind="svg", xmldecl=False, svgns=True, dark=dark, border=2, omitsize=True)
    title = f'role="img" aria-label="Mã QR: {_escaped(address)}"'
    drawing = target.getvalue().decode().strip()
    return mark_safe(drawing.replace("<svg ", f"<svg {title} ", 1))  # noqa: S308 - drawn here


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
