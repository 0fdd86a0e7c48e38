"""What the rapporteur's toolkit rests on beside the item: its data file, and the law as quoted."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from luatsong.knowledge.models import Item
from luatsong.knowledge.recall_names import place_name
from luatsong.knowledge.recall_reading import Place, laws_of
from luatsong.renditions.making import CannotMakeError
from luatsong.renditions.sheets import site_address
from luatsong.renditions.sources import page_hash

if TYPE_CHECKING:
    from luatsong.knowledge.models import Basis


@dataclass(frozen=True, slots=True)
class Quote:
    """A place of the law, word for word as it stood on a day, line by line.

    `whole` is False where only the first lines are here; `address` leads to all of it.
    """

    name: str
    lines: tuple[str, ...]
    day: date
    address: str
    whole: bool = True


@cache
def toolkit_data() -> dict[str, Any]:
    """`data/toolkit.toml`."""
    text = files("luatsong.renditions").joinpath("data", "toolkit.toml").read_text("utf-8")
    return tomllib.loads(text)


def source(item: Item) -> str:
    """Hash of what slides and outlines are made from: also of the law they quote.

    When recall marks a basis, or an editor pins one anew, what quotes the old words is no longer
    shown, though the item itself still says the same.
    """
    bases = sorted(f"{one.address}|{one.words_hash}|{one.state}" for one in item.bases.all())
    told = "\x1e".join((page_hash(item), item.basis_state, *bases))
    return hashlib.sha256(told.encode()).hexdigest()


def check(item: Item) -> None:
    """CannotMakeError for an item whose law has moved: nobody is to teach the old law."""
    if item.basis_state == Item.BasisState.AFFECTED:
        raise CannotMakeError(toolkit_data()["words"]["affected"])


def quotes_of(item: Item, day: date | None = None) -> tuple[Quote, ...]:
    """The places an item rests on, as they read on `day` (today). Six queries for any number.

    Whole documents are not quoted, nor what is no law on the day.
    """
    day = day or timezone.localdate()
    placed = [basis for basis in item.bases.all() if basis.address]
    placed = placed[: toolkit_data()["slides"]["laws"]]
    laws = laws_of([basis.document_id for basis in placed]) if placed else {}
    found = []
    for basis in placed:
        law = laws.get(basis.document_id)
        place = Place(basis.document_id, basis.provision_id, basis.address)
        said = law.said(place, max(day, basis.as_of)) if law else None
        if said is not None and said.holds:
            found.append(_quote(basis, said.words, max(day, basis.as_of)))
    return tuple(found)


def _quote(basis: Basis, words: str, day: date) -> Quote:
    """Whole lines as far as there is room; the first line always."""
    room: int = toolkit_data()["slides"]["law"]
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    kept: list[str] = []
    for line in lines:
        room -= len(line)
        if kept and room < 0:
            break
        kept.append(line)
    path = reverse("portal:provision", args=[basis.document.slug, basis.address])
    return Quote(
        place_name(basis.document, basis.address),
        tuple(kept),
        day,
        site_address(path),
        whole=len(kept) == len(lines),
    )
