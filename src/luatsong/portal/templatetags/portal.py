"""Small words of the public templates."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from luatsong.law.models import Document
from luatsong.law.selectors.living import EffectRow
from luatsong.portal.addressing import address_words, provision_link
from luatsong.portal.casing import readable
from luatsong.portal.citation import full_title, short_name
from luatsong.portal.kinds import KindName, kind_name
from luatsong.portal.margin import limits, source_words
from luatsong.portal.overlay import State
from luatsong.portal.render import anchor
from luatsong.portal.wording import verb_words

register = template.Library()


@register.simple_tag
@cache
def asset(path: str) -> str:
    """The address of a static file with its content hash, so that a new one is fetched at once."""
    found = finders.find(path)
    if not isinstance(found, str):
        raise template.TemplateSyntaxError(f"no static file {path!r}")
    digest = hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10]
    return f"{static(path)}?v={digest}"


@register.filter
def amount(value: int) -> str:
    """A count as Vietnamese readers write it: 12.345."""
    return f"{value:,}".replace(",", ".")


@register.filter
def day(value: date | None) -> str | SafeString:
    """A date as <time>: 05/02/2026; "" when there is none."""
    if value is None:
        return ""
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), value.strftime("%d/%m/%Y")
    )


@register.filter
def heading(document: Document) -> str:
    """The heading of a document: "Luật Đất đai", "Quy định chi tiết …"."""
    return full_title(document)


@register.filter
def short(document: Document) -> str:
    """Type and number; the heading of a document that has neither."""
    return short_name(document)


@register.filter
def scanned(document: Document) -> bool:
    """Whether its words were read from a picture, and may be misread."""
    return any(found["code"] == "ocr" for found in document.metadata.get("findings", ()))


@register.filter
def kind(document: Document) -> KindName:
    """How the kind of a document is named."""
    return kind_name(document.kind)


@register.filter
def instruction(effect: EffectRow) -> str:
    """The address of the provision that states an effect."""
    return provision_link(effect.source_slug, effect.source_address)


@register.filter
def deed(effect: EffectRow, document: Document) -> SafeString:
    """An effect in a list of a day: what was done, by which instruction, to which places."""
    day = f"?ngay={effect.start.isoformat()}" if effect.start else ""
    places = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        ((provision_link(document.slug, address, day), text) for text, address in effect.places),
    )
    where = places or "Toàn văn bản"
    by = format_html('<a href="{}">{}</a>', instruction(effect), source_words(effect))
    words = verb_words(effect.verb, "done")
    return format_html("<b>{}</b> {}: {}{}", words, by, where, SafeString(limits(effect)))


@register.filter
def place_words(address: str) -> str:
    """An address in words: "khoản 2 Điều 5"."""
    return address_words(address)


@register.filter
def slugged(address: str) -> str:
    """The id of a provision inside a page."""
    return anchor(address)


@register.filter
def sentence(title: str) -> str:
    """A title in sentence case, however it is printed."""
    title = readable(title)
    return title[:1].upper() + title[1:]


@register.filter
def percent(value: float) -> str:
    """A share as Vietnamese readers write it: 98,7%."""
    return f"{value:.1f}%".replace(".", ",")


@register.filter
def standing(slug: str, standings: Mapping[str, State] | str | None) -> SafeString:
    """The word for a document that is not in force; "" for one that is, or where none is known."""
    state = standings.get(slug) if isinstance(standings, Mapping) else None
    if state is None:
        return SafeString("")
    return format_html('<span class="luc {}">{}</span>', state.style, state.label)
