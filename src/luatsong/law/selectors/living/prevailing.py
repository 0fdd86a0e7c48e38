"""Texts that go before others while they are alive (resolutions 66.x, requirements 8.3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F

from luatsong.law.models import Citation, Document, Force
from luatsong.law.selectors.living.effects import APPLIED
from luatsong.law.selectors.living.validity import words_on

_APPLIES = frozenset((Force.Word.IN_FORCE, Force.Word.PARTLY_ENDED, Force.Word.PARTLY_SUSPENDED))


class Prevailing(NamedTuple):
    """A text that goes before a document on a day, where it differs.

    `addresses` are the provisions of the document it names, () where it names none but the whole;
    `quote` is the sentence that says so, at `source_address` of the text; `until` is its own term.
    """

    source_slug: str
    source_label: str
    source_address: str
    quote: str
    addresses: tuple[str, ...]
    until: date | None


def prevailing_over(document: Document, day: date) -> list[Prevailing]:
    """The texts in force on `day` that say they go before this document. One to three queries.

    Those that name the document in the provision that says so; and those that go before "other
    texts" without naming any, if they cite the document: whether it differs is for people to judge,
    so they are told of the whole of it.
    """
    rows: Iterable[tuple[Any, ...]] = (
        Citation.objects.filter(
            target_document=document,
            state=Citation.State.RESOLVED,
            part="text",
            document__effects__prevails=True,
            document__effects__state__in=APPLIED,
            document__effects__recorded_to__isnull=True,
            document__state=Document.State.PUBLISHED,
        )
        .order_by("document_id", "pk")
        .annotate(
            effect=F("document__effects__pk"),
            quote=F("document__effects__quote"),
            at=F("document__effects__provision"),
            until=F("document__expiry_date"),
        )
        .values_list(
            "effect",
            "document_id",
            "document__slug",
            "document__type_name",
            "document__number",
            "document__effects__provision__address",
            "quote",
            "until",
            "target_addresses",
            "surface",
            "at",
            "provision",
        )
    )
    rows = list(rows)
    general = _naming_none({(row[10], row[6]) for row in rows})
    found: dict[int, tuple[int, Prevailing]] = {}
    for effect, source, slug, kind, number, address, quote, until, addresses, *where in rows:
        surface, at, cited_at = where
        if (at, quote) in general:
            addresses = ()
        elif at != cited_at or surface not in quote:
            continue  # of another sentence
        label = f"{kind} {number}".strip()
        before = found[effect][1].addresses if effect in found else ()
        named = tuple(dict.fromkeys((*before, *filter(None, addresses))))
        found[effect] = (source, Prevailing(slug, label, address or "", quote, named, until))
    if not found:
        return []
    words = words_on({source for source, _ in found.values()}, day)
    return [one for source, one in found.values() if words.get(source) in _APPLIES]


def _naming_none(sentences: set[tuple[int | None, str]]) -> set[tuple[int | None, str]]:
    """Of sentences and the provisions they stand in: those that name no document. One query."""
    if not sentences:
        return set()
    named: dict[int | None, list[str]] = {}
    citations = Citation.objects.filter(provision__in={at for at, _ in sentences if at})
    other = citations.filter(target_kind="document")
    for at, surface in other.values_list("provision", "surface"):
        named.setdefault(at, []).append(surface)
    return {
        (at, quote)
        for at, quote in sentences
        if not any(surface in quote for surface in named.get(at, ()))
    }
