"""Addresses of the pages of a desk: {% desk_url desk '_edit' row.pk %}."""

from __future__ import annotations

from django import template
from django.urls import reverse

from luatsong.staff.outreach.desk import Desk

register = template.Library()


@register.simple_tag
def desk_url(desk: Desk, page: str, pk: int | None = None) -> str:
    """The address of a page of the desk, of one row where a key is given."""
    return reverse(f"staff_{desk.code}{page}", args=[] if pk is None else [pk])
