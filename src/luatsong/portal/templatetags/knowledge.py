"""Words of the templates of knowledge items: pictures, files, telephone numbers."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from luatsong.knowledge.wordlists import languages, licences
from luatsong.portal.bodies import Shown

register = template.Library()


@register.simple_tag(takes_context=True)
def shown_picture(context: Context, image: Any, size: str) -> SafeString:
    """<img> of a picture of the body; its words alone where the file cannot be read."""
    found: Shown | None = context["body"].pictures.get((image.pk, size)) if image else None
    if found is None:
        return SafeString("")
    if not found.src:
        return format_html('<p class="note">Không mở được ảnh: {}</p>', found.alt)
    style = SafeString(' class="face"') if size == "face" else SafeString("")
    return format_html(
        '<img{} src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        style,
        found.src,
        found.width,
        found.height,
        found.alt,
    )


@register.simple_tag(takes_context=True)
def poster(context: Context, image: Any) -> SafeString:
    """The poster attribute of a video; nothing where there is no picture."""
    found = context["body"].pictures.get((image.pk, "wide")) if image else None
    return format_html(' poster="{}"', found.src) if found and found.src else SafeString("")


@register.simple_tag
def download_address(document: Any) -> str:
    """Where a file of an item is fetched."""
    if document is None:
        return ""
    return reverse("portal:download", args=[document.pk, PurePosixPath(document.file.name).name])


@register.filter
def bytes_of(document: Any) -> int:
    """Size of a file of an item; 0 where it cannot be told."""
    try:
        return int(document.file_size or document.file.size)
    except (AttributeError, OSError, ValueError):
        return 0


@register.filter
def numbers(phones: str) -> list[tuple[str, str]]:
    """Telephone numbers as typed ("0234 3 822 111; 1900 6192"), each with its tel: address."""
    found = []
    for one in re.split(r"[;,/]| hoặc | - ", phones or ""):
        digits = re.sub(r"[^0-9+]", "", one)
        if one.strip():
            found.append((one.strip(), f"tel:{digits}" if len(digits) > 2 else ""))
    return found


@register.filter
def licence(code: str) -> Any:
    """Name, summary and address of a licence; None for an unknown code."""
    return licences().get(code)


@register.filter
def language_name(code: str) -> str:
    """The Vietnamese name of a language."""
    return languages().get(code, code)
