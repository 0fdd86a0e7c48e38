"""Where in its article a checked quote stands: the address a reader is sent to."""

from __future__ import annotations

from luatsong.assistant.units import units
from luatsong.assistant.values import CheckedQuote
from vnlaw.addresses import slugify


def address_of(quote: CheckedQuote) -> str:
    """ "dieu-5/khoan-2/diem-dd": the clause or point the quote begins in."""
    source = quote.source
    inside = [
        unit
        for unit in units(source.text, long_line=len(source.text) + 1)
        if unit.start <= quote.start < unit.end
    ]
    if not inside or not inside[0].clause:
        return source.address
    address = f"{source.address}/khoan-{slugify(inside[0].clause)}"
    if inside[0].point and quote.end <= inside[0].end:
        address += f"/diem-{slugify(inside[0].point)}"
    return address
