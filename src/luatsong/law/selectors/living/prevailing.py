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
    """The texts in force on `day` that say they go before this document. Two queries, or one.

    Only those that name the document in the provision that says so: a text that goes before "all
    other texts" names none of them, and whether it differs is not for a program to judge.
    """
    rows: Iterable[tuple[Any, ...]] = (
        Citation.objects.filter(
            target_document=document,
            state=Citation.State.RESOLVED,
            provision__effects__prevails=True,
            provision__effects__state__in=APPLIED,
            provision__effects__recorded_to__isnull=True,
            document__state=Document.State.PUBLISHED,
        )
        .order_by("document_id", "pk")
        .annotate(
            effect=F("provision__effects__pk"),
            quote=F("provision__effects__quote"),
            until=F("document__expiry_date"),
        )
        .values_list(
            "effect",
            "document_id",
            "document__slug",
            "document__type_name",
            "document__number",
            "provision__address",
            "quote",
            "until",
            "target_addresses",
            "surface",
        )
    )
    found: dict[int, tuple[int, Prevailing]] = {}
    for effect, source, slug, kind, number, address, quote, until, addresses, surface in rows:
        if surface not in quote:
            continue  # of another sentence of that provision
        label = f"{kind} {number}".strip()
        before = found[effect][1].addresses if effect in found else ()
        named = tuple(dict.fromkeys((*before, *filter(None, addresses))))
        found[effect] = (source, Prevailing(slug, label, address, quote, named, until))
    if not found:
        return []
    words = words_on({source for source, _ in found.values()}, day)
    return [one for source, one in found.values() if words.get(source) in _APPLIES]
