"""One knowledge item as a line of a list. Lists are long: built here, not by a template's nodes."""

from __future__ import annotations

from html import escape

from django.utils import timezone
from django.utils.safestring import SafeString

from luatsong.knowledge.models import Item
from luatsong.portal.addressing import page_address
from luatsong.portal.templatetags.once import on_day, shortened
from luatsong.portal.templatetags.signs import sign_of

_SUMMARY = 180  # characters
_CHANGED = ' <span class="tag changed">Luật đã thay đổi</span>'


def item_line(item: Item, *, changed: bool, brief: bool = False) -> SafeString:
    """<li> of an item; `changed`: the law under it has, `brief`: without its summary."""
    language = f' lang="{escape(item.language)}"' if item.language != "vi" else ""
    foreign = f' <span class="tag">{escape(item.get_language_display())}</span>' if language else ""
    summary = ""
    if item.summary and not brief:
        summary = f'<p class="sum">{escape(shortened(item.summary, _SUMMARY))}</p>'
    link = escape(page_address("portal:item", item.slug))
    kind = f"{escape(item.of_kind.name)}{_CHANGED if changed else ''}{foreign}"
    return SafeString(
        f'<li>{_mark(item)}<div><p class="kind">{kind}</p>\n'
        f'<h3><a href="{link}"{language}>{escape(item.title)}</a></h3>\n'
        f'{summary}\n<p class="when">{_when(item)}</p></div></li>'
    )


def _mark(item: Item) -> str:
    if item.kind == "event" and item.event_start:
        start = timezone.localtime(item.event_start)
        return f'<span class="date"><b>{start.day:02}</b>Th. {start.month}</span>'
    return f'<span class="mark">{sign_of("kinds", item.kind)}</span>'


def _when(item: Item) -> str:
    if item.kind == "event" and item.event_start:
        start = timezone.localtime(item.event_start)
        told = [f"{start:%H:%M}, {on_day(start)}", item.event_place]
    else:
        told = [item.area, on_day(item.first_published_at)]
    told.append(item.agency.name if item.agency else "")
    return "".join(f"<span>{escape(words)}</span>" for words in told if words)
