"""What places and the texts that change them are called, for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from luatsong.law.models import Document, Effect
from luatsong.law.typed_places import SEGMENTS, address_text
from luatsong.law.wording import DATA

# Types whose documents people call by their name.
_NAMED = frozenset(DATA["linking"]["named_types"])
_ONLY_ATTACHED = "kem-theo-1"


class Cause(NamedTuple):
    """The text that made a difference: what it is called, and where the words stand in it."""

    label: str
    slug: str
    address: str


def place_name(document: Document, address: str) -> str:
    """A place in words: "khoản 2 Điều 5 Luật Đất đai (31/2024/QH15)"."""
    return name_of(document.type_code, document.type_name, document.number, document.title, address)


def name_of(type_code: str, type_name: str, number: str, title: str, address: str) -> str:
    """The same from the parts of a document."""
    named = f"{type_name} {number}".strip() if number else f"{type_name} {title}".strip()
    if type_code in _NAMED and title and number:
        name = title if title.lower().startswith(type_name.lower()) else f"{type_name} {title}"
        named = f"{name} ({number})"
    return f"{_place(address)} {named}" if address else named


def _place(address: str) -> str:
    """Of one attached text the number says nothing: "Điều 2 văn bản kèm theo"."""
    component, _, inside = address.partition("/")
    if component != _ONLY_ATTACHED:
        return address_text(address)
    attached = SEGMENTS[_ONLY_ATTACHED.rpartition("-")[0]].lower()
    return f"{address_text(inside)} {attached}" if inside else attached


def causes(ids: Iterable[int | None]) -> dict[int, Cause]:
    """The texts behind effects, by id of the effect. One query, none for no ids."""
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    rows = Effect.objects.filter(pk__in=wanted).values_list(
        "pk",
        "document__type_name",
        "document__number",
        "document__title",
        "document__slug",
        "provision__address",
    )
    return {
        pk: Cause(f"{kind} {number or title}".strip(), slug, address or "")
        for pk, kind, number, title, slug, address in rows
    }
