"""Lines of long lists."""

from __future__ import annotations

from collections.abc import Collection

from django import template
from django.utils.safestring import SafeString

from luatsong.knowledge.models import Item
from luatsong.portal import item_lines

register = template.Library()


@register.simple_tag
def item_line(
    item: Item, affected: Collection[int] | str = "", brief: bool | str = ""
) -> SafeString:
    """An item as <li>; `affected` are keys of items whose law has changed, of the whole list."""
    changed = item.basis_state == Item.BasisState.AFFECTED
    if affected and not isinstance(affected, str):
        changed = changed or item.pk in affected
    return item_lines.item_line(item, changed=changed, brief=bool(brief))
