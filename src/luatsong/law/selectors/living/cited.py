"""Citations for pages: what to link in a text, and who cites a document."""

from __future__ import annotations

import json
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast

from luatsong.law.models import Citation, Document


class CitedSpan(NamedTuple):
    """A citation in one paragraph: characters `[start, end)` point at `slug` and `addresses`.

    `slug` is "" unless the target is certain and in the store; then the words stay plain.
    `addresses` are those of provisions in the target ("" for what has none), () for all of it.
    """

    start: int
    end: int
    state: str
    slug: str
    addresses: tuple[str, ...]
    label: str


_NONE = "[]"  # an empty list as stored; most are, and to decode them takes time
# (part, address of the provision or slug of the component, paragraph)
SpanKey = tuple[str, str, int]


def citations_in(document: Document) -> dict[SpanKey, list[CitedSpan]]:
    """The citations of a document, by part ("title", "preamble", "intro", "heading", "text"),
    address ("" outside provisions; the component's slug in its intro) and paragraph. One query.
    """
    rows = (
        Citation.objects.filter(document=document)
        .annotate(
            addresses=Cast("target_addresses", TextField()), doubts=Cast("findings", TextField())
        )
        .order_by("pk")
        .values_list(
            "part",
            "provision__address",
            "component",
            "paragraph",
            "start",
            "end",
            "state",
            "target_document__slug",
            "target_document__state",
            "target_number",
            "target_name",
            "addresses",
            "doubts",
        )
    )
    found: dict[SpanKey, list[CitedSpan]] = {}
    for part, address, component, paragraph, start, end, state, slug, published, *rest in rows:
        number, name, addresses, doubts = rest
        if state == Citation.State.SELF:
            slug = document.slug
        elif published != Document.State.PUBLISHED:
            slug = ""
        if doubts != _NONE:  # a provision that is not there: no link is better than a wrong one
            slug = ""
        label = " ".join(filter(None, (name, number)))
        places = () if addresses == _NONE else tuple(json.loads(addresses))
        span = CitedSpan(start, end, state, slug or "", places, label)
        found.setdefault((part, address or component, paragraph), []).append(span)
    return found


def places_citing(document: Document, *, limit: int = 200) -> list[tuple[str, str, str]]:
    """Who cites a document: (slug, label, address of the provision), each once. One query."""
    rows = (
        Citation.objects.filter(target_document=document, document__state=Document.State.PUBLISHED)
        .order_by("document_id", "provision__order")
        .values_list(
            "document__slug", "document__type_name", "document__number", "provision__address"
        )
        .distinct()
    )
    return [
        (slug, f"{kind} {number}".strip(), address or "")
        for slug, kind, number, address in rows[:limit]
    ]
