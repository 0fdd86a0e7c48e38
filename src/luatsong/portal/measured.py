"""Figures before and after, in words."""

from __future__ import annotations

from decimal import Decimal


def change(before: Decimal | None, after: Decimal | None) -> str:
    """By how much a figure changed, with its sign; "" where one of the two is missing."""
    if before is None or after is None:
        return ""
    sign = "+" if after > before else "−" if after < before else ""
    return f"{sign}{number(abs(after - before))}"


def number(value: Decimal | None) -> str:
    """A figure as people here write it, without noughts behind the comma: 1.234,5."""
    if value is None:
        return ""
    whole, _, rest = f"{value:,.2f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")
