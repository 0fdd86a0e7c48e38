"""Filters for pages that tell how long recall takes."""

from __future__ import annotations

from datetime import timedelta

from django import template

register = template.Library()

_MINUTE, _HOUR, _DAY = 60, 60 * 60, 24 * 60 * 60


@register.filter
def lasting(span: timedelta | None) -> str:
    """A length of time as people say it: "12 giây", "3 phút", "2,5 giờ", "4 ngày"; "–" for none."""
    if span is None:
        return "–"
    seconds = span.total_seconds()
    if seconds < _MINUTE:
        return f"{round(seconds)} giây"
    if seconds < _HOUR:
        return f"{round(seconds / _MINUTE)} phút"
    if seconds < _DAY:
        return f"{_one_digit(seconds / _HOUR)} giờ"
    return f"{_one_digit(seconds / _DAY)} ngày"


def _one_digit(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")
