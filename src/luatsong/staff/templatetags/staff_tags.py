"""Filters for the staff templates."""

from __future__ import annotations

from datetime import timedelta

from django import template

from luatsong.accounts.models import User

register = template.Library()


@register.filter
def dots(value: int) -> str:
    """A count as Vietnamese prints it: 82839 -> "82.839"."""
    return f"{value:,}".replace(",", ".")


@register.filter
def unlocalized(value: int) -> str:
    """A number for scripts: digits only."""
    return str(value)


@register.filter
def person(user: User | None) -> str:
    """Name of a person for others to read."""
    if user is None:
        return "Hệ thống"
    return user.get_full_name() or user.username


@register.filter
def minutes(span: timedelta) -> int:
    """A length of time in whole minutes."""
    return round(span.total_seconds() / 60)


@register.filter
def percent(share: float) -> str:
    """A share in [0, 1] as Vietnamese prints it: 0.734 -> "73 %"."""
    return f"{round(share * 100)} %"
