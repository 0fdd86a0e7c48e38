"""The podcast of everything that can be heard: RSS 2.0 with the tags of podcast programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as Xml

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from luatsong.knowledge.models import Item
from luatsong.renditions.models import Rendition
from luatsong.renditions.sound_selectors import length

_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_ATOM = "http://www.w3.org/2005/Atom"
_CATEGORY = ("Government", "Education")
Absolute = Callable[[str], str]


def podcast(
    name: str, about: str, path: str, told: Iterable[tuple[Item, Rendition]], absolute: Absolute
) -> bytes:
    """The feed. `path` is its own; `absolute` turns a path into a whole address.

    Each enclosure has the size of its file, as RSS 2.0 asks.
    """
    Xml.register_namespace("itunes", _ITUNES)
    Xml.register_namespace("atom", _ATOM)
    rss = Xml.Element("rss", version="2.0")
    channel = Xml.SubElement(rss, "channel")
    told = list(told)
    _text(channel, "title", name)
    _text(channel, "link", absolute(reverse("portal:sounds")))
    _text(channel, "description", about)
    _text(channel, "language", "vi")
    _text(channel, f"{{{_ITUNES}}}author", settings.SITE_AGENCY)
    _text(channel, f"{{{_ITUNES}}}explicit", "false")
    for category in _CATEGORY:
        Xml.SubElement(channel, f"{{{_ITUNES}}}category", text=category)
    Xml.SubElement(channel, f"{{{_ITUNES}}}image", href=absolute(static("portal/podcast.png")))
    Xml.SubElement(
        channel, f"{{{_ATOM}}}link", href=absolute(path), rel="self", type="application/rss+xml"
    )
    newest = max((when for item, row in told if (when := _when(item, row))), default=None)
    if newest:
        _text(channel, "lastBuildDate", format_datetime(newest))
    for item, row in told:
        _episode(channel, item, row, absolute)
    content: bytes = Xml.tostring(rss, encoding="utf-8", xml_declaration=True)
    return content


def _episode(channel: Xml.Element, item: Item, row: Rendition, absolute: Absolute) -> None:
    entry = Xml.SubElement(channel, "item")
    address = absolute(item.get_absolute_url())
    _text(entry, "title", item.title)
    _text(entry, "link", address)
    Xml.SubElement(entry, "guid", isPermaLink="false").text = str(item.uid)
    machine = row.made_by == Rendition.Maker.MACHINE
    label = "Giọng máy đọc." if machine else f"{row.title}."
    _text(entry, "description", f"{item.summary} {label}".strip())
    when = _when(item, row)
    if when:
        _text(entry, "pubDate", format_datetime(when))
    Xml.SubElement(
        entry,
        "enclosure",
        url=absolute(reverse("portal:rendition", args=[row.pk, row.file_name])),
        length=str(row.bytes),
        type=row.media_type,
    )
    _text(entry, f"{{{_ITUNES}}}duration", length(row.seconds))
    _text(entry, f"{{{_ITUNES}}}author", item.agency.name if item.agency else settings.SITE_AGENCY)


def _when(item: Item, row: Rendition) -> datetime | None:
    return item.first_published_at or row.created_at


def _text(parent: Xml.Element, name: str, words: str) -> None:
    """An element with words XML can carry."""
    Xml.SubElement(parent, name).text = "".join(
        mark for mark in words if mark.isprintable() or mark in "\n\t"
    )
