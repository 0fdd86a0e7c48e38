"""Texts that go before others while they are alive, told on both sides.

A resolution may say that it is applied where laws it names say otherwise, for as long as it is in
force (resolutions 66.x of the Government, Nghị quyết 206/2025/QH15). Nothing in those laws tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from typing import NamedTuple

from luatsong.law.models import Document
from luatsong.law.selectors import ProvisionRow, living
from luatsong.law.selectors.living import CitedSpan, EffectRow, Prevailing
from luatsong.law.selectors.living.cited import SpanKey
from luatsong.law.wording import day_text
from luatsong.portal.addressing import address_words, provision_link
from luatsong.portal.margin import APPLIED

# More named provisions than this are counted only.
_PLACES = 8


class Place(NamedTuple):
    """A provision of the page's document, in words, and its address."""

    words: str
    href: str


class Before(NamedTuple):
    """A text that goes before the document of a page, as its head tells it."""

    label: str
    href: str
    said: Place  # where it says so
    until: str  # "đến hết ngày 28/02/2027", "" where it names no end
    places: tuple[Place, ...]
    more: int
    quote: str


class Behind(NamedTuple):
    """A document that the document of a page goes before; `at` is where it says so."""

    label: str
    href: str
    at: Place


def told(found: Sequence[Prevailing], slug: str, query: str) -> list[Before]:
    """What `living.prevailing_over` gave for the document `slug`, in words."""
    lines = []
    for one in found:
        named = [
            Place(address_words(address), provision_link(slug, address, query))
            for address in one.addresses
        ]
        href = provision_link(one.source_slug)
        at = provision_link(one.source_slug, one.source_address)
        said = Place(address_words(one.source_address), at)
        more = max(0, len(named) - _PLACES)
        quote = " ".join(one.quote.split())
        lines.append(
            Before(
                one.source_label,
                href,
                said,
                _until(one.until),
                tuple(named[:_PLACES]),
                more,
                quote,
            )
        )
    return lines


def notes_with(
    notes: Mapping[str, str], found: Iterable[Prevailing], known: Iterable[str]
) -> Mapping[str, str]:
    """The notes of a document with one more beside every provision that is gone before."""
    here = set(known)
    lines: dict[str, str] = {}
    for one in found:
        href = provision_link(one.source_slug, one.source_address)
        until = f", {_until(one.until)}" if one.until else ""
        line = (
            f'<li><b>Áp dụng</b> <a href="{href}">{escape(one.source_label)}</a>'
            f" khi còn hiệu lực{until}, nếu quy định khác.</li>"
        )
        for address in here.intersection(one.addresses):
            lines[address] = lines.get(address, "") + line
    if not lines:
        return notes
    return {**notes, **{at: _joined(notes.get(at, ""), line) for at, line in lines.items()}}


def gone_before(
    document: Document,
    does: Iterable[EffectRow],
    rows: Iterable[ProvisionRow],
    spans: Mapping[SpanKey, Sequence[CitedSpan]],
) -> list[Behind]:
    """The documents that a document says it goes before, each once.

    `does` are the effects it states, `spans` its citations: those in the sentence count.
    """
    saying = {e.source_address: e.quote for e in does if e.prevails and e.state in APPLIED}
    texts = {row.address: row.text for row in rows if row.address in saying}
    found: dict[str, Behind] = {}
    for (part, address, line), cited in spans.items():
        if part != "text" or line >= len(texts.get(address, ())):
            continue
        at = Place(address_words(address), provision_link(document.slug, address))
        for span in cited:
            surface = texts[address][line][span.start : span.end]
            if span.slug not in ("", document.slug) and surface in saying[address]:
                found.setdefault(
                    span.slug, Behind(span.label or surface, provision_link(span.slug), at)
                )
    return list(found.values())


def prevailing(document: Document, day: date) -> list[Prevailing]:
    """The texts that go before a document on a day, each once for every place that says so."""
    return list(dict.fromkeys(living.prevailing_over(document, day)))


def _until(until: date | None) -> str:
    return f"đến hết ngày {day_text(until - timedelta(days=1))}" if until else ""


def _joined(notes: str, line: str) -> str:
    """A note is one list: the line comes first in it."""
    opening = '<ul class="ghi">'
    if notes.startswith(opening):
        return f"{opening}{line}{notes.removeprefix(opening)}"
    return f"{opening}{line}</ul>\n"
