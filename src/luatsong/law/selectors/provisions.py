"""Reads of components and provisions: light rows, one query each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from luatsong.law.models import (
    Component,
    ComponentVersion,
    Document,
    Force,
    ProvisionVersion,
)


class ComponentRow(NamedTuple):
    """A component; `slug` is "" for the body, "kem-theo-1", "phu-luc-2"."""

    slug: str
    kind: str
    ordinal: int
    label: str
    title: str
    intro: tuple[str, ...]


class ProvisionRow(NamedTuple):
    """A provision with the words it had on the day asked for.

    `identity` is the text of a UUID, as the database writes it, with or without hyphens;
    `parent` is the address above ("" at the top), `text` one paragraph or table row each,
    `quoted` half-open ranges of `text`, `depth` 0 at the top of a component. What follows
    `valid_to` is filled by `selectors.living.law_on` only: `status` is a value of `Force.Word`,
    `change` one of `ProvisionVersion.Change`, `effect_id` what made this wording (None: as
    issued), `end_effect_id` what ended it, `spans` the pieces that come from other effects
    (line, start, end, effect id or None; line -1 is the heading).
    """

    id: int
    identity: str
    address: str
    parent: str
    level: str
    number: str
    label: str
    heading: str
    text: tuple[str, ...]
    quoted: tuple[tuple[int, int], ...]
    depth: int
    order: int
    component: str
    valid_from: date | None
    valid_to: date | None
    status: str = ""
    change: str = ""
    effect_id: int | None = None
    end_effect_id: int | None = None
    certain: bool = True
    spans: tuple[tuple[int, int, int, int | None], ...] = ()


# For `as_read`.
COLUMNS = (
    "provision_id",
    "identity",
    "provision__address",
    "provision__level",
    "provision__number",
    "provision__label",
    "heading",
    "text",
    "quoted_text",
    "provision__depth",
    "provision__order",
    "provision__component__slug",
    "valid_from",
    "valid_to",
)


def paragraphs(text: str) -> tuple[str, ...]:
    """Stored text as lines; no text is no line."""
    return tuple(text.split("\n")) if text else ()


def ranges(text: str) -> tuple[Any, ...]:
    """Short lists of numbers, mostly empty, as stored: "[[0, 2]]" -> ((0, 2),)."""
    return () if text == "[]" else tuple(map(tuple, json.loads(text)))


def as_read(versions: QuerySet[ProvisionVersion]) -> QuerySet[ProvisionVersion]:
    """Versions with what rows need as plain text.

    To decode thousands of identities and empty lists one by one takes as long as all the rest.
    """
    return versions.annotate(
        identity=Cast("provision__identity", TextField()), quoted_text=Cast("quoted", TextField())
    )


def components_of(document: Document, on: date | None = None) -> list[ComponentRow]:
    """The components of a document, the body first. One query.

    With `on`: as effects have changed their headings and first words by that day; one query more
    for a document that effects have changed.
    """
    rows = Component.objects.filter(document=document).order_by("order")
    found = [
        ComponentRow(slug, kind, ordinal, label, title, paragraphs(intro))
        for slug, kind, ordinal, label, title, intro in rows.values_list(
            "slug", "kind", "ordinal", "label", "title", "intro"
        )
    ]
    if on is None or not document.amended:
        return found
    changed = (
        ComponentVersion.objects.filter(
            _holds(on), component__document=document, recorded_to__isnull=True
        )
        .order_by("valid_from", "pk")
        .values_list("component__slug", "title", "intro")
    )
    now = {slug: (title, paragraphs(intro)) for slug, title, intro in changed}
    return [
        row._replace(title=now[row.slug][0], intro=now[row.slug][1]) if row.slug in now else row
        for row in found
    ]


def provisions_of(document: Document, on: date | None = None) -> list[ProvisionRow]:
    """All provisions in document order, as they read on a day. One query, two with `on`.

    Without `on`: the latest wording of each. With `on`: only what is law on that day; a
    provision whose start is not known is shown on every day before its end. What has ended or
    is suspended: see `selectors.living.law_on`.
    """
    dead = _dead(document, on) if on is not None else set()
    if None in dead:
        return []
    versions = ProvisionVersion.objects.filter(
        provision__document=document, recorded_to__isnull=True
    ).order_by("provision__order", F("valid_from").asc(nulls_first=True))
    if on is not None:
        versions = versions.filter(_holds(on)).exclude(provision__in=dead)
    return _last_of_each(versions)


def _dead(document: Document, on: date) -> set[int | None]:
    """Which provisions are no law on a day by a fate of their own; None is the whole document."""
    rows: Iterable[tuple[int | None, str]] = Force.objects.filter(
        _holds(on),
        document=document,
        recorded_to__isnull=True,
        territory__in=("", document.territory),
        word__in=(Force.Word.ENDED, Force.Word.SUSPENDED, Force.Word.UNSUITED, Force.Word.NOT_YET),
    ).values_list("provision_id", "word")
    return {pk for pk, word in rows if pk is not None or word != Force.Word.NOT_YET}


def _holds(day: date) -> Q:
    """What lies in its interval on a day."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    )


def issued_of(document: Document) -> list[ProvisionRow]:
    """All provisions as issued, before any effect, in document order. One query."""
    versions = ProvisionVersion.objects.filter(
        provision__document=document,
        provision__made_as="",
        change=ProvisionVersion.Change.ISSUED,
    ).order_by("provision__order", "recorded_from", "pk")
    return _last_of_each(versions)


def _last_of_each(versions: QuerySet[ProvisionVersion]) -> list[ProvisionRow]:
    """Rows of the last version of every provision; versions of one follow each other."""
    rows: list[ProvisionRow] = []
    above: list[str] = []  # addresses on the way down to the row at hand
    for values in as_read(versions).values_list(*COLUMNS):
        row = row_of(values, above)
        if rows and rows[-1].id == row.id:
            rows[-1] = row
        else:
            rows.append(row)
    return rows


def row_of(values: Sequence[Any], above: list[str]) -> ProvisionRow:
    """A row from the values of `COLUMNS`; `above` holds the addresses on the way down to it."""
    pk, identity, address, level, number, label, heading, text, quoted, depth = values[:10]
    del above[depth:]
    parent = above[-1] if above else ""
    above.append(address)
    return ProvisionRow(
        pk,
        identity,
        address,
        parent,
        level,
        number,
        label,
        heading,
        paragraphs(text),
        ranges(quoted),
        depth,
        *values[10:],
    )


def provision_by_address(
    document: Document, address: str, on: date | None = None
) -> ProvisionRow | None:
    """One provision of a document, None when there is no such address. One query."""
    return next((row for row in provisions_of(document, on) if row.address == address), None)


def subtree(rows: Sequence[ProvisionRow], address: str) -> list[ProvisionRow]:
    """From the rows of a document: a provision and all below it; empty when it is not there."""
    start = next((i for i, row in enumerate(rows) if row.address == address), None)
    if start is None:
        return []
    top = rows[start]
    end = start + 1
    while end < len(rows) and rows[end].depth > top.depth:
        end += 1
    return list(rows[start:end])


def ancestors(rows: Sequence[ProvisionRow], address: str) -> list[ProvisionRow]:
    """From the rows of a document: what stands above a provision, the outermost first."""
    by_address = {row.address: row for row in rows}
    found: list[ProvisionRow] = []
    row = by_address.get(address)
    while row and (row := by_address.get(row.parent)):
        found.append(row)
    return found[::-1]
