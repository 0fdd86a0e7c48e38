"""What keeps templates quick: parts set once in a process, addresses and dates without detours."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import datetime
from unicodedata import combining, is_normalized

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader_tags import BlockNode
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from luatsong.portal.addressing import page_address

register = template.Library()

# A part that is asked for with more values than this is forgotten and begun anew.
_MOST = 64


class OnceNode(template.Node):
    """Sees nothing but the values it names, so that it cannot tell one reader of another."""

    def __init__(self, names: Sequence[tuple[str, FilterExpression]], inside: NodeList) -> None:
        self._names = names
        self.nodelist = inside
        self._set: dict[Hashable, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """The part for these values."""
        values = {name: value.resolve(context) for name, value in self._names}
        key = tuple(values.values())
        found = self._set.get(key)
        if found is None:
            found = self.nodelist.render(context.new(values))
            if len(self._set) >= _MOST:
                self._set.clear()
            self._set[key] = found
        return found


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    """{% once site_agency %}…{% endonce %}: rendered once in a process for each set of values.

    For what follows from the release and the settings alone. Inside, the values named are all there
    is; no query may hang on them, and each must be hashable.
    """
    names = [(name, parser.compile_filter(name)) for name in token.split_contents()[1:]]
    inside = parser.parse(("endonce",))
    parser.delete_first_token()
    if inside.get_nodes_by_type(BlockNode):
        raise template.TemplateSyntaxError("a block cannot stand inside {% once %}")
    return OnceNode(names, inside)


@register.simple_tag
def address(view: str, *args: str | int) -> str:
    """As {% url %} with what stands in the path, worked out once: {% address 'portal:item' slug %}.

    NoReverseMatch where there is no such page.
    """
    return page_address(view, *args)


@register.filter
def on_day(moment: datetime | None) -> str:
    """The day of a moment, as it is here: 05/02/2026; "" for none."""
    if moment is None:
        return ""
    day = timezone.localtime(moment)
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


@register.filter
def shortened(text: str, most: int) -> str:
    """The text, or its first letters and "…", `most` characters in all; as `truncatechars`."""
    composed = is_normalized("NFC", text)
    if composed and len(text) <= most:
        return text
    if not composed or any(map(combining, text[: most + 1])):  # marks are no characters
        return Truncator(text).chars(most)
    return f"{text[: most - 1]}…"
