"""What templates of the editor's desk ask for."""

from __future__ import annotations

from django import template

from luatsong.knowledge import checks
from luatsong.knowledge.models import Item
from luatsong.staff.knowledge.bases import Shown, shown_bases

register = template.Library()


@register.simple_tag
def bases_of(item: Item) -> list[Shown]:
    """The bases of an item with their words."""
    return shown_bases(item)


@register.simple_tag
def findings_of(item: Item) -> list[checks.Finding]:
    """What there is to mend in an item."""
    return checks.check(item)
