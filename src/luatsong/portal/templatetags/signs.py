"""Small drawings beside words: {% sign 'law' %}, {% sign_of 'kinds' item.kind %}."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from luatsong.portal.templatetags.portal import asset

register = template.Library()


@register.simple_tag
@cache
def sign(name: str) -> SafeString:
    """The drawing of that name; it only repeats what words beside it say."""
    return format_html(
        '<svg class="sign" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        asset("portal/signs.svg"),
        name,
    )


@register.simple_tag
def sign_of(group: str, code: str) -> SafeString:
    """The drawing of a kind, an audience or a life event; the default one of an unknown code."""
    drawings = _drawings()
    name = drawings.get(group, {}).get(code) or str(drawings["default"])
    return SafeString(sign(name))


@cache
def _drawings() -> Mapping[str, Mapping[str, str]]:
    source = files("luatsong.portal").joinpath("data/signs.toml")
    return tomllib.loads(source.read_text("utf-8"))


@cache
def sign_names() -> tuple[str, ...]:
    """All drawings, in the order of the file."""
    drawn = files("luatsong.portal").joinpath("static/portal/signs.svg").read_text("utf-8")
    return tuple(re.findall(r'<symbol id="([a-z-]+)"', drawn))
