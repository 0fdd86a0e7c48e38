"""Figures of models that were tried, as people read them."""

from __future__ import annotations

from decimal import Decimal

from django import template

from luatsong.portal.measured import number

register = template.Library()


@register.filter
def measure(value: Decimal | None) -> str:
    """A figure without noughts behind the comma: 1.234,5."""
    return number(value)
