"""What templates of the editor's desk ask for."""

from __future__ import annotations

from typing import Any

from django import template

from luatsong.knowledge import checks
from luatsong.knowledge.models import Item
from luatsong.staff.knowledge import keeping
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


@register.inclusion_tag("staff/knowledge/kept.html", takes_context=True)
def kept_copies(context: Any, item: Item | None = None, writing: bool = False) -> dict[str, Any]:
    """What the browser still holds of words that were never saved; with `item`, of that one only.

    `writing`: its form is on the page and is watched.
    """
    form = context.get("form")
    return {
        "user": context["request"].user,
        "item": item,
        "writing": writing,
        "bound": bool(form is not None and form.is_bound),
        "words": keeping.words(),
    }
